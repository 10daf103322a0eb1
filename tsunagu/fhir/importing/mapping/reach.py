"""How a person is reached: R4's contact points and addresses, Japanese and Korean ones as they are written."""

from __future__ import annotations

from collections.abc import Iterator

from tsunagu.core.clock import now
from tsunagu.fhir.importing.judging import is_before
from tsunagu.fhir.importing.mapping.base import extension, partial_date, parts, period
from tsunagu.fhir.importing.reading import Resource
from tsunagu.people.choices import AddressUse, ContactKind, ContactUse
from tsunagu.people.rules.profile import AddressDraft, ContactDraft

ROAD_NAME = "http://www.hl7korea.or.kr/fhir/krcore/StructureDefinition/krcore-roadNameAddress"
KINDS = {"phone": ContactKind.PHONE, "sms": ContactKind.MOBILE, "fax": ContactKind.FAX, "email": ContactKind.EMAIL}
USES = {"home": ContactUse.HOME, "work": ContactUse.WORK, "mobile": ContactUse.HOME, "temp": ContactUse.OTHER}
ADDRESSES = {"home": AddressUse.HOME, "temp": AddressUse.TEMPORARY, "billing": AddressUse.MAIL}
WRITTEN_TOGETHER = {"JP", "JPN", "KR", "KOR", "CN", "TW"}


def contact_points(resource: Resource) -> Iterator[ContactDraft]:
    """Those that reach the person today, in the order of their rank."""
    for telecom in sorted(parts(resource, "telecom"), key=lambda t: t.get("rank") or 99):
        value, kind = str(telecom.get("value") or "").strip(), KINDS.get(str(telecom.get("system")))
        use = telecom.get("use")
        if not value or kind is None or use == "old" or _is_over(telecom):
            continue
        if use == "mobile" and kind == ContactKind.PHONE:
            kind = ContactKind.MOBILE
        yield ContactDraft(kind, value, USES.get(str(use), ContactUse.HOME))


def addresses(resource: Resource) -> Iterator[AddressDraft]:
    """Those where the person lives or gets letters today."""
    for address in parts(resource, "address"):
        text = address_text(address)
        if not text or address.get("use") in {"old", "work"} or _is_over(address):
            continue
        since = partial_date(period(address)[0])
        use = (
            AddressUse.MAIL
            if address.get("type") == "postal"
            else ADDRESSES.get(str(address.get("use")), AddressUse.HOME)
        )
        state, country = str(address.get("state") or ""), str(address.get("country") or "")
        yield AddressDraft(
            text,
            postcode=str(address.get("postalCode") or ""),
            region="" if state.isdigit() else state,  # a prefecture's number says nothing to people
            town=str(address.get("city") or _road_name(address).get("district") or ""),
            country=country.upper() if len(country) == 2 else "",
            use=use,
            since=since.first if since else None,
        )


def address_text(address: Resource) -> str:
    """As written on the envelope; else its parts in the order of the country."""
    if text := str(address.get("text") or "").strip():
        return text
    if road := _road_name(address):
        return " ".join(
            filter(None, (road.get(key) for key in ("district", "roadName", "detailedAddress", "complements")))
        )
    lines = [str(part) for part in address.get("line") or () if part]
    around = [str(address[key]) for key in ("district", "city", "state") if address.get(key)]
    if str(address.get("country") or "").upper() in WRITTEN_TOGETHER:
        return " ".join([*reversed(around), *lines])
    return ", ".join([*lines, *around])


def _road_name(address: Resource) -> dict[str, str]:
    return {
        str(e.get("url")): str(e.get("valueString") or "") for e in parts(extension(address, ROAD_NAME), "extension")
    }


def _is_over(part: Resource) -> bool:
    end = period(part)[1]
    return bool(end) and is_before(end, now().date().isoformat())

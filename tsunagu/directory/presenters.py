"""What screens say about a service: why it is in the list, how old the entry is, whether it fits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from babel import Locale
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy, ngettext, pgettext
from django.utils.translation import gettext as _

from tsunagu.core.clock import today
from tsunagu.core.errors import Words
from tsunagu.directory.choices import Capacity, ServiceType, Status
from tsunagu.directory.models import AGEING, STALE, Address, CostOption, Listing, Place, Schedule, Service
from tsunagu.directory.queries.searching import Hit, Question
from tsunagu.directory.rules import tags
from tsunagu.directory.rules.fit import Known, Offer, Reason, misfits
from tsunagu.ui import formats

CAPACITY_MARK = {
    Capacity.OPEN: "met",
    Capacity.ASSESSMENT: "note",
    Capacity.WAITLIST: "wait",
    Capacity.FULL: "stop",
}
MISFITS: dict[Reason, Words] = {
    "closed": gettext_lazy("Closed for a time."),
    "too_young": gettext_lazy("Takes people from %(minimum)s years on; this person is %(age)s."),
    "too_old": gettext_lazy("Takes people up to %(maximum)s years; this person is %(age)s."),
    "sex": gettext_lazy("Takes people of another sex."),
    "area": gettext_lazy("Serves %(areas)s; this person lives in %(town)s."),
    "language": gettext_lazy("Works in %(languages)s; this person speaks %(language)s."),
    "full": gettext_lazy("Is full, as was said on %(day)s."),
}


@dataclass(frozen=True)
class Row:
    """A service in a list, with why it is there and why it may not fit."""

    id: Any
    name: str
    provider: str
    url: str
    where: str
    distance: str
    types: list[str]
    capacity: str
    capacity_mark: str
    freshness: str
    stale: bool
    phone: str
    why: str
    misfits: list[str] = field(default_factory=list)


def rows(hits: Sequence[Hit], question: Question, zone: str, known: Known | None = None, tail: str = "") -> list[Row]:
    """What fits comes first; within that the order of the search."""
    made = [row(hit, question, zone, known, tail) for hit in hits]
    return sorted(made, key=lambda one: bool(one.misfits))


def row(hit: Hit, question: Question, zone: str, known: Known | None, tail: str) -> Row:
    service, place = hit.listing.service, hit.listing.place
    fresh, stale = freshness(service, today(zone))
    phones = [phone.number for phone in service.phones.all() if phone.number]
    return Row(
        service.id,
        service.name,
        str(service.provider),
        reverse("directory:service", args=[service.id]) + tail,
        where_words(place),
        distance_words(hit.km),
        type_words(service.types),
        *capacity_words(service),
        fresh,
        stale,
        phones[0] if phones else "",
        why(question, hit),
        misfit_words(hit.listing, known) if known else [],
    )


def type_words(types: Sequence[str]) -> list[str]:
    return [str(ServiceType(code).label) for code in types if code in ServiceType.values]


def capacity_words(service: Service) -> tuple[str, str]:
    if not service.capacity:
        return "", ""
    return str(Capacity(service.capacity).label), CAPACITY_MARK[Capacity(service.capacity)]


def where_words(place: Place | None) -> str:
    if place is None:
        return ""
    lines = filter(None, map(address_words, place.addresses.all()))
    return next(lines, str(place.name))


def address_words(address: Address) -> str:
    """From the house outward; in Japanese and Korean, whose addresses run the other way, inward to the house."""
    near = [part for part in (address.address_1, address.address_2) if part]
    wide = [part for part in (address.city, address.region, address.state_province) if part]
    inward, code = [*reversed(wide), *near], [address.postal_code] if address.postal_code else []
    match formats.script_of("".join(inward)):
        case "ja":
            return " ".join([*code, "".join(inward)]).strip()
        case "ko":
            return " ".join([*inward, *code])
    return ", ".join([*near, *wide, *code])


def distance_words(km: float | None) -> str:
    if km is None:
        return ""
    if km < 1:
        return _("%(metres)s m away") % {"metres": formats.number(round(km * 1000, -1))}
    return _("%(kilometres)s km away") % {"kilometres": formats.number(round(km, 1))}


def freshness(service: Service, on: date) -> tuple[str, bool]:
    """How old is what stands here? An old entry says so wherever it stands."""
    sure = service.assured_date or (service.last_modified.date() if service.last_modified else None)
    if sure is None:
        return _("Nobody has said when this was last checked."), True
    if on - sure >= STALE:
        months = (on - sure).days // 30
        return ngettext(
            "Not checked for %(n)d month.", "Not checked for %(n)d months.", months
        ) % {"n": months}, True  # fmt: skip
    if on - sure >= AGEING:
        return _("Last checked on %(day)s, more than half a year ago.") % {"day": formats.short_date(sure)}, False
    return _("Checked on %(day)s.") % {"day": formats.short_date(sure)}, False


def why(question: Question, hit: Hit) -> str:
    """What of the question it answers."""
    said: list[str] = []
    if question.need:
        said.append(str(ServiceType(question.need).label))
    if question.text:
        said.append(_("found by “%(text)s”") % {"text": question.text})
    if question.area:
        said.append(_("in or for %(area)s") % {"area": question.area})
    if question.language:
        said.append(language_name(question.language))
    if question.free:
        said.append(_("free of charge"))
    if question.capacity:
        said.append(str(Capacity(question.capacity).label))
    if question.age is not None or question.sex:
        said.append(_("takes people like this, as far as it says"))
    return " · ".join(said) or _("in the order of names")


def language_name(code: str) -> str:
    return str(Locale.parse(get_language() or "en").languages.get(code, code))


def offer_of(listing: Listing) -> Offer:
    service = listing.service
    codes = [tags.language_code(language.code, language.name) for language in service.languages.all()]
    return Offer(
        listing.minimum_age,
        listing.maximum_age,
        service.sex,
        [area.name for area in service.service_areas.all() if area.name],
        [code for code in codes if code],
        service.capacity,
        service.status,
    )


def misfit_words(listing: Listing, known: Known) -> list[str]:
    offer = offer_of(listing)
    said = {
        "minimum": formats.number(offer.minimum_age or 0),
        "maximum": formats.number(offer.maximum_age or 0),
        "age": known.age,
        "areas": "、".join(list(offer.areas)[:3]) if get_language() == "ja" else ", ".join(list(offer.areas)[:3]),
        "town": known.town,
        "languages": ", ".join(language_name(code) for code in offer.languages),
        "language": language_name(known.language),
        "day": formats.short_date(listing.service.capacity_on) if listing.service.capacity_on else "",
    }
    return [str(MISFITS[reason]) % said for reason in misfits(offer, known)]


@dataclass(frozen=True)
class Fact:
    label: str
    value: str
    url: str = ""
    lang: str = ""


def facts(service: Service) -> list[Fact]:
    """All that is said of a service, in the order in which it is asked; what nobody said is left out."""
    return [Fact(str(label), str(value), url) for label, value, url in _facts(service) if value]


def _facts(service: Service) -> Iterator[tuple[Words, Any, str]]:
    yield _("Kind of help"), ", ".join(type_words(service.types)), ""
    yield _("State"), Status(service.status).label if service.status in Status.values else service.status, ""
    yield _("For whom"), service.eligibility_description, ""
    yield _("Age"), age_words(service), ""
    yield _("Sex"), service.get_sex_display() if service.sex else "", ""
    yield _("Area served"), ", ".join(area.name for area in service.service_areas.all() if area.name), ""
    yield _("Languages"), ", ".join(_languages(service)), ""
    yield _("Interpreting"), service.interpretation_services, ""
    yield _("Cost"), cost_words(service), ""
    yield _("How to apply"), service.application_process, ""
    documents = ", ".join(one.document for one in service.required_documents.all() if one.document)
    yield _("Documents to bring"), documents, ""
    yield _("Waiting time, as they say"), service.wait_time, ""
    for phone in service.phones.all():
        if phone.number:
            yield (
                pgettext("of a service", "Phone"),
                phone.number,
                "tel:" + "".join(c for c in phone.number if c in "+0123456789"),
            )
    yield pgettext("of a service", "Email"), service.email, f"mailto:{service.email}" if service.email else ""
    yield _("Web page"), service.url, service.url if service.url.startswith(("http://", "https://")) else ""
    yield _("Accreditations"), service.accreditations, ""
    yield _("Licences"), service.licenses, ""
    yield _("Comes from"), service.origin, ""


def _languages(service: Service) -> Iterator[str]:
    for language in service.languages.all():
        code = tags.language_code(language.code, language.name)
        yield language_name(code) if code else language.name


def age_words(service: Service) -> str:
    low, high = service.minimum_age, service.maximum_age
    if high is not None and high >= 120:
        high = None
    if low and high is not None:
        return _("%(low)s to %(high)s years") % {"low": formats.number(low), "high": formats.number(high)}
    if low:
        return _("from %(low)s years") % {"low": formats.number(low)}
    return _("up to %(high)s years") % {"high": formats.number(high)} if high is not None else ""


def cost_words(service: Service) -> str:
    named = [_price(one) for one in service.cost_options.all()]
    return " · ".join(filter(None, (*named, service.fees_description, service.fees)))


def _price(cost: CostOption) -> str:
    amount = "" if cost.amount is None else formats.money(cost.amount, cost.currency.upper())
    return " ".join(filter(None, (amount, cost.option, cost.amount_description)))


def schedule_words(schedule: Schedule) -> str:
    """`Monday, Thursday 9:00–17:00`; what is written freely stands as it was written."""
    days = [str(DAYS[day.strip()[-2:]]) for day in schedule.byday.split(",") if day.strip()[-2:] in DAYS]
    hours = "–".join(filter(None, (schedule.opens_at[:5], schedule.closes_at[:5])))
    if days and not hours:
        hours = _("closed")
    return " ".join(filter(None, (", ".join(days), hours))) or schedule.description or schedule.notes


DAYS: dict[str, Words] = {
    "MO": gettext_lazy("Monday"),
    "TU": gettext_lazy("Tuesday"),
    "WE": gettext_lazy("Wednesday"),
    "TH": gettext_lazy("Thursday"),
    "FR": gettext_lazy("Friday"),
    "SA": gettext_lazy("Saturday"),
    "SU": gettext_lazy("Sunday"),
}


@dataclass(frozen=True)
class PlaceView:
    name: str
    address: str
    phones: list[str]
    hours: list[str]
    access: list[str]
    transport: str


def places(service: Service) -> list[PlaceView]:
    return [
        PlaceView(
            one.place.name,
            where_words(one.place) if one.place.addresses.all() else "",
            [phone.number for phone in one.place.phones.all() if phone.number],
            list(filter(None, map(schedule_words, one.place.schedules.all()))),
            [" ".join(filter(None, (a.description, a.details))) for a in one.place.accessibility.all()],
            one.place.transportation,
        )
        for one in service.at_places.all()
        if one.place
    ]


def points(hits: Sequence[Hit], tail: str = "") -> list[dict[str, Any]]:
    """For the map: where each is, and what it is called."""
    return [
        {
            "lat": hit.listing.latitude,
            "lon": hit.listing.longitude,
            "name": hit.listing.service.name,
            "where": where_words(hit.listing.place),
            "url": reverse("directory:service", args=[hit.listing.service_id]) + tail,
        }
        for hit in hits
        if hit.listing.latitude is not None
    ]


def own_points(service: Service) -> list[dict[str, Any]]:
    return [
        {"lat": one.place.latitude, "lon": one.place.longitude, "name": one.place.name, "where": where_words(one.place), "url": ""}
        for one in service.at_places.all()
        if one.place and one.place.is_on_the_map
    ]  # fmt: skip

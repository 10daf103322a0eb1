"""What is the next action for a duty, and where is it done? One click away for every clock that is shipped."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _

from tsunagu.cases.models import Duty
from tsunagu.core.kinds import kinds
from tsunagu.pathways.rules import Clock


@dataclass(frozen=True)
class Action:
    """A button: what it says, and where it leads."""

    label: str | Lazy
    url: str


@dataclass(frozen=True)
class Place:
    """Where facts of a kind are made: a URL name that takes the case, and the qualifiers it can be given."""

    label: str | Lazy
    name: str
    takes: tuple[str, ...] = ()
    subject: str = ""  # the URL takes the record the duty speaks of, under this name


PLACES: Mapping[str, Place] = {
    "note.signed": Place(_("Sign the note"), "cases:contact_page", subject="contact_id"),
    "promise.kept": Place(_("Mark as done"), "cases:promise", subject="promise_id"),
    "monitoring.recorded": Place(_("Record the monitoring"), "cases:contact_new", ("monitoring",)),
    "case.assigned": Place(_("Assign"), "cases:assign"),
    "evaluation.completed": Place(_("Evaluate"), "cases:evaluation"),
    "record.destroyed": Place(_("See how long it is kept"), "cases:retention"),
    "meeting.held": Place(_("Prepare the meeting"), "cases:meeting_new", ("about",)),
    "engagement.recorded": Place(_("Record the first meeting"), "cases:engagement"),
    "consent.given": Place(_("Record the consent"), "cases:consents"),
    "selection.decided": Place(_("Record the decision"), "cases:meeting_new", ("about",)),
    "referral.acknowledged": Place(_("Acknowledge"), "intake:acknowledgement"),
    "referral.screened": Place(_("Screen"), "intake:screening"),
    "referral.decided": Place(_("Decide"), "intake:decision"),
    "referrer.notified": Place(_("Tell the referrer"), "intake:referral"),
    "eligibility.determined": Place(_("Check eligibility"), "intake:screening"),
    "assessment.begun": Place(_("Assess"), "assessment:start", ("assessment",)),
    "assessment.completed": Place(_("Assess"), "assessment:start", ("assessment",)),
    "instrument.scored": Place(_("Fill in the instrument"), "assessment:response_start", ("instrument",)),
    "safety_plan.made": Place(_("Open the safety path"), "cases:safety"),
    "disposition.recorded": Place(_("Open the safety path"), "cases:safety"),
    "tier.set": Place(_("Set the tier"), "risk:tier"),
    "plan.activated": Place(_("Open the plan"), "planning:plan"),
    "plan.drafted": Place(_("Open the plan"), "planning:plan"),
    "plan.agreed": Place(_("Record the agreement"), "planning:agreement"),
    "plan.delivered": Place(_("Record the delivery"), "planning:delivery", ("to",)),
    "plan.reviewed": Place(_("Review the plan"), "planning:review"),
    "plan.revision_proposed": Place(_("Open the plan"), "planning:plan"),
    "goal.rated": Place(_("Rate the goal"), "planning:goals"),
    "goal.achieved": Place(_("Rate the goal"), "planning:goals"),
    "service.started": Place(_("Open the services"), "planning:services"),
    "coverage.ended": Place(_("Open the coverage"), "coverage:coverage"),
    "coverage.checked": Place(_("Record a check"), "coverage:check_new", subject="coverage_id"),
    "authorisation.decided": Place(_("Record the answer"), "coverage:decision_new", subject="authorisation_id"),
    "authorisation.appeal_settled": Place(_("Decide on the appeal"), "coverage:appeal_new", subject="authorisation_id"),
    "authorisation.renewal_settled": Place(
        _("Open the authorisation"), "coverage:authorisation", subject="authorisation_id"
    ),
    "appointment.confirmed": Place(_("Confirm"), "scheduling:of_key", subject="key"),
    "appointment.kept": Place(_("Say how it went"), "scheduling:of_key", subject="key"),
    "transport.confirmed": Place(_("Arrange the transport"), "scheduling:transport", subject="transport_id"),
    "issue.closed": Place(_("See the issue"), "monitoring:issue", subject="issue_id"),
    "medication.checked": Place(_("Ask about the medicines"), "monitoring:medication"),
    "education.given": Place(_("Explain it again"), "monitoring:education"),
    "referral.answered": Place(_("Record the answer"), "planning:referral", subject="referral_id"),
}

CONTACT = "contact.made"
CONTACT_TAKES = ("mode", "place", "with", "purpose")


def action_for(duty: Duty, clock: Clock) -> Action:
    """The first way to meet it that has a place on screen; the reasons behind the date where none has."""
    for kind, given in _asked(clock):
        found = _contact(duty, given) if kind == CONTACT else _at(duty, kind, given)
        if found:
            return found
    return Action(_("See why"), url_of("cases:why", case_id=duty.case_id, duty_id=duty.id))


def _asked(clock: Clock) -> Iterator[tuple[str, dict[str, Any]]]:
    """The kinds of fact that would meet it, in the clock's order, with the qualifiers they must carry."""
    for way in clock.met_by:
        for need in way.needs:
            for selector in need.of:
                yield selector.kind, {t.name: t.among for t in selector.tests if t.among}


def _contact(duty: Duty, given: Mapping[str, Any]) -> Action:
    asked = {name: _first(given[name]) for name in CONTACT_TAKES if name in given}
    label: str | Lazy = _("Record a contact")
    if asked.get("mode") == "in_person":
        label = _("Record the visit") if asked.get("place") in ("home", "placement") else _("Record the meeting")
    if asked.get("purpose") == "session":
        label = _("Record the session")
    if asked.get("purpose") == "accompaniment":
        label = _("Record going along")
    return Action(label, _with_query(url_of("cases:contact_new", case_id=duty.case_id), duty, asked))


def _at(duty: Duty, kind: str, given: Mapping[str, Any]) -> Action | None:
    place = PLACES.get(kind)
    if place and (not place.subject or duty.subject):
        more = {place.subject: duty.subject} if place.subject else {}
        url = url_of(place.name, case_id=duty.case_id, **more)
        asked = {name: _first(given[name]) for name in place.takes if name in given}
        if kind == "monitoring.recorded":
            asked["monitoring"] = "1"
        if kind == "selection.decided":
            asked["about"] = "selection"
        if url:
            return Action(place.label, _with_query(url, duty, asked))
    known = kinds().get(kind)
    if known and known.by_hand:
        asked = {name: _first(values) for name, values in given.items()} | {"kind": kind}
        return Action(_("Record it"), _with_query(url_of("cases:event_new", case_id=duty.case_id), duty, asked))
    return None


def _first(values: frozenset[Any]) -> str:
    """One of several values that would do: the usual one first."""
    usual = ("in_person", "home", "person", "monitoring")
    return str(next((v for v in usual if v in values), sorted(values, key=str)[0]))


def _with_query(url: str, duty: Duty, asked: Mapping[str, Any]) -> str:
    query = {**asked, "duty": str(duty.id)}
    if duty.person_id:
        query["person"] = str(duty.person_id)
    return f"{url}?{urlencode(query)}" if url else ""


def url_of(name: str, **arguments: UUID | str | None) -> str:
    """The address, or nothing while the room that answers there is not built."""
    try:
        return reverse(name, kwargs=arguments)
    except NoReverseMatch:
        return ""


def case_url(case_id: UUID) -> str:
    """The case file."""
    return url_of("web:case", case_id=case_id) or url_of("cases:contacts", case_id=case_id)

"""What a screen and the paper say about a team meeting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from tsunagu.cases.choices import AttendeeKind, MeetingAbout
from tsunagu.cases.models import Attendee, Case, Decision, Meeting
from tsunagu.cases.queries import members_of, voices_missing
from tsunagu.identity.choices import Profession
from tsunagu.identity.models import Membership
from tsunagu.people.queries import relations_of
from tsunagu.ui import formats


@dataclass(frozen=True)
class MeetingLine:
    held_on: date
    about: str
    conclusion: str
    remaining: str
    url: str
    state: str
    words: str


@dataclass(frozen=True)
class Shown:
    """One meeting with its lists in their order."""

    title: str
    round: int
    present: list[Attendee]
    absent: list[Attendee]
    opinions: list[Attendee]
    decisions: list[Decision]
    points: list[dict[str, str]]
    missing_voices: list[str]
    person_present: bool
    family_present: bool
    hours: str


def meeting_lines(case: Case) -> list[MeetingLine]:
    return [
        MeetingLine(
            held_on=meeting.held_on,
            about=meeting.get_about_display(),
            conclusion=meeting.conclusion or meeting.agenda,
            remaining=meeting.remaining,
            url=reverse("cases:meeting", args=[case.id, meeting.id]),
            state="met" if meeting.is_held else "later",
            words=_state(meeting),
        )
        for meeting in case.meetings.all()
    ]


def _state(meeting: Meeting) -> str:
    if not meeting.is_held:
        return _("Being prepared")
    return _("Asked in writing") if meeting.enquiry_only else _("Held")


def present_meeting(meeting: Meeting) -> Shown:
    seats = list(meeting.attendees.all())
    present = [one for one in seats if one.present]
    return Shown(
        title=_("Team meeting: %(about)s") % {"about": meeting.get_about_display()},
        round=case_round(meeting),
        present=present,
        absent=[one for one in seats if not one.present],
        opinions=[one for one in seats if one.opinion],
        decisions=list(meeting.decisions.all()),
        points=_points(meeting),
        missing_voices=missing_words(voices_missing(meeting)),
        person_present=any(one.kind == AttendeeKind.PERSON for one in present),
        family_present=any(one.kind == AttendeeKind.FAMILY for one in present),
        hours=hours_of(meeting),
    )


def case_round(meeting: Meeting) -> int:
    """Which meeting of the case this is: 開催回数, 차수."""
    earlier = (
        Meeting.objects.held().filter(case_id=meeting.case_id, held_on__lte=meeting.held_on).exclude(id=meeting.id)
    )
    return earlier.count() + 1


def hours_of(meeting: Meeting) -> str:
    if meeting.start and meeting.end:
        return _("%(start)s to %(end)s") % {
            "start": formats.clock_time(meeting.start),
            "end": formats.clock_time(meeting.end),
        }
    return formats.clock_time(meeting.start) if meeting.start else ""


def _points(meeting: Meeting) -> list[dict[str, str]]:
    if meeting.outcome:
        return [{"label": _("Selection decision"), "value": meeting.get_outcome_display()}]
    if meeting.about != MeetingAbout.VIDEO_MONITORING:
        return []
    asked = [
        (_("The condition is stable"), meeting.stable),
        (_("The person can express themselves on video"), meeting.can_express),
        (_("Other services tell what video does not show"), meeting.others_inform),
    ]
    return [{"label": label, "value": _("Agreed") if value else _("Not agreed")} for label, value in asked]


def missing_words(voices: Sequence[Sequence[str]]) -> list[str]:
    return [" / ".join(str(Profession(code).label) for code in any_of) for any_of in voices]


def usual_seats(case: Case) -> list[dict[str, Any]]:
    """Who belongs to the table already: the people of the case, their family, the workers on it (R-081: not typed again)."""
    members = members_of(case)
    seats: list[dict[str, Any]] = [
        {"name": m.person.standing.name, "kind": AttendeeKind.PERSON, "person": m.person_id} for m in members
    ]
    if members:
        family = relations_of(members[0].person.standing)
        known = {seat["name"] for seat in seats}
        seats += [{"name": r.name, "kind": AttendeeKind.FAMILY} for r in family[:4] if r.name not in known]
    assigned = case.assignments.filter(ended_at__isnull=True).select_related("worker").order_by("started_at")
    ids = list(dict.fromkeys(assignment.worker_id for assignment in assigned))
    colleagues = Membership.objects.filter(user_id__in=ids, organisation_id=case.organisation_id)
    seats += [
        {
            "name": member.user.name,
            "kind": AttendeeKind.WORKER,
            "discipline": member.profession,
            "body": case.organisation.name,
            "user": member.user_id,
        }
        for member in sorted(colleagues.select_related("user"), key=lambda member: ids.index(member.user_id))
    ]
    return seats

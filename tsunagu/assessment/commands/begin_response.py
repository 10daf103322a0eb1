"""Beginning to fill in an instrument with a person, or about them."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tsunagu.access.check import check
from tsunagu.access.permissions import Permission
from tsunagu.assessment.choices import Informant, Method
from tsunagu.assessment.commands.begin_assessment import persons_of, refuse_without_consent
from tsunagu.assessment.commands.load_instrument import keep_shipped
from tsunagu.assessment.models import Answer, Assessment, Response
from tsunagu.assessment.queries.consents import may_ask
from tsunagu.assessment.queries.instruments import form_of, get_offered, place_text, variables_for
from tsunagu.assessment.rules.instruments import Instrument
from tsunagu.assessment.rules.instruments.fhir import value_json
from tsunagu.assessment.rules.instruments.flow import first_answers
from tsunagu.audit.commands import record_act
from tsunagu.cases.commands.gates import mend_url
from tsunagu.cases.commands.open_case import refuse_closed
from tsunagu.cases.commands.record import locked
from tsunagu.cases.models import Case
from tsunagu.core.actor import Actor
from tsunagu.core.errors import Missing, Refused

OTHERS = (Informant.FAMILY, Informant.FRIEND, Informant.PROFESSIONAL, Informant.AGENCY)


@transaction.atomic
def begin_response(
    case_id: UUID,
    person_id: UUID,
    instrument: str,
    *,
    by: Actor,
    language: str = "",
    method: Method = Method.INTERVIEW,
    informant: Informant = Informant.PERSON,
    informant_name: str = "",
    score_only: bool = False,
    consent_follows: str = "",
    assessment: Assessment | None = None,
) -> Response:
    """A sheet of the newest version. One of an instrument is open at a time for a person: asking again gives that one.

    `instrument` is the code of a shipped one, or the id of a loaded version. Consent comes first, as for any assessment.
    """
    check(by, Permission.ASSESSMENT_WRITE)
    case = locked(case_id)
    refuse_closed(case)
    persons_of(case, person_id)
    offered = get_offered(instrument)
    if offered is None:
        raise Refused(
            _("This instrument is not available here. The list of instruments shows what is."), field="instrument"
        )
    if not consent_follows.strip():
        refuse_without_consent(case, person_id)
    _refuse_uninvited(case, person_id, method, informant, informant_name)
    like_it = Response.objects.begun().filter(
        case=case, person_id=person_id, code=offered.instrument.code, replaces=None
    )
    if (open_one := like_it.first()) is not None:
        return open_one
    version = offered.version or keep_shipped(offered.instrument, organisation_id=case.organisation_id, by=by)
    response = Response.objects.create(
        organisation_id=case.organisation_id,
        case=case,
        person_id=person_id,
        instrument=version,
        code=offered.instrument.code,
        assessment=assessment,
        score_only=score_only or offered.instrument.score_only,
        language=_wording(offered.instrument, language or by.language),
        method=method,
        informant=informant,
        informant_name=informant_name.strip(),
        begun_by_id=by.id,
        begun_by_name=by.name,
    )
    _fill_first(response, by)
    record_act(
        by,
        "begin_response",
        response,
        case_id=case.id,
        instrument=response.code,
        version=version.version,
        reason=consent_follows.strip(),
    )
    return response


@transaction.atomic
def continue_response(response_id: UUID, *, by: Actor) -> Response:
    """The longer instrument that follows a positive short one: what was answered to the same questions stands there already."""
    check(by, Permission.ASSESSMENT_WRITE)
    short = Response.objects.select_related("instrument", "person").get(id=response_id)
    follows = form_of(short).follows
    if not follows or short.is_open:
        raise Refused(_("Nothing follows this instrument."))
    long = begin_response(
        short.case_id,
        short.person_id,
        follows,
        language=short.language,
        method=Method(short.method),
        informant=Informant(short.informant),
        informant_name=short.informant_name,
        score_only=short.score_only,
        consent_follows=_("Goes on from an instrument that was filled in"),
        by=by,
    )
    _carry_over(short, long)
    return long


def _carry_over(short: Response, long: Response) -> None:
    """Answers to items with the same code; one that was given on the longer form already stays."""
    given = {answer.link: answer for answer in short.answers.filter(place="")}
    known = {code: given[item.link] for item in form_of(short).walk() for code in item.codes if item.link in given}
    there = set(long.answers.values_list("link", flat=True))
    for item in form_of(long).questions:
        answer = next((known[code] for code in item.codes if code in known), None)
        if answer is not None and item.link not in there:
            Answer.objects.create(
                organisation_id=long.organisation_id,
                response=long,
                link=item.link,
                values=answer.values,
                absent=answer.absent,
                saved_at=answer.saved_at,
                saved_by_id=answer.saved_by_id,
                saved_by_name=answer.saved_by_name,
            )


def _wording(instrument: Instrument, language: str) -> str:
    """The language asked for where the official wording exists in it, else that of the source."""
    return language if language in instrument.languages() else instrument.language


def _refuse_uninvited(case: Case, person_id: UUID, method: Method, informant: Informant, name: str) -> None:
    """A record may be read; other people are asked only with the person's consent (R-043)."""
    if informant not in OTHERS or method == Method.RECORD or may_ask(case, person_id, informant, name):
        return
    missing = Missing(
        _("Consent to ask family and agencies"), _("Ask the person first."), mend_url(case, "cases:consents")
    )
    raise Refused(_("The person has not agreed that others are asked."), field="informant", missing=[missing])


def _fill_first(response: Response, by: Actor) -> None:
    """What stands there before anybody answers: initial values of the form, and what it asks of the chart."""
    form = form_of(response)
    first = first_answers(form, variables_for(response.instrument, response.person, by.name))
    Answer.objects.bulk_create(
        Answer(
            organisation_id=response.organisation_id,
            response=response,
            link=link,
            place=place_text(place),
            values=[value_json(value, form.by_link[link].kind, response.language) for value in given.values],
            saved_by_id=by.id,
            saved_by_name=by.name,
        )
        for (link, place), given in first.items()
    )

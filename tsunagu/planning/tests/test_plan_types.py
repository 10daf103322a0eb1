"""Six types of plan over the same tree: each has its own parts, headings and paper, and a programme plans by those it may."""

import pytest

from tsunagu.core.errors import Refused
from tsunagu.people.models import Address
from tsunagu.planning.choices import PlanType
from tsunagu.planning.choices.plan_types import FORMS, HEADINGS, types_for
from tsunagu.planning.commands.activate_plan import missing_before_activation
from tsunagu.planning.commands.services import change_service_line
from tsunagu.planning.commands.write_plan import describe_plan, set_wishes, write_section
from tsunagu.planning.queries import parts_of, unwritten_parts
from tsunagu.planning.tests import factories
from tsunagu.planning.tests.test_plan_pages import page, web  # noqa: F401 - the signed-in client

pytestmark = pytest.mark.django_db

PROGRAMMES = {
    PlanType.ISP: "mental_health",
    PlanType.CSP: "hcbs",
    PlanType.PCP: "hcbs",
    PlanType.JP_HOME_CARE: "jp_home_care",
    PlanType.KR_SERVICE: "kr_integrated",
    PlanType.DISCHARGE: "us_hospital_discharge",
}


def drafted(agency, noor, type):
    case = factories.case(agency, programme=PROGRAMMES[type])
    return factories.draft(case, noor, type=type)


def described(plan, noor, type):
    said = {"why": "new", "period_start": None, "period_end": None, "language": "en"}
    return describe_plan(plan_id=plan.id, type=type, by=noor, **said)


@pytest.mark.parametrize(("programme", "type"), [(p, t) for t, p in PROGRAMMES.items() if t != PlanType.CSP])
def test_a_programme_has_its_usual_type(agency, noor, programme, type):
    """R-049."""
    assert factories.draft(factories.case(agency, programme=programme), noor).type == type


def test_a_type_that_a_norm_names_cannot_be_another(agency, noor):
    """R-049."""
    plan = drafted(agency, noor, PlanType.JP_HOME_CARE)
    with pytest.raises(Refused, match="norm") as refusal:
        described(plan, noor, "isp")
    assert refusal.value.field == "type"
    with pytest.raises(Refused):
        factories.draft(factories.case(agency, programme="kr_integrated"), noor, type="pcp")


def test_where_no_norm_names_it_the_type_can_be_changed(agency, noor):
    """R-049."""
    plan = drafted(agency, noor, PlanType.PCP)
    assert described(plan, noor, "csp").type == "csp"
    with pytest.raises(Refused, match="may have"):
        described(plan, noor, "kr_service")


@pytest.mark.parametrize("type", PROGRAMMES)
def test_each_type_asks_for_its_own_parts_with_a_link_to_each(agency, noor, type):
    """R-020, R-049."""
    plan = drafted(agency, noor, type)
    asked = {part.key for part in FORMS[type].parts if part.required}
    assert asked
    assert asked <= {part.key for part in unwritten_parts(plan)}
    mends = [one.mend for one in missing_before_activation(plan.case, plan)]
    for key in asked:
        assert sum(mend.endswith(f"section={key}") for mend in mends) == 1


def test_an_interim_plan_does_not_wait_for_the_parts_of_its_type(agency, noor):
    """R-048."""
    case = factories.case(agency, programme="mental_health")
    plan = factories.draft(case, noor, interim=True)
    assert not [one for one in missing_before_activation(case, plan) if "section=" in one.mend]


def test_what_the_plan_says_already_is_not_typed_again(agency, noor):
    """R-020."""
    plan = drafted(agency, noor, PlanType.KR_SERVICE)
    *_above, line = factories.grown(plan, plan.case, noor)
    set_wishes(plan_id=plan.id, wishes="To stay in this home", family_wishes="", policy="", by=noor)
    words = factories.line_words(plan.case, party="family", party_name="Sol", payer="", unit_price=None, currency="")
    change_service_line(line_id=line.id, words=words, by=noor)
    plan.refresh_from_db()
    assert [part.key for part in unwritten_parts(plan)] == ["review_plan"]
    write_section(plan_id=plan.id, key="review_plan", text="A visit each month", by=noor)
    assert unwritten_parts(plan) == []


@pytest.mark.parametrize("language", ["en", "ja", "ko"])
@pytest.mark.parametrize("type", PROGRAMMES)
def test_each_type_prints_under_its_own_headings(agency, noor, web, type, language):  # noqa: F811
    """R-049."""
    plan = drafted(agency, noor, type)
    factories.grown(plan, plan.case, noor)
    for part in parts_of(plan).values():
        write_section(plan_id=plan.id, key=part.key, text=f"Written about {part.key}", by=noor)
    web.cookies["language"] = language
    answer = web.get(page("print", plan.case))
    shown = answer.content.decode()
    assert answer.status_code == 200
    assert shown.count("<th scope=") >= len(FORMS[type].columns)
    assert "Physiotherapy: walking outdoors" in shown
    assert all(f"Written about {part.key}" in shown for part in FORMS[type].parts if part.key != "weekly_schedule")


def test_the_first_table_of_the_home_care_plan_is_filled_from_what_is_stored(agency, noor, web):  # noqa: F811
    """R-049, R-056: 第1表."""
    plan = drafted(agency, noor, PlanType.JP_HOME_CARE)
    Address.objects.create(organisation_id=plan.organisation_id, person=plan.person, text="1 Quay Street")
    set_wishes(plan_id=plan.id, wishes="To bathe at home", family_wishes="", policy="Steps she can see", by=noor)
    shown = web.get(page("print", plan.case)).content.decode()
    for text in ("1 Quay Street", "To bathe at home", "Steps she can see", "Noor Haddad", "Home care plan (1)"):
        assert text in shown


def test_a_paper_says_on_screen_what_is_still_blank_on_it(agency, noor, web):  # noqa: F811
    plan = drafted(agency, noor, PlanType.DISCHARGE)
    assert "Still blank on this paper: " in web.get(page("print", plan.case)).content.decode()


def test_every_column_has_a_heading_and_every_type_somebody_who_signs():
    for form in FORMS.values():
        assert set(form.columns) <= set(HEADINGS)
        assert all(form.heading(column) for column in form.columns)
        assert form.signed_by
    assert all(types_for(programme) for programme in ("", "hospice"))

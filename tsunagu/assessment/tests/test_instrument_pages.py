"""The screens of instruments: filling in with and without scripts, what came out, and what the organisation has."""

import io
import json
import zipfile

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import PASSWORD
from tsunagu.assessment.commands import amend_response, begin_response, complete_response, save_answer
from tsunagu.assessment.models import InstrumentVersion, Response
from tsunagu.assessment.queries.instruments import form_of, given_in
from tsunagu.assessment.rules.instruments import Given
from tsunagu.assessment.tests.factories import fill_in, make_case, person_of
from tsunagu.assessment.tests.small_forms import (
    EVERY_KIND,
    answer,
    ask,
    begin,
    chose,
    expression,
    form,
    load,
    sleep_form,
)
from tsunagu.core.actor import acting

pytestmark = pytest.mark.django_db


def signed_in(login):
    client = Client()
    client.post("/sign-in/", {"login": login, "password": PASSWORD, "next": "/"})
    return client


@pytest.fixture
def case(agency):
    return make_case(agency)


@pytest.fixture
def noor(agency):
    return signed_in("noor")


@pytest.fixture
def alex(agency):
    """An administrator: may load, opens no charts."""
    return signed_in("alex")


def at(response, name="response"):
    return reverse(f"assessment:{name}", args=[response.case_id, response.id])


def body(answer):
    return answer.content.decode()


def test_a_sheet_is_filled_in_without_scripts_and_skips_as_it_should(agency, case, noor):
    response = begin(agency, case)
    assert 'name="q1"' not in body(noor.get(at(response)))
    posted = noor.post(at(response), {"asked": ["q0", "q2"], "q0": "2", "q2-absent": "refused", "then": "stay"})
    assert posted.status_code == 303
    assert given_in(response) == {("1", ()): chose("often"), ("3", ()): Given((), "refused")}
    assert 'name="q1"' in body(noor.get(at(response)))
    done = noor.post(at(response), {"asked": ["q0", "q1"], "q0": "2", "q1": "1", "then": "complete"})
    assert done.status_code == 303
    response.refresh_from_db()
    assert response.total == 3


def test_one_answer_saved_by_script_gives_back_only_what_changed(agency, case, noor):
    response = begin(agency, case)
    htmx = {"HX-Request": "true"}
    saved = body(noor.post(at(response, "response_answer"), {"asked": "q0", "q0": "2"}, headers=htmx))
    assert 'id="line_q1" class="item question" hx-swap-oob="true"' in saved
    assert 'id="line_q0"' not in saved
    assert 'class="worked" hx-swap-oob="true"' in saved
    assert "1 of 4 answered" in saved
    hidden = body(noor.post(at(response, "response_answer"), {"asked": "q0", "q0": "0"}, headers=htmx))
    assert 'id="line_q1" hidden hx-swap-oob="true"' in hidden


def test_an_answer_that_cannot_be_read_says_how_to_write_it(agency, case, noor):
    response = begin(agency, case, load(agency, form(*EVERY_KIND, name="every")))
    refused = noor.post(at(response), {"asked": ["q4"], "q4": "seven", "then": "stay"})
    assert refused.status_code == 422
    assert "Write a number" in body(refused)
    by_script = noor.post(at(response, "response_answer"), {"asked": "q3", "q3": "7.5"}, headers={"HX-Request": "true"})
    assert "Write a whole number." in body(by_script)


def test_every_kind_of_answer_is_kept_as_given(agency, case, noor):
    response = begin(agency, case, load(agency, form(*EVERY_KIND, name="every")))
    sent = {
        "q0": "word", "q1": "two\nlines", "q2": "true", "q3": "７", "q4": "1,234.5", "q5": "2026-03", "q6": "9:05",
        "q8": "https://example.org", "q9": ["0", "2"], "q10-other": "in between", "q11": "70",
    }  # fmt: skip
    posted = noor.post(at(response), {"asked": [*sent, "q10"], **sent, "then": "stay"})
    assert posted.status_code == 303, body(posted)
    given = {link: value for (link, _place), value in given_in(response).items()}
    assert given["yes"].value is True
    assert (given["whole"].value, float(given["number"].value), given["day"].value) == (7, 1234.5, "2026-03")
    assert given["time"].value == "09:05:00"
    assert given["some"].values == (*chose("never").values, *chose("often").values)
    assert given["open"].value == "in between"
    assert body(noor.get(at(response))).count("checked") == 3


def test_a_newer_answer_takes_the_place_of_a_refusal(agency, case, noor):
    response = begin(agency, case)
    htmx = {"HX-Request": "true"}
    noor.post(at(response, "response_answer"), {"asked": "q0", "q0-absent": "refused"}, headers=htmx)
    back = noor.post(at(response, "response_answer"), {"asked": "q0", "q0": "1", "q0-absent": "refused"}, headers=htmx)
    assert given_in(response)["1", ()] == chose("sometimes")
    assert 'id="unsaid_q0"' in body(back)
    assert 'id="said_q0"' not in body(back), "what is under her hand stays as it is"


def test_a_reason_for_no_answer_empties_the_answer_and_leaves_the_reason_alone(agency, case, noor):
    response = begin(agency, case)
    htmx = {"HX-Request": "true"}
    noor.post(at(response, "response_answer"), {"asked": "q0", "q0": "1"}, headers=htmx)
    sent = {"asked": "q0", "q0": "1", "q0-absent": "not_asked"}
    back = body(noor.post(at(response, "response_answer"), sent, headers=htmx))
    assert 'id="said_q0"' in back
    assert "checked" not in back
    assert 'id="unsaid_q0"' not in back, "the next arrow key may already have chosen another reason"


def test_one_question_a_page_goes_on_to_the_next_that_is_asked(agency, case, noor):
    response = begin(agency, case)
    first = noor.get(at(response) + "?ask=first")
    assert "Question 1 of 3" in body(first)
    posted = noor.post(at(response) + "?ask=q0", {"asked": "q0", "q0": "2", "then": "next"})
    assert posted.url.endswith("?ask=q1")
    last = noor.post(at(response) + "?ask=q3", {"asked": "q3", "q3": "", "then": "next"})
    assert last.url == at(response)


def test_a_draft_is_resumed_where_it_was_left(agency, case, noor):
    response = begin(agency, case)
    answer(agency, response, q1="often")
    assert "Question 2 of 4" in body(noor.get(at(response) + "?ask=first"))
    assert "Being filled in" in body(noor.get(reverse("assessment:responses", args=[case.id])))
    begun = noor.post(
        reverse("assessment:response_start", args=[case.id]),
        {"instrument": str(response.instrument_id), "person": person_of(case).id, "language": "en"}
        | {"method": "interview", "informant": "person"},
    )
    assert begun.url == at(response)


def test_completing_too_early_names_the_question_with_a_link(agency, case, noor):
    response = begin(agency, case)
    answer(agency, response, q3="never")
    refused = noor.post(at(response), {"then": "complete"})
    assert refused.status_code == 422
    assert f'href="{at(response)}?ask=q0"' in body(refused)


def test_repeating_groups_take_turn_after_turn(agency, case, noor):
    group = ask("child", "group", repeats=True, item=[ask("name"), ask("age", "integer")])
    response = begin(agency, case, load(agency, form(group, name="children")))
    page = body(noor.get(at(response)))
    assert 'name="q1_0"' in page
    noor.post(at(response), {"asked": ["q1_0", "q2_0"], "q1_0": "Aki", "q2_0": "4", "then": "stay"})
    assert 'name="q1_1"' in body(noor.get(at(response)))
    noor.post(at(response), {"asked": ["q1_1"], "q1_1": "Mio", "then": "complete"})
    assert {key for key in given_in(response)} == {("name", (0,)), ("age", (0,)), ("name", (1,))}


def test_the_result_says_what_counted_and_what_was_not_asked(agency, case, noor):
    response = begin(agency, case)
    answer(agency, response, q1="sometimes", q3="refused")
    complete_response(response.id, by=agency.actor("noor"))
    page = body(noor.get(at(response)))
    assert "would not say" in page
    assert '<span class="soft">not asked</span>' in page
    assert noor.post(at(response), {"then": "stay"}).status_code == 200


def test_results_over_time_are_drawn_beside_their_table(agency, case, noor):
    version = load(agency)
    for word in ("often", "sometimes", "never"):
        response = begin(agency, case, version)
        answer(agency, response, q1=word, q3="never", **({"q2": "never"} if word == "often" else {}))
        complete_response(response.id, by=agency.actor("noor"))
    page = body(noor.get(reverse("assessment:responses", args=[case.id])))
    assert page.count('r="3.5"') == 3
    assert "From 2 at first to 0 now." in page


def test_a_response_goes_out_as_valid_r4(agency, case, noor):
    """The kept library judges its shape."""
    from fhir.resources.R4B.questionnaireresponse import QuestionnaireResponse

    response = begin(agency, case)
    answer(agency, response, q1="often", q2="refused", q3="never")
    complete_response(response.id, by=agency.actor("noor"))
    document = json.loads(body(noor.get(at(response, "response_export"))))
    QuestionnaireResponse.model_validate(document)
    assert (document["status"], document["questionnaire"]) == ("completed", "urn:tsunagu:instrument:sleep|1")
    first, second, *_others = document["item"]
    assert first["answer"][0]["valueCoding"]["code"] == "often"
    assert second["extension"][0]["valueCode"] == "asked-declined"


def test_a_result_that_others_know_by_its_codes_goes_out_with_them(agency, case, noor):
    """The Hunger Vital Sign: 88124-3 answered with LA19952-3 (at risk) or LA19983-8 (no risk)."""
    for points, code in (([1, 0], "LA19952-3"), ([0, 0], "LA19983-8")):
        response = fill_in(case, "hunger_vital_sign", points, by=agency.actor("noor"))
        document = json.loads(body(noor.get(at(response, "response_export"))))
        (score,) = (one["extension"] for one in document["extension"] if one["url"].endswith(":score"))
        said = {one["url"]: one["valueCoding"]["code"] for one in score if "valueCoding" in one}
        assert said == {"question": "88124-3", "answer": code}


def test_a_correction_begins_with_a_reason_and_a_withdrawal_too(agency, case, noor):
    response = begin(agency, case)
    answer(agency, response, q1="never")
    complete_response(response.id, by=agency.actor("noor"))
    assert noor.post(at(response, "response_correction"), {"reason": " "}).status_code == 422
    begun = noor.post(at(response, "response_correction"), {"reason": "A page was missed"})
    new = Response.objects.get(replaces=response)
    assert begun.url == at(new)
    assert "A page was missed" in body(noor.get(at(new)))
    assert "A correction of this is being written." in body(noor.get(at(response)))
    assert noor.post(at(new, "response_withdrawal"), {"reason": "Not needed"}).status_code == 303
    assert amend_response(response.id, reason="Again", by=agency.actor("noor")).id != new.id


def test_every_page_opens_in_every_language(agency, case, noor, alex):
    version = load(agency)
    response = begin(agency, case, version)
    answer(agency, response, q1="often")
    complete_response(response.id, by=agency.actor("noor"))
    opened = begin(agency, case, version)
    pages = [
        at(response),
        at(response, "response_share"),
        at(opened),
        at(opened) + "?ask=first",
        at(response, "response_correction"),
    ]
    pages += [reverse(f"assessment:{name}", args=[case.id]) for name in ("responses", "response_start")]
    pages += [reverse("assessment:instruments"), reverse("assessment:instrument_version", args=[version.id])]
    for language in ("en", "ja", "ko"):
        noor.cookies["language"] = alex.cookies["language"] = language
        for page in pages:
            assert noor.get(page).status_code == 200, page
        for page in ("instrument_load", "instruments"):
            assert alex.get(reverse(f"assessment:{page}")).status_code == 200


def test_who_is_not_on_the_case_finds_nothing(agency, case, elsewhere):
    response = begin(agency, case)
    tomas, other = signed_in("tomas"), signed_in(elsewhere.members["noor"].user.login)
    for page in (at(response), at(response, "response_export"), reverse("assessment:responses", args=[case.id])):
        assert tomas.get(page).status_code == 404
        assert other.get(page).status_code == 404
    assert other.get(reverse("assessment:instrument_version", args=[response.instrument_id])).status_code == 404


def test_loading_says_what_was_refused_with_file_and_path(agency, alex, noor):
    page = reverse("assessment:instrument_load")
    assert noor.get(page).status_code == 403
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("good.json", json.dumps(sleep_form()))
        archive.writestr("bad.json", json.dumps(form(ask("a"), ask("a"))))
        archive.writestr("torn.json", "{")
    packed.seek(0)
    packed.name = "forms.zip"
    answered = alex.post(page, {"file": packed})
    assert answered.status_code == 422
    text = body(answered)
    assert "forms.zip: bad.json" in text
    assert "item a" in text
    assert "This is no JSON" in text
    with acting(agency.actor("noor")):
        assert InstrumentVersion.objects.get().code == "sleep"
    single = io.BytesIO(
        json.dumps({"resourceType": "Bundle", "entry": [{"resource": form(ask("x"), name="one")}]}).encode()
    )
    single.name = "one.json"
    assert alex.post(page, {"file": single}).status_code == 303


def test_what_is_not_honoured_stands_on_the_instrument(agency, noor):
    version = load(
        agency, form(ask("a", extension=[expression("calculatedExpression", "Total", "text/cql")]), name="cql")
    )
    page = body(noor.get(reverse("assessment:instrument_version", args=[version.id])))
    assert "item[0].extension[0]" in page
    assert "It is written in CQL" in page
    assert "1 part" in body(noor.get(reverse("assessment:instruments")))


def test_a_retired_instrument_is_not_offered(agency, alex):
    version = load(agency)
    page = reverse("assessment:instrument_retire", args=[version.id])
    assert alex.post(page, {"reason": " "}).status_code == 422
    assert alex.post(page, {"reason": "A newer one came"}).status_code == 303
    assert "Not used any more" in body(alex.get(reverse("assessment:instrument_version", args=[version.id])))


def test_a_positive_short_form_goes_on_with_the_long_one(agency, case, noor):
    """PHQ-2 of 3 or more leads to the PHQ-9, in which its two answers stand."""
    short = begin_response(case.id, person_of(case).id, "phq2", by=agency.actor("noor"))
    for item in form_of(short).questions:
        save_answer(short.id, item.link, Given((item.options[2].value,)), by=agency.actor("noor"))
    complete_response(short.id, by=agency.actor("noor"))
    assert "Go on with PHQ-9" in body(noor.get(at(short)))
    went = noor.post(at(short, "response_continuation"))
    long = Response.objects.get(case=case, code="phq9")
    assert went.url == at(long)
    assert len(given_in(long)) == 2
    assert noor.post(at(long, "response_continuation")).status_code == 422


def test_results_stand_on_the_page_that_is_shown_to_the_person(agency, case, noor):
    response = begin(agency, case)
    answer(agency, response, q1="sometimes")
    complete_response(response.id, by=agency.actor("noor"))
    shared = body(noor.get(reverse("assessment:share", args=[case.id])))
    assert "What the questionnaires showed" in shared
    assert at(response, "response_share") in shared

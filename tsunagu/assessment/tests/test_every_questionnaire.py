"""Each questionnaire of a folder: taken in, filled in page by page by its native controls, completed, sent out as R4, scored.

The forms are small ones of our own. With `--questionnaires FOLDER` they are those of the folder, and with `-s` each says what became of it.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from fhir.resources.R4B.questionnaireresponse import QuestionnaireResponse

from tests.cast import PASSWORD
from tsunagu.assessment.commands import begin_response
from tsunagu.assessment.commands.import_instruments import Found, documents_in, take
from tsunagu.assessment.queries.instruments import form_of, given_in, sheet_of_response
from tsunagu.assessment.rules.instruments import Coding, Given, Quantity
from tsunagu.assessment.rules.instruments.flow import lay_out, name_of
from tsunagu.assessment.rules.instruments.response import read_items
from tsunagu.assessment.tests.factories import make_case, person_of
from tsunagu.assessment.tests.small_forms import EVERY_KIND, OFTEN, ask, expression, form, option, sleep_form, waits

pytestmark = pytest.mark.django_db

YES = [{"question": "yes", "operator": "=", "answerBoolean": True}]
UNITS = [
    {"url": "http://hl7.org/fhir/StructureDefinition/questionnaire-unitOption", "valueCoding": {"code": unit}}
    for unit in ("kg", "[lb_av]")
]
LIMITS = [
    {"url": "http://hl7.org/fhir/StructureDefinition/minValue", "valueInteger": 40},
    {"url": "http://hl7.org/fhir/StructureDefinition/maxValue", "valueInteger": 60},
]
RISK = "1 - (0.9402).power((%resource.item.where(linkId='first').answer.value.ln() - 3.89).exp())"
OPTIONS = expression(
    "http://hl7.org/fhir/StructureDefinition/variable", "%questionnaire.item.where(linkId='result')", name="here"
)
PICKED = "iif(%resource.item[0].answer.exists(), %here.answerOption.value.where(code='often'), {})"
MANY = [option(f"many{n}") for n in range(12)]
OWN = {
    "every kind": form(*EVERY_KIND),
    "skip logic and a total": sleep_form(),
    "a choice of many": form(
        ask("1", "choice", answerOption=MANY), ask("2", "choice", answerOption=MANY, repeats=True)
    ),
    "a group that repeats": form(
        ask("g", "group", repeats=True, item=[ask("a", "boolean"), ask("b", enableWhen=waits("c", "often"))]),
        ask("c", "choice", answerOption=OFTEN),
    ),
    "questions in a question": form(
        ask("yes", "boolean", required=True, item=[ask("inside", "date", enableWhen=YES, required=True)])
    ),
    "limits and units": form(
        ask("whole", "integer", extension=LIMITS), ask("short", maxLength=3), ask("size", "quantity", extension=UNITS)
    ),
    "no content": form(ask("1", "choice", answerValueSet="http://nowhere/vs"), ask("2", "open-choice"), language="ja"),
    "worked out": form(
        ask("a", "integer"),
        ask("sum", "decimal", extension=[expression("calculatedExpression", "%resource.item[0].answer.value * 2")]),
        ask("only then", extension=[expression("enableWhenExpression", "%resource.item[0].answer.value > 0")]),
        ask("seen", "string", readOnly=True, initial=[{"valueString": "from elsewhere"}]),
        ask("file", "attachment"),
    ),
    "a risk by its formula": form(
        ask("first", "decimal"),
        ask("risk", "decimal", extension=[expression("calculatedExpression", RISK)]),
    ),
    "a result among its own options": form(
        ask("1", "boolean"),
        ask(
            "result",
            "choice",
            readOnly=True,
            answerOption=OFTEN,
            extension=[OPTIONS, expression("calculatedExpression", PICKED)],
        ),
    ),
    "only to read": form(ask("1", readOnly=True), ask("2", "reference")),
    "two of itself": form(ask("a"), ask("a")),
}
REFUSED = {"two of itself"}


def pytest_generate_tests(metafunc):
    known, folder = ("Questionnaire", "Bundle"), metafunc.config.getoption("questionnaires")
    if not folder:
        found = [Found(name, document) for name, document in OWN.items()]
    elif not (found := list(documents_in([Path(folder)]))):
        pytest.fail(f"{folder} holds no questionnaire")
    asking = [one for one in found if not isinstance(one.document, dict) or one.document.get("resourceType") in known]
    beside = [one for one in found if one not in asking and isinstance(one.document, dict)]
    metafunc.parametrize("found", asking, ids=[Path(one.where).stem for one in asking])
    metafunc.parametrize(
        "beside", [[one for one in beside if one.document.get("resourceType") == "ValueSet"]], ids=[""]
    )


@pytest.fixture
def noor(agency):
    client = Client()
    client.post("/sign-in/", {"login": "noor", "password": PASSWORD, "next": "/"})
    return client


def test_it_is_filled_in_goes_out_as_r4_and_scores(agency, noor, found, beside):
    """R-038."""
    for taken in take([found, *beside], by=agency.system):
        if taken.version is None:
            assert all(reason for _path, reason in taken.reasons)
            print(f"\nrefused    {taken.where}: {taken.reasons}")
            assert found.where not in OWN or found.where in REFUSED
            continue
        case = make_case(agency)
        response = begin_response(case.id, person_of(case).id, str(taken.version.id), by=agency.actor("noor"))
        page = reverse("assessment:response", args=[case.id, response.id])
        assert noor.get(page).status_code == 200
        if not lines(response):
            assert noor.post(page, {"then": "complete"}).status_code == 422
            print(f"\nasks nothing that can be answered  {taken.where}")
            continue
        pages = fill(noor, page, response)
        if unanswered(response):  # what a later answer opened further up
            fill(noor, page, response)
        assert unanswered(response) == []
        done = noor.post(page, {"then": "complete"})
        assert done.status_code == 303, told(done)
        assert noor.get(page).status_code == 200
        scores, idle = judged(noor, page, response)
        assert not idle or found.where not in OWN
        beyond = len(form_of(response).unhonoured)
        print(
            f"\nfilled in  {taken.where}: {pages} pages, {beyond} not honoured, found nothing {idle}, scores {scores}"
        )


def fill(client, page, response):
    """One question after the other, as the pages lead; of a repeating group two turns. How many pages that were."""
    there, seen = page + "?ask=first", set()
    while "?ask=" in there:
        shown = client.get(there).content.decode()
        (name,) = re.findall(r'name="asked" value="([^"]+)"', shown)
        assert name not in seen
        seen.add(name)
        line = lines(response)[name]
        chosen = {} if any(turn > 1 for turn in line.place) else answer_by(shown, name, line, form_of(response))
        posted = client.post(f"{page}?ask={name}", {"asked": name, "then": "next", **chosen})
        assert posted.status_code == 303, (name, line.item, chosen, told(posted))
        there = posted.url
    return len(seen)


def unanswered(response):
    return [name for name, line in lines(response).items() if line.given == Given() and not line.spare]


def lines(response):
    response.refresh_from_db()
    return {name_of(form_of(response), line): line for line in sheet_of_response(response, spare=True).questions}


def answer_by(shown, name, line, instrument):
    """What the page's own controls can send: an option that opens another question or counts, or something to type."""
    offered = re.findall(rf'<input type="(?:radio|checkbox)" id="[^"]+" name="{name}" value="([^"]+)"', shown)
    if listed := re.search(rf'<select id="{name}" name="{name}".*?</select>', shown, re.DOTALL):
        offered = re.findall(r'<option value="([^"]+)"', listed[0])
    if offered:
        counted = [one for one in offered if line.options and line.options[int(one)].score is not None]
        opening = [one for one in offered if opens(one, line, instrument)]
        return {name: (opening or counted or offered)[-1]}
    if line.item.kind == "open-choice":
        assert f'name="{name}-other"' in shown or f'name="{name}"' in shown
        return {f"{name}-other" if f'name="{name}-other"' in shown else name: "in other words"}
    assert re.search(rf'<(?:input|textarea) id="{name}" name="{name}"', shown), f"{name} has no control: {line.item}"
    return {name: typed(line.item)}


def opens(offered, line, instrument):
    value = line.options[int(offered)].value if line.options else offered == "true"
    conditions = [one for item in instrument.walk() for one in item.when if one.question == line.item.link]
    return any(one.operator == "=" and one.answer == value for one in conditions)


def typed(item):
    bound = item.minimum if item.minimum is not None else item.maximum
    bound = bound.value if isinstance(bound, Quantity) else bound
    if bound is not None and not isinstance(bound, Coding):
        return str(bound)
    if item.kind in ("integer", "decimal", "quantity"):
        return "60"
    fixed = {"date": "1990-05-17", "dateTime": "2026-03-01 09:30", "time": "9:30", "url": "https://example.org/"}
    return fixed.get(item.kind, "かな word")[: item.max_length]


def told(answered):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answered.content.decode()))[-3000:]


def judged(client, page, response):
    """The kept library judges the document; read again it says what was answered; every score of the form has its number."""
    document = json.loads(client.get(page + "export/").content)
    QuestionnaireResponse.model_validate(document)
    response.refresh_from_db()
    assert document["status"] == "completed"
    form = form_of(response)
    sheet = lay_out(form, given_in(response))
    back = read_items(form, document["item"])
    kept = {key: given for key, given in given_in(response).items() if key in sheet.answers.asked}
    assert {key: back.get(key) for key in kept} == kept
    scores = {code: score["band"] or score["value"] for code, score in response.scores.items()}
    able = {score.code for score in form.scores if works(form, score)}
    assert {code for code in able if scores.get(code) is None} == set()
    idle = [
        line.item.link for line in sheet_of_response(response).lines if line.item.calculated and not line.given.values
    ]
    return scores, idle


def works(form, score):
    """False where the page of the instrument says that the expression, or the value set that would be counted, is beyond us."""
    beyond = {one.path for one in form.unhonoured if one.reason == "expression"}
    known = [form.by_link[link] for link in score.items]
    uncounted = score.rule != "calculated" and not any(one.score is not None for item in known for one in item.options)
    return not uncounted and not any(f"item {link}" in beyond for link in score.items)

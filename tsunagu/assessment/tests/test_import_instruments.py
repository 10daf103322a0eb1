"""`tsunagu import instrument`: files, folders, Bundles and archives; every refusal with file, path and reason."""

import json
from argparse import Namespace

import pytest

from tsunagu.assessment.commands.import_instruments import main
from tsunagu.assessment.models import InstrumentVersion
from tsunagu.assessment.queries.instruments import instrument_of
from tsunagu.assessment.tests.small_forms import ask, form, sleep_form
from tsunagu.core.actor import acting

pytestmark = pytest.mark.django_db


def run(agency, *paths, **more):
    return main(Namespace(paths=list(paths), organisation=str(agency.organisation.id), dry_run=False, **more))


def put(folder, name, document):
    path = folder / name
    path.write_text(document if isinstance(document, str) else json.dumps(document), encoding="utf-8")
    return path


def test_all_taken_in_is_0_and_again_changes_nothing(agency, tmp_path, capsys):
    path = put(tmp_path, "sleep.json", sleep_form())
    assert run(agency, path) == 0
    assert run(agency, tmp_path) == 0
    with acting(agency.system):
        assert InstrumentVersion.objects.count() == 1
    assert "Sleep, version 1" in capsys.readouterr().out


def test_some_refused_is_1_and_the_rest_is_kept(agency, tmp_path, capsys):
    put(tmp_path, "good.json", sleep_form())
    put(tmp_path, "twice.json", form(ask("a"), ask("a")))
    put(tmp_path, "torn.json", "{")
    assert run(agency, tmp_path) == 1
    said = capsys.readouterr().out
    assert f"Refused: {tmp_path / 'twice.json'}: item a: " in said
    assert "torn.json" in said
    assert "1 instrument taken in; 2 refused" in said


def test_wrong_use_is_2(agency, tmp_path, capsys):
    assert run(agency, tmp_path / "nowhere.json") == 2
    assert "nowhere.json" in capsys.readouterr().err


def test_a_file_without_a_questionnaire_is_refused(agency, tmp_path, capsys):
    assert run(agency, put(tmp_path, "patient.json", {"resourceType": "Patient"})) == 1
    assert "There is no Questionnaire in it." in capsys.readouterr().out


def test_value_sets_beside_a_questionnaire_are_kept_with_it(agency, tmp_path):
    values = {
        "resourceType": "ValueSet",
        "url": "http://x/vs",
        "compose": {"include": [{"system": "s", "concept": [{"code": "a"}]}]},
    }
    asked = form(ask("q", "choice", answerValueSet="http://x/vs"), name="with-values")
    put(tmp_path, "all.json", {"resourceType": "Bundle", "entry": [{"resource": values}, {"resource": asked}]})
    assert run(agency, tmp_path) == 0
    with acting(agency.system):
        (only,) = instrument_of(InstrumentVersion.objects.get()).by_link["q"].options
    assert only.code == "a"


def test_a_trial_keeps_nothing(agency, tmp_path):
    path = put(tmp_path, "sleep.json", sleep_form())
    assert main(Namespace(paths=[path], organisation=str(agency.organisation.id), dry_run=True)) == 0
    with acting(agency.system):
        assert not InstrumentVersion.objects.exists()

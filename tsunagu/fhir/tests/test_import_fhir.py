"""`tsunagu import fhir`: what is taken in, what is left out, and that twice is once."""

import base64
import json
from datetime import UTC, date, datetime

import pytest
from django.db import connection

from tests.cast import agency, elsewhere, hanbit, mizunara  # noqa: F401
from tsunagu.audit.models import Entry
from tsunagu.cases.models import Case, Duty, Fact, Stay
from tsunagu.core.actor import acting
from tsunagu.core.clock import frozen
from tsunagu.fhir.importing import bundles, references
from tsunagu.fhir.importing.taking import Taking
from tsunagu.fhir.models import ExternalRecord
from tsunagu.fhir.tests.factories import Folder, about, bundle, condition, encounter, japanese, observation, patient
from tsunagu.people.choices import IdentifierType
from tsunagu.people.commands import add_contact_point, merge_people
from tsunagu.people.models import Identifier, Person
from tsunagu.people.queries import find, relations_of
from tsunagu.people.rules.profile import ContactDraft

pytestmark = [pytest.mark.django_db, pytest.mark.data]
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
RRN = "480521-2345678"


@pytest.fixture(autouse=True)
def today():
    with frozen(NOW):
        yield


@pytest.fixture
def folder(tmp_path, capsys, agency):  # noqa: F811
    return Folder(tmp_path / "riverside", capsys, agency.organisation.name)


def kept(id, type=None):
    return ExternalRecord.objects.get(external_id=id, **({"resource_type": type} if type else {}))


# -- where they land ------------------------------------------------------------------------------------------------


def test_people_and_their_history_land_in_the_organisation_named_first(folder, agency):  # noqa: F811
    folder.write("a.json", bundle(patient(), condition(), encounter(), observation()))
    assert folder.take() == 0
    assert folder.said.splitlines()[0] == "Into Harbour Case Management, from riverside"
    assert folder.table["Patient"] == folder.table["Condition"] == folder.table["Encounter"] == {"created": 1}
    assert folder.table["Observation"] == {"kept": 1}
    river = Person.objects.get()
    assert (river.name, river.born, river.sex, river.source) == (
        "River Aldana-Whitfield",
        date(1991, 3, 14),
        "other",
        "import",
    )
    assert [found.id for found in find("Aldana", by=agency.system)] == [river.id]
    stay = Stay.objects.get()
    assert (stay.person, stay.case, stay.setting, stay.stay_class) == (river, None, "hospital", "inpatient")
    stroke = kept("stroke")
    assert (stroke.person, stroke.place, stroke.title, stroke.status, stroke.began) == (
        *(river, "history", "Stroke"),
        *("active", "2026-05"),
    )
    assert Entry.objects.filter(verb="register_person", subject_id=river.id).count() == 1


def test_history_never_makes_a_duty(folder):
    folder.write("a.json", bundle(patient(), encounter(start="2026-11-01", end="2026-11-20"))).take()
    assert not Case.objects.exists()
    assert not Fact.objects.exists()
    assert not Duty.objects.exists()


def test_the_organisation_is_found_by_name_and_nobody_elses_people_are_seen(folder, agency, elsewhere):  # noqa: F811
    folder.write("a.json", patient()).take()
    with acting(elsewhere.system):
        assert not Person.objects.exists()
        assert not ExternalRecord.objects.exists()
    assert folder.take(organisation="Nowhere") == 2
    assert "Nowhere" in folder.errors


def test_without_a_name_the_only_english_agency_is_meant(folder, mizunara):  # noqa: F811
    folder.write("a.json", patient())
    assert folder.take(organisation=None) == 0
    assert folder.said.startswith("Into Harbour")


def test_the_same_id_in_two_sources_is_two_people(folder):
    folder.write("a.json", patient())
    folder.take()
    assert folder.take(source="another") == 0
    assert folder.table["Patient"] == {"created": 1}
    assert Person.objects.count() == 2


def test_each_folder_below_is_a_source_of_its_own(folder, tmp_path):
    for name in ("north", "south"):
        (tmp_path / "riverside" / name).mkdir()
        (tmp_path / "riverside" / name / "a.json").write_text(json.dumps(patient()))
    assert folder.take() == 0
    assert set(ExternalRecord.objects.values_list("source", flat=True)) == {"north", "south"}


# -- twice is once --------------------------------------------------------------------------------------------------


def test_importing_twice_is_importing_once(folder):
    mother = {
        "resourceType": "RelatedPerson",
        "id": "m",
        "patient": {"reference": "Patient/river"},
        "name": [{"text": "Ana"}],
    }
    folder.write("a.json", bundle(patient(), condition(), encounter(), observation()))
    folder.write("b.ndjson", mother, about("CarePlan", "plan", status="active", intent="plan", title="Walk again"))
    folder.take()
    before = (
        Person.objects.count(),
        ExternalRecord.objects.count(),
        Stay.objects.count(),
        len(relations_of(Person.objects.get())),
    )
    assert folder.take() == 0
    assert folder.table["All"] == {"unchanged": 6}
    assert before == (1, 6, 1, 1)
    assert before == (
        *(Person.objects.count(), ExternalRecord.objects.count(), Stay.objects.count()),
        len(relations_of(Person.objects.get())),
    )


def test_setting_the_same_out_otherwise_changes_nothing(folder):
    folder.write("a.json", json.dumps(patient())).take()
    folder.write("a.json", json.dumps(dict(reversed(patient().items())), indent=4)).take()
    assert folder.table["Patient"] == {"unchanged": 1}


def test_two_files_that_tell_of_one_resource_differently_settle(folder):
    """The hospital's own file and a patient's Bundle describe one organisation, each in its way."""
    clinic = {"resourceType": "Organization", "id": "clinic", "name": "Riverside Clinic"}
    folder.write("a.json", clinic).write("b.json", {**clinic, "alias": ["The Clinic"]})
    folder.take()
    assert folder.table["Organization"] == {"created": 1, "updated": 1}
    folder.take()
    assert folder.table["Organization"] == {"unchanged": 2}
    folder.write("a.json", {**clinic, "name": "Riverside Hospital"}).take()
    assert folder.table["Organization"] == {"updated": 1, "unchanged": 1}
    assert kept("clinic").title == "Riverside Hospital"


def test_what_changed_at_the_source_changes_here_and_what_workers_put_right_stays(folder, agency):  # noqa: F811
    phone = {"system": "phone", "value": "555-0100", "use": "home"}
    folder.write("a.json", patient(telecom=[phone], identifier=[{"system": "urn:x", "value": "1"}])).take()
    river = Person.objects.get()
    add_contact_point(person=river, contact=ContactDraft("mobile", "555-0199"), by=agency.system)
    changed = patient(
        born="1991-03-15",
        telecom=[{**phone, "value": "555-0111"}],
        identifier=[{"system": "urn:x", "value": "2"}],
        address=[{"line": ["1 Quay"], "city": "Harbour"}],
        deceasedDateTime="2026-10-01",
    )
    folder.write("a.json", changed)
    assert folder.take() == 0
    assert folder.table["Patient"] == {"updated": 1}
    river.refresh_from_db()
    assert (river.born, river.died_on, river.town) == (date(1991, 3, 15), date(2026, 10, 1), "Harbour")
    assert sorted(c.value for c in river.contact_points.filter(until=None)) == ["555-0111", "555-0199"]
    assert [i.value for i in river.identifiers.filter(until=None)] == ["2"]
    assert folder.take() == 0
    assert folder.table["Patient"] == {"unchanged": 1}


def test_a_stay_that_ended_since_and_one_that_never_was(folder):
    folder.write("a.ndjson", patient(), encounter("one", end=None), encounter("two")).take()
    assert Stay.objects.get(source_id="one").ended_at is None
    folder.write("a.ndjson", patient(), encounter("one"), encounter("two", status="entered-in-error")).take()
    assert folder.table["Encounter"] == {"updated": 2}
    assert Stay.objects.get().ended_at.date() == date(2026, 5, 20)
    assert (kept("two").place, kept("two").target_id) == ("history", None)


def test_a_relation_that_reads_differently_ends_and_begins_again(folder):
    def kin(code, text):
        coding = [{"code": code}]
        return {
            "resourceType": "RelatedPerson",
            "id": "m",
            "patient": {"reference": "Patient/river"},
            "relationship": [{"coding": coding}, {"coding": [{"code": "C"}]}],
            "name": [{"text": text}],
            "telecom": [{"system": "phone", "value": "555-0123"}],
        }

    folder.write("a.ndjson", patient(), kin("SIS", "Ana")).take()
    (one,) = relations_of(Person.objects.get())
    assert (one.kind, one.name, one.outside.phone, one.acts_as) == (
        "sibling",
        "Ana",
        "555-0123",
        ("emergency_contact",),
    )
    folder.write("a.ndjson", patient(), kin("MTH", "Ana Aldana")).take()
    (one,) = relations_of(Person.objects.get())
    assert (one.kind, one.name) == ("parent", "Ana Aldana")


def test_a_crash_loses_one_chunk_and_the_next_run_goes_on(folder, monkeypatch):
    monkeypatch.setattr(bundles, "CHUNK", 2)
    folder.write("a.ndjson", patient(), *(condition(f"c{n}") for n in range(5)))
    take, calls = Taking.take, []

    def failing(self, items):
        calls.append(items)
        if len(calls) == 3:
            raise KeyboardInterrupt
        return take(self, items)

    monkeypatch.setattr(Taking, "take", failing)
    with pytest.raises(KeyboardInterrupt):
        folder.take()
    assert ExternalRecord.objects.count() == 4
    monkeypatch.setattr(Taking, "take", take)
    assert folder.take() == 0
    assert folder.table["Condition"] == {"unchanged": 3, "created": 2}
    assert Person.objects.count() == 1


def test_a_trial_keeps_nothing(folder):
    folder.write("a.json", bundle(patient(), condition()))
    assert folder.take(dry_run=True) == 0
    assert folder.table["All"] == {"created": 2}
    assert not Person.objects.exists()


# -- all or nothing, and entry by entry -----------------------------------------------------------------------------


def test_a_transaction_is_all_or_nothing_and_names_the_entry(folder):
    folder.write("a.json", bundle(patient(), condition(), patient("other", gender="xx")))
    assert folder.take() == 1
    (line,) = folder.refusals
    assert line.startswith("refused as a whole | a.json | entry 3 | Patient.gender: ")
    assert folder.table["All"] == {"refused": 3}
    assert not Person.objects.exists()
    assert not ExternalRecord.objects.exists()


@pytest.mark.parametrize("type", ["batch", "collection", "searchset", "document", "history", "message"])
def test_other_bundles_leave_out_the_bad_entry(folder, type):
    folder.write("a.json", bundle(patient(), patient("other", gender="xx"), condition(), type=type))
    assert folder.take() == 1
    (line,) = folder.refusals
    assert line.startswith("refused | a.json | entry 2 | Patient/other | Patient.gender: ")
    assert folder.table["Patient"] == {"created": 1, "refused": 1}
    assert folder.table["Condition"] == {"created": 1}


def test_lines_are_judged_one_by_one(folder):
    folder.write(
        "a.ndjson", patient(), '{"resourceType": "Patient", "id"', condition(), "", condition("c2", code="x")
    ).take()
    assert folder.refusals[0].startswith("refused | a.ndjson | line 2 | it is no JSON: ")
    assert folder.refusals[1].startswith("refused | a.ndjson | line 5 | Condition/c2 | Condition.code: ")
    assert folder.table["Condition"] == {"created": 1, "refused": 1}


def test_a_line_in_another_encoding_is_left_out(folder):
    lines = [json.dumps(japanese(), ensure_ascii=False).encode("cp932"), json.dumps(patient()).encode()]
    folder.write_bytes("a.ndjson", b"\n".join(lines))
    assert folder.take() == 1
    assert "line 1 | it is not UTF-8" in folder.refusals[0]
    assert folder.table["Patient"] == {"created": 1}


def test_an_unresolvable_reference_inside_a_transaction_refuses_it(folder):
    lost = condition(encounter={"reference": "urn:uuid:nowhere"})
    folder.write("a.json", bundle(patient(), lost))
    assert folder.take() == 1
    (line,) = folder.refusals
    assert line == "refused as a whole | a.json | entry 2 | Condition.encounter: “urn:uuid:nowhere” leads nowhere"
    folder.write("a.json", bundle(patient(), lost, type="collection"))
    assert folder.take() == 0


def test_a_transaction_waits_for_the_file_it_refers_to(folder):
    """Post the hospital and practitioner bundles first: whatever their names."""
    seen = encounter(
        participant=[{"individual": {"reference": "urn:uuid:dr"}}], serviceProvider={"reference": "urn:uuid:clinic"}
    )
    doctor = {"resourceType": "Practitioner", "id": "dr", "name": [{"family": "Okafor", "given": ["Ada"]}]}
    clinic = {"resourceType": "Organization", "id": "clinic", "name": "Riverside Clinic"}
    folder.write("a.json", bundle(patient(), seen)).write(
        "z.json", bundle({"resourceType": "Basic", "id": "b", "code": {}}, doctor, clinic)
    )
    assert folder.take() == 0
    assert Stay.objects.get().where == "Riverside Clinic"
    assert kept("ward").who == "Riverside Clinic"


def test_two_that_refer_to_each_other_across_transactions_are_refused(folder):
    folder.write("a.json", bundle(patient(), condition(encounter={"reference": "urn:uuid:e2"})))
    folder.write(
        "b.json", bundle(patient("p2"), encounter("e2", "p2", reasonReference=[{"reference": "urn:uuid:stroke"}]))
    )
    assert folder.take() == 1
    assert len(folder.refusals) == 2
    assert not Person.objects.exists()


def test_the_same_resource_twice_in_a_transaction_refuses_it(folder):
    folder.write("a.json", bundle(patient(), patient()))
    assert folder.take() == 1
    assert "stands twice in one transaction" in folder.refusals[0]


def test_an_import_deletes_nothing(folder):
    delete = {"request": {"method": "DELETE", "url": "Patient/river"}}
    folder.write("a.json", bundle(patient(), delete))
    assert folder.take() == 1
    assert "request.method: an import adds and changes; it does not do DELETE" in folder.refusals[0]


def test_what_is_looked_for_before_it_is_made_is_found(folder):
    mrn = {"system": "urn:mrn", "value": "77"}
    folder.write("a.json", patient("one", identifier=[mrn])).take()
    made = bundle(patient("two", identifier=[mrn]), condition(person="two"))
    made["entry"][0]["request"]["ifNoneExist"] = "identifier=urn:mrn|77"
    made["entry"][1]["resource"]["subject"]["reference"] = "urn:uuid:two"
    folder.write("b.json", made)
    assert folder.take() == 0
    assert kept("stroke").person == Person.objects.get()


def test_a_document_is_about_its_subject(folder):
    letter = about("Composition", "letter", status="final", type={"text": "Letter"}, date="2026-05-01", title="Letter")
    letter["author"] = [{"display": "Dr. Okafor"}]
    letter["subject"]["reference"] = "urn:uuid:river"
    visit = encounter("visit", code="AMB")
    del visit["subject"]
    folder.write("a.json", bundle(letter, patient(), visit, type="document"))
    assert folder.take() == 0
    assert kept("visit").person == Person.objects.get()


# -- references -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "reference",
    [
        "Patient/river",
        "Patient/river/_history/2",
        "urn:uuid:river",
        "Patient?identifier=urn:mrn|77",
        "Patient?identifier=urn%3Amrn%7C77",
        "Patient?identifier=77",
    ],
)
def test_every_kind_of_reference_finds_its_person(folder, reference):
    folder.write("a.json", bundle(patient(identifier=[{"system": "urn:mrn", "value": "77"}]), type="collection"))
    folder.write("b.ndjson", condition(subject={"reference": reference}))
    assert folder.take() == 0
    assert kept("stroke").person == Person.objects.get()


def test_an_absolute_reference_leads_to_the_url_it_names_and_to_no_other_server(folder):
    made = bundle(patient(), condition(subject={"reference": "http://one.example/Patient/river"}), type="collection")
    made["entry"][0]["fullUrl"] = "http://one.example/Patient/river"
    folder.write("a.json", made)
    folder.write("b.json", condition("elsewhere", subject={"reference": "http://two.example/Patient/river"}))
    folder.take()
    assert kept("stroke").person == Person.objects.get()
    assert kept("elsewhere").person is None


def test_a_conditional_reference_that_could_be_two_people_is_nobodys(folder):
    same = [{"system": "urn:mrn", "value": "77"}]
    folder.write("a.ndjson", patient("one", identifier=same), patient("two", identifier=same))
    folder.write("b.ndjson", condition(subject={"reference": "Patient?identifier=urn:mrn|77"}))
    folder.take()
    assert kept("stroke").person is None
    assert folder.table["Condition"] == {"unused": 1}


def test_a_logical_reference_finds_its_person(folder):
    number = {"system": "urn:mrn", "value": "77"}
    folder.write("a.ndjson", patient(identifier=[number]), condition(subject={"type": "Patient", "identifier": number}))
    folder.take()
    assert kept("stroke").person == Person.objects.get()


def test_who_is_read_from_a_practitioner_named_by_number(folder):
    npi = {"system": "http://hl7.org/fhir/sid/us-npi", "value": "9999"}
    folder.write(
        "a.ndjson", {"resourceType": "Practitioner", "id": "dr", "identifier": [npi], "name": [{"text": "Dr. Okafor"}]}
    )
    asserted = condition(asserter={"reference": "Practitioner?identifier=http://hl7.org/fhir/sid/us-npi|9999"})
    folder.write("b.ndjson", patient(), asserted)
    folder.take()
    assert kept("stroke").who == "Dr. Okafor"


def test_what_comes_before_its_person_waits_for_them(folder):
    folder.write("a.ndjson", condition(), encounter(), observation())
    assert folder.take() == 0
    assert folder.table["All"] == {"unused": 3}
    assert "3 of those not used are about people who have not come yet" in folder.said
    folder.write("b.ndjson", patient())
    folder.take()
    river = Person.objects.get()
    assert {kept(id).person for id in ("stroke", "ward", "weight")} == {river}
    assert Stay.objects.get().person == river
    assert folder.table["Condition"] == {"created": 1}
    assert folder.table["Observation"] == {"kept": 1}


def test_memory_is_forgotten_and_nothing_is_lost(folder, monkeypatch):
    monkeypatch.setattr(references, "REMEMBERED", 3)
    monkeypatch.setattr(bundles, "CHUNK", 2)
    folder.write("a.ndjson", *(p for n in range(4) for p in (patient(f"p{n}"), condition(f"c{n}", f"p{n}"))))
    assert folder.take() == 0
    assert folder.table["All"] == {"created": 8}
    assert len({kept(f"c{n}").person_id for n in range(4)}) == 4


# -- what is not ours -----------------------------------------------------------------------------------------------


def test_json_that_is_not_fhir_is_named_and_passed_over(folder):
    folder.write("manifest.json", {"output": []}).write("log.ndjson", {"eventId": 1}, {"eventId": 2}).write(
        "a.json", patient()
    )
    assert folder.take() == 0
    assert "passed over | manifest.json | it is JSON, but not FHIR" in folder.said
    assert "passed over | log.ndjson | 2 lines are not FHIR" in folder.said


def test_what_belongs_to_nobody_is_not_used_and_leaves_only_its_name(folder):
    folder.write("a.json", {"resourceType": "Location", "id": "here", "name": "South Wing"})
    assert folder.take() == 0
    assert folder.table["Location"] == {"unused": 1}
    assert kept("here").content is None


def test_what_has_no_place_is_kept_as_received(folder):
    raw = json.dumps(observation("w", valueQuantity={"value": 61.5})).replace("61.5", "61.50")
    folder.write("a.ndjson", patient(), raw).take()
    record = kept("w")
    assert (record.place, record.person, record.title) == ("kept", Person.objects.get(), "Weight")
    with connection.cursor() as cursor:
        cursor.execute(
            "select content -> 'valueQuantity' ->> 'value' from fhir_externalrecord where id = %s", [record.id]
        )
        assert cursor.fetchone() == ("61.50",)


def test_an_attachment_is_never_fetched(folder, monkeypatch):
    def refuse(*_arguments, **_more):
        raise AssertionError("the network was used")

    monkeypatch.setattr("socket.socket.connect", refuse)
    content = [{"attachment": {"url": "http://one.example/scan.pdf"}}]
    folder.write("a.ndjson", patient(), about("DocumentReference", "scan", status="current", content=content))
    assert folder.take() == 0
    assert kept("scan").content["content"] == content


def test_a_bundle_too_large_is_refused_at_once(folder):
    folder.write("a.json", bundle(patient())).write("b.ndjson", patient("p2"))
    assert folder.take(max_bundle=0.0003) == 1
    assert "a.json | it has 0.0 MB, and at most 0.0003 MB are read at once (--max-bundle)" in folder.refusals[0]
    assert folder.table["Patient"] == {"created": 1}


def test_what_the_database_cannot_hold_is_found_and_left_out(folder):
    long = observation("long", identifier=[{"value": "x" * 9000}])
    folder.write(
        "a.ndjson", patient(), patient("big", family="".join(chr(0x4E00 + n) for n in range(5000))), long, condition()
    )
    assert folder.take() == 1
    (line,) = folder.refusals
    assert "line 2 | Patient/big | Patient: it cannot be stored" in line
    assert folder.table["Condition"] == {"created": 1}


def test_a_line_of_many_and_a_bundle_of_another_kind(folder):
    folder.write("a.ndjson", bundle(patient(), condition())).write(
        "b.json", {"resourceType": "Bundle", "type": "parcel"}
    )
    assert folder.take() == 1
    assert folder.table["Patient"] == {"created": 1}
    assert "Bundle.type: “parcel” is no type of Bundle" in folder.refusals[0]


def test_an_entry_without_a_type_is_named(folder):
    folder.write("a.json", bundle(patient(), {"resource": {"id": "x"}}, {"response": {"status": "200"}}, type="batch"))
    assert folder.take() == 1
    assert folder.refusals == ["refused | a.json | entry 2 | resource: this is no resource: it says no type"]


def test_wrong_use_exits_2_before_anything_is_read(folder, tmp_path):
    assert folder.take(paths=[tmp_path / "nowhere"]) == 2
    assert "nowhere" in folder.errors
    assert folder.take() == 2
    assert "no JSON" in folder.errors


# -- what may not be kept -------------------------------------------------------------------------------------------


def test_a_resident_registration_number_is_kept_nowhere(folder, agency, hanbit):  # noqa: F811
    note = base64.b64encode(f"본인 {RRN}".encode()).decode()
    namgung = patient(
        RRN,
        name=[{"text": "남궁순덕"}],
        identifier=[
            {"system": "urn:rrn", "value": RRN},
            {"system": "urn:full", "value": "４８０５２１－２３４５６７８"},
        ],
        text={"status": "generated", "div": f"<div xmlns='http://www.w3.org/1999/xhtml'>{RRN}</div>"},
    )
    paper = about("DocumentReference", "paper", RRN, status="current", description=f"신분증 {RRN}")
    paper["content"] = [{"attachment": {"contentType": "text/plain", "data": note}}]
    folder.write("a.json", bundle(namgung, condition(person=RRN), paper, type="collection"))
    with acting(hanbit.system):
        assert folder.take(organisation=hanbit.organisation.name) == 0
        person = Person.objects.get()
        assert kept("stroke").person == kept("paper").person == person
        number = Identifier.objects.filter(person=person).first()
        assert (number.type, number.value) == (IdentifierType.RESIDENT_REGISTRATION, "480521-*******")
        everything = json.dumps([list(r) for r in ExternalRecord.objects.values_list()], default=str)
        papers = [part["attachment"]["data"] for part in kept("paper").content["content"]]
    assert "2345678" not in everything
    assert RRN not in base64.b64decode(papers[0]).decode()
    assert RRN not in folder.said
    assert "마스킹" in folder.said
    assert folder.said.split("Patient ")[1].split()[5:7] == ["·", "4"]  # the id, two identifiers and the narrative


def test_a_masked_number_makes_nobody_somebody_else(folder):
    """Two people born on one day share what is left of their numbers."""
    one, two = ({"identifier": [{"system": "urn:rrn", "value": f"480521-2{n}45678"}]} for n in (3, 4))
    folder.write("a.ndjson", patient("one", **one), patient("two", **two))
    logical = {"type": "Patient", "identifier": {"system": "urn:rrn", "value": "480521-2345678"}}
    folder.write("b.ndjson", condition(subject=logical))
    folder.take()
    assert Person.objects.count() == 2
    assert kept("stroke").person is None


def test_an_individual_number_is_not_kept(folder, mizunara):  # noqa: F811
    folder.write("a.json", japanese(identifier=[{"value": "123456789018"}]))
    with acting(mizunara.system):
        folder.take(organisation=mizunara.organisation.name)
        assert not Identifier.objects.exists()
        assert kept("watanabe").content["identifier"] == [{"value": "************"}]


# -- names and numbers of three countries ---------------------------------------------------------------------------


def test_kanji_and_kana_names_are_one_person(folder, agency):  # noqa: F811
    home = {
        "use": "home",
        "text": "東京都練馬区桜台3丁目14-2",
        "postalCode": "176-0002",
        "state": "13",
        "city": "練馬区",
        "country": "JP",
    }
    folder.write(
        "a.json", japanese(address=[home], communication=[{"language": {"coding": [{"code": "ja-JP"}]}}])
    ).take()
    person = Person.objects.get()
    assert (person.name, person.reading, person.name_lang, person.town, person.language) == (
        *("渡邉 華", "ワタナベ ハナ", "ja"),
        *("練馬区", "ja-JP"),
    )
    assert person.addresses.get().text == home["text"]
    assert [found.id for found in find("わたなべ", by=agency.system)] == [person.id]


def test_a_korean_name_in_one_text_and_a_road_name_address(folder, agency):  # noqa: F811
    parts = {"district": "서울특별시 강남구", "roadName": "일원로", "detailedAddress": "81", "complements": "일원동"}
    road = {
        "url": "http://www.hl7korea.or.kr/fhir/krcore/StructureDefinition/krcore-roadNameAddress",
        "extension": [{"url": key, "valueString": value} for key, value in parts.items()],
    }
    folder.write(
        "a.json", patient(name=[{"text": "남궁순덕"}], address=[{"extension": [road], "postalCode": "06351"}])
    ).take()
    person = Person.objects.get()
    assert (person.name, person.name_lang, person.town) == ("남궁순덕", "ko", "서울특별시 강남구")
    assert person.addresses.get().text == "서울특별시 강남구 일원로 81 일원동"
    assert [found.id for found in find("ㄴㄱㅅㄷ", by=agency.system)] == [person.id]


def test_a_person_without_a_name_is_not_refused(folder):
    nameless = patient()
    del nameless["name"]
    folder.write("a.json", nameless)
    assert folder.take() == 0
    assert Person.objects.get().name == "Name not known (river)"


def test_a_nickname_does_not_stand_for_the_name(folder):
    names = [{"use": "official", "family": "Chalmers", "given": ["Peter"]}, {"use": "usual", "given": ["Jim"]}]
    folder.write("a.json", patient(name=names)).take()
    assert Person.objects.get().name == "Peter Chalmers"


def test_people_alike_are_two_until_a_worker_says_otherwise(folder, agency):  # noqa: F811
    folder.write("a.json", patient()).take()
    folder.take(source="another")
    one, two = Person.objects.order_by("id")
    merge_people(kept=one, absorbed=two, reason="Same person", by=agency.system)
    folder.write("a.json", patient(born="1991-03-15"))
    assert folder.take(source="another") == 0
    one.refresh_from_db()
    assert one.born == date(1991, 3, 15)

"""What stands in a file: encodings, double keys, lines and the entries of a Bundle, in bounded memory."""

import json
import tracemalloc

import pytest

from tsunagu.fhir.importing.reading import Bundle, Unreadable, holds_lines, lines, read_document, read_line
from tsunagu.fhir.tests.factories import bundle, condition, patient


def test_a_bundle_is_cut_into_its_entries_wherever_its_elements_stand():
    made = bundle(patient(), condition(), type="collection")
    turned = {"entry": made.pop("entry"), **made}
    found = read_document(json.dumps(turned, indent=3).encode())
    assert isinstance(found, Bundle)
    assert found.kind == "collection"
    assert [(slot.number, slot.type, slot.full_url) for slot in found.slots] == [
        (1, "Patient", "urn:uuid:river"),
        (2, "Condition", "urn:uuid:stroke"),
    ]
    assert [found.entry(slot).resource for slot in found.slots] == [patient(), condition()]


def test_a_list_has_entries_too_and_is_no_bundle():
    found = read_document(b'{"resourceType": "List", "entry": [{"item": {"display": "bread"}}]}')
    assert found.resource["entry"][0]["item"]["display"] == "bread"


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "empty"),
        (b"\xff\xfe{\x00}\x00", "UTF-16"),
        ('{"name": "渡邉"}'.encode("cp932"), "not UTF-8"),
        (b"<Patient xmlns='http://hl7.org/fhir'/>", "XML"),
        (b'{"resourceType": "Patient"', "missing"),
        (b'{"resourceType": "Patient"} {}', "more after the end"),
        (b'{"resourceType": "Bundle", "type": "batch", "type": "transaction"}', "stands twice"),
        (b'{"resourceType": "Observation", "valueInteger": NaN}', "no number"),
        (b'{"resourceType": "Observation", "valueDecimal": 1e999}', "too long to keep"),
        (b'{"resourceType": "Patient", "x": ' + b"[" * 100_000, "nested too deeply"),
        (b'{"resourceType": "Patient", "id": "a\x00b"}', "no JSON"),
    ],
)
def test_what_cannot_be_read_says_why(raw, reason):
    with pytest.raises(Unreadable, match=reason):
        read_document(raw)


def test_a_byte_order_mark_is_forgiven():
    assert read_document(b"\xef\xbb\xbf" + json.dumps(patient()).encode()).resource == patient()


def test_a_double_key_is_noticed_in_the_entry_it_stands_in():
    text = '{"resourceType":"Bundle","type":"batch","entry":[{"resource":{"resourceType":"Patient","id":"a","id":"b"}},{"resource":{}}]}'
    found = read_document(text.encode())
    assert [slot.doubled for slot in found.slots] == ["id", ""]
    assert read_line(b'{"resourceType": "Patient", "name": [{"text": "a", "text": "b"}]}', 1).doubled == "text"


def test_lines_are_told_from_a_document_by_name_and_by_look(tmp_path):
    def written(name, text):
        (tmp_path / name).write_text(text)
        return tmp_path / name

    one, two = json.dumps(patient()), json.dumps(condition())
    assert holds_lines(written("a.ndjson", one))
    assert holds_lines(written("a.json", f"{one}\n{two}\n"))
    assert not holds_lines(written("b.json", f"{one}\n"))
    assert not holds_lines(written("c.json", json.dumps(patient(), indent=1)))


def test_a_line_too_long_is_passed_over_without_being_held(tmp_path):
    file = tmp_path / "a.ndjson"
    with file.open("wb") as stream:
        stream.write(b'{"a": 1}\n"')
        for _ in range(64):
            stream.write(b"x" * 1_000_000)
        stream.write(b'"\n\n{"b": 2}\n')
    tracemalloc.start()
    with file.open("rb") as stream:
        found = [(number, raw and raw.strip()) for number, raw, _size in lines(stream, 1_000_000)]
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert found == [(1, b'{"a": 1}'), (2, None), (4, b'{"b": 2}')]
    assert peak < 8_000_000

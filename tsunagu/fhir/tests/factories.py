"""R4 as other systems write it, built by hand. Everybody is invented."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from tsunagu.fhir.importing.command import main

CLASSES = "http://terminology.hl7.org/CodeSystem/v3-ActCode"
REPRESENTATION = "http://hl7.org/fhir/StructureDefinition/iso21090-EN-representation"


def patient(id="river", family="Aldana-Whitfield", given="River", born="1991-03-14", **more):
    return {
        "resourceType": "Patient",
        "id": id,
        "name": [{"use": "official", "family": family, "given": [given]}],
        "gender": "other",
        "birthDate": born,
        **more,
    }


def japanese(id="watanabe", **more):
    def name(code, family, given):
        extension = [{"url": REPRESENTATION, "valueCode": code}]
        return {
            "extension": extension,
            "use": "official",
            "text": f"{family} {given}",
            "family": family,
            "given": [given],
        }

    names = [name("IDE", "渡邉", "華"), name("SYL", "ワタナベ", "ハナ")]
    return patient(id, born="1941-03-08", **{"name": names, "gender": "female", **more})


def about(type_, id, person="river", **more):
    return {"resourceType": type_, "id": id, "subject": {"reference": f"Patient/{person}"}, **more}


def condition(id="stroke", person="river", text="Stroke", **more):
    status = {"coding": [{"code": "active"}]}
    return about(
        "Condition",
        id,
        person,
        **{"code": {"text": text}, "clinicalStatus": status, "onsetDateTime": "2026-05", **more},
    )


def encounter(
    id="ward", person="river", code="IMP", start="2026-05-02T09:00:00+09:00", end="2026-05-20T10:00:00+09:00", **more
):
    period = {key: value for key, value in (("start", start), ("end", end)) if value}
    class_ = {"system": CLASSES, "code": code}
    status = "finished" if end else "in-progress"
    return about("Encounter", id, person, **{"status": status, "class": class_, "period": period, **more})


def observation(id="weight", person="river", **more):
    return about("Observation", id, person, **{"status": "final", "code": {"text": "Weight"}, **more})


def bundle(*resources, type="transaction", **more):
    def entry(resource):
        found = {"fullUrl": f"urn:uuid:{resource.get('id')}", "resource": resource}
        return (
            {**found, "request": {"method": "POST", "url": resource["resourceType"]}}
            if type == "transaction"
            else found
        )

    return {
        "resourceType": "Bundle",
        "type": type,
        "entry": [entry(r) if "resourceType" in r else r for r in resources],
        **more,
    }


class Folder:
    """A folder that another system exported, and the command that takes it in."""

    def __init__(self, path: Path, capsys, organisation):
        self.path, self.capsys, self.organisation = path, capsys, organisation
        self.path.mkdir(exist_ok=True)

    def write(self, name, *resources):
        text = "\n".join(r if isinstance(r, str) else json.dumps(r, ensure_ascii=False) for r in resources)
        return self.write_bytes(name, text.encode())

    def write_bytes(self, name, raw):
        (self.path / name).write_bytes(raw)
        return self

    def take(self, **arguments):
        """Run the command on the folder: its exit code; `said` is what it printed, `table` its table."""
        given = {
            "paths": [self.path],
            "organisation": self.organisation,
            "source": None,
            "open": None,
            "worker": None,
            "max_bundle": 100,
            "dry_run": False,
            **arguments,
        }
        code = main(argparse.Namespace(**given))
        self.said, self.errors = self.capsys.readouterr()
        self.table = _table(self.said)
        return code

    @property
    def refusals(self):
        return [line for line in self.said.splitlines() if line.startswith("refused")]


def _table(said):
    """type -> {column: number}"""
    lines = said.splitlines()
    start = next((n for n, line in enumerate(lines) if line.split()[:2] == ["created", "updated"]), None)
    if start is None:
        return {}
    columns = ["created", "updated", "unchanged", "kept", "refused", "unused"]
    columns += ["masked"] if "masked" in lines[start].split() else []
    rows = [line.split() for line in lines[start + 1 :]]
    rows = rows[: [row[0] for row in rows].index("All") + 1]
    return {
        row[0]: {c: int(n.replace(",", "")) for c, n in zip(columns, row[1:], strict=True) if n not in {"·", "0"}}
        for row in rows
    }

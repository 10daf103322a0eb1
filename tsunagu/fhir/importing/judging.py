"""Is it readable as R4, and can it be true? Every fault is named with its path.

The shape is judged by fhir.resources; what that lets pass (closed code lists, JSON types, emptiness) and what no shape can say
(a period that ends before it begins, a modifier nobody here understands) is judged here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _
from pydantic import ValidationError

from tsunagu.core.clock import now
from tsunagu.fhir.importing.reading import Entry, Resource
from tsunagu.fhir.importing.shape import Field, fields_of, is_resource, model_of

MOST = 5  # faults named of one resource
R4 = re.compile(r"4\.[0-3](\.\d+)?(-.*)?$")
PROFILE_VERSION = re.compile(r"^http://hl7\.org/fhir/(?:(\d\.\d)/)?StructureDefinition/\w+(?:\|(\d+\.\d+.*))?$")
NOTHING: Field = Field()


@dataclass(frozen=True)
class Problem:
    """What is wrong, and where."""

    path: str
    reason: str


@dataclass
class Judgement:
    problems: list[Problem] = field(default_factory=list)
    references: list[tuple[str, str]] = field(default_factory=list)  # path, reference

    def fault(self, path: str, reason: str) -> None:
        if len(self.problems) < MOST:
            self.problems.append(Problem(path, reason))


def judge(entry: Entry) -> Judgement:
    """All that is wrong with one resource, and all that it refers to."""
    found = Judgement()
    resource = entry.resource
    name = resource["resourceType"]
    if entry.doubled:
        found.fault(name, _("the key “%(key)s” stands twice") % {"key": entry.doubled})
    if not isinstance(name, str) or not is_resource(name):
        found.fault("resourceType", _("R4 has no resource type “%(name)s”") % {"name": name})
        return found
    _version(resource, name, found)
    try:
        _Walk(found, resource).resource(resource, name)
        if not found.problems:
            _shape(resource, name, found)
    except RecursionError:
        found.fault(name, _("it is nested too deeply"))
    if name == "Patient" and not found.problems:
        _life(resource, found)
    return found


# -- element by element ---------------------------------------------------------------------------------------------


class _Walk:
    """Through every element once."""

    def __init__(self, found: Judgement, root: Resource) -> None:
        self.found = found
        contained = root.get("contained")
        inside = contained if isinstance(contained, list) else []
        self.contained = {f"#{r.get('id')}" for r in inside if isinstance(r, dict)} | {"#"}

    def resource(self, value: Resource, path: str) -> None:
        name = value.get("resourceType")
        if not isinstance(name, str) or not is_resource(name):
            self.found.fault(path, _("R4 has no resource type “%(name)s”") % {"name": name})
            return
        if "implicitRules" in value:
            self.found.fault(f"{path}.implicitRules", _("these rules are not known here, and may change what is meant"))
        self.object(value, name, path)

    def object(self, value: Resource, model: str, path: str) -> None:
        fields = fields_of(model)
        for key, inner in value.items():
            below = f"{path}.{key}"
            if key == "modifierExtension":
                self._modifiers(inner, below)
            if key == "resourceType":
                continue
            if key.startswith("_"):
                self._extensions_of_primitive(inner, below)
            else:
                self._value(inner, fields.get(key, NOTHING), below)
        if model == "Reference" or not model:
            self._reference(value, path)
        if model == "Period":
            self._period(value, path)

    def _value(self, value: Any, field: Field, path: str) -> None:
        if isinstance(value, list):
            for number, item in enumerate(value):
                self._value(item, field, f"{path}[{number}]")
        elif isinstance(value, dict):
            if field.model in {"Resource", "DomainResource"} or "resourceType" in value:
                self.resource(value, path)
            else:
                self.object(value, field.model, path)
        else:
            self._primitive(value, field, path)

    def _primitive(self, value: Any, field: Field, path: str) -> None:
        if value is None:  # a place kept for an extension
            return
        if isinstance(value, str):
            self._text(value, path)
        expected = field.json
        if expected and (not isinstance(value, expected) or (isinstance(value, bool) and expected is not bool)):
            self.found.fault(path, _("this is not the kind of value R4 has here"))
        elif field.codes and value not in field.codes:
            allowed = ", ".join(sorted(field.codes))
            code = str(value)[:60]
            self.found.fault(path, _("“%(code)s” is none of: %(allowed)s") % {"code": code, "allowed": allowed})

    def _text(self, value: str, path: str) -> None:
        if "\x00" in value:
            self.found.fault(path, _("it holds the character NUL, which no text has"))
        if not value.isascii() and any("\ud800" <= char <= "\udfff" for char in value):
            self.found.fault(path, _("it holds half a character (a surrogate without its pair)"))

    def _modifiers(self, extensions: Any, path: str) -> None:
        for extension in extensions if isinstance(extensions, list) else []:
            url = extension.get("url") if isinstance(extension, dict) else None
            self.found.fault(path, _("“%(url)s” changes what is meant in a way that is not known here") % {"url": url})

    def _extensions_of_primitive(self, value: Any, path: str) -> None:
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, dict):
                self.object(item, "Element", path)

    def _reference(self, value: Resource, path: str) -> None:
        reference = value.get("reference")
        if not isinstance(reference, str):
            return
        if reference.startswith("#") and reference not in self.contained:
            self.found.fault(path, _("it refers to %(name)s, which is not contained here") % {"name": reference})
        self.found.references.append((path, reference))

    def _period(self, value: Resource, path: str) -> None:
        start, end = value.get("start"), value.get("end")
        if isinstance(start, str) and isinstance(end, str) and is_before(end, start):
            self.found.fault(path, _("it ends before it begins"))


# -- the shape ------------------------------------------------------------------------------------------------------


def _shape(resource: Resource, name: str, found: Judgement) -> None:
    model = model_of(name)
    if model is None:
        return
    try:
        model.model_validate(resource)
    except ValidationError as error:
        for fault in error.errors(include_url=False, include_input=False)[:MOST]:
            found.fault(_path(name, fault["loc"]), _in_words(fault["type"], fault["msg"]))


def _path(name: str, loc: tuple[str | int, ...]) -> str:
    return name + "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in loc)


def _in_words(kind: str, message: str) -> str:
    if kind == "missing" or message.endswith("is required."):
        return _("R4 requires it, and it is not there")
    if kind == "extra_forbidden":
        return _("R4 has no such element here")
    if "date" in kind or "time" in kind or "regex" in message:
        return _("this is no possible date or time, or not written as R4 writes it")
    if (
        message.startswith("Value is expected from")
        or kind in {"list_type", "json_invalid", "json_type", "model_type", "dict_type"}
        or kind.startswith("model_attributes")
    ):
        return _("this is not the kind of value R4 has here")
    if kind.startswith("string_"):
        return _("it is not written as R4 writes it")
    return message.removeprefix("Value error, ").splitlines()[0]


# -- what no shape can say --------------------------------------------------------------------------------------------


def _version(resource: Resource, name: str, found: Judgement) -> None:
    for path, version in _versions(resource, name):
        if not R4.match(version):
            found.fault(path, _("it is FHIR %(version)s, and R4 (4.0.1) is read here") % {"version": version})


def _versions(resource: Resource, name: str) -> Iterator[tuple[str, str]]:
    """Where a resource says which FHIR it is of."""
    said, meta = resource.get("fhirVersion"), resource.get("meta")
    for version in said if isinstance(said, list) else [said] if said else []:
        yield f"{name}.fhirVersion", str(version)
    profiles = meta.get("profile") if isinstance(meta, dict) else None
    for profile in profiles if isinstance(profiles, list) else []:
        match = PROFILE_VERSION.match(profile) if isinstance(profile, str) else None
        if match and (version := match[1] or match[2]):
            yield f"{name}.meta.profile", version


def _life(patient: Resource, found: Judgement) -> None:
    born, died = patient.get("birthDate"), patient.get("deceasedDateTime")
    tomorrow = (now() + timedelta(days=1)).date().isoformat()  # it may be that day already somewhere in the world
    for name, day in (("birthDate", born), ("deceasedDateTime", died)):
        if day and is_before(tomorrow, day):
            found.fault(f"Patient.{name}", _("this day has not come yet"))
    if born and died and is_before(died, born):
        found.fault("Patient.deceasedDateTime", _("this is before the birth date"))


def is_before(one: str, other: str) -> bool:
    """Compared as exactly as both are known: 2024 is not before 2024-05."""
    if len(one) > 10 and len(other) > 10:
        with suppress(ValueError, TypeError):
            return datetime.fromisoformat(one) < datetime.fromisoformat(other)
    length = min(len(one), len(other), 10)
    return one[:length] < other[:length]

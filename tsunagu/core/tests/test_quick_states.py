"""Migrations whose states are made anew only in part, and wholly before Python code that reads them."""

from __future__ import annotations

from django.db import migrations, models
from django.db.migrations.state import ModelState, ProjectState

from tsunagu.core.postgres import quick_states

quick_states.install()


def key() -> models.AutoField[int, int]:
    return models.AutoField(primary_key=True)


def project() -> ProjectState:
    """C points at B, and B at A."""
    state = ProjectState()
    state.add_model(ModelState("rooms", "A", [("id", key())]))
    state.add_model(ModelState("rooms", "B", [("id", key()), ("a", models.ForeignKey("rooms.A", models.CASCADE))]))
    state.add_model(ModelState("rooms", "C", [("id", key()), ("b", models.ForeignKey("rooms.B", models.CASCADE))]))
    assert len(state.apps.get_models()) == 3
    return state


def test_what_points_at_a_changed_model_points_at_its_new_class() -> None:
    state = project()
    migrations.AddField("A", "name", models.TextField()).state_forwards("rooms", state)
    a, b = (state.apps.get_model("rooms", name) for name in "AB")
    assert a._meta.get_field("name")
    assert b._meta.get_field("a").related_model is a
    assert [relation.related_model for relation in a._meta.related_objects] == [b]


def test_python_code_in_a_migration_sees_classes_that_fit_together() -> None:
    state = project()
    migrations.AddField("A", "name", models.TextField()).state_forwards("rooms", state)
    state.clear_delayed_apps_cache()  # what RunPython does first
    b, c = (state.apps.get_model("rooms", name) for name in "BC")
    assert c._meta.get_field("b").related_model is b

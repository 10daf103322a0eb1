"""Why does migrating an empty database take seconds and not minutes?

While migrations run, Django keeps classes of all models as they were at that point. After every operation it makes anew
the classes of all models that are connected with the changed one, however distantly; with an organisation that
everything belongs to, these are all models, at each of hundreds of operations. Here only the changed model is made
anew, and those that point at it. What that leaves stale matters to nobody but `RunPython`, for which Django has a way:
it marks the state as delayed, and then makes all classes anew.
"""

from __future__ import annotations

from typing import Any

from django.db.migrations.state import ProjectState

Key = tuple[str, str]


def install() -> None:
    """For this process, from now on."""
    state: Any = ProjectState
    state._find_reload_model = _changed_and_pointing


def _changed_and_pointing(state: ProjectState, app_label: str, model_name: str, delay: bool = False) -> set[Key]:
    state.is_delayed = True
    found = {(app_label, model_name)}
    try:
        model = state.apps.get_model(app_label, model_name)
    except LookupError:  # it is being created: nobody can point at it yet
        return found
    for relation in model._meta.get_fields(include_hidden=True):
        if relation.is_relation and relation.auto_created and relation.related_model:
            pointing: Any = relation.related_model
            found.add((pointing._meta.app_label, pointing._meta.model_name))
    return found

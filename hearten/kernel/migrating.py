"""Migrations in a third of the time: Django draws every related model anew after each step, and ours all are related.

A step that makes a table draws that one model; a step that adds an index or a constraint draws the model that has it.
What other models know of it is its name and its key, which such a step does not change. Steps that add, change or
remove a key still draw all that is related (decision 0073; tests/house/test_migrating.py compares both ways).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db.migrations.state import ProjectState


def _reload_model(state: Any, app_label: str, model_name: str, delay: bool = False) -> None:
    """Stand in for ProjectState.reload_model. `delay`: Django's word for a step that leaves all keys as they were."""
    if "apps" not in state.__dict__:  # nothing is drawn yet
        return
    if model_name not in state.apps.all_models[app_label]:
        state.apps.render_multiple([state.models[app_label, model_name]])
    elif delay:
        state._reload({(app_label, model_name)})
    else:
        state._reload(state._find_reload_model(app_label, model_name, delay))


@contextmanager
def drawing_little() -> Iterator[None]:
    """Have migrations draw no more than they need, while this lasts."""
    kept = ProjectState.reload_model
    ProjectState.reload_model = _reload_model  # type: ignore[method-assign,assignment]
    try:
        yield
    finally:
        ProjectState.reload_model = kept  # type: ignore[method-assign]

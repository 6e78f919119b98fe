"""System checks: the rules of the house that a machine can see. `hearten check` and every start run them."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.core.checks import Error, register
from django.urls import URLPattern, URLResolver

from hearten.kernel.confidential import Confidential
from hearten.kernel.pages import routes
from hearten.kernel.policies import LIBRARIES


@register()
def tables_name_their_confidentiality(app_configs: Any, **kwargs: Any) -> list[Error]:
    """Refuse a table that says neither how confidential it is nor that it belongs to a library."""
    return [
        Error(
            f"{model.__name__} does not name its confidentiality.",
            hint="Derive it from House, Credentials, GroupConfidential, Private or DeskOnly (kernel/confidential.py).",
            id="hearten.E001",
        )
        for model in apps.get_models(include_auto_created=True)
        if not issubclass(model, Confidential) and model._meta.db_table not in LIBRARIES and model._meta.managed
    ]


@register()
def views_wear_a_door(app_configs: Any, **kwargs: Any) -> list[Error]:
    """Refuse a route whose view has no door."""
    return [
        Error(f"{path} has no door.", hint="Put @door(...) on its view (kernel/door.py).", id="hearten.E002")
        for path, view in every_route()
        if not hasattr(view, "door")
    ]


def every_route(resolver: URLResolver | None = None, prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Yield (path pattern, view) of every route."""
    for entry in (resolver or routes()).url_patterns:
        path = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from every_route(entry, path)
        elif isinstance(entry, URLPattern):
            yield path, entry.callback

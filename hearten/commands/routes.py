"""`hearten routes`: every address, who may knock there, and how. docs/routes.md is what it prints."""

from collections.abc import Iterator
from typing import NamedTuple

import typer
from django.urls import URLPattern, URLResolver

from hearten.commands.ground import load_django

ABOVE = """# Addresses

This page is the output of `hearten routes`; do not edit it. Every view wears a door (`hearten/kernel/door.py`), and the
door says who may knock. Who may knock is not yet who may see: what a page shows is decided by the rules and by
row-level security, and what is not there for somebody answers 404.

Two kinds of addresses are answered beside Django and are not in the table. `GET /live/<kind>/<uuid>/` is a stream of
changes for a signed-in member who may read that topic; the kinds are `thread`, `group` and `member`. `GET /static/...`
gives styles, scripts and pictures to anyone.
"""
HEAD = "| Path | Name | Who may knock | Methods |\n| --- | --- | --- | --- |"


class Route(NamedTuple):
    """One line of the table."""

    path: str
    name: str
    who: str
    methods: str

    def __str__(self) -> str:
        return f"| `{self.path}` | `{self.name}` | {self.who} | {self.methods} |"


def routes() -> None:
    """Print every address as Markdown: path, name, who may knock, methods."""
    load_django()
    typer.echo(page())


def page() -> str:
    """Return the whole page, without its last line end."""
    from hearten.kernel.pages import routes as resolver

    return "\n".join([ABOVE, HEAD, *(str(route) for route in sorted(_under(resolver())))])


def _under(resolver: URLResolver, prefix: str = "/", space: str = "") -> Iterator[Route]:
    """Yield the routes below a resolver, with the slice's name before each name."""
    for entry in resolver.url_patterns:
        path = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from _under(entry, path, f"{entry.namespace}:" if entry.namespace else space)
        elif isinstance(entry, URLPattern):
            door = entry.callback.door  # type: ignore[attr-defined]  # kernel.checks refuses a view without one
            yield Route(path, space + (entry.name or "-"), door.who.value, ", ".join(door.methods))

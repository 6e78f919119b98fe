"""`hearten moderation ...`: the yearly transparency file."""

import json
from pathlib import Path
from typing import Annotated

import typer

from hearten.commands.ground import load_django

moderation = typer.Typer(help="What was reported and decided.", no_args_is_help=True)


@moderation.callback()
def about() -> None:
    """What was reported and decided."""


@moderation.command()
def transparency(
    year: Annotated[int, typer.Argument(help="Which year, such as 2026.")],
    to: Annotated[Path, typer.Option(help="The folder for the two files.")] = Path(),
) -> None:
    """Write the year's numbers as JSON and as Markdown: counted from the tables, small numbers hidden."""
    load_django()
    from hearten.moderation.transparency import counted, readable, shown

    told = shown(counted(year))
    to.mkdir(parents=True, exist_ok=True)
    for suffix, text in ((".json", json.dumps(told, indent=1) + "\n"), (".md", readable(told))):
        path = to / f"transparency-{year}{suffix}"
        path.write_text(text)
        typer.echo(f"Written: {path}")

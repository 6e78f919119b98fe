"""`hearten keys`: changing the keys that seal what people write, and looking whether everything opens."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from hearten.commands.ground import load_django, refuse_unmigrated, state_folder
from hearten.kernel.complaint import Complaint
from hearten.kernel.database import running

if TYPE_CHECKING:
    from hearten.kernel.sealed_values import Look

T = TypeVar("T")

keys = typer.Typer(help="The keys that seal what people write.", no_args_is_help=True)


@keys.callback()
def group() -> None:
    """The keys that seal what people write."""


@keys.command()
def rotate(
    values: Annotated[
        bool, typer.Option("--values", help="Give every person a new key, too, and seal everything anew.")
    ] = False,
) -> None:
    """Change the master key while hearten runs. Stopped in between, it goes on where it was."""
    with running(state_folder()):
        load_django()
        refuse_unmigrated()
        from django.conf import settings

        from hearten.kernel import masters, rotation

        done = rotation.rotate(settings.HEARTEN_KEYSTORE, _watch, values=values)
        typer.echo(f"{'Gone on, and done' if done.resumed else 'Done'}: {done.keys} people's keys.")
        if masters.outside() and len(masters.known(settings.HEARTEN_KEYSTORE)) > 1:
            typer.echo(f"Now take the former one out of {masters.VARIABLE}, and start every process again.")
        typer.echo("Take a backup now: older copies of the keys do not fit any more.")
        if done.look:
            _tell(done.look, "sealed anew, or there already")


@keys.command()
def check() -> None:
    """Open every sealed value, and name the rows of those that do not open. Changes nothing; shows no words."""
    with running(state_folder()):
        load_django()
        refuse_unmigrated()
        from hearten.kernel import sealed_values
        from hearten.kernel.keystore import KeyStoreUnavailable

        try:
            look = sealed_values.look(_watch, turn=False)
        except KeyStoreUnavailable as error:
            reason = f"{error}. Bring that file back from a copy of the keys (hearten restore --keys), then look again."
            raise Complaint(reason) from error
        _tell(look, "open")


def _tell(look: "Look", good: str) -> None:
    """Say what a look found, and end with status 1 where something does not open."""
    typer.echo(
        f"{look.seen - look.gone - len(look.unopened)} rows {good}; {look.gone} of people who have no key any more."
    )
    for place in sorted(look.unopened):
        typer.echo(f"Does not open: {place}", err=True)
    if look.unopened:
        typer.echo(
            "These were moved, changed, or sealed with a key that is not here. See docs/operator.md, Keys.", err=True
        )
        raise typer.Exit(1)


def _watch(name: str, total: int, things: Iterable[T]) -> Iterator[T]:
    """Give things on, with a bar where somebody looks at a terminal."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        yield from bar.track(things, total=total, description=name)

"""`hearten outcomes ...`: what people's results may tell others, without anybody in it."""

from pathlib import Path
from typing import Annotated

import typer

from hearten.commands.ground import load_django, refuse_unmigrated, state_folder
from hearten.kernel.complaint import Complaint
from hearten.kernel.database import running

outcomes = typer.Typer(
    help="Results of people who agreed to be counted, without anybody in them.", no_args_is_help=True
)


@outcomes.callback()
def _here() -> None:
    """A group of commands, also while it has one."""


@outcomes.command()
def export(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="A folder that is not there yet.")],
    k: Annotated[int, typer.Option("--k", help="How many rows have to look alike from outside, 10 at least.")] = 10,
) -> None:
    """Write rows.csv and a README of its fields. Nothing is written unless the rows pass their own check."""
    if out.exists():
        raise Complaint(f"{out} is there already: name one that is not, or move it away.")
    with running(state_folder()):
        load_django()
        refuse_unmigrated()
        from hearten.desk.outcomes import exporting

        found = exporting.rows()
    why = exporting.why_not(found, k)
    if why:
        raise Complaint(f"Nothing was written: {why}.")
    exporting.write(found, k, out)
    typer.echo(f"Written: {out / 'rows.csv'} ({len(found)} rows) and {out / 'README.md'}.")

"""`hearten safety ...`: what an operator checks about the looking after people."""

from typing import Annotated, Any

import typer

from hearten.commands.ground import load_django, state_folder
from hearten.kernel.complaint import Complaint
from hearten.kernel.database import running

safety = typer.Typer(help="Look after what keeps people safe.", no_args_is_help=True)


@safety.callback()
def _here() -> None:
    """A group of commands, also while it has one."""


@safety.command(name="verify-log")
def verify_log(
    expect: Annotated[
        str, typer.Option(help="What an earlier run printed last, NUMBER:MARK: that line must still be there.")
    ] = "",
) -> None:
    """Check that no line of the safety log was changed, put in or taken out since it was written."""
    with running(state_folder()):
        load_django()
        lines = _lines()
    from hearten.safety.log_check import broken

    wrong = [f"line {number}: {what}" for number, what in broken(lines)]
    if expect and expect not in {f"{line.number}:{line.mark}" for line in lines}:
        wrong.append(f"the log is shorter than it was, or another one: {expect.partition(':')[0]} is not as it was")
    if wrong:
        raise Complaint(
            f"The safety log is not as it was written ({len(wrong)} places):\n"
            + "\n".join(wrong[:20])
            + "\nLeave this database as it is, and compare it with a backup: restore one into another state folder."
        )
    last = f" Keep this elsewhere, for --expect: {lines[-1].number}:{lines[-1].mark}" if lines else ""
    typer.echo(f"The safety log is whole: {len(lines)} lines.{last}")


def _lines() -> list[Any]:
    from django.db import connections
    from rich.progress import track

    from hearten.safety.log_check import LINES, Line

    with connections["keeper"].cursor() as cursor:
        cursor.execute(LINES)
        return [Line._make(row) for row in track(cursor.fetchall(), "Reading", transient=True)]

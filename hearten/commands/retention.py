"""`hearten retention`: what is kept for how long, what is due, and removing it. The worker does it every night."""

import os
from typing import Annotated

import typer

from hearten.commands.ground import load_django, refuse_unmigrated, state_folder
from hearten.kernel.database import running


def retention(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only count what is due. Changes nothing.")] = False,
) -> None:
    """Remove what has been kept for long enough, rule by rule, and print how many rows went. No words, no names."""
    os.environ["HEARTEN_ROLE"] = "worker"  # as the nightly job: the report is the worker's to write
    with running(state_folder()):
        load_django()
        refuse_unmigrated()
        _show(dry_run)


def _show(dry_run: bool) -> None:
    from django.db import transaction
    from rich.console import Console
    from rich.table import Table

    from hearten.kernel.acting import as_member
    from hearten.members import retention as keeping

    with as_member(None), transaction.atomic():
        found = keeping.due() if dry_run else keeping.sweep("command")
    table = Table("What", "Kept", "Due" if dry_run else "Gone", "Oldest", box=None)
    for one in found:
        table.add_row(str(one.rule.what()), str(one.rule.until()), str(one.rows), str(one.oldest or ""))
    Console().print(table)

"""`hearten policies`: who may read, add, change and remove which rows, as PostgreSQL is told."""

import typer

from hearten.commands.ground import load_django


def policies() -> None:
    """Print the SQL that guards every table, with the reviewed functions that look past it: for whoever audits."""
    load_django()
    from hearten.kernel.policies import whole_sql

    typer.echo(whole_sql())

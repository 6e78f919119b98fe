"""`hearten erasures replay`: whoever was erased stays erased, also after somebody loaded an older database by hand."""

import typer

from hearten.commands.ground import finish_erasures, load_django, refuse_unmigrated, state_folder
from hearten.kernel.database import running

erasures = typer.Typer(help="People who were erased, and stay so.", no_args_is_help=True)


@erasures.callback()
def group() -> None:
    """People who were erased, and stay so."""


@erasures.command()
def replay() -> None:
    """Erase again whoever the ledger (`erased.log`) knows and the database still has. `serve` does it by itself."""
    with running(state_folder()):
        load_django()
        refuse_unmigrated()
        again = finish_erasures()
    typer.echo(f"Erased again: {again}." if again else "Nobody who was erased is in the database.")

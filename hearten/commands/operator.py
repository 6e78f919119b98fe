"""`hearten operator add`: the person who runs this installation gets a seat."""

import os

import typer

from hearten.commands.ground import load_django, state_folder
from hearten.kernel.complaint import Complaint
from hearten.kernel.database import running

operator = typer.Typer(help="Who runs this installation.", no_args_is_help=True)


@operator.callback()
def group() -> None:
    """Who runs this installation."""


@operator.command()
def add(name: str) -> None:
    """Make an operator with this NAME; the passphrase is asked for twice, or read from HEARTEN_PASSPHRASE."""
    passphrase = os.environ.get("HEARTEN_PASSPHRASE") or typer.prompt(
        "Passphrase", hide_input=True, confirmation_prompt=True
    )
    with running(state_folder()):
        load_django()
        _add(name, passphrase)
    typer.echo(f"{name} is an operator now.")


def _add(name: str, passphrase: str) -> None:
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError

    from hearten.members.actions import add_operator

    try:
        validate_password(passphrase, name)  # type: ignore[arg-type]  # ours ask for the name
        add_operator(name, passphrase)
    except ValidationError as error:
        raise Complaint(f"{' '.join(error.messages)} Run `hearten operator add {name}` again.") from None

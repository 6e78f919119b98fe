"""`hearten measures ...`: the instruments that members may fill in, and definition files of an operator's own."""

from pathlib import Path
from typing import Annotated, Any

import typer

from hearten.commands.ground import load_django, refuse_unmigrated, state_folder
from hearten.kernel.complaint import Complaint
from hearten.kernel.database import running

measures = typer.Typer(help="Questionnaires that members fill in for themselves.", no_args_is_help=True)
Source = Annotated[
    Path, typer.Argument(metavar="FILE", help="A definition in YAML, as in hearten/measures/instruments.")
]


@measures.command()
def check(source: Source) -> None:
    """Say whether a definition file is right, or its first mistake with file, line and reason. Changes nothing."""
    found = _read(source)
    typer.echo(f"{source}: {_what(found)}. The file is right.")


@measures.command(name="import")
def import_(
    source: Source,
    replace: Annotated[
        bool, typer.Option("--replace", help="Offer this instead of the version that is there.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would happen.")] = False,
) -> None:
    """Take a definition in. What members filled in before keeps the version that they answered."""
    found = _read(source)
    with running(state_folder()):
        load_django()
        refuse_unmigrated()
        from hearten.measures import importing

        why = importing.why_not(found, replace)
        if why:
            raise Complaint(f"{source} is not imported: {why}.")
        if not dry_run:
            importing.keep(found)
    waits = " It is offered once an operator names a response procedure at the desk." if found.procedure else ""
    typer.echo(f"{'Would be imported' if dry_run else 'Imported'}: {_what(found)}.{waits}")
    typer.echo(f"Licence, as the file says: {found.licence}")


@measures.command(name="list")
def list_() -> None:
    """List the instruments of this place with their versions and what their licences say."""
    with running(state_folder()):
        load_django()
        refuse_unmigrated()
        from hearten.measures import importing

        for one in importing.current().values():
            needs = ", needs a response procedure" if one.procedure else ""
            typer.echo(f"{_what(one)}{needs}\n    {one.licence}")


def _read(source: Path) -> Any:
    from hearten.measures.definition_files import Wrong, read_file

    try:
        return read_file(source)
    except Wrong as wrong:
        raise Complaint(f"{wrong}. Mend that line, then run it again.") from None
    except OSError as error:
        raise Complaint(f"{source} cannot be read ({error.strerror}): name a file that is there.") from None


def _what(one: Any) -> str:
    return f"{one.id} version {one.version} of {one.dated} ({one.title}, {len(one.items)} items)"

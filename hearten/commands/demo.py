"""`hearten demo`: a whole site with people in it, on this machine alone."""

import os

from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from hearten.commands.ground import DEMO_MARK, demo_mark, end_in_order, load_django, state_folder
from hearten.commands.migrate import bring_up_to_date
from hearten.commands.serve import listening, serve_on
from hearten.kernel.complaint import Complaint
from hearten.kernel.database import create_database, database_name, drop_database, is_embedded, running

console = Console()
FILLING, WHOLE = "filling", "whole"


def demo() -> None:
    """Start everything, fill it with a made-up cast the first time, and print one link."""
    end_in_order()
    os.environ["HEARTEN_DEMO"] = "1"
    os.environ["HEARTEN_HOST"] = "127.0.0.1"  # Made-up people with published passphrases: for this machine alone.
    _refuse_own_server()
    with listening() as listener, running(state_folder()) as revive:
        with console.status("Preparing the database"):
            _begin_anew_after_interruption()
            load_django()
            bring_up_to_date()
        _fill()
        _open_a_room()
        _close_connections()
        serve_on(listener, with_worker=True, when_ready=_welcome, revive=revive)


def _refuse_own_server() -> None:
    if not is_embedded():
        raise Complaint("The demo uses a database of its own: run `env -u HEARTEN_DATABASE_URL bin/demo`.")


def _begin_anew_after_interruption() -> None:
    """Take a half-filled demo away: somebody stopped it while its people were still being invited."""
    if demo_mark(state_folder()) == FILLING:
        drop_database(state_folder(), database_name())
        create_database(state_folder(), database_name())


def _fill() -> None:
    from django.contrib.auth import get_user_model

    from hearten.demo.seed import seed

    place = state_folder() / DEMO_MARK
    if demo_mark(state_folder()) == WHOLE:
        return
    if get_user_model()._default_manager.using("keeper").exists():
        raise Complaint(
            f"{state_folder()} holds a real site: choose another folder, as in `HEARTEN_STATE=demo bin/demo`."
        )
    place.write_text(FILLING)
    with Progress(console=console, transient=True) as bar:
        filling = bar.add_task("Inviting the cast", total=None)
        seed(lambda done, total: bar.update(filling, completed=done, total=total))
    place.write_text(WHOLE)


def _open_a_room() -> None:
    from hearten.demo.meetings import open_a_room

    open_a_room()


def _close_connections() -> None:
    """Leave none of the powerful roles' connections open in the process that serves pages."""
    from django.db import connections

    connections.close_all()


def _welcome() -> None:
    from hearten.demo.seed import cast

    table = Table("Name", "Passphrase", "Who they are", box=None, pad_edge=False)
    for name, passphrase, role in cast():
        table.add_row(name, passphrase, role)
    console.print()
    console.print(table)
    console.print("\nA circle of “Low days” begins in five minutes, and its doors are open: sign in as Ada and as Ben.")
    console.print(
        f"\n[bold]http://localhost:{os.environ.get('HEARTEN_PORT', '8000')}[/bold]   (Ctrl-C stops everything)"
    )

"""`hearten demo`: a whole site with people in it, on this machine alone."""

import os

from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from hearten.commands.ground import end_in_order, load_django, state_folder
from hearten.commands.migrate import bring_up_to_date
from hearten.commands.serve import listening, serve_on
from hearten.kernel.database import running

console = Console()


def demo() -> None:
    """Start everything, fill it with a made-up cast the first time, and print one link."""
    end_in_order()
    os.environ["HEARTEN_DEMO"] = "1"
    os.environ["HEARTEN_HOST"] = "127.0.0.1"  # Made-up people with published passphrases: for this machine alone.
    with listening() as listener, running(state_folder()):
        with console.status("Preparing the database"):
            load_django()
            bring_up_to_date()
        _fill()
        _close_connections()
        serve_on(listener, with_worker=True, when_ready=_welcome)


def _fill() -> None:
    from django.contrib.auth import get_user_model

    from hearten.demo.seed import seed

    if get_user_model()._default_manager.using("keeper").exists():
        return
    with Progress(console=console, transient=True) as bar:
        filling = bar.add_task("Inviting the cast", total=None)
        seed(lambda done, total: bar.update(filling, completed=done, total=total))


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
    console.print(
        f"\n[bold]http://localhost:{os.environ.get('HEARTEN_PORT', '8000')}[/bold]   (Ctrl-C stops everything)"
    )

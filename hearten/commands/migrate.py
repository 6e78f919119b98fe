"""`hearten migrate`: bring database, policies and built files in line with the code."""

import hashlib
from pathlib import Path

from hearten.commands.ground import load_django, pending_migrations, state_folder
from hearten.kernel.complaint import Complaint
from hearten.kernel.database import addresses, running
from hearten.kernel.postgres_binaries import OLDEST_MAJOR


def migrate() -> None:
    """Create or change the tables as their owner, renew the policies, and build the static files."""
    with running(state_folder()):
        load_django()
        bring_up_to_date()


def bring_up_to_date() -> None:
    """Do what `migrate` does, on a server that runs; half a second when there is nothing to do."""
    from django.core.management import call_command
    from django.db import connections

    from hearten.kernel import policies
    from hearten.kernel.migrating import drawing_little

    addresses(state_folder()).conninfo("owner")  # Complains when there is no address for it.
    _refuse_old_server(connections["owner"].cursor().connection.info.server_version)
    if pending := pending_migrations("owner"):
        _make_first_key_store(pending)
        with drawing_little():
            call_command("migrate", database="owner", interactive=False, verbosity=0)
    policies.apply()
    _collect_static_files()


def _refuse_old_server(version: int) -> None:
    if version // 10000 < OLDEST_MAJOR:
        raise Complaint(
            f"The server runs PostgreSQL {version // 10000} and hearten needs {OLDEST_MAJOR} or newer: "
            "upgrade it, or unset HEARTEN_DATABASE_URL to use the one that comes with hearten."
        )


def _make_first_key_store(pending: list[str]) -> None:
    """Make the key store with the first table; later, a missing one is a loss that must not look mended."""
    from django.conf import settings

    if "members.0001_initial" in pending:
        settings.HEARTEN_KEYSTORE.mkdir(parents=True, exist_ok=True, mode=0o700)


def _collect_static_files() -> None:
    from django.conf import settings
    from django.contrib.staticfiles.finders import get_finders
    from django.core.management import call_command

    found = [Path(storage.path(name)) for finder in get_finders() for name, storage in finder.list([])]
    facts = sorted(f"{path} {path.stat().st_mtime_ns} {path.stat().st_size}" for path in found)
    mark = hashlib.sha256("\n".join(facts).encode()).hexdigest()
    stamp = Path(settings.STATIC_ROOT) / ".built-from"
    if not stamp.exists() or stamp.read_text() != mark:
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
        stamp.parent.mkdir(parents=True, exist_ok=True)
        stamp.write_text(mark)

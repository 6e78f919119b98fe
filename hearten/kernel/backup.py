"""Backup and restore: content and keys apart, so that erasing a key erases it from every backup of the content.

The ledger of erasures (ledger.py) travels with both and always wins: no restore brings a destroyed key back, and what
it says of rows is done again before the door opens (members/erasing.py).
"""

import contextlib
import hashlib
import io
import json
import os
import shutil
import subprocess
import tarfile
from pathlib import Path

import psycopg

from hearten import __version__
from hearten.kernel import key_locks, ledger, masters, restoring_keys
from hearten.kernel.clock import now
from hearten.kernel.complaint import Complaint
from hearten.kernel.database import Addresses, is_embedded
from hearten.kernel.postgres_binaries import program

ABOUT_KEYS = """These keys open what members sealed. Keep them elsewhere than the content, for at most 7 days:
a member who was erased is gone from your backups on the day the last older copy of the keys is gone.
"""


def backup(place: Addresses, key_store: Path, out: Path, keys: Path) -> None:
    """Write content.dump, manifest.json and the ledger to the new folder `out`, and the key store to `keys`.

    Raises Complaint when `out` has something in it or the dump fails; nothing half-written is left then.
    """
    if out.exists() and any(out.iterdir()):
        raise Complaint(f"{out} is not empty: choose a new folder, as in `hearten backup {out}-2`.")
    out.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        # The keys go last, and none is dropped meanwhile: whatever the dump holds sealed, its key is in the archive.
        with key_locks.shared(key_store, key_locks.BACKUP):
            _run(place, "keeper", "pg_dump", "--format=custom", "--no-comments", f"--file={out / 'content.dump'}")
            (out / "content.dump").chmod(0o600)
            _write(out / ledger.NAME, ledger.lines(_ledger(key_store)))
            _write(out / "manifest.json", json.dumps(_manifest(place, out), indent=2))
            _archive(key_store, keys)
    except BaseException:
        shutil.rmtree(out)
        raise


def restore(place: Addresses, key_store: Path, source: Path, keys: Path | None) -> None:
    """Bring content into an empty database, and from `keys` what the key store lacks and nobody had erased.

    Raises Complaint when the backup is not what its manifest says, or the database holds tables already.
    """
    _refuse_changed(source)
    _refuse_full_database(place)
    _bring_back_keys(key_store, source, keys)
    # Grants and policies are not restored: `policies.apply()` makes them from the code that will run.
    options = ["--single-transaction", "--no-privileges", "--no-comments"]
    _run(place, "owner", "pg_restore", *options, str(source / "content.dump"))


def _bring_back_keys(key_store: Path, source: Path, keys: Path | None) -> None:
    """Bring the ledger and the keys up to date: nobody who was erased comes back, whoever knows of it."""
    copy = restoring_keys.opened(keys) if keys else {}
    erased = ledger.together(_ledger(key_store), _ledger(source), restoring_keys.ledger_in(copy))
    try:
        with key_locks.alone(key_store, key_locks.CHANGE, wait=False):
            fresh = restoring_keys.merged(copy, key_store, erased)
            _remember(key_store, erased)
            restoring_keys.write(fresh, key_store)
            restoring_keys.forget(key_store, erased)
    except BlockingIOError:
        raise Complaint("The keys are being changed: wait until `hearten keys rotate` is done.") from None


def _run(place: Addresses, role: str, name: str, *options: str) -> None:
    """Run a client program as a role; the address goes by the environment, where `ps` does not show it."""
    words = psycopg.conninfo.conninfo_to_dict(place.conninfo(role))
    database, names = str(words.pop("dbname")), {"application_name": "PGAPPNAME"}
    variables = {names.get(word, f"PG{word.upper()}"): str(value) for word, value in words.items()}
    command = [_client(name), f"--dbname={database}", *options]
    done = subprocess.run(command, env=os.environ | variables, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise Complaint(f"{name} failed: {(done.stderr.strip().splitlines() or ['it gave no reason'])[0]}")


def _client(name: str) -> str:
    if is_embedded():
        return str(program(name))
    # The embedded programs cannot speak TLS, which a server of the operator's may ask for.
    if found := shutil.which(name):
        return found
    raise Complaint(f"{name} is not installed: run `apt-get install postgresql-client`.")


def _manifest(place: Addresses, out: Path) -> dict[str, object]:
    with psycopg.connect(place.conninfo("keeper")) as connection:
        heads = connection.execute("SELECT app, max(name) FROM django_migrations GROUP BY app ORDER BY app").fetchall()
    return {
        "hearten": __version__,
        "made": now().isoformat(timespec="seconds"),
        "migrations": {str(app): str(name) for app, name in heads},
        "sha256": _fingerprint(out / "content.dump"),
    }


def _fingerprint(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _write(path: Path, text: str) -> None:
    path.touch(mode=0o600)
    path.write_text(text)


def _ledger(folder: Path) -> ledger.Ledger:
    place = folder / ledger.NAME
    return ledger.read(place) if place.exists() else {}


def _remember(key_store: Path, erased: ledger.Ledger) -> None:
    """Add to the live ledger what other ledgers know; it is only ever appended to, so a crash loses nothing."""
    known = _ledger(key_store)
    ledger.add(key_store / ledger.NAME, {subject: how for subject, how in erased.items() if known.get(subject) != how})


def _archive(key_store: Path, keys: Path) -> None:
    keys.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        keys.touch(mode=0o600, exist_ok=False)
    except FileExistsError:
        raise Complaint(f"{keys} is there already: name another file with --keys, or move that one away.") from None
    with keys.open("wb") as file, tarfile.open(fileobj=file, mode="w") as archive:
        _add_text(archive, "README", ABOUT_KEYS)
        for path in sorted(key_store.rglob("*"), key=_master_last):
            name = path.relative_to(key_store).as_posix()
            if name == ledger.NAME or restoring_keys.FILE.match(name):
                # Somebody may be erased meanwhile, and then their key is in no copy.
                with contextlib.suppress(FileNotFoundError):
                    archive.add(path, name)


def _master_last(path: Path) -> tuple[bool, Path]:
    """Sort the master key behind what it wraps: while keys are changed, the later reading of it opens all of them."""
    return path.name == masters.NAME, path


def _add_text(archive: tarfile.TarFile, name: str, text: str) -> None:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = len(text.encode()), 0o600
    archive.addfile(entry, io.BytesIO(text.encode()))


def _refuse_changed(source: Path) -> None:
    try:
        manifest = json.loads((source / "manifest.json").read_text())
        whole = manifest["sha256"] == _fingerprint(source / "content.dump")
    except (OSError, ValueError, KeyError):
        raise Complaint(f"{source} is not a folder that `hearten backup` wrote: check the path.") from None
    if not whole:
        raise Complaint(f"{source / 'content.dump'} changed since it was written: take another backup.")


def _refuse_full_database(place: Addresses) -> None:
    with psycopg.connect(place.conninfo("owner")) as connection:
        held = connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone()
    if held and held[0]:
        raise Complaint(
            "The database is not empty and a restore never overwrites: restore into a new one, "
            "as in `HEARTEN_STATE=/a/new/folder hearten restore IN`."
        )

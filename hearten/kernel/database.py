"""Which PostgreSQL hearten talks to, as whom, and how an embedded one comes to run.

With HEARTEN_DATABASE_URL set, that server is the operator's and hearten starts nothing. Otherwise the state folder
has a server of its own (cluster.py), which every command starts when none runs.
"""

import os
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from hearten.kernel.cluster import Cluster
from hearten.kernel.cluster_places import PORT, socket_folder
from hearten.kernel.complaint import Complaint

SQL = Path(__file__).parent / "sql"
# Where each role's address is read when the operator brings a server; "web" is the one that says so.
VARIABLES = {
    "web": "HEARTEN_DATABASE_URL",
    "owner": "HEARTEN_OWNER_DATABASE_URL",
    "worker": "HEARTEN_WORKER_DATABASE_URL",
    "live": "HEARTEN_LIVE_DATABASE_URL",
    "keeper": "HEARTEN_KEEPER_DATABASE_URL",
}
# What every hearten process holds while it makes roles or databases, so that two never do it at once.
PREPARING = 7_105_432


def is_embedded() -> bool:
    """Whether hearten runs its own server."""
    return not os.environ.get("HEARTEN_DATABASE_URL")


def database_name() -> str:
    """The name of the embedded server's database."""
    return os.environ.get("HEARTEN_DATABASE_NAME", "hearten")


@dataclass(frozen=True)
class Addresses:
    """How to reach the database as each role: libpq's own words (host, port, user, password, dbname, sslmode, ...)."""

    parts: Mapping[str, Mapping[str, str] | None]

    def conninfo(self, role: str) -> str:
        """A libpq connection string. Raises Complaint when the operator gave no address for this role."""
        given = self.parts[role]
        if given is None:
            raise Complaint(_missing(role))
        return psycopg.conninfo.make_conninfo(**{"application_name": f"hearten {role}", **given})

    def django(self, role: str, pool: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """An entry for DATABASES.

        Without an address the entry carries MISSING, the sentence with which the backend refuses to connect: the
        web needs no owner's address to serve pages.
        """
        given = dict(self.parts[role] or {})
        names = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}
        entry: dict[str, Any] = {name: given.pop(word, "") for name, word in names.items()}
        # Autocommit: kernel.postgres sends every BEGIN itself, with the acting member in it.
        # The threshold only allows preparing; what is prepared says so itself (kernel.postgres, read_prepared).
        options: dict[str, Any] = {"application_name": f"hearten {role}", "autocommit": True, "prepare_threshold": 1000}
        options |= given
        if pool is not None:
            options["pool"] = dict(pool)
        entry |= {"ENGINE": "hearten.kernel.postgres", "OPTIONS": options, "CONN_HEALTH_CHECKS": False}
        return entry if self.parts[role] is not None else entry | {"MISSING": _missing(role)}


def addresses(state: Path) -> Addresses:
    """Every role's address, from the environment or from the state folder's own server. Starts nothing."""
    if is_embedded():
        place = {"host": str(socket_folder(state.resolve())), "port": str(PORT), "dbname": database_name()}
        return Addresses({role: {**place, "user": f"hearten_{role}"} for role in VARIABLES})
    return Addresses({role: _from_environment(variable) for role, variable in VARIABLES.items()})


def _from_environment(variable: str) -> Mapping[str, str] | None:
    try:
        given = os.environ.get(variable)
        return {k: str(v) for k, v in psycopg.conninfo.conninfo_to_dict(given).items()} if given else None
    except psycopg.ProgrammingError:
        raise Complaint(
            f"{variable} is not a database address: write it as postgresql://hearten_web:PASSWORD@HOST:5432/hearten."
        ) from None


def _missing(role: str) -> str:
    return (
        f"hearten has no address for the database role hearten_{role}: set {VARIABLES[role]}, "
        "as you set HEARTEN_DATABASE_URL."
    )


class MigrationsRunAsOwner:
    """A database router: one database behind every alias, whose tables only the owner makes."""

    def allow_migrate(self, db: str, app_label: str, **hints: object) -> bool:
        return db == "owner"

    def allow_relation(self, *rows: object, **hints: object) -> bool:
        return True


@contextmanager
def running(state: Path, settings: Mapping[str, str] | None = None) -> Iterator[Callable[[], None]]:
    """Have a server for the length of the block: the operator's, one that already runs, or our own.

    Gives what starts our own again if it died, to be called now and then; it does nothing for another's.

    Enter it from the main thread: the server stops when the thread that started it ends. `settings` are
    PostgreSQL's, for tests that trade safety for speed. Raises Complaint when there can be no server.
    """
    if not is_embedded():
        yield lambda: None
        return
    cluster = Cluster(state.resolve(), settings or {})
    ours = _supervise_or_join(cluster)
    try:
        prepare(cluster, database_name())
        yield (lambda: _revive(cluster)) if ours else (lambda: None)
    finally:
        if ours:
            cluster.stop()


def _supervise_or_join(cluster: Cluster, patience: float = 300) -> bool:
    """True when this process started the server; False when it uses another's, which may still be starting."""
    deadline = time.monotonic() + patience
    while True:
        if cluster.take():
            cluster.start()
            return True
        if cluster.answers():
            return False
        if time.monotonic() > deadline:
            raise Complaint(
                f"Another process holds {cluster.state} and its database does not answer: "
                "stop the other hearten, or choose another folder with HEARTEN_STATE."
            )
        time.sleep(0.05)


def _revive(cluster: Cluster, patience: float = 30) -> None:
    """Start a server that died again, from the thread that started it first. Raises Complaint when it cannot start.

    What the dead one left running lets go of its memory within moments; until then a new one cannot start.
    """
    if not cluster.died:
        return
    deadline = time.monotonic() + patience
    while True:
        try:
            return cluster.start()
        except Complaint:
            if time.monotonic() > deadline or not cluster.take():
                raise
            time.sleep(0.2)


def prepare(cluster: Cluster, name: str, template: str = "template0") -> None:
    """Make what is not there yet: the roles, and the database with its extensions."""
    with psycopg.connect(cluster.conninfo(), autocommit=True) as server:
        server.execute("SELECT pg_advisory_lock(%s)", [PREPARING])
        server.execute((SQL / "roles.sql").read_bytes())
        if server.execute("SELECT FROM pg_database WHERE datname = %s", [name]).rowcount == 0:
            server.execute(_create_database(name, template))
        with psycopg.connect(cluster.conninfo(name), autocommit=True) as database:
            database.execute((SQL / "database.sql").read_bytes())


def _create_database(name: str, template: str) -> sql.Composed:
    wanted = "CREATE DATABASE {} OWNER hearten_owner TEMPLATE {}"
    if template == "template0":
        wanted += " ENCODING 'UTF8' LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' LOCALE 'C'"
    return sql.SQL(wanted).format(sql.Identifier(name), sql.Identifier(template))


def create_database(state: Path, name: str, template: str = "template0") -> None:
    """Make one more database on the running embedded server, prepared like the first, or as a copy of `template`."""
    prepare(Cluster(state.resolve()), name, template)


def drop_database(state: Path, name: str) -> None:
    """Remove a database of the running embedded server, whoever is connected to it."""
    with psycopg.connect(Cluster(state.resolve()).conninfo(), autocommit=True) as server:
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def roles_script() -> str:
    """The script for an operator's own server, to be run with psql by its superuser."""
    name = sql.Identifier(database_name()).as_string()
    create = _create_database(database_name(), "template0").as_string()
    exists = f"SELECT FROM pg_database WHERE datname = {sql.Literal(database_name()).as_string()}"
    return "\n".join(
        [
            "-- Run as a superuser:  hearten roles | psql --set ON_ERROR_STOP=1 --dbname postgres",
            "-- Then give each role that signs in a password of its own:  \\password hearten_web  (and so on)",
            "",
            (SQL / "roles.sql").read_text(),
            "-- The database, unless it is there.",
            f"SELECT $create${create}$create$ WHERE NOT EXISTS ({exists}) \\gexec",
            f"\\connect {name}",
            "",
            (SQL / "database.sql").read_text(),
        ]
    )

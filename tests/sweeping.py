"""Emptying every table and laying a copy back, in a few milliseconds: in functions, which PostgreSQL plans once.

They run on a connection of their own that is a replica for good: no trigger runs there, neither the foreign keys' nor
those that keep a log append-only. Taking that role anew each time would throw all plans away.
"""

from collections.abc import Sequence
from typing import Any

import psycopg
from psycopg import sql

# Filled by migrations, and never by a test.
KEPT = {"django_migrations", "django_content_type", "auth_permission"}
# A staff session is renewed after three minutes of use, so what a slow machine lays back late would change when asked.
YOUNG_AGAIN = "UPDATE members_session SET renewed_at = now(), expires_at = expires_at + (now() - renewed_at);"
_TABLES = "SELECT tablename::text FROM pg_tables WHERE schemaname = %s ORDER BY 1"


class Broom:
    """One database's connection for this, and which tables its functions know."""

    def __init__(self, superuser: Any) -> None:
        role = "-c session_replication_role=replica"
        self.connection = psycopg.connect(superuser.info.dsn, autocommit=True, options=role)
        self._known: dict[str, Sequence[str]] = {}

    def sweep(self) -> None:
        """Empty every table that holds rows. DELETE: over few rows it is much faster than TRUNCATE's new files."""
        self._run(
            "sweep", self._tables("public"), "IF EXISTS (SELECT FROM public.{0}) THEN DELETE FROM public.{0}; END IF;"
        )

    def fill(self, copy: str) -> None:
        """Fill the tables, which are empty, from a copy."""
        names = self._tables(copy)
        self._run(f"fill_{copy}", names, "INSERT INTO public.{0} TABLE " + copy + ".{0};", YOUNG_AGAIN)

    def fingerprint(self) -> str:
        """Return a mark of every row of every table: the same as long as nothing changed."""
        row = "md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), ''))"
        each = f"said := said || (SELECT {row} FROM public.{{0}} t);"
        return str(self._run("fingerprint", self._tables("public"), each)[0])

    def _tables(self, schema: str) -> list[str]:
        return [name for (name,) in self.connection.execute(_TABLES, [schema]).fetchall() if name not in KEPT]

    def _run(self, name: str, tables: list[str], each: str, last: str = "") -> Any:
        if self._known.get(name) != tables:
            lines = [sql.SQL(each).format(sql.Identifier(table)) for table in tables]  # type: ignore[arg-type]
            body = sql.SQL("\n").join([*lines, sql.SQL(last)])  # type: ignore[arg-type]
            made = sql.SQL(
                "CREATE OR REPLACE FUNCTION pg_temp.{}() RETURNS text LANGUAGE plpgsql AS "
                "$$ DECLARE said text := ''; BEGIN {} RETURN said; END $$"
            )
            self.connection.execute(made.format(sql.Identifier(name), body))
            self._known[name] = tables
        return self.connection.execute(sql.SQL("SELECT pg_temp.{}()").format(sql.Identifier(name))).fetchone()


_brooms: dict[str, Broom] = {}


def broom_of(superuser: Any) -> Broom:
    """Return the broom for the database that a superuser is connected to."""
    dsn = superuser.info.dsn
    if dsn not in _brooms or _brooms[dsn].connection.closed:
        _brooms[dsn] = Broom(superuser)
    return _brooms[dsn]


def put_brooms_away() -> None:
    """Close the connections, before their server stops."""
    for broom in _brooms.values():
        broom.connection.close()
    _brooms.clear()


def sweep(superuser: Any) -> None:
    """Empty every table that holds rows, past policies and triggers."""
    broom_of(superuser).sweep()

"""A copy of every row, in a schema beside the tables, and laying it back."""

from typing import Any

from psycopg import sql

from tests.sweeping import KEPT, broom_of


def keep(superuser: Any, copy: str) -> None:
    """Copy every row into the schema `copy`."""
    superuser.execute(sql.SQL("DROP SCHEMA IF EXISTS {0} CASCADE; CREATE SCHEMA {0}").format(sql.Identifier(copy)))
    for table in tables(superuser):
        here, there = sql.Identifier("public", table), sql.Identifier(copy, table)
        if superuser.execute(sql.SQL("SELECT EXISTS (TABLE {})").format(here)).fetchone()[0]:
            superuser.execute(sql.SQL("CREATE TABLE {} AS TABLE {}").format(there, here))


def lay_back(superuser: Any, copy: str) -> None:
    """Empty the tables and fill them from a copy, without triggers or foreign keys in the way."""
    broom = broom_of(superuser)
    broom.sweep()
    broom.fill(copy)


def tables(superuser: Any) -> list[str]:
    """Return the tables that hold people's rows."""
    rows = superuser.execute("SELECT tablename::text FROM pg_tables WHERE schemaname = 'public' ORDER BY 1").fetchall()
    return [name for (name,) in rows if name not in KEPT]

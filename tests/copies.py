"""A copy of every row, in a schema beside the tables, and laying it back."""

from typing import Any

from psycopg import sql

from tests.ground import KEPT, sweep


def keep(superuser: Any, copy: str) -> None:
    """Copy every row into the schema `copy`."""
    superuser.execute(sql.SQL("DROP SCHEMA IF EXISTS {0} CASCADE; CREATE SCHEMA {0}").format(sql.Identifier(copy)))
    for table in tables(superuser):
        here, there = sql.Identifier("public", table), sql.Identifier(copy, table)
        if superuser.execute(sql.SQL("SELECT EXISTS (TABLE {})").format(here)).fetchone()[0]:
            superuser.execute(sql.SQL("CREATE TABLE {} AS TABLE {}").format(there, here))


# A staff session is renewed after three minutes of use, so what a slow machine lays back late would change when asked.
YOUNG_AGAIN = """
UPDATE members_session
SET renewed_at = now(), expires_at = expires_at + (now() - renewed_at)
"""


def lay_back(superuser: Any, copy: str) -> None:
    """Empty the tables and fill them from a copy: as a replica would, without triggers or foreign keys in the way."""
    sweep(superuser)
    kept = superuser.execute("SELECT tablename::text FROM pg_tables WHERE schemaname = %s", [copy]).fetchall()
    with superuser.transaction():
        superuser.execute("SET LOCAL session_replication_role = replica")
        for (table,) in kept:
            here, there = sql.Identifier("public", table), sql.Identifier(copy, table)
            superuser.execute(sql.SQL("INSERT INTO {} TABLE {}").format(here, there))
    superuser.execute(YOUNG_AGAIN)


def tables(superuser: Any) -> list[str]:
    """Return the tables that hold people's rows."""
    rows = superuser.execute("SELECT tablename::text FROM pg_tables WHERE schemaname = 'public' ORDER BY 1").fetchall()
    return [name for (name,) in rows if name not in KEPT]

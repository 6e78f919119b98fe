"""Django's PostgreSQL backend with one difference: BEGIN and the acting person travel together.

Row-level security asks `current_setting('hearten.member')`. Setting it any other way than transaction-locally was
measured to leak through a pooler (643 wrong answers of 900), and setting it in a statement of its own costs a round
trip on every page. Outside a transaction nobody is acting, so policies see nobody: forgetting one fails closed.
"""

import functools
from collections.abc import Callable
from typing import Any

from django.db.backends.postgresql import base
from psycopg import Cursor as AsItIs
from psycopg import OperationalError
from psycopg.errors import error_from_result
from psycopg.pq import ConnStatus, ExecStatus, TransactionStatus

from hearten.kernel.acting import acting
from hearten.kernel.complaint import Complaint


def begin_as(member: Any, *, one_moment: bool = False) -> bytes:
    """Return the statements that open a transaction in which `member` (a UUID or None) acts.

    `one_moment`: everything in it sees the database as it was when its first query began.
    """
    who = str(member.hex) if member is not None else ""
    how = " ISOLATION LEVEL REPEATABLE READ" if one_moment else ""
    return f"BEGIN{how}; SELECT set_config('hearten.member', '{who}', true)".encode()


def _through(wrappers: list[Any], run: Callable[..., Any], sql: str, values: Any, context: Any) -> Any:
    """Run a query inside Django's execute wrappers, the last one innermost."""
    for wrapper in reversed(wrappers):
        run = functools.partial(wrapper, run)
    return run(sql, values, False, context)


class DatabaseWrapper(base.DatabaseWrapper):
    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        if missing := self.settings_dict.get("MISSING"):
            raise Complaint(missing)
        return super().get_new_connection(conn_params)

    def _set_autocommit(self, autocommit: bool) -> None:
        # psycopg stays in autocommit mode, so that it sends no BEGIN of its own; COMMIT and ROLLBACK are unchanged.
        if autocommit:
            return
        self._say(begin_as(acting.get()))

    def _commit(self) -> None:
        if self.connection is not None and self.connection.pgconn.transaction_status != TransactionStatus.IDLE:
            self._say(b"COMMIT")

    def _say(self, statements: bytes) -> None:
        """Send what opens or ends a transaction straight through libpq: no cursor, no result to convert."""
        with self.wrap_database_errors:
            answer = self.connection.pgconn.exec_(statements)
            if answer.status not in (ExecStatus.COMMAND_OK, ExecStatus.TUPLES_OK):
                if self.connection.pgconn.status != ConnStatus.OK:
                    raise OperationalError("the connection to the database was lost")
                raise error_from_result(answer)

    def read_prepared(self, sql: str, values: Any) -> list[Any]:
        """Run one hand-written query, planned once for each connection, and return its rows.

        It passes the same wrappers as Django's own cursor does (a template that asks is refused, a test that counts
        counts), and none of the conversions that the ORM needs.
        """
        return list(_through(self.execute_wrappers, self._read, sql, values, {"connection": self, "cursor": None}))

    def _read(self, sql: str, values: Any, many: bool, context: Any) -> list[Any]:
        with self.wrap_database_errors, AsItIs(self.connection) as cursor:
            return cursor.execute(sql.encode(), values, prepare=True).fetchall()

    def bind(self, member: Any) -> None:
        """Let `member` act for the rest of the running transaction (sign-up: the member exists only now)."""
        if self.in_atomic_block:
            with self.cursor() as cursor:
                cursor.execute("SELECT set_config('hearten.member', %s, true)", [member.hex if member else ""])

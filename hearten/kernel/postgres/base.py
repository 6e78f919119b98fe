"""Django's PostgreSQL backend with one difference: BEGIN and the acting person travel together.

Row-level security asks `current_setting('hearten.member')`. Setting it any other way than transaction-locally was
measured to leak through a pooler (643 wrong answers of 900), and setting it in a statement of its own costs a round
trip on every page. Outside a transaction nobody is acting, so policies see nobody: a forgotten transaction fails closed.
"""

from typing import Any

from django.db.backends.postgresql import base

from hearten.kernel.acting import acting
from hearten.kernel.complaint import Complaint


def begin_as(member: Any) -> bytes:
    """Return the statements that open a transaction in which `member` (a UUID or None) acts."""
    who = str(member.hex) if member is not None else ""
    return f"BEGIN; SELECT set_config('hearten.member', '{who}', true)".encode()


class DatabaseWrapper(base.DatabaseWrapper):
    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        if missing := self.settings_dict.get("MISSING"):
            raise Complaint(missing)
        return super().get_new_connection(conn_params)

    def _set_autocommit(self, autocommit: bool) -> None:
        # psycopg stays in autocommit mode, so that it never sends a BEGIN of its own; COMMIT and ROLLBACK are unchanged.
        if autocommit:
            return
        with self.wrap_database_errors:
            self.connection.execute(begin_as(acting.get()), prepare=False)

    def bind(self, member: Any) -> None:
        """Let `member` act for the rest of the running transaction (sign-up: the member exists only now)."""
        if self.in_atomic_block:
            with self.cursor() as cursor:
                cursor.execute("SELECT set_config('hearten.member', %s, true)", [member.hex if member else ""])

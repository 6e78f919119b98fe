"""A seat: the person at the table in this request, or a visitor. Everything a view reaches, it reaches through it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeVar
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import connection, models

from hearten.kernel.verdict import Unseen

Row = TypeVar("Row", bound=models.Model)
Line = TypeVar("Line", bound=NamedTuple)


@dataclass(frozen=True, slots=True)
class Seat:
    """Who acts. `member_id` is None for a visitor. `standing` is "", or of the staff: "moderator", "operator"."""

    member_id: UUID | None = None
    standing: str = ""

    @property
    def signed_in(self) -> bool:
        return self.member_id is not None

    @property
    def me(self) -> UUID:
        """The member's id, where a door has made sure that there is one. Raises Unseen for a visitor."""
        if self.member_id is None:
            raise Unseen
        return self.member_id

    def find(self, model: type[Row], key: Any, **also: Any) -> Row:
        """Return the row this seat may see. Raises Unseen when there is none, for whatever reason."""
        found = self.glance(model).filter(pk=key, **also).first() if _could_be_key(model, key) else None
        if found is None:
            raise Unseen
        return found

    def glance(self, model: type[Row]) -> "models.QuerySet[Row]":
        """Return the rows of a table that this seat may see: row-level security has the last word."""
        return model._default_manager.all()

    def read(self, line: type[Line], sql: str, *values: Any) -> Sequence[Line]:
        """Run one hand-written query of a hot page and return its rows as `line` tuples, columns in order."""
        connection.ensure_connection()
        return [line._make(row) for row in connection.read_prepared(sql, values)]  # type: ignore[attr-defined]  # ours

    def one_at_a_time(self, what: str) -> None:
        """Wait until nobody else does `what`, and keep it until this transaction ends: who comes next finds it done.

        For what is looked up and then written: two presses of one button at the same moment are one press. `what` names
        the thing with its ids, such as "feedback 7c...": others who do something else never wait.
        """
        self.read(_Locked, "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))::text", what)


class _Locked(NamedTuple):
    lock: str


VISITOR = Seat()


def _could_be_key(model: type[models.Model], key: Any) -> bool:
    try:
        model._meta.pk.to_python(key)
    except (ValidationError, ValueError, TypeError):
        return False
    return True

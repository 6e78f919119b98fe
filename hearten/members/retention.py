"""How long each thing is kept, and the one sweep that carries it out (PR-29).

A slice registers a rule where its app is made ready. Its SQL is a reviewed function of the slice that takes one bit:
false counts what is due, true removes it and returns what it removed. It asks the database's own clock, so whoever
calls it can only make happen what is due.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from hearten.kernel.clock import now
from hearten.kernel.seat import VISITOR
from hearten.members.models import RetentionRun


@dataclass(frozen=True)
class Kept:
    """One rule. `sql` names the function: `<sql>(go boolean)` returns one row (rows, the oldest one's moment)."""

    name: str
    what: Callable[[], str]
    until: Callable[[], str]
    sql: str


class _Found(NamedTuple):
    rows: int
    oldest: datetime | None


class Due(NamedTuple):
    """What a rule found: how many rows, and from which day the oldest is."""

    rule: Kept
    rows: int
    oldest: date | None


_rules: dict[str, Kept] = {}


def keep(rule: Kept) -> None:
    """Make a rule known."""
    _rules[rule.name] = rule


def rules() -> list[Kept]:
    """Return every rule, lower slices first."""
    return list(_rules.values())


def due() -> list[Due]:
    """Return what is due by each rule. Changes nothing."""
    return [_by(rule, False) for rule in rules()]


def sweep(how: str) -> list[Due]:
    """Remove what is due by each rule, in the running transaction, and write down what went. For the worker's role."""
    gone = [_by(rule, True) for rule in rules()]
    counts = {one.rule.name: [one.rows, one.oldest.isoformat() if one.oldest else None] for one in gone}
    # bulk_create asks for nothing back: the worker may add this row and not read it.
    RetentionRun.objects.bulk_create([RetentionRun(at=now(), how=how, counts=counts)])
    return gone


def _by(rule: Kept, go: bool) -> Due:
    found = VISITOR.read(_Found, f"SELECT * FROM {rule.sql}(%s)", go)[0]  # noqa: S608  # a name from our own code
    return Due(rule, found.rows, found.oldest.date() if found.oldest else None)

"""What the worker does for notices: writing them down for others."""

from uuid import UUID, uuid4

from django.db import connection

from hearten.kernel import live
from hearten.kernel.acting import acting
from hearten.kernel.clock import now
from hearten.kernel.jobs import job
from hearten.notices.kinds import kind_of

# No conflict target and no RETURNING: either would ask for rows that this role, rightly, may not read.
_ADD = """
INSERT INTO notices_notice (id, member_id, kind, group_id, about, made_at)
VALUES (%s, %s, %s, %s, %s, %s) ON CONFLICT DO NOTHING
"""


@job("notices.tell")
def write_down(*, kind: str, about: str, members: list[str], group: str) -> None:
    """Write one notice for each recipient and wake their open pages.

    Whoever was told already is left alone, and so is whoever is on a break, except by kinds that are always told; and
    whoever wants nothing of the group, of what they may miss.
    """
    told = {UUID(member) for member in members} | _named_by(kind, about)
    for member in sorted(_reachable(kind, group, told - {acting.get()})):
        _write(member, kind, UUID(about), group)


def hear_of_oneself(member: UUID, kind: str, about: UUID) -> None:
    """Write a notice for the one who acts, from a job of their own: what they asked for is there."""
    _write(member, kind, about, "")


def hear_again(member: UUID, kind: str, about: UUID) -> None:
    """The same, for what comes again and again: the newer notice takes the older one's place, and is new."""
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM notices_notice WHERE member_id = %s AND kind = %s AND about = %s", [member, kind, about]
        )
    _write(member, kind, about, "")


def _write(member: UUID, kind: str, about: UUID, group: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_ADD, [uuid4(), member, kind, group or None, about, now()])
        fresh = cursor.rowcount > 0
    if fresh:
        live.announce("member", member, "notice", about, member=member)


def _named_by(kind: str, about: str) -> set[UUID]:
    sql = kind_of(kind).recipients
    if sql is None:
        return set()
    with connection.cursor() as cursor:
        cursor.execute(sql, {"about": about, "actor": acting.get()})
        return {row[0] for row in cursor.fetchall()}


_REACHABLE = """
SELECT m FROM unnest(%s::uuid[]) m WHERE (%s OR NOT hearten_on_break(m)) AND NOT (%s AND notices_wants_nothing(m, %s))
"""


def _reachable(kind: str, group: str, members: set[UUID]) -> set[UUID]:
    """Return those who are not on a break (G6) and want to hear of the group: every notice passes this one place."""
    with connection.cursor() as cursor:
        found = kind_of(kind)
        cursor.execute(_REACHABLE, [list(members), found.always, found.may_miss, group or None])
        return {row[0] for row in cursor.fetchall()}

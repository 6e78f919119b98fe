"""What the worker does for notices: writing them down for others, and clearing away what is over."""

from uuid import UUID, uuid4

from django.db import connection, transaction
from procrastinate.contrib.django import app

from hearten.kernel import live
from hearten.kernel.acting import acting, as_member
from hearten.kernel.clock import now
from hearten.kernel.jobs import job
from hearten.members.sessions import SessionStore
from hearten.notices.kinds import kind_of

# No conflict target and no RETURNING: either would ask for rows that this role, rightly, may not read.
_ADD = """
INSERT INTO notices_notice (id, member_id, kind, group_id, about, made_at)
VALUES (%s, %s, %s, %s, %s, %s) ON CONFLICT DO NOTHING
"""


@job("notices.tell")
def write_down(*, kind: str, about: str, members: list[str], group: str) -> None:
    """Write one notice for each recipient and wake their open pages. Whoever was told already is left alone."""
    told = {UUID(member) for member in members} | _named_by(kind, about)
    for member in sorted(told - {acting.get()}):
        with connection.cursor() as cursor:
            cursor.execute(_ADD, [uuid4(), member, kind, group or None, about, now()])
            fresh = cursor.rowcount > 0
        if fresh:
            live.announce("member", member, "notice", UUID(about), member=member)


def _named_by(kind: str, about: str) -> set[UUID]:
    sql = kind_of(kind).recipients
    if sql is None:
        return set()
    with connection.cursor() as cursor:
        cursor.execute(sql, {"about": about, "actor": acting.get()})
        return {row[0] for row in cursor.fetchall()}


@app.periodic(cron="41 4 * * *")
@app.task(name="notices.sweep", queue="everyday")
def sweep(timestamp: int) -> None:
    """Once a day go: notices read 90 days ago, live changes older than a week, sessions that ran out."""
    with as_member(None), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT notices_sweep()")
        cursor.execute("SELECT hearten_live_sweep()")
        SessionStore.clear_expired()

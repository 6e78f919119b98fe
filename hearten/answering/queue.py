"""Who waits for a first answer, as this seat may see it: under its own row-level security, in one query."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from hearten.answering.order import in_order
from hearten.kernel.clock import now
from hearten.kernel.confidential import ME
from hearten.kernel.seat import Seat
from hearten.threads.home_reading import HomeRow
from hearten.threads.models import MY_MASKS, MY_MEMBERSHIPS
from hearten.threads.sight import ANYTHING_OUT_OF_SIGHT

# What nobody answered in a month is quiet: it stays where it is, and out of the queue.
QUIET_AFTER = timedelta(days=30)
LATELY = timedelta(days=14)
MOST = 100


class Waiting(NamedTuple):
    """One conversation that calls for support and has no answer by another person yet."""

    thread_id: UUID
    group_id: UUID
    title: str
    kind: str
    wish: str
    asked_at: datetime
    first_told_at: datetime | None  # when people were asked to look
    second_told_at: datetime | None  # when who leads was asked
    newcomer: bool
    writing_name: str | None  # who says that they write an answer; the longest of several
    group_title: str = ""
    note: str = ""
    first_at: datetime | None = None  # when the calls were or are due
    second_at: datetime | None = None
    reopened_at: datetime | None = None  # the only answer went
    nods: int = 0  # how many said without words that they have read it, or have been there
    mine: bool = False  # whether this seat says that it writes an answer
    next_call: str = ""  # which call is still to come by itself, if any: welcome, first or second


# To whom somebody's words are out of sight, what was answered by those alone waits still: else what is missing would
# tell that they are there.
WAITS = f"""(c.ended_at IS NULL OR ({ANYTHING_OUT_OF_SIGHT} AND t.title <> ''
  AND NOT EXISTS (SELECT 1 FROM threads_post p WHERE p.thread_id = t.id AND NOT p.opens)
  AND NOT EXISTS (SELECT 1 FROM groups_membership m WHERE m.id = t.membership_id AND m.ended_at IS NOT NULL)))"""  # noqa: S608  # a constant
# Not what is held, nor what a group has closed for its age: nobody could answer it.
_OPEN = f"""{WAITS} AND t.id <> ALL (ARRAY(SELECT moderation_held()))
  AND NOT (g.keeps = 'archive' AND coalesce(t.last_at < %s - make_interval(days => g.keeps_days), false))"""
_NOT_MINE = f"""NOT coalesce(t.membership_id IN {MY_MEMBERSHIPS}, false)
  AND NOT coalesce(t.mask_id IN {MY_MASKS}, false)"""

_WAITING = f"""
SELECT c.thread_id, c.group_id, t.title, t.kind, t.wish, c.asked_at, c.first_told_at, c.second_told_at, c.newcomer,
  w.name, g.title, t.note, c.first_at, c.second_at, c.reopened_at,
  (SELECT count(*) FROM threads_post p JOIN threads_witness n ON n.post_id = p.id WHERE p.thread_id = t.id AND p.opens),
  coalesce(w.mine, false), CASE WHEN c.ended_at IS NULL OR c.due_at > clock_timestamp() THEN c.step ELSE '' END
FROM answering_clock c JOIN threads_thread t ON t.id = c.thread_id JOIN groups_group g ON g.id = c.group_id
LEFT JOIN LATERAL (SELECT (array_agg(m.name ORDER BY x.at))[1] AS name, bool_or(m.member_id = {ME}) AS mine
  FROM answering_writing x JOIN groups_membership m ON m.id = x.membership_id
  WHERE x.thread_id = c.thread_id AND x.until > %s) w ON true
WHERE c.group_id = ANY (ARRAY(SELECT answering_helps_in())) AND c.asked_at > %s AND {_NOT_MINE} AND {_OPEN}
ORDER BY c.asked_at LIMIT {MOST}"""  # noqa: S608  # constants of the models

_FOR_HOME = f"""
SELECT 'waiting', s.id, s.group_id, g.title::text, s.title, coalesce(s.mask, nullif(s.name, ''), ''), s.wish, s.kind,
  c.asked_at, s.replies, count(*) FILTER (WHERE c.group_id = ANY (ARRAY(SELECT answering_helps_in()))) OVER ()
FROM answering_clock c JOIN threads_thread t ON t.id = c.thread_id JOIN threads_shown_row s ON s.id = t.id
JOIN groups_group g ON g.id = c.group_id
WHERE c.group_id IN (SELECT group_id FROM hearten_groups_joined) AND c.asked_at > %s AND {_NOT_MINE} AND {_OPEN}
ORDER BY c.asked_at LIMIT %s"""  # noqa: S608  # constants of the models


class _HomeLine(NamedTuple):
    bucket: str
    id: UUID
    group_id: UUID
    group_title: str
    title: str
    who: str
    wish: str
    kind: str
    last_at: datetime
    replies: int
    for_me: int


class _Group(NamedTuple):
    id: UUID


def helps_in(seat: Seat) -> list[UUID]:
    """Return the groups in which this seat helps people who wait: by its role, as a welcomer, or on duty now."""
    return [row.id for row in seat.read(_Group, "SELECT answering_helps_in()")] if seat.signed_in else []


def waiting_for(seat: Seat) -> Sequence[Waiting]:
    """Return who waits in the groups in which this seat helps, whoever comes first at the beginning (order.py).

    Not its own conversations, nor what it may not read. Empty for who helps nowhere.
    """
    moment = now()
    return in_order(seat.read(Waiting, _WAITING, moment, moment - QUIET_AFTER, moment), moment)


class OnHome(NamedTuple):
    """What a member's first page shows of who waits: a few, and how many where this member helps."""

    rows: Sequence[HomeRow]
    for_me: int


def lately_unanswered(seat: Seat, most: int = 3) -> OnHome:
    """Return conversations of the last two weeks in all of the seat's groups without an answer, longest wait first."""
    moment = now()
    found = seat.read(_HomeLine, _FOR_HOME, moment - LATELY, moment, most)
    return OnHome([HomeRow(*row[:-1]) for row in found], found[0].for_me if found else 0)

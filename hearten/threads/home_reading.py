"""What a member's first page reads of their conversations: one query, under the reader's own row-level security."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from hearten.kernel.confidential import ME
from hearten.kernel.seat import Seat


class HomeRow(NamedTuple):
    """One conversation on the home page, in one of its lists: latest, mine (and who waits: answering/queue.py)."""

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


class ForHome(NamedTuple):
    latest: Sequence[HomeRow]
    mine: Sequence[HomeRow]


# Each list takes its few rows by the index first; names and counts are fetched for those alone.
_HOME = f"""
WITH joined AS MATERIALIZED (SELECT ARRAY(SELECT group_id FROM hearten_groups_joined) AS ids),
my_places AS MATERIALIZED
  (SELECT ARRAY(SELECT id FROM groups_membership WHERE ended_at IS NULL AND member_id = {ME}) AS ids),
my_masks AS MATERIALIZED (SELECT ARRAY(SELECT mask_id FROM threads_maskowner WHERE member_id = {ME}) AS ids),
latest AS (SELECT 'latest' AS bucket, t.id FROM threads_thread t, joined WHERE t.group_id = ANY (joined.ids)
  ORDER BY t.last_at DESC LIMIT %(most)s),
mine AS (SELECT 'mine' AS bucket, t.id FROM threads_thread t, my_places, my_masks
  WHERE t.membership_id = ANY (my_places.ids) OR t.mask_id = ANY (my_masks.ids) ORDER BY t.last_at DESC LIMIT 3),
chosen AS (SELECT * FROM latest UNION ALL SELECT * FROM mine)
SELECT c.bucket, s.id, s.group_id, g.title::text, s.title, coalesce(s.mask, nullif(s.name, ''), ''), s.wish, s.kind,
  s.last_at, s.replies
FROM chosen c JOIN threads_shown_row s ON s.id = c.id JOIN groups_group g ON g.id = s.group_id
ORDER BY s.last_at DESC
"""


def for_home(seat: Seat, limit: int = 12) -> ForHome:
    """Return what the home page shows of all the reader's groups, in one query.

    latest: the newest words; mine: the reader's.
    """
    found = seat.read(HomeRow, _HOME.replace("%(most)s", "%s"), limit)
    return ForHome(*([row for row in found if row.bucket == name] for name in ForHome._fields))

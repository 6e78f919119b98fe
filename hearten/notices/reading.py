"""What a member reads of their own notices, each list in one query."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from hearten.kernel.seat import Seat
from hearten.notices.kinds import kind_of, known

MOST_ON_A_PAGE = 100


class News(NamedTuple):
    """One notice, with the title of its group as far as the member may know it ("" when they left it)."""

    id: UUID
    kind: str
    group_id: UUID | None
    group_title: str
    about: UUID
    made_at: datetime
    seen_at: datetime | None

    @property
    def sentence(self) -> Any:
        return kind_of(self.kind).sentence(self)


# The groups are read past their slice, which is above this one, and under their own policies: one query, as it must be.
_NEWS = """
SELECT n.id, n.kind, n.group_id, coalesce(g.title, ''), n.about, n.made_at, n.seen_at
FROM notices_notice n LEFT JOIN groups_group g ON g.id = n.group_id
WHERE n.kind = ANY (%s) {only} ORDER BY n.made_at DESC LIMIT %s
"""


def all_news(seat: Seat, most: int = MOST_ON_A_PAGE) -> Sequence[News]:
    """Return the newest notices, read or not."""
    return seat.read(News, _NEWS.format(only=""), known(), most)


class Mark(NamedTuple):
    """Where the member's own live topic stands: a page that listens begins there."""

    topic: str
    since: int


def live_mark(seat: Seat) -> Mark:
    """Return the acting member's topic and its last number, for `data-live` and `data-since`."""
    topic = f"member:{seat.me}"
    return seat.read(Mark, "SELECT %s::text, hearten_live_last(%s)", topic, topic)[0]


def unread(seat: Seat, most: int) -> Sequence[News]:
    """Return the newest notices that are not read yet."""
    return seat.read(News, _NEWS.format(only="AND n.seen_at IS NULL"), known(), most)

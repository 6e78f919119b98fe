"""What the pages of conversations read: a few hand-written queries, each under the reader's own row-level security."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from hearten.coach.standing import STANDING
from hearten.kernel.confidential import ME
from hearten.kernel.seat import Line, Seat
from hearten.kernel.verdict import Unseen
from hearten.threads.pictured import WAITING

MOST_ON_A_PAGE = 50


class Head(NamedTuple):
    """A conversation, its group, and the reader's own place in both."""

    id: UUID
    group_id: UUID
    title: str
    kind: str
    wish: str
    mood: str
    note: str
    membership_id: UUID | None
    mask_id: UUID | None
    group_title: str
    language: str
    place_id: UUID | None
    my_name: str | None
    my_role: str | None
    agreed: int
    agreement: int
    my_mask_id: UUID | None
    my_mask: str | None
    folds: list[str] | None
    theme: str | None
    my_nods: list[UUID]
    idea_welcome: bool
    waiting: str | None  # pictures that the group does not see yet, as this reader may see them; JSON
    coach: str
    gate: str  # how writing here stands: moderation.rules.may_write_now
    archived: bool  # older than the group keeps conversations open
    live: int

    @property
    def place(self) -> UUID:
        """The reader's membership. Raises Unseen for somebody who only reads here (a moderator's grant)."""
        if self.place_id is None:
            raise Unseen
        return self.place_id

    @property
    def mine(self) -> bool:
        """Whether the reader began this conversation, under their name or behind their mask."""
        return self.place_id is not None and (
            self.membership_id == self.place_id or (self.mask_id is not None and self.mask_id == self.my_mask_id)
        )


# `live` is read before the posts: a change in between is sent again, and the page puts it in the place it already has.
_HEAD = f"""
SELECT t.id, t.group_id, t.title, t.kind, t.wish, t.mood, t.note, t.membership_id, t.mask_id, g.title, g.language,
  me.id, me.name, me.role, coalesce(me.agreed, 0),
  coalesce((SELECT max(a.version) FROM groups_agreement a WHERE a.group_id = t.group_id), 0),
  o.mask_id, k.name, f.folds, f.theme,
  ARRAY(SELECT x.post_id FROM threads_witness x JOIN threads_post p ON p.id = x.post_id
    WHERE p.thread_id = t.id AND x.membership_id = me.id),
  EXISTS (SELECT 1 FROM threads_permission a JOIN threads_post p ON p.id = a.post_id
    WHERE a.thread_id = t.id AND a.welcome AND (p.membership_id = me.id OR p.mask_id = o.mask_id)),
  {WAITING},
  {STANDING}, moderation_gate(t.group_id),
  g.keeps = 'archive' AND coalesce(t.last_at < now() - make_interval(days => g.keeps_days), false),
  hearten_live_last('thread:' || t.id)
FROM threads_thread t
JOIN groups_group g ON g.id = t.group_id
LEFT JOIN groups_membership me ON me.group_id = t.group_id AND me.ended_at IS NULL AND me.member_id = {ME}
LEFT JOIN threads_maskowner o ON o.thread_id = t.id AND o.member_id = {ME}
LEFT JOIN threads_mask k ON k.id = o.mask_id
LEFT JOIN members_profile f ON f.member_id = {ME}
WHERE t.id = %s
"""


class ShownPost(NamedTuple):
    """One post as its fragment shows it. Free of anything that depends on who reads."""

    id: UUID
    thread_id: UUID
    opens: bool
    membership_id: UUID | None
    mask_id: UUID | None
    name: str | None
    role: str | None
    mask: str | None
    gone: bool
    html: str
    quoted: str
    quotes_id: UUID | None
    move: str
    welcome: bool | None
    good: str  # what may be good about an idea, and what may be hard
    bad: str
    made_at: datetime
    edited_at: datetime | None
    withdrawn: str | None
    kind: str
    nods: str | None  # names, one a line
    suggested: bool  # some of its words were suggested by the coach
    held: bool  # only its writer and those who look after the group see it
    pictures: str | None  # those that the group sees, as JSON


class ShownRow(NamedTuple):
    """One conversation in a list."""

    id: UUID
    group_id: UUID
    title: str
    kind: str
    wish: str
    note: str
    made_at: datetime
    last_at: datetime
    membership_id: UUID | None
    mask_id: UUID | None
    name: str | None
    mask: str | None
    gone: bool
    replies: int
    held: bool


class _Text(NamedTuple):
    json: str  # a row in PostgreSQL's words: a page that has its fragment already need not take it apart


_MOMENTS = ("made_at", "edited_at", "last_at")
_KEYS = ("id", "thread_id", "group_id", "membership_id", "mask_id", "quotes_id")
# The opening post first, then the newest replies; turned into reading order outside.
_NEWEST = "SELECT * FROM threads_shown_post WHERE thread_id = %s ORDER BY opens DESC, made_at DESC, id LIMIT %s"
_POSTS = f"SELECT to_jsonb(s)::text FROM ({_NEWEST}) s ORDER BY NOT opens, made_at, id"


def taken_apart(line: type[Line], found: dict[str, Any]) -> Line:
    """Return a row that came as JSON as the tuple that a query of columns gives."""
    return line._make(_typed(name, found[name]) for name in line._fields)


def _typed(name: str, value: Any) -> Any:
    if value is None or name not in _MOMENTS + _KEYS:
        return value
    return UUID(value) if name in _KEYS else datetime.fromisoformat(value)


def head(seat: Seat, thread_id: UUID) -> Head:
    """Return a conversation with the reader's place in it. Raises Unseen when this seat may not read it."""
    found = seat.read(Head, _HEAD, thread_id)
    if not found:
        raise Unseen
    return found[0]


def posts(seat: Seat, thread_id: UUID, most: int = MOST_ON_A_PAGE) -> tuple[list[str], bool]:
    """Return the opening post and the newest replies in order, as `fragments.posts_html` takes them; is there more?"""
    found = [row.json for row in seat.read(_Text, _POSTS, thread_id, most + 2)]
    earlier = len(found) > most + 1
    return ([found[0], *found[2:]] if earlier else found), earlier


def post(seat: Seat, post_id: UUID) -> ShownPost:
    """Return one post. Raises Unseen when this seat may not read it."""
    found = seat.read(ShownPost, "SELECT * FROM threads_shown_post WHERE id = %s", post_id)
    if not found:
        raise Unseen
    return found[0]


# Taken in the index's order, shown in the reader's: replies that are out of their sight move nothing.
_NEWEST_ROWS = "SELECT * FROM threads_shown_row WHERE group_id = %s {only} ORDER BY moved_at DESC LIMIT %s"
_ROWS = f"SELECT {', '.join(ShownRow._fields)} FROM ({_NEWEST_ROWS}) s ORDER BY last_at DESC"
FILTERS = {
    "": "",
    "waiting": "AND replies = 0 AND kind <> 'win'",
    "support": "AND kind = 'support'",
    "win": "AND kind = 'win'",
    "setback": "AND kind = 'setback'",
    "hello": "AND kind = 'hello'",
    "work": "AND kind = 'work'",
}


def rows(seat: Seat, group_id: UUID, only: str = "", most: int = MOST_ON_A_PAGE) -> Sequence[ShownRow]:
    """Return a group's conversations, the one with the newest word first. `only` is a key of FILTERS."""
    return seat.read(ShownRow, _ROWS.format(only=FILTERS.get(only, "")), group_id, most)

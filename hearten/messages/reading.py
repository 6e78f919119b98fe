"""What the pages of private contact read: hand-written queries, each under the reader's own row-level security."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from hearten.groups.models import Membership
from hearten.kernel.confidential import ME
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Unseen
from hearten.messages.models import CLOSED_TO_ME, Closure, Contact, Message

MOST_ON_A_PAGE = 100
LEADS = "('facilitator', 'co_facilitator')"


class Asking(NamedTuple):
    """Somebody whom the reader could ask, and all that decides about it. `stands`: see the door `messages_between`."""

    place_id: UUID
    group_id: UUID
    name: str
    group_title: str
    my_name: str
    i_rest: bool
    closed: bool
    since: datetime | None
    known_since: datetime | None
    posts: int
    asked_today: int
    stands: str
    talk_id: UUID | None


# Posts are counted past their slice, under their own policies: those behind one's masks count, too.
_ASKING = f"""
SELECT them.id, them.group_id, them.name, g.title, me.name, hearten_on_break({ME}), {CLOSED_TO_ME},
  (SELECT c.since FROM messages_contact c WHERE c.member_id = {ME} AND c.ended_at IS NULL),
  (SELECT f.adult_attested_at FROM members_profile f WHERE f.member_id = {ME}),
  (SELECT count(*) FROM threads_post p
    WHERE p.membership_id IN (SELECT id FROM groups_membership WHERE member_id = {ME} AND ended_at IS NULL)
    OR p.mask_id IN (SELECT mask_id FROM threads_maskowner WHERE member_id = {ME})),
  (SELECT count(*) FROM messages_talk t WHERE t.asker_id = {ME} AND t.made_at > %s),
  messages_between(them.id, %s, %s),
  (SELECT t.id FROM messages_talk t WHERE t.group_id = them.group_id AND them.member_id IN (t.asker_id, t.asked_id)
    ORDER BY t.made_at DESC LIMIT 1)
FROM groups_membership them JOIN groups_group g ON g.id = them.group_id
JOIN groups_membership me ON me.group_id = them.group_id AND me.ended_at IS NULL AND me.member_id = {ME}
WHERE them.id = %s AND them.ended_at IS NULL AND them.member_id <> {ME}
"""


def asking(seat: Seat, place_id: UUID, moment: datetime, again_after: timedelta) -> Asking:
    """Return somebody of a group that the reader is in. Raises Unseen for everybody else."""
    yesterday = moment - timedelta(days=1)
    found = seat.read(Asking, _ASKING, yesterday, moment, again_after.days, place_id)
    if not found:
        raise Unseen
    return found[0]


class Talk(NamedTuple):
    """A talk as one of the two sees it. Their name is empty once one of them left the group, or blocked the other."""

    id: UUID
    group_id: UUID
    group_title: str
    i_asked: bool
    other_id: UUID
    my_place_id: UUID
    their_place_id: UUID
    their_name: str
    made_at: datetime
    answer: str | None
    ended_at: datetime | None
    open: bool
    may_answer: bool
    both_wrote: bool
    last_at: datetime
    live: int


# `live` is read before the messages: a change in between is sent again, and the page puts it in its old place.
_TALKS = f"""
SELECT t.id, t.group_id, coalesce(g.title, ''), t.asker_id = {ME},
  CASE WHEN t.asker_id = {ME} THEN t.asked_id ELSE t.asker_id END,
  CASE WHEN t.asker_id = {ME} THEN t.asker_place_id ELSE t.asked_place_id END,
  CASE WHEN t.asker_id = {ME} THEN t.asked_place_id ELSE t.asker_place_id END,
  coalesce(messages_their_name(t.id), ''), t.made_at, a.how,
  (SELECT min(e.at) FROM messages_ending e WHERE e.talk_id = t.id), messages_open(t.id), messages_may_answer(t.id),
  (SELECT count(DISTINCT m.author_id) FROM messages_message m WHERE m.talk_id = t.id) > 1,
  coalesce((SELECT max(m.made_at) FROM messages_message m WHERE m.talk_id = t.id), t.made_at),
  hearten_live_last('talk:' || t.id)
FROM messages_talk t
LEFT JOIN groups_group g ON g.id = t.group_id
LEFT JOIN messages_answer a ON a.talk_id = t.id
"""
_MINE = f"WHERE (t.asker_id = {ME} OR t.asked_id = {ME})"


def talk(seat: Seat, talk_id: UUID) -> Talk:
    """Return one talk. Raises Unseen for everybody but the two."""
    found = seat.read(Talk, f"{_TALKS} {_MINE} AND t.id = %s", talk_id)
    if not found:
        raise Unseen
    return found[0]


def talks(seat: Seat, most: int = MOST_ON_A_PAGE) -> Sequence[Talk]:
    """Return the reader's talks, the one with the newest word first."""
    return seat.read(Talk, f"{_TALKS} {_MINE} ORDER BY 15 DESC LIMIT %s", most)


def messages(seat: Seat, talk_id: UUID, most: int = MOST_ON_A_PAGE) -> tuple[list[Message], bool]:
    """Return a talk's newest messages in reading order, and whether earlier ones exist. Opens none of them yet."""
    newest = list(seat.glance(Message).filter(talk_id=talk_id).order_by("-made_at", "-id")[: most + 1])
    return newest[:most][::-1], len(newest) > most


def contact_of(seat: Seat) -> Contact | None:
    """Return since when others may ask to write to this member, or None while it is off."""
    return seat.glance(Contact).filter(member_id=seat.me, ended_at=None).first()


def closure_of(seat: Seat) -> Closure | None:
    """Return what closed private contact for this member and still runs, or None."""
    return seat.glance(Closure).filter(member_id=seat.me, ended_at=None).first()


def names(seat: Seat, talk: Talk) -> dict[UUID, str]:
    """Return the two names in the group where the talk began, by membership; somebody who left has none."""
    mine = seat.glance(Membership).filter(pk=talk.my_place_id)
    return {**dict(mine.values_list("id", "name")), talk.their_place_id: talk.their_name}

"""Putting something on the hope shelf, and taking it off."""

from typing import NamedTuple
from uuid import UUID, uuid4

from django.db.models import Sum

from hearten.encouragement.reading import ShownCard
from hearten.kernel.clock import now
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Unseen
from hearten.pictures.workshop import Remade
from hearten.threads.models import Post
from hearten.wellness import rules
from hearten.wellness.marks import mark_of, same_or_refuse
from hearten.wellness.models import Hope, What


class _Held(NamedTuple):
    there: bool


def keep_words(seat: Seat, what: str, words: str, client_id: UUID) -> Hope:
    """Keep words or a song. Sent twice, it is there once. Raises Refused when the shelf is full, or for other words."""
    made = Hope(what=what, words=words, client_id=client_id, mark=mark_of(what, words))
    return _put(seat, made)


def keep_picture(seat: Seat, picture: Remade, client_id: UUID) -> Hope:
    """Keep a picture that was made anew. Raises Refused as above."""
    made = Hope(what=What.PICTURE, words=picture.alt, client_id=client_id, content=picture.content)
    made.mark = mark_of(What.PICTURE, picture.alt)
    made.width, made.height, made.size = picture.width, picture.height, len(picture.content)
    return _put(seat, made)


def keep_reply(seat: Seat, post: Post, name: str) -> Hope:
    """Keep one's own copy of a post that one can read now. `name`: under which it was written, "" behind a mask.

    Kept twice, it is there once. Raises Refused when the shelf is full, Unseen when it was taken back meanwhile.
    """
    before = seat.glance(Hope).filter(member_id=seat.me, source=post.id).first()
    if before is not None:
        return before
    _hold(seat, post.id)
    made = Hope(what=What.REPLY, words=post.body, given_by=name or None, source=post.id, client_id=uuid4())
    made.mark = mark_of(What.REPLY, post.body)
    return _put(seat, made)


def keep_card(seat: Seat, card: ShownCard) -> Hope:
    """Keep one's own copy of a card of encouragement, once. Raises as `keep_reply` does."""
    _hold(seat, card.id)
    made = Hope(what=What.CARD, words=card.words, given_by=card.name or None, source=card.id, client_id=uuid4())
    made.mark = mark_of(What.CARD, card.words)
    return _put(seat, made)


def take_off(seat: Seat, one: Hope) -> None:
    """Take one thing off the shelf, for good."""
    seat.glance(Hope).filter(pk=one.pk).delete()


def _hold(seat: Seat, source: UUID) -> None:
    """Keep others' words as they are until their copy lies on the shelf: else a copy could outlive their going."""
    if not seat.read(_Held, "SELECT wellness_hold_source(%s)", source)[0].there:
        raise Unseen


def _put(seat: Seat, made: Hope) -> Hope:
    seat.one_at_a_time(f"shelf {seat.me}")
    before = seat.glance(Hope).filter(member_id=seat.me, client_id=made.client_id).first()
    if before is None and made.source is not None:
        before = seat.glance(Hope).filter(member_id=seat.me, source=made.source).first()
    if before is not None:
        if made.source is None:
            same_or_refuse(before.mark, made.mark)
        return before
    mine = seat.glance(Hope).filter(member_id=seat.me)
    kept = mine.aggregate(bytes=Sum("size"))["bytes"] or 0
    rules.may_shelve(mine.count(), kept, made.size).or_refuse()
    made.id, made.member_id, made.made_at = uuid4(), seat.me, now()
    made.save(force_insert=True)
    return made

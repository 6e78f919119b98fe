"""Two people look at a card: whoever leads the group first, then somebody else of it. For a year."""

from typing import NamedTuple
from uuid import uuid4

from django.utils.translation import gettext as _

from hearten.groups.standing import Place
from hearten.kernel.clock import now
from hearten.kernel.pages import url
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Refused
from hearten.library import reading, rules
from hearten.library.actions.flags import open_on
from hearten.library.models import Review
from hearten.library.reading import ShownCard
from hearten.safety.triage import read_this


class _Did(NamedTuple):
    did: bool


def running(seat: Seat, card: ShownCard) -> list[Review]:
    """Return a card's reviews that nobody ended, the newest first."""
    found = seat.glance(Review).filter(card_id=card.id, revoked_at=None)
    return list(found.select_related("first", "second").order_by("-asked_at"))


def ask_review(seat: Seat, place: Place, card: ShownCard, reason: str) -> Review:
    """Look at a card first, and ask a second person of the group to look."""
    seat.one_at_a_time(f"card {card.id}")
    card = reading.card(seat, card.id, now())
    rules.may_ask_review(card, place, running(seat, card)).or_refuse()
    made = Review(
        id=uuid4(), group_id=card.group_id, card_id=card.id, version=card.version, first_id=place.membership_id,
        reason=reason, asked_at=now(),
    )  # fmt: skip
    made.save(force_insert=True)
    read_this(seat, kind="card_first", about=made.id, group_id=card.group_id)
    return made


def second(seat: Seat, place: Place, card: ShownCard, review: Review, words: str) -> None:
    """Look at a card as the second person. From now on its page says that two people looked, for a year."""
    seat.one_at_a_time(f"card {card.id}")
    rules.may_second(review, card, place, open_on(seat, card.id)).or_refuse()
    if not seat.read(_Did, "SELECT library_second(%s, %s)", review.id, words)[0].did:
        raise Refused(
            _("You cannot be the second person here. Perhaps you looked first, or the card changed meanwhile."),
            url("library:card", card.id),
            _("Back to the card"),
        )
    read_this(seat, kind="card_look", about=review.id, group_id=card.group_id)


def end_review(seat: Seat, place: Place, card: ShownCard, review: Review, reason: str) -> None:
    """End a review before its time, or take back the asking for a second person, with a reason."""
    rules.may_end_review(review, card, place).or_refuse()
    ended = (
        seat.glance(Review)
        .filter(pk=review.id, revoked_at=None)
        .update(revoked_at=now(), revoked_by_id=place.membership_id, revoked_reason=reason)
    )
    if ended:
        read_this(seat, kind="card_end", about=review.id, group_id=card.group_id)

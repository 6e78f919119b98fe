"""Asking for a look at a card, and answering. Until then the card is out of the list."""

from uuid import UUID, uuid4

from django.utils.translation import gettext as _

from hearten.groups.standing import Place
from hearten.kernel.clock import now
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Refused
from hearten.library import going_out, reading, rules
from hearten.library.choices import Answer
from hearten.library.models import Flag
from hearten.library.reading import ShownCard
from hearten.safety.triage import read_this


def mine_on(seat: Seat, card_id: UUID) -> list[Flag]:
    """Return one's own flags on a card, the newest first."""
    return list(seat.glance(Flag).filter(card_id=card_id, member_id=seat.me).order_by("-at"))


def flag(seat: Seat, place: Place, card: ShownCard, concern: str, words: str = "") -> Flag:
    """Ask for a look at a card. From now on it is out of the list and the search, until somebody answered.

    Two presses are one flag.
    """
    seat.one_at_a_time(f"card {card.id}")
    mine = mine_on(seat, card.id)
    if mine and mine[0].closed_at is None:
        return mine[0]
    card = reading.card(seat, card.id, now())
    rules.may_flag(card, place, mine).or_refuse()
    made = Flag(
        id=uuid4(), group_id=card.group_id, card_id=card.id, version=card.version, member_id=seat.me, concern=concern,
        words=words, at=now(),
    )  # fmt: skip
    made.save(force_insert=True)
    if words:
        read_this(seat, kind="card_flag", about=made.id, group_id=card.group_id)
    going_out.flagged(card.group_id, made.id)
    return made


def open_on(seat: Seat, card_id: UUID) -> list[Flag]:
    """Return the flags that keep a card out of the list, as far as this seat may read them, the oldest first."""
    return list(seat.glance(Flag).filter(card_id=card_id, closed_at=None).select_related("answered_by").order_by("at"))


def answer(seat: Seat, place: Place, card: ShownCard, what: str, words: str) -> UUID:
    """Answer all that asked for a look at a card. Returns the answer's key, the same on all of them.

    "stays": the card is back in the list. "back": it stays out until its writer changed it and somebody looked again.
    """
    seat.one_at_a_time(f"card {card.id}")
    asked = open_on(seat, card.id)
    rules.may_answer(card, place, asked).or_refuse()
    moment, key = now(), uuid4()
    done = seat.glance(Flag).filter(pk__in=[one.id for one in asked], closed_at=None).update(
        answer=what, answer_words=words, answer_key=key, answered_by_id=place.membership_id, answered_at=moment,
        closed_at=moment if what == Answer.STAYS else None,
    )  # fmt: skip
    if done != len(asked):  # the card's words went meanwhile, or a flag was taken back
        raise Refused(_("This was answered or taken back at this moment. Look at the card again."))
    read_this(seat, kind="card_answer", about=key, group_id=card.group_id)
    for one in asked:
        going_out.answered(card.group_id, one.id)
    return key


def take_back(seat: Seat, card_id: UUID) -> bool:
    """Take one's own flag on a card back while nobody has answered. Returns whether there was one."""
    gone, _by_table = seat.glance(Flag).filter(card_id=card_id, member_id=seat.me, answer="").delete()
    return gone > 0

"""What a member reads of what they try, and what operators read of everybody's: counts."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from hearten.groups.standing import Place, place_in
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Unseen
from hearten.library.models import Card, CardOwner, CheckBack, Trying
from hearten.library.tried_counts import Counted, counted


@dataclass(frozen=True)
class Held:
    """One trying as its person sees it. `card_there`: whether they can read the card now, with its words."""

    trying: Trying
    checks: Sequence[CheckBack]
    card_there: bool

    @property
    def title(self) -> str:
        """Return one's own copy of the title; "" when it cannot be opened any more."""
        return self.trying.title or ""

    def question(self, moment: datetime) -> CheckBack | None:
        """Return the question that is open at a moment: the latest one whose day has come. Earlier ones are let go."""
        come = [check for check in self.checks if check.due_at <= moment]
        last = max(come, key=lambda check: check.days, default=None)
        return last if last and last.answered_at is None and last.dropped_at is None else None

    def next_after(self, moment: datetime) -> datetime | None:
        """Return the day of the next question that has not come yet."""
        to_come = [check.due_at for check in self.checks if check.due_at > moment and check.dropped_at is None]
        return min(to_come, default=None)


def mine(seat: Seat) -> list[Held]:
    """Return everything that the member tries or tried, the newest first. Three queries, whatever there is."""
    rows = list(seat.glance(Trying).filter(member_id=seat.me).order_by("-begun_at", "id"))
    checks: dict[UUID, list[CheckBack]] = defaultdict(list)
    for check in seat.glance(CheckBack).filter(member_id=seat.me).order_by("days"):
        checks[check.trying_id].append(check)
    there = _there(seat, {row.card_id for row in rows})
    return [Held(row, checks[row.id], row.card_id in there) for row in rows]


def one(seat: Seat, trying_id: UUID) -> Held:
    """Return one of the member's own. Raises Unseen for every other."""
    row = seat.find(Trying, trying_id)
    checks = list(seat.glance(CheckBack).filter(trying_id=row.id).order_by("days"))
    return Held(row, checks, bool(_there(seat, {row.card_id})))


def _there(seat: Seat, cards: set[UUID]) -> set[UUID]:
    """Return those of some cards that the seat can read now, with their words."""
    return (
        set(seat.glance(Card).filter(pk__in=cards).exclude(title="").values_list("id", flat=True)) if cards else set()
    )


def card_to_try(seat: Seat, card_id: UUID) -> tuple[Card, Place | None]:
    """Return a card and the seat's place in its group. Raises Unseen when there is none for this seat, or no words."""
    card = seat.find(Card, card_id)
    if not card.title:
        raise Unseen
    return card, place_in(seat, card.group_id)


def running(seat: Seat, card_id: UUID) -> Trying | None:
    """Return the member's own running trying of a card, or None."""
    return seat.glance(Trying).filter(member_id=seat.me, card_id=card_id, ended_at=None).first()


def can_tell(seat: Seat, held: Held) -> bool:
    """Whether the member can be offered to tell others: they can read the card, and did not write it themself."""
    return held.card_there and not seat.glance(CardOwner).filter(card_id=held.trying.card_id).exists()


class _Cell(NamedTuple):
    topic: str
    part: str
    people: int


def tried_by_topic(seat: Seat) -> list[Counted]:
    """Return, by topic, how many began long enough ago and what they said after 60 days. Empty but for an operator."""
    return counted((cell.topic, cell.part, cell.people) for cell in seat.read(_Cell, "SELECT * FROM library_tried()"))

"""What every page of a card begins with: the card, and where the reader stands in its group."""

from typing import NamedTuple
from uuid import UUID

from django.http import HttpRequest

from hearten.groups.standing import Place, place_in
from hearten.kernel.clock import now
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Unseen
from hearten.library import reading
from hearten.library.reading import ShownCard
from hearten.moderation.reading import gate_of


class Here(NamedTuple):
    """A card and the reader's place. No place: one of the staff who reads with a grant."""

    card: ShownCard
    place: Place | None
    gate: str

    @property
    def seated(self) -> Place:
        """The reader's place. Raises Unseen for who only reads here."""
        if self.place is None:
            raise Unseen
        return self.place


def here(seat: Seat, card_id: UUID) -> Here:
    """Return a card with the reader's place in its group. Raises Unseen when this seat may not read it."""
    card = reading.card(seat, card_id, now())
    return Here(card, place_in(seat, card.group_id), gate_of(seat, card.group_id))


def page_of(request: HttpRequest) -> int:
    """Return which page of a list is asked for. What is no number is the first."""
    given = request.GET.get("page", "")
    return max(int(given), 1) if given.isascii() and given.isdigit() and len(given) < 4 else 1

"""What a card may grow out of. The slice above that has such words registers one `Origin` where its app is made ready.

Nothing here publishes anything: an origin fills in a form that a person then changes and sends, or leaves.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from uuid import UUID

from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Unseen
from hearten.library.models import Card


@dataclass(frozen=True)
class Beginning:
    """What stands in the form at first: the writer's own words, their title, and whether their name was hidden."""

    title: str
    what: str
    masked: bool = False


@dataclass(frozen=True)
class Link:
    """Where a card grew out of, for who may read that."""

    url: str
    text: str


@dataclass(frozen=True)
class Origin:
    """begins  (seat, group, id) -> what the form says at first; raises Unseen where these words are not this seat's own
    grew    (seat, id, card): the card was shared
    link    (seat, card) -> where it grew out of, or None where this seat may not read that
    """

    begins: Callable[[Seat, UUID, UUID], Beginning]
    grew: Callable[[Seat, UUID, Card], None]
    link: Callable[[Seat, UUID], Link | None]


_origins: list[Origin] = []


def register(origin: Origin) -> None:
    """Make an origin known."""
    _origins.append(origin)


def begins(seat: Seat, group_id: UUID, key: str) -> Beginning | None:
    """Return how the form begins when it was opened from somewhere; None where it was not.

    Raises Unseen where the words that are named are not there, or not this seat's.
    """
    if not key:
        return None
    try:
        named = UUID(key)
    except ValueError:
        raise Unseen from None
    return next((origin.begins(seat, group_id, named) for origin in _origins), None)


def grew(seat: Seat, key: UUID | None, card: Card) -> None:
    """Note that a card was shared that grew out of something. Where that has gone meanwhile, there is no link."""
    if key is not None:
        for origin in _origins:
            with suppress(Unseen):
                origin.grew(seat, key, card)


def link(seat: Seat, card_id: UUID) -> Link | None:
    """Return where a card grew out of, for who may read that."""
    return next((found for origin in _origins if (found := origin.link(seat, card_id))), None)

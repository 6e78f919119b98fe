"""What somebody reads of cards: one by chance, one by its address, and one's own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from hearten.encouragement.models import Card, Writer
from hearten.groups.models import Group, Membership
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Unseen


class _Drawn(NamedTuple):
    id: UUID


class _Held(NamedTuple):
    id: UUID


class _Read(NamedTuple):
    id: UUID


@dataclass(frozen=True)
class ShownCard:
    """One card as this reader sees it. `name` is "" where no name stands on it, or its writer left."""

    row: Card
    words: str
    name: str
    group: str
    mine: bool
    held: bool

    @property
    def id(self) -> UUID:
        return self.row.id

    @property
    def group_id(self) -> UUID:
        return self.row.group_id

    @property
    def made_at(self) -> datetime:
        return self.row.made_at

    @property
    def removed(self) -> bool:
        return self.row.removed_at is not None


def draw(seat: Seat, last: UUID | None) -> ShownCard | None:
    """Return one card of the seat's groups by chance, each as likely as the others; not `last` while there are others.

    None where there is none. Nothing is kept about who drew what.
    """
    for drawn in seat.read(_Drawn, "SELECT * FROM encouragement_draw(%s)", last):
        row = seat.glance(Card).filter(pk=drawn.id).first()
        if row is not None and row.words:  # without words: it came back with a copy that is older than its going
            return _shown(seat, [row])[0]
    return None


def card(seat: Seat, card_id: UUID) -> ShownCard:
    """Return one card that this seat may read. Raises Unseen."""
    return _shown(seat, [seat.find(Card, card_id)])[0]


def words_by_now(seat: Seat, card_ids: Sequence[UUID]) -> dict[UUID, str]:
    """Return what stands on these cards now, by id, where it was read for danger and nothing was found.

    Of others, and of those that this seat may not read, nothing: who kept a copy goes on seeing that.
    """
    ready = [one.id for one in seat.read(_Read, "SELECT * FROM encouragement_read_by_now(%s)", list(card_ids))]
    return {row.id: row.words for row in seat.glance(Card).filter(pk__in=ready) if row.words}


def own(seat: Seat, card_id: UUID) -> ShownCard:
    """Return one of the seat's own cards. Raises Unseen for every other."""
    found = card(seat, card_id)
    if not found.mine:
        raise Unseen
    return found


def mine(seat: Seat) -> Sequence[ShownCard]:
    """Return the seat's own cards, the newest first, of groups that they left as well."""
    rows = list(seat.glance(Card).filter(writer__member_id=seat.me).order_by("-made_at", "id"))
    return _shown(seat, rows)


def _shown(seat: Seat, rows: Sequence[Card]) -> list[ShownCard]:
    names = dict(
        seat.glance(Membership)
        .filter(pk__in=[row.membership_id for row in rows], ended_at=None)
        .values_list("id", "name")
    )
    groups = dict(seat.glance(Group).filter(pk__in={row.group_id for row in rows}).values_list("id", "title"))
    own = set(seat.glance(Writer).filter(member_id=seat.me).values_list("card_id", flat=True))
    held = {one.id for one in seat.read(_Held, "SELECT * FROM moderation_held()")}
    return [
        ShownCard(
            row,
            row.words or "",
            names.get(row.membership_id, "") if row.membership_id else "",
            groups.get(row.group_id, ""),
            row.id in own,
            row.id in held,
        )
        for row in rows
    ]

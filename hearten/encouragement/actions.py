"""Writing a card, changing it, taking it back. What was sent twice is there once."""

from typing import NamedTuple
from uuid import UUID, uuid4

from django.utils.translation import gettext as _

from hearten.encouragement import rules
from hearten.encouragement.models import Card, Writer
from hearten.groups.models import Membership
from hearten.groups.standing import Place
from hearten.kernel.clock import now
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Refused, Unseen
from hearten.moderation.actions.hold import held
from hearten.moderation.reading import gate_of
from hearten.safety.triage import read_this

KIND = "warmcard"


class _Did(NamedTuple):
    did: bool


def sent_before(seat: Seat, client_id: UUID, words: str) -> Card | None:
    """Return the card that came of this sending before. Raises Refused where it came with other words."""
    before = seat.glance(Card).filter(writer__member_id=seat.me, writer__client_id=client_id).first()
    if before is not None and before.words != words:
        raise Refused(_("Something else was sent from this page before. Open it again, then send this card."))
    return before


def write_card(seat: Seat, place: Place, words: str, client_id: UUID, *, unnamed: bool = False) -> Card:
    """Write a card for the group of `place`. Returns the earlier one when this was sent before.

    Raises Refused where one may not write there now, and where twenty of one's cards lie there.
    """
    seat.one_at_a_time(f"cards {seat.me}")
    if before := sent_before(seat, client_id, words):
        return before
    mine = seat.glance(Card).filter(writer__member_id=seat.me, group_id=place.group_id, removed_at=None)
    rules.may_write(place, gate_of(seat, place.group_id), mine.count()).or_refuse()
    made = Card(id=uuid4(), group_id=place.group_id, words=words, made_at=now())
    made.membership_id = None if unnamed else place.membership_id
    Writer(card_id=made.id, member_id=seat.me, client_id=client_id).save(force_insert=True)
    made.save(force_insert=True)
    _pass_on(seat, made, words, new=True)
    return made


def change_card(seat: Seat, card: Card, words: str) -> bool:
    """Change one's own card, and return whether its words are different now. They are read and held as new ones are."""
    seat.one_at_a_time(f"cards {seat.me}")
    row = seat.glance(Card).filter(pk=card.id, writer__member_id=seat.me, removed_at=None).first()
    if row is None:
        raise Unseen  # taken back, or taken down, while this was written
    if row.words == words:
        return False
    row.words, row.changed_at = words, now()
    row.save(update_fields=["words", "changed_at"])
    _pass_on(seat, row, words, new=False)
    return True


def _pass_on(seat: Seat, card: Card, words: str, *, new: bool) -> None:
    """Let a card's words go the way of all words for a group: read for danger, and held where needed."""
    read_this(seat, kind=KIND, about=card.id, group_id=card.group_id)
    held(seat, KIND, card.group_id, card.id, words, new=new, tried=True)


def take_back(seat: Seat, card: Card) -> None:
    """Take one's own card back, for good; copies on shelves go with it. Raises Unseen for what is not one's own."""
    if not seat.read(_Did, "SELECT encouragement_take_back(%s)", card.id)[0].did:
        raise Unseen


def when_somebody_leaves(seat: Seat, membership: Membership, how: str) -> None:
    """Take a leaver's cards in a group along when they asked for it. `how`: kept, erased."""
    if how == "erased":
        seat.read(_Did, "SELECT encouragement_leave(%s) IS NULL", membership.group_id)

"""Sharing a card, changing it, and taking its words back. What was sent twice lands once."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID, uuid5

from django.utils.translation import gettext as _

from hearten.groups.models import Membership
from hearten.groups.standing import Place
from hearten.kernel.clock import now
from hearten.kernel.pages import url
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Refused, Unseen
from hearten.library import going_out, reading, rules
from hearten.library.models import Card, CardOwner, CardVersion
from hearten.library.models.cards import WORDS
from hearten.library.reading import ShownCard
from hearten.library.watched import words_of
from hearten.moderation.actions.hold import held
from hearten.moderation.reading import gate_of
from hearten.safety.triage import read_this


@dataclass(frozen=True)
class CardDraft:
    """What somebody wants to share: the card's words, the device's id for it, and whether their name is hidden."""

    title: str
    topic: str
    label: str
    what: str
    steps: list[str]
    energy: str
    minutes: int
    company: str
    cost: str
    client_id: UUID
    fits: str = ""
    wrong: str = ""
    source: str = ""
    source_on: date | None = None
    situations: tuple[str, ...] = ()
    backgrounds: tuple[str, ...] = ()
    masked: bool = False

    @property
    def words(self) -> dict[str, Any]:
        """The columns of a card that its writer says."""
        found = {name: getattr(self, name) for name in WORDS}
        return found | {"situations": list(self.situations), "backgrounds": list(self.backgrounds)}


class _Did(NamedTuple):
    did: bool


def write_card(seat: Seat, place: Place, draft: CardDraft) -> Card:
    """Share a card in the group of `place`. Returns the earlier one when this was sent before.

    Raises Refused during a break from writing, where the group is closed for now, and where the id was used for a card
    with another name.
    """
    rules.may_write(place, gate_of(seat, place.group_id)).or_refuse()
    made = Card(id=uuid5(draft.client_id, str(seat.me)), group_id=place.group_id, made_at=now(), **draft.words)
    if before := _sent_before(seat, made):
        return before
    made.membership_id = None if draft.masked else place.membership_id
    made.save(force_insert=True)
    _pass_on(seat, made, new=True)
    return made


def _sent_before(seat: Seat, made: Card) -> Card | None:
    """Claim the card for its writer, or return it. Waits for a twin that is still being written."""
    kept = seat.glance(Card).filter(pk=made.id).first()
    if kept is None:
        owner = CardOwner(card_id=made.id, member_id=seat.me)
        CardOwner.objects.bulk_create([owner], ignore_conflicts=True)
        kept = seat.glance(Card).filter(pk=made.id).first()
    if kept is not None and (kept.group_id, kept.title) != (made.group_id, made.title):
        raise Refused(_("Something else was sent from this page before. Open it again, then send this card."))
    return kept


def change_card(seat: Seat, place: Place, card: ShownCard, draft: CardDraft, changed: str = "") -> bool:
    """Make a new version of one's own card. Returns whether anything is different now.

    What it said before stays readable beside the reports about it; what was held or flagged, only for its writer and
    for who leads. Raises Refused where the words were taken back meanwhile.
    """
    row = _locked(seat, card.id)
    card = reading.card(seat, card.id, now())
    rules.may_change(card, place, gate_of(seat, card.group_id)).or_refuse()
    if all(getattr(row, name) == value for name, value in draft.words.items()):
        return False
    version = _keep_version(row, changed, "held" if card.held else "flagged" if card.waits else "")
    row.version, row.changed_at = row.version + 1, version.at
    for name, value in draft.words.items():
        setattr(row, name, value)
    row.save(update_fields=[*WORDS, "version", "changed_at"])
    _pass_on(seat, row, new=False, also=changed)
    going_out.changed(row.group_id, version.id)
    return True


def _locked(seat: Seat, card_id: UUID) -> Card:
    """Return one's own card, and let nobody change it or take its words until this transaction ends."""
    seat.one_at_a_time(f"card {card_id}")
    row = seat.glance(Card).select_for_update().filter(pk=card_id).first()
    if row is None:  # its words went while we waited, or it is not this seat's to change
        raise Refused(_("The words of this card were taken back."), url("library:card", card_id), _("Back to the card"))
    return row


def _keep_version(row: Card, changed: str, kept_from: str) -> CardVersion:
    words = {name: _kept(getattr(row, name)) for name in WORDS}
    version = CardVersion(
        group_id=row.group_id, card=row, number=row.version, words=words, changed=changed, at=now(), kept_from=kept_from
    )
    version.save(force_insert=True)
    return version


def _kept(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | datetime) else value


def _pass_on(seat: Seat, card: Card, *, new: bool, also: str = "") -> None:
    """Let a card's words go the way of all words on their way to a group: read for danger, and held where needed.

    `also`: what its writer says about the change.
    """
    read_this(seat, kind="card", about=card.id, group_id=card.group_id)
    held(seat, "card", card.group_id, card.id, f"{words_of(card)}\n{also}", new=new, tried=True)


def withdraw_card(seat: Seat, card: ShownCard) -> None:
    """Take the words of one's own card back, with every earlier version. What people said about it stays."""
    rules.may_take_back(card).or_refuse()
    if not seat.read(_Did, "SELECT library_withdraw(%s)", card.id)[0].did:
        raise Unseen


def when_somebody_leaves(seat: Seat, membership: Membership, how: str) -> None:
    """Take all of a leaver's words in a group's library along when they asked for it. `how`: kept, erased."""
    if how == "erased":
        seat.read(_Did, "SELECT library_leave(%s) IS NULL", membership.group_id)

"""Cards as moderation sees them: with their words, and who stands on them; never who is behind one without a name."""

from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hearten.encouragement import reading
from hearten.encouragement.actions import KIND
from hearten.encouragement.models import Card
from hearten.kernel.pages import url
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Unseen
from hearten.kernel.words import render
from hearten.moderation.items import Item, Shown, register


def _find(seat: Seat, card_id: UUID) -> Shown:
    card = reading.card(seat, card_id)
    if card.removed:
        raise Unseen  # what was taken down is read where it is judged, with `_kept`
    return Shown(
        item=card.id, group_id=card.group_id, html=render(card.words), name=card.name or _("Somebody"),
        mine=card.mine, within=card.id, place=_("A card of encouragement"),
    )  # fmt: skip


def _kept(seat: Seat, card_id: UUID) -> str:
    row = seat.glance(Card).filter(pk=card_id).exclude(removed_at=None).first()
    return render(row.words or "") if row else ""


def ready() -> None:
    """Make cards known to moderation."""
    register(
        Item(
            kind=KIND,
            named=gettext_lazy("a card of encouragement"),
            find=_find,
            url=lambda card: url("encouragement:card", card),
            at_home=lambda card: url("encouragement:mine"),
            changed=lambda shown: None,
            kept=_kept,
        )
    )

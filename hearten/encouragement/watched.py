"""What cards hand to safety: whatever somebody writes is read for danger, and shown to who looks after them."""

from uuid import UUID

from django.utils.translation import gettext as _

from hearten.encouragement import reading
from hearten.encouragement.actions import KIND
from hearten.encouragement.models import Card
from hearten.kernel.pages import safe_html, url
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Unseen
from hearten.kernel.words import render
from hearten.safety.sources import Shown, Source, register


def _text(seat: Seat, card_id: UUID) -> str:
    return seat.find(Card, card_id).words or ""


def _shown(seat: Seat, card_id: UUID) -> Shown | None:
    try:
        card = reading.card(seat, card_id)
    except Unseen:
        return None
    return Shown(card.name or _("Somebody"), card.words, safe_html(render(card.words)), card.made_at)


def ready() -> None:
    """Make cards known to safety."""
    register(Source(KIND, _text, _shown, lambda card: url("encouragement:card", card), holds_panel=True))

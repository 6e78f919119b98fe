"""What the library hands to safety: whatever somebody writes is read for danger, and shown to who looks after them."""

from datetime import datetime
from typing import Protocol
from uuid import UUID

from hearten.kernel.clock import now
from hearten.kernel.pages import safe_html, url
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Unseen
from hearten.kernel.words import render
from hearten.library import reading
from hearten.library.models import Card, ExperienceReport
from hearten.library.saying import who
from hearten.safety.sources import Shown, Source, register


class _Words(Protocol):
    @property
    def title(self) -> str: ...
    @property
    def what(self) -> str: ...
    @property
    def fits(self) -> str: ...
    @property
    def steps(self) -> list[str]: ...
    @property
    def wrong(self) -> str: ...
    @property
    def source(self) -> str: ...


def words_of(card: _Words) -> str:
    """Return all that a card's writer wrote, as one text."""
    parts = (card.title, card.what, card.fits, *card.steps, card.wrong, card.source)
    return "\n".join(part for part in parts if part)


def html_of(card: _Words) -> str:
    """Return a card's words as safe HTML, a paragraph for each part."""
    parts = (card.title, card.what, card.fits, *card.steps, card.wrong, card.source)
    return "".join(render(part) for part in parts if part)


def _card_text(seat: Seat, card_id: UUID) -> str:
    row = seat.find(Card, card_id)
    return f"{words_of(row)}\n{reading.last_change(seat, row.id, row.version)}"


def _card_shown(seat: Seat, card_id: UUID) -> Shown | None:
    try:
        card = reading.card(seat, card_id, now())
    except Unseen:
        return None
    also = reading.last_change(seat, card.id, card.version)
    return Shown(who(card), f"{words_of(card)}\n{also}", safe_html(html_of(card) + render(also)), card.made_at)


def _report_text(seat: Seat, report_id: UUID) -> str:
    return seat.find(ExperienceReport, report_id).words


def _report_shown(seat: Seat, report_id: UUID) -> Shown | None:
    try:
        report = reading.report(seat, report_id)
    except Unseen:
        return None
    at: datetime = report.changed_at or report.at
    return Shown(who(report), report.words, safe_html(render(report.words)), at)


def ready() -> None:
    """Make cards and what people say about them known to safety."""
    register(Source("card", _card_text, _card_shown, lambda card_id: url("library:card", card_id), holds_panel=True))
    register(
        Source(
            "tried", _report_text, _report_shown, lambda report_id: url("library:report", report_id), holds_panel=True
        )
    )

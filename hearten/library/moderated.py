"""Cards and what people say about them, as moderation sees them, and what may hold them on their way to a group."""

from uuid import UUID

from django.utils.translation import gettext_lazy

from hearten.kernel.clock import now
from hearten.kernel.pages import url
from hearten.kernel.seat import Seat
from hearten.kernel.words import render
from hearten.library import going_out, reading
from hearten.library.saying import outcome, who
from hearten.library.watched import html_of
from hearten.moderation.items import Item, Shown, register


def _find_card(seat: Seat, card_id: UUID) -> Shown:
    card = reading.card(seat, card_id, now())
    html = html_of(card) + render(reading.last_change(seat, card.id, card.version))
    return Shown(
        item=card.id, group_id=card.group_id, html=html, name=who(card), mine=card.mine, opens=False,
        within=card.id, place=card.title,
    )  # fmt: skip


def _find_report(seat: Seat, report_id: UUID) -> Shown:
    report = reading.report(seat, report_id)
    card = reading.card(seat, report.card_id, now())
    said = f"{outcome(report)}.\n\n{report.words}" if report.outcome else ""
    return Shown(
        item=report.id, group_id=card.group_id, html=render(said), name=who(report), mine=report.mine, opens=False,
        within=card.id, place=card.title,
    )  # fmt: skip


def _told(seat: Seat, shown: Shown) -> None:
    if shown.group_id is not None:
        going_out.told(shown.group_id, shown.item)


def ready() -> None:
    """Make cards and reports known to moderation."""
    register(
        Item(
            kind="card",
            named=gettext_lazy("a card"),
            find=_find_card,
            url=lambda card: url("library:card", card),
            changed=lambda shown: None,
            goes_out=lambda seat, shown: None,
        )
    )
    register(
        Item(
            kind="tried",
            named=gettext_lazy("what somebody said about a card"),
            find=_find_report,
            url=lambda report: url("library:report", report),
            changed=lambda shown: None,
            goes_out=_told,
        )
    )

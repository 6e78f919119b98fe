"""One card: what it says, what people say who tried it, what it said before, and taking it back."""

from typing import Any, NamedTuple
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from hearten.groups.standing import place_in
from hearten.kernel.clock import now
from hearten.kernel.door import Knock, door
from hearten.kernel.pages import leave_note, moment_text, safe_html, show, url
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Unseen
from hearten.kernel.words import render
from hearten.library import accounts, choices, origins, reading, rules, saying
from hearten.library.actions import cards as actions
from hearten.library.actions.flags import mine_on, open_on
from hearten.library.actions.reviews import running
from hearten.library.filters import wanted
from hearten.library.forms import NothingForm
from hearten.library.listing import Entry, entries
from hearten.library.models import CardVersion, Review
from hearten.library.reading import ShownCard, ShownReport
from hearten.library.views.here import Here, here, page_of
from hearten.safety.beside import asked_for


class Account(NamedTuple):
    """What somebody said about a card, in the words of the page."""

    report: ShownReport
    who: str
    outcome: str
    context: str
    html: Any
    about: str  # what they say about themselves
    earlier: bool  # about an earlier version


@door(Knock.MEMBER)
def card(request: HttpRequest, seat: Seat, *, card_id: UUID) -> HttpResponse:
    """Show a card with what people say who tried it; both sides first."""
    try:
        found = here(seat, card_id)
    except Unseen:
        return _waiting_page(request, seat, card_id)
    want, shown, moment = wanted(request.GET), found.card, now()
    (entry,) = entries([shown], reading.outcomes(seat, shown.group_id), want, moment)
    said = accounts.told(reading.reports(seat, card_id), shown.version, page_of(request))
    mine = reading.told_by_me(seat, card_id)
    return show(
        request,
        "library/card.html",
        card=shown,
        place=found.place,
        html=html_parts(shown),
        **_said(entry, want),
        first=[_account(one, shown) for one in said.first],
        rest=[_account(one, shown) for one in said.rest],
        told=said,
        mine=mine if mine and not mine.withdrawn else None,
        panel=asked_for(seat, request.GET, "card") or asked_for(seat, request.GET, "tried"),
        back=url("library:card", card_id),
        grew=origins.link(seat, card_id),
        waits=reading.waits(seat, card_id) if shown.waits else None,
        **_reviews(seat, found),
        **_may(seat, found, mine),
    )


def _said(entry: Entry, want: Any) -> dict[str, Any]:
    return {
        "who": saying.who(entry.card),
        "helped": saying.helped(entry.all),
        "others": saying.others(entry.all),
        "earlier": saying.earlier(entry.earlier),
        "sure": saying.sure(entry.sure),
        "last_at": entry.last_at,
        "alike": saying.alike(entry.alike, want) if entry.alike is not None else "",
        "writer_alike": saying.writer_alike(entry.card, want),
        "asks": saying.asks_of_one(entry.card),
        "belongs": saying.belongs(entry.card),
        "backgrounds": saying.labels(entry.card.backgrounds, choices.Background),
        "source_day": saying.day(entry.card.source_on),
        "topic": choices.Topic(entry.card.topic).label,
    }


def _may(seat: Seat, found: Here, mine: ShownReport | None) -> dict[str, Any]:
    shown, place, gate = found
    return {
        "may_try": rules.may_try(shown, place, gate, mine),
        "may_change": rules.may_change(shown, place, gate),
        "may_take_back": rules.may_take_back(shown),
        "may_flag": rules.may_flag(shown, place, mine_on(seat, shown.id)),
        "leads": bool(place and place.leads),
    }


def _reviews(seat: Seat, found: Here) -> dict[str, Any]:
    shown, place, _gate = found
    reviews, moment = running(seat, shown), now()
    current = next((one for one in reviews if rules.is_current(one, moment)), None)
    asked = next((one for one in reviews if one.reviewed_at is None and one.version == shown.version), None)
    return {
        "review": current,
        "reviewed_until": saying.day(current.expires_at) if current and current.expires_at else "",
        "asked": asked,
        "may_second": rules.may_second(asked, shown, place, open_on(seat, shown.id)) if asked else None,
        "may_ask_review": rules.may_ask_review(shown, place, reviews),
    }


def _account(report: ShownReport, shown: ShownCard) -> Account:
    return Account(
        report,
        saying.who(report),
        saying.outcome(report),
        str(choices.Context(report.context).label),
        safe_html(render(report.words)),
        ", ".join(saying.labels(report.backgrounds, choices.Background)),
        report.version != shown.version,
    )


def html_parts(shown: ShownCard) -> dict[str, Any]:
    """Return a card's words as safe HTML, by part."""
    return {name: safe_html(render(getattr(shown, name))) for name in ("what", "fits", "wrong")}


def _waiting_page(request: HttpRequest, seat: Seat, card_id: UUID) -> HttpResponse:
    """Say calmly that a card waits for a look, to everybody of its group who cannot read it until then."""
    waits = reading.waits(seat, card_id)
    place = place_in(seat, waits.group_id) if waits else None
    if waits is None or place is None:
        raise Unseen
    flagged, said = mine_on(seat, card_id), reading.still_said(seat, card_id)
    page: dict[str, Any] = {
        "place": place,
        "card_id": card_id,
        "mine": flagged[0] if flagged else None,
        "said": said,
        "waits": waits,
    }
    return show(request, "library/waits.html", **page, outcome=choices.Outcome(said.outcome).label if said else "")


@door(Knock.MEMBER)
def history(request: HttpRequest, seat: Seat, *, card_id: UUID) -> HttpResponse:
    """Show what a card said before: what earlier accounts are about."""
    found = here(seat, card_id)
    rows = list(seat.glance(CardVersion).filter(card_id=card_id).order_by("-number"))
    return show(
        request,
        "library/history.html",
        card=found.card,
        versions=[(row, moment_text(row.at), _said_then(row)) for row in rows],
        reviews=_ended(seat, card_id),
    )


def _said_then(row: CardVersion) -> list[tuple[str, Any]]:
    """Return a version's parts with their titles, in order, without those that were empty."""
    words = row.words
    steps = "\n".join(f"{number}. {step}" for number, step in enumerate(words["steps"], 1))
    parts = (
        (_("What I do"), words["what"]), (_("Steps"), steps), (_("When it fits"), words["fits"]),
        (_("What can go wrong"), words["wrong"]), (_("Source"), words["source"]),
    )  # fmt: skip
    return [(title, safe_html(render(text))) for title, text in parts if text]


def _ended(seat: Seat, card_id: UUID) -> list[Review]:
    """Return reviews that were done or ended, the newest first: reasons stay readable."""
    found = seat.glance(Review).filter(card_id=card_id).exclude(reviewed_at=None, revoked_at=None)
    return list(found.select_related("first", "second", "revoked_by").order_by("-asked_at"))


@door(Knock.MEMBER, form=NothingForm)
def withdrawal(request: HttpRequest, seat: Seat, *, card_id: UUID, form: NothingForm) -> HttpResponse:
    """Take the words of one's own card back, after saying what that does."""
    found = here(seat, card_id)
    rules.may_take_back(found.card).or_refuse()
    if request.method != "POST":
        return show(request, "library/withdrawal.html", card=found.card)
    actions.withdraw_card(seat, found.card)
    leave_note(request, _("Taken back. Nobody can read this card any more. What people said about it stays."))
    return HttpResponseRedirect(url("library:list", found.card.group_id))

"""A group's library, and for those who lead the group what waits in it."""

from typing import Any, NamedTuple
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from hearten.groups.standing import home_of, place_in, visit_in
from hearten.kernel.clock import now
from hearten.kernel.door import Knock, door
from hearten.kernel.pages import moment_text, show
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Unseen
from hearten.library import choices, reading, rules, saying
from hearten.library.filters import Wanted, wanted
from hearten.library.listing import Entry, entries
from hearten.library.models import Flag, Review
from hearten.library.views.here import page_of
from hearten.moderation.reading import gate_of

A_PAGE = 20


class Line(NamedTuple):
    """A card in the list, in the words of the page."""

    entry: Entry
    who: str
    helped: str
    others: list[str]
    earlier: str
    sure: str
    alike: str
    writer: str  # that its writer says the same about themselves
    asks: list[str]
    belongs: list[str]
    carries: str  # what the reader picked about themselves, for the card's page


@door(Knock.MEMBER)
def library(request: HttpRequest, seat: Seat, *, group_id: UUID) -> HttpResponse:
    """Show a group's cards: what fits, in the order of what people say."""
    place = place_in(seat, group_id)
    standing = place or visit_in(seat, group_id)
    if standing is None:
        raise Unseen
    want, moment = wanted(request.GET), now()
    cards = reading.listed(seat, group_id, want, moment)
    found = entries(cards, reading.outcomes(seat, group_id), want, moment)
    page = page_of(request)
    return show(
        request,
        "library/list.html",
        group_id=group_id,
        title=standing.title,
        home=home_of(group_id),
        place=place,
        may_write=rules.may_write(place, gate_of(seat, group_id)),
        wanted=want,
        lines=[_line(one, want) for one in found[(page - 1) * A_PAGE : page * A_PAGE]],
        earlier=_with_page(request, page - 1) if page > 1 else "",
        later=_with_page(request, page + 1) if len(found) > page * A_PAGE else "",
        order=saying.order(want),
        **offered(),
    )


def offered() -> dict[str, Any]:
    """Return the choices that the library's forms offer."""
    return {
        "topics": choices.Topic.choices,
        "labels": choices.Label.choices,
        "situations": choices.Situation.choices,
        "energies": choices.Energy.choices,
        "all_minutes": choices.Minutes.choices,
        "companies": choices.Company.choices,
        "costs": choices.Cost.choices,
        "all_backgrounds": choices.Background.choices,
    }


def _line(entry: Entry, want: Wanted) -> Line:
    card = entry.card
    return Line(
        entry, saying.who(card), saying.helped(entry.all), saying.others(entry.all), saying.earlier(entry.earlier),
        saying.sure(entry.sure), saying.alike(entry.alike, want) if entry.alike is not None else "",
        saying.writer_alike(card, want), saying.asks_of_one(card), saying.belongs(card),
        f"?{urlencode([('like', one) for one in want.like])}" if want.like else "",
    )  # fmt: skip


def _with_page(request: HttpRequest, page: int) -> str:
    given = request.GET.copy()
    given["page"] = str(page)
    return f"?{given.urlencode()}"


@door(Knock.MEMBER)
def looks(request: HttpRequest, seat: Seat, *, group_id: UUID) -> HttpResponse:
    """List what waits in a library: cards that somebody flagged, reviews that need a second person, those that end."""
    place = place_in(seat, group_id)
    rules.may_look(place).or_refuse()
    flags = seat.glance(Flag).filter(group_id=group_id, closed_at=None, card__group_id=group_id)
    reviews = seat.glance(Review).filter(group_id=group_id, revoked_at=None).exclude(card__title="")
    return show(
        request,
        "library/looks.html",
        place=place,
        flags=[
            (one, choices.Concern(one.concern).label, moment_text(one.at))
            for one in flags.select_related("card").order_by("at")
        ],
        waiting=list(reviews.filter(reviewed_at=None).select_related("card", "first").order_by("asked_at")),
        current=[
            (one, moment_text(one.expires_at) if one.expires_at else "")
            for one in reviews.filter(expires_at__gt=now()).select_related("card").order_by("expires_at")
        ],
    )

"""Looking for a service, and the page of one."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from hearten.groups.standing import my_groups
from hearten.kernel.clock import now
from hearten.kernel.pages import day_text, show
from hearten.kernel.seat import Seat
from hearten.members.places import countries
from hearten.resources import showing
from hearten.resources.finding import find
from hearten.resources.forms import FindForm
from hearten.resources.models import Check, Closure, Listing
from hearten.resources.noting import notes_of, together
from hearten.resources.opening import leads_somewhere, readers
from hearten.resources.reading import choices, standing_of
from hearten.resources.saying import holiday_line, hours_line, week_lines, words_lines, zone_line

_ASKS = ("words", "need", "area", "free", "language", "access", "open", "over")
_MORE = ("language", "access", "over")


@readers
def services(request: HttpRequest, seat: Seat) -> HttpResponse:
    """List the services that fit, those that somebody checked lately first."""
    form = FindForm(request.GET)
    form.is_valid()
    wanted = {name: form.cleaned_data.get(name) or "" for name in _ASKS}
    found = find(seat, form.cleaned_data, now())
    return show(
        request,
        "resources/services.html",
        wanted=wanted,
        found=found,
        filtered=any(wanted.values()),
        more=any(wanted[name] for name in _MORE),
        choices={what: [(one, one) for one in offered] for what, offered in choices(seat).items()},
        link=_links(wanted),
        keeps=bool(seat.standing) or leads_somewhere(seat),
    )


def _links(wanted: dict[str, Any]) -> Any:
    """Return a function that makes the address of this search with something else in it."""
    asked = {name: "on" if value is True else value for name, value in wanted.items() if value}
    return lambda **more: f"?{urlencode(asked | more)}"


@readers
def service(request: HttpRequest, seat: Seat, *, listing_id: UUID) -> HttpResponse:
    """Show one service: what happens when you call, what it costs, when it is open, and how sure one can be of it."""
    listing, moment = seat.find(Listing, listing_id), now()
    stands = standing_of(seat, listing_id)
    checks = list(seat.glance(Check).filter(listing_id=listing_id).order_by("-on", "-at")[:5])
    notes = notes_of(seat, listing_id) if seat.signed_in else []
    closure = seat.glance(Closure).filter(listing_id=listing_id, ended_at=None).first()
    return show(
        request,
        "resources/service.html",
        listing=listing,
        sites=[_site(one, moment) for one in showing.sites_of(listing, moment)],
        places=[(showing.place_name(one), showing.address_lines(one), one) for one in listing.places],
        costs=showing.costs_of(listing),
        cost=showing.cost_line(listing),
        languages=showing.names(listing.languages, "name", "code"),
        needs=showing.names(listing.needs, "name"),
        areas=showing.names(listing.areas, "name", "city", "region", "state", "country"),
        age=_age(listing),
        show=showing,
        fresh=showing.fresh(None, stands.checked_on, moment.date()),
        checks=[(one, day_text(one.on)) for one in checks],
        right_now=_corrections(checks),
        closure=closure,
        shut=bool(closure or listing.gone_at) or listing.status != Listing.Status.ACTIVE,
        groups=bool(my_groups(seat)),
        people=stands.people,
        accounts=notes,
        together=together(notes),
        keeps=bool(seat.standing) or leads_somewhere(seat),
        country_name=dict(countries()).get,
        gone=day_text(listing.gone_at.date()) if listing.gone_at else "",
        assured=day_text(listing.assured_on) if listing.assured_on else "",
    )


def _site(site: showing.Site, moment: Any) -> dict[str, Any]:
    hours = site.hours
    return {
        "name": showing.place_name(site.place) if site.place else "",
        "state": hours.state,
        "line": hours_line(hours, moment),
        "building": site.building,
        "holiday": holiday_line(hours),
        "zone": zone_line(hours),
        "week": week_lines(hours.week, hours),
        "words": words_lines(hours),
    }


def _corrections(checks: list[Check]) -> list[tuple[Check, str]]:
    """Return what is different from the record, by whoever made sure last; a later "right" takes it back."""
    latest = next((one for one in checks if one.found != Check.Found.CLOSED), None)
    return [(latest, day_text(latest.on))] if latest and latest.found == Check.Found.CHANGED else []


def _age(listing: Listing) -> tuple[str, str]:
    """Return the youngest and the oldest age, as short as they can be said; "" where it is open."""
    ages = (listing.minimum_age, listing.maximum_age)
    youngest, oldest = (f"{age:g}" if age is not None else "" for age in ages)
    return youngest, oldest

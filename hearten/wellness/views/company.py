"""Company: one's people, "I need company", and being there for somebody."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from hearten.kernel.clock import now
from hearten.kernel.door import Knock, door
from hearten.kernel.pages import show, url
from hearten.kernel.seat import Seat
from hearten.messages.reading import contact_of
from hearten.safety.actions import last_calls
from hearten.safety.beside import own_country
from hearten.safety.lines import country_for
from hearten.safety.looking import cover_of
from hearten.safety.rules import ON_TOP, shown_lines
from hearten.wellness import reading_company as reading
from hearten.wellness import rules
from hearten.wellness.actions import company as actions
from hearten.wellness.forms import NothingForm
from hearten.wellness.models import Call


@door(Knock.MEMBER)
def company(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Show whom one can ask, who asks oneself, and whether one has room. Help now stands beside it."""
    named, moment = reading.named(seat), now()
    last = reading.last_call(seat)
    running = last if last and rules.state_of(last, moment) in ("waits", "long") else None
    page: dict[str, Any] = {
        "named": named,
        "who_named_me": reading.who_named_me(seat),
        "could_name": reading.could_name(seat, named) if len(named) < rules.MOST_PEERS else [],
        "room": reading.room_of(seat),
        "rooms": rules.ROOMS,
        "running": running,
        "may_ask": reading.may_ask(seat, moment),
        "contact": contact_of(seat),
        "most": rules.MOST_PEERS,
    }
    return show(request, "wellness/company.html", here="you", **page)


@door(Knock.MEMBER, form=NothingForm, methods=("POST",))
def calls(request: HttpRequest, seat: Seat, *, form: NothingForm) -> HttpResponse:
    """Say "I need company"."""
    return HttpResponseRedirect(url("wellness:call", actions.ask(seat)))


@door(Knock.MEMBER)
def call(request: HttpRequest, seat: Seat, *, call_id: UUID) -> HttpResponse:
    """Show whether somebody came. After ten minutes lines and who is on duty stand first."""
    found = seat.find(Call, call_id, member_id=seat.me)
    moment = now()
    page: dict[str, Any] = {"call": found, "state": rules.state_of(found, moment), "cover": cover_of(seat, None)}
    return show(request, "wellness/call.html", here="you", **page, **_lines(seat, moment))


def _lines(seat: Seat, moment: Any) -> dict[str, Any]:
    country = country_for("", own_country(seat))
    lines = shown_lines(country, last_calls(seat), moment.date())[:ON_TOP] if country else []
    return {"country": country, "lines": lines}


@door(Knock.MEMBER, form=NothingForm, methods=("POST",))
def call_end(request: HttpRequest, seat: Seat, *, call_id: UUID, form: NothingForm) -> HttpResponse:
    """Need no company any more."""
    actions.end_call(seat, seat.find(Call, call_id, member_id=seat.me))
    return HttpResponseRedirect(url("wellness:call", call_id))


@door(Knock.MEMBER, form=NothingForm)
def asked(request: HttpRequest, seat: Seat, *, call_id: UUID, form: NothingForm) -> HttpResponse:
    """Say that somebody asks, and be there for them with one press; or leave it, which nobody sees."""
    found = reading.asked(seat, call_id)
    if form.is_bound:
        return HttpResponseRedirect(url("messages:talk", actions.be_there(seat, call_id)))
    return show(request, "wellness/asked.html", here="you", asked=found, call_id=call_id)

"""Taking a card, one card by its address, one's own in one place, and taking one back."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from hearten.encouragement import actions, reading, rules
from hearten.encouragement.forms import NothingForm
from hearten.groups.standing import my_groups, place_in
from hearten.kernel.door import Knock, door
from hearten.kernel.pages import leave_note, show, url
from hearten.kernel.seat import Seat
from hearten.safety.beside import asked_for

LAST = "card_seen"  # in the session, and nowhere else: it goes with signing out


@door(Knock.MEMBER)
def take(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Show one card by chance. Which one was the last is known to this session alone; nobody learns who took one."""
    drawn = reading.draw(seat, _last(request))
    if drawn is not None:
        request.session[LAST] = str(drawn.id)
    groups = [] if drawn else my_groups(seat)
    return show(request, "encouragement/take.html", here="you", card=drawn, groups=groups)


def _last(request: HttpRequest) -> UUID | None:
    kept = request.session.get(LAST)
    return UUID(kept) if kept else None


@door(Knock.MEMBER)
def card(request: HttpRequest, seat: Seat, *, card_id: UUID) -> HttpResponse:
    """Show one card, with what this reader can do with it; to its writer with the panel, where that is due."""
    found = reading.card(seat, card_id)
    page: dict[str, Any] = {
        "card": found,
        "panel": asked_for(seat, request.GET, actions.KIND),
        "inside": place_in(seat, found.group_id) is not None,
    }
    return show(request, "encouragement/card.html", here="you", **page)


@door(Knock.MEMBER)
def mine(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Show the cards that one wrote. How often one was drawn is counted nowhere."""
    return show(request, "encouragement/mine.html", here="you", cards=reading.mine(seat))


@door(Knock.MEMBER, form=NothingForm)
def removal(request: HttpRequest, seat: Seat, *, card_id: UUID, form: NothingForm) -> HttpResponse:
    """Take one's own card back."""
    found = reading.own(seat, card_id)
    rules.may_take_back(found.removed).or_refuse()
    if form.is_bound:
        actions.take_back(seat, found.row)
        leave_note(request, _("Taken back. It is on nobody’s shelf any more either."))
        return HttpResponseRedirect(url("encouragement:mine"))
    return show(request, "encouragement/removal.html", here="you", card=found)

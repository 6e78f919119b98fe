"""What one offers, by group; what may fit; and the two buttons: no suggestions, and time now."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from hearten.answering.queue import helps_in, waiting_for
from hearten.kernel.clock import now
from hearten.kernel.door import Knock, door
from hearten.kernel.pages import leave_note, show, url
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Unseen
from hearten.offers import actions, reading
from hearten.offers.fitting import A_DAY, A_WEEK, Met, Offered, pause
from hearten.offers.forms import NUMBERS, NothingForm, OfferForm
from hearten.offers.suggesting import MANY, suggestions
from hearten.offers.wording import LIKES, tag_text


@door(Knock.MEMBER)
def mine(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Show what one offers in each group, and the two buttons. Only its member reads it."""
    helps = reading.places(seat)
    kept = {row.group_id: row for row in reading.kept(seat)}
    inside = {place.group_id for place in helps}
    page: dict[str, Any] = {
        "groups": [(place.group_id, place.title, _said(kept.get(place.group_id))) for place in helps],
        "former": [(row.group_id, row.group.title) for row in kept.values() if row.group_id not in inside],
        "wanted": not reading.wants_none(seat),
        "until": reading.time_until(seat),
    }
    return show(request, "offers/mine.html", here="you", **page)


def _said(row: Any) -> dict[str, Any] | None:
    """Return an offer as the list says it, or None where there is none."""
    if row is None:
        return None
    offer = reading.told(row)
    likes = [LIKES[one]() for one in sorted(offer.wants)] + ([LIKES[reading.WELCOME]()] if offer.welcomes else [])
    rests = offer.resting_until if pause(offer, Met(), localtime(now())) == "resting" else None
    return {"lived": [tag_text(tag) for tag in sorted(offer.lived)], "likes": likes, "offer": offer, "rests": rests}


@door(Knock.MEMBER, form=OfferForm)
def offer(request: HttpRequest, seat: Seat, *, group_id: UUID, form: OfferForm) -> HttpResponse:
    """Say what one lived through and likes to do in one group, and how much."""
    place = reading.place_of_helper(seat, group_id)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        often = said["a_day"] or A_DAY, said["a_week"] or A_WEEK
        actions.say(seat, place, said["lived"], said["wants"], *often, said["resting_until"])
        leave_note(request, _("Kept. Only you can read it, and you can change it or take it back at any time."))
        return HttpResponseRedirect(url("offers:mine"))
    row = reading.offer_in(seat, group_id)
    page: dict[str, Any] = {
        "place": place,
        "kept": row is not None,
        "tags": reading.tags(reading.topics_of(seat, group_id)),
        "likes": reading.wants(),
        "numbers": NUMBERS,
        "given": _filled(request) if form.is_bound else _begun(reading.told(row)),
        "errors": form.errors,
    }
    return show(request, "offers/offer.html", status=422 if form.is_bound else 200, here="you", **page)


def _filled(request: HttpRequest) -> dict[str, Any]:
    lists = {name: request.POST.getlist(name) for name in ("lived", "wants")}
    return lists | {name: request.POST.get(name, "") for name in ("a_day", "a_week", "resting_until")}


def _begun(said: Offered) -> dict[str, Any]:
    return {
        "lived": sorted(said.lived),
        "wants": sorted(said.wants) + ([reading.WELCOME] if said.welcomes else []),
        "a_day": said.a_day,
        "a_week": said.a_week,
        "resting_until": said.resting_until.isoformat() if said.resting_until else "",
    }


@door(Knock.MEMBER, form=NothingForm, methods=("POST",))
def removal(request: HttpRequest, seat: Seat, *, group_id: UUID, form: NothingForm) -> HttpResponse:
    """Take back what one offers in a group, also where one does not help any more."""
    if reading.offer_in(seat, group_id) is None:
        raise Unseen
    actions.forget(seat, group_id)
    leave_note(request, _("Taken back. It is kept nowhere any more."))
    return HttpResponseRedirect(url("offers:mine"))


@door(Knock.MEMBER)
def fitting(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Show what may fit, further than above the queue; with `?anyway=1` also while one rests or met enough."""
    _helps_or_unseen(seat)
    anyway = request.GET.get("anyway") == "1"
    found = suggestions(seat, waiting_for(seat), MANY, anyway=anyway)
    return show(request, "offers/fitting.html", here="you", shown=found, anyway=anyway)


def _helps_or_unseen(seat: Seat) -> None:
    if not helps_in(seat):
        raise Unseen


@door(Knock.MEMBER, form=NothingForm, methods=("POST",))
def no_suggestions(request: HttpRequest, seat: Seat, *, form: NothingForm) -> HttpResponse:
    """Want no suggestions, from this tap on."""
    actions.want_none(seat)
    leave_note(request, _("You see no suggestions any more. Nobody is told, and you help as before."))
    return HttpResponseRedirect(url("offers:mine"))


@door(Knock.MEMBER, form=NothingForm, methods=("POST",))
def suggestions_again(request: HttpRequest, seat: Seat, *, form: NothingForm) -> HttpResponse:
    """Want suggestions again. What one offers was kept."""
    actions.want_again(seat)
    leave_note(request, _("You see again what may fit you."))
    return HttpResponseRedirect(url("offers:mine"))


@door(Knock.MEMBER, form=NothingForm, methods=("POST",))
def time_now(request: HttpRequest, seat: Seat, *, form: NothingForm) -> HttpResponse:
    """Have time now, for two hours. Nobody else is shown it."""
    _helps_or_unseen(seat)
    actions.have_time(seat)
    return HttpResponseRedirect(url("offers:fitting"))


@door(Knock.MEMBER, form=NothingForm, methods=("POST",))
def time_over(request: HttpRequest, seat: Seat, *, form: NothingForm) -> HttpResponse:
    """Have no time any more."""
    actions.have_no_time(seat)
    leave_note(request, _("Good. Thank you for the time that you gave."))
    return HttpResponseRedirect(url("offers:mine"))

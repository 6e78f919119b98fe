"""For those who look after the directory: what waits to be checked, and writing down what one found out."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from hearten.groups.notes import MEDICINES, NO_GROUP, notes_on
from hearten.kernel.clock import now
from hearten.kernel.door import Knock, door
from hearten.kernel.pages import leave_note, show, url
from hearten.kernel.seat import Seat
from hearten.resources import showing
from hearten.resources.actions import checks as doing
from hearten.resources.forms import CheckForm, NothingForm
from hearten.resources.models import Check, Closure, Listing
from hearten.resources.opening import keeper_or_unseen
from hearten.resources.reading import queue as waiting_for_a_check
from hearten.resources.views.reports import said_in


@door(Knock.MEMBER)
def queue(request: HttpRequest, seat: Seat) -> HttpResponse:
    """List what waits: reported first, then what was checked longest ago."""
    keeper_or_unseen(seat)
    today = now().date()
    rows = [
        (one, showing.fresh(None, one.checked_on, today))
        for one in waiting_for_a_check(seat, showing.stale_since(today))
    ]
    return show(
        request,
        "resources/queue.html",
        reported=[row for row in rows if row[0].people],
        stale=[row for row in rows if not row[0].people],
    )


@door(Knock.MEMBER, form=NothingForm)
def check(request: HttpRequest, seat: Seat, *, listing_id: UUID, form: NothingForm) -> HttpResponse:
    """Write down what one found out about a service, and answer who reported it."""
    keeper = keeper_or_unseen(seat)
    listing = seat.find(Listing, listing_id)
    reports = doing.waiting(seat, listing_id)
    ids = [str(one.id) for one in reports]
    filled = CheckForm(request.POST if form.is_bound else None, waiting=ids)
    if not (form.is_bound and filled.is_valid()):
        return _page(request, seat, keeper, listing, filled, reports)
    said = filled.cleaned_data
    if noted := _notes(seat, said):
        return _page(request, seat, keeper, listing, filled, reports, **noted)
    made = doing.check(seat, keeper, listing, said)
    leave_note(request, _thanks(made, len(said["reports"])))
    return HttpResponseRedirect(url("resources:service", listing_id))


def _notes(seat: Seat, said: dict[str, Any]) -> dict[str, Any]:
    """Return the notes on what everybody reads beside an entry, and on an answer. A number or an address of a service
    is what one writes there, so nothing is noted about those."""
    words = "\n".join((said["words"], said["answer"]))
    return notes_on(seat, NO_GROUP, words, said["fine"], MEDICINES, without=("own", "others"), nothing_holds_it=True)


def _thanks(made: Check, answered: int) -> str:
    if made.found == Check.Found.CLOSED:
        said = _("Written down. The page says that it is closed, who found out, and why.")
    else:
        said = _("Written down. The page says that it was checked, and by whom.")
    return f"{said} {_('Who reported it gets your answer.')}" if answered else said


def _page(
    request: HttpRequest, seat: Seat, keeper: doing.Keeper, listing: Listing, form: CheckForm, reports: Any, **also: Any
) -> HttpResponse:
    return show(
        request,
        "resources/check.html",
        status=422 if form.is_bound else 200,
        listing=listing,
        form=form,
        reports=[(one, said_in(one)) for one in reports],
        chosen=request.POST.getlist("reports") if form.is_bound else [str(one.id) for one in reports],
        founds=Check.Found.choices,
        hows=Check.How.choices,
        today=now().date().isoformat(),
        keeper=keeper,
        closure=seat.glance(Closure).filter(listing_id=listing.id, ended_at=None).first(),
        phones=[(str(one.get("number", "")), showing.dial(str(one.get("number", "")))) for one in listing.phones],
        web=showing.web(listing.url),
        **also,
    )


@door(Knock.MEMBER, form=NothingForm, methods=("POST",))
def reopening(request: HttpRequest, seat: Seat, *, listing_id: UUID, form: NothingForm) -> HttpResponse:
    """Take back that a service is closed here."""
    keeper = keeper_or_unseen(seat)
    doing.reopen(seat, keeper, seat.find(Listing, listing_id).id)
    leave_note(request, _("Taken back. The page does not say any more that it is closed."))
    return HttpResponseRedirect(url("resources:service", listing_id))

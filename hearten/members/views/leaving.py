"""A copy of everything, a break, and leaving for good."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hearten.kernel.clock import now
from hearten.kernel.door import Knock, door
from hearten.kernel.pages import leave_note, show
from hearten.kernel.seat import Seat
from hearten.members import breaks, rules
from hearten.members.actions import entering, leaving
from hearten.members.forgetting import forgetting
from hearten.members.forms import BreakForm, LeaveForGoodForm
from hearten.members.models import Export
from hearten.members.rights import before_leaving
from hearten.members.views.confirming import asked_to_confirm
from hearten.members.views.you import changed


@door(Knock.MEMBER, methods=("GET", "POST"))
def export(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Ask for a copy of everything that is one's own, and find it here when it is ready."""
    if asked := asked_to_confirm(request):
        return asked
    if request.method == "POST":
        leaving.ask_for_export(seat)
        leave_note(request, _("We are putting your copy together. You are told when it is ready."))
        return HttpResponseRedirect(reverse("members:export"))
    latest = leaving.latest_export(seat)
    ready = latest is not None and bool(rules.may_fetch(latest.expires_at, now()))
    may_ask = rules.may_export(latest.asked_at if latest else None, now())
    return show(request, "members/you_export.html", latest=latest, ready=ready, may_ask=may_ask, here="you")


@door(Knock.MEMBER)
def export_file(request: HttpRequest, seat: Seat, key: UUID) -> HttpResponse:
    """Hand out a copy to the member whose it is, for a day."""
    if asked := asked_to_confirm(request):
        return asked
    answer = HttpResponse(leaving.fetch(seat.find(Export, key)), content_type="application/zip")
    answer.headers["Content-Disposition"] = 'attachment; filename="my-copy.zip"'
    return answer


@door(Knock.MEMBER, form=BreakForm)
def time_away(request: HttpRequest, seat: Seat, *, form: BreakForm) -> HttpResponse:
    """Be away for a while, or see that one is."""
    if form.is_valid():
        entering.note_break(request, breaks.begin(seat, form.cleaned_data["length"]))
        return changed(request, _("Your break has begun. Nobody is told. Come back whenever you like."))
    status, away = 422 if form.errors else 200, breaks.running(seat)
    until = date_format(away.until, "j M Y") if away and away.until else ""
    return show(request, "members/you_break.html", status=status, form=form, away=away, until=until, here="you")


@door(Knock.MEMBER, methods=("POST",))
def back_again(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Be back."""
    breaks.end(seat)
    entering.note_break(request, None)
    leave_note(request, _("Good to have you here. Nobody was told that you were away."))
    return HttpResponseRedirect(reverse("home:home"))


@door(Knock.MEMBER, form=LeaveForGoodForm)
def leave_for_good(request: HttpRequest, seat: Seat, *, form: LeaveForGoodForm) -> HttpResponse:
    """Be forgotten here: at once, or after three days to think."""
    if asked := asked_to_confirm(request):
        return asked
    if form.is_valid():
        how = form.cleaned_data["how"]
        return _later(request, seat, how) if form.cleaned_data["when"] == "later" else _now(request, seat, how)
    return show(
        request,
        "members/you_leave.html",
        status=422 if form.errors else 200,
        form=form,
        before=before_leaving(seat),
        may_go=rules.may_leave_for_good(leaving.is_only_operator(seat)),
        departure=leaving.departure_of(seat),
        here="you",
    )


def _later(request: HttpRequest, seat: Seat, how: str) -> HttpResponse:
    leaving.leave_later(seat, how)
    leave_note(request, _("You are forgotten here in 72 hours. Until then nothing changes, and you can take it back."))
    return HttpResponseRedirect(reverse("members:leave_for_good"))


def _now(request: HttpRequest, seat: Seat, how: str) -> HttpResponse:
    leaving.leave_now(seat, how)
    entering.leave(request, seat)
    leave_note(request, _("You are forgotten here, and signed out everywhere. Thank you for having been with us."))
    return forgetting(HttpResponseRedirect(reverse("home:home")))


@door(Knock.MEMBER, methods=("POST",))
def stay(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Take the wish to leave back."""
    leaving.stay(seat)
    return changed(request, _("You stay. Nothing of yours has changed."))

"""The wellness plan: reading it (and printing it), changing it, removing it."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hearten.kernel.door import Knock, door
from hearten.kernel.pages import leave_note, show, url
from hearten.kernel.seat import Seat
from hearten.safety.two_places import seen_in
from hearten.wellness import reading
from hearten.wellness.actions import plan as actions
from hearten.wellness.forms import NothingForm, PlanForm
from hearten.wellness.models import EVERY
from hearten.wellness.parts import NAMES, PLAN


@door(Knock.MEMBER)
def plan(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Show one's own plan as one reads it, and how often one is asked."""
    words = reading.plan_words(seat)
    asking, coming = reading.asking_of(seat)
    opened = request.GET.get("part", "")
    page: dict[str, Any] = {
        "words": words,
        "parts": PLAN,
        "asking": asking,
        "next_look": coming,
        "every_few": _every_few(),
    }
    page |= {"opened": opened if opened in NAMES else "", "empty_plan": not any(words.values())}
    return show(request, "wellness/plan.html", here="you", **page)


@door(Knock.MEMBER, form=PlanForm)
def edit(request: HttpRequest, seat: Seat, *, form: PlanForm) -> HttpResponse:
    """Fill in one's own plan, or change it."""
    if form.is_bound and form.is_valid():
        if actions.change(seat, form.cleaned_data, request.POST):
            leave_note(
                request, _("A part was changed elsewhere meanwhile. Both versions are kept. Choose which stays.")
            )
            return HttpResponseRedirect(url("wellness:versions"))
        leave_note(request, _("Your plan is kept. Only you see it."))
        return HttpResponseRedirect(url("wellness:plan"))
    words = reading.plan_words(seat)
    given = request.POST if form.is_bound else words | seen_in(words, NAMES)
    page = {"parts": PLAN, "given": given, "errors": form.errors}
    return show(request, "wellness/plan_edit.html", status=422 if form.is_bound else 200, here="you", **page)


@door(Knock.MEMBER, form=NothingForm)
def removal(request: HttpRequest, seat: Seat, *, form: NothingForm) -> HttpResponse:
    """Remove one's own plan."""
    if form.is_bound:
        actions.remove(seat)
        leave_note(request, _("Your plan is removed, and you are not asked about it any more."))
        return HttpResponseRedirect(url("wellness:plan"))
    return show(request, "wellness/plan_removal.html", here="you")


def _every_few() -> list[tuple[int, str]]:
    return [(days, ngettext("Every day", "Every %(n)d days", days) % {"n": days}) for days in EVERY]

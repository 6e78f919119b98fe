"""Coming back: wanting a note, what changed while one was away, and writing a note for somebody else."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hearten.kernel.door import Knock, Later, door
from hearten.kernel.pages import leave_note, show, url
from hearten.kernel.seat import Seat
from hearten.plans.calendar import today
from hearten.plans.days.reading import shown
from hearten.plans.doing.reading import of_today
from hearten.plans.fields import NothingForm
from hearten.plans.returns import actions
from hearten.plans.returns.forms import NoteForm, WishForm
from hearten.safety.first_look import looked_at, wake


@door(Knock.MEMBER, form=WishForm)
def wish(request: HttpRequest, seat: Seat, *, form: WishForm) -> HttpResponse:
    """Choose whether somebody is asked for a note after some days away, and who."""
    if form.is_bound and form.is_valid():
        actions.want(seat, form.cleaned_data["person"], form.cleaned_data["days"])
        leave_note(request, _("It is so from today. You can end it at any time."))
        return HttpResponseRedirect(url("plans:return_wish"))
    page = {
        "wish": actions.wish_of(seat),
        "people": [(str(key), f"{name} ({group})") for key, name, group in actions.who_can_be_asked(seat)],
        "lengths": [(str(days), ngettext("%(n)d day", "%(n)d days", days) % {"n": days}) for days in actions.DAYS],
        "given": request.POST if form.is_bound else {"days": "14"},
        "errors": form.errors,
    }
    return show(request, "plans/return_wish.html", status=422 if form.is_bound else 200, here="you", **page)


@door(Knock.MEMBER, form=NothingForm, methods=("POST",))
def wish_end(request: HttpRequest, seat: Seat, *, form: NothingForm) -> HttpResponse:
    """Not want it any more."""
    actions.want_no_more(seat)
    leave_note(request, _("Nobody is asked any more, and the day when you were here last is forgotten."))
    return HttpResponseRedirect(url("plans:return_wish"))


@door(Knock.MEMBER)
def back(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Show what changed for somebody who comes back: notes, what is shown to them, and today."""
    page: dict[str, Any] = {
        "letters": actions.notes_for_me(seat),
        "theirs": shown(seat)[1],
        "today": of_today(seat, today()),
    }
    return show(request, "plans/back.html", here="you", **page)


@door(Knock.MEMBER, form=NoteForm)
def note(request: HttpRequest, seat: Seat, *, note_id: UUID, form: NoteForm) -> HttpResponse | Later:
    """Write a note to somebody who wanted one."""
    found, name = actions.asked_of_me(seat, note_id)
    if form.is_bound and form.is_valid():
        actions.write(seat, found, form.cleaned_data["words"])
        leave_note(request, _("Kept for them. They find it when they are here."))
        to = HttpResponseRedirect(url("plans:return_note", found.id))
        return looked_at(actions.NOTE, found.id, form.cleaned_data["words"], to)
    wake()
    page = {"asked": found, "name": name, "given": request.POST, "errors": form.errors}
    return show(request, "plans/return_note.html", status=422 if form.is_bound else 200, here="you", **page)


@door(Knock.MEMBER, form=NothingForm, methods=("POST",))
def note_no(request: HttpRequest, seat: Seat, *, note_id: UUID, form: NothingForm) -> HttpResponse:
    """Not write one. Nobody is told."""
    actions.decline(seat, actions.asked_of_me(seat, note_id)[0])
    leave_note(request, _("That is fine. Nobody is told."))
    return HttpResponseRedirect(url("plans:plan"))

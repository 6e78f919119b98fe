"""Being asked every few days how it is, and the part of the plan that opens with the answer."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from hearten.kernel.clock import now
from hearten.kernel.door import Knock, door
from hearten.kernel.pages import leave_note, show, url
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Refused
from hearten.wellness import reading, rules
from hearten.wellness.actions import plan as actions
from hearten.wellness.forms import EveryForm, LookForm, NothingForm
from hearten.wellness.models import Look, Said
from hearten.wellness.parts import OPENS, PLAN


@door(Knock.MEMBER, form=EveryForm, methods=("POST",))
def every(request: HttpRequest, seat: Seat, *, form: EveryForm) -> HttpResponse:
    """Be asked every so many days."""
    if not form.is_valid():
        raise Refused(str(form.errors["every"][0]), url("wellness:plan"), _("My wellness plan"))
    actions.ask_every(seat, form.cleaned_data["every"])
    leave_note(request, _("You will be asked. The notice of it says nothing about what it is."))
    return HttpResponseRedirect(url("wellness:plan"))


@door(Knock.MEMBER, form=NothingForm, methods=("POST",))
def end(request: HttpRequest, seat: Seat, *, form: NothingForm) -> HttpResponse:
    """Be asked no more."""
    actions.ask_no_more(seat)
    leave_note(request, _("You are not asked any more."))
    return HttpResponseRedirect(url("wellness:plan"))


@door(Knock.MEMBER, form=LookForm)
def look(request: HttpRequest, seat: Seat, *, look_id: UUID, form: LookForm) -> HttpResponse:
    """Ask in one tap, and open the plan where it fits."""
    found = seat.find(Look, look_id, member_id=seat.me)
    if form.is_valid():
        actions.answer(seat, found, form.cleaned_data["answer"])
        return HttpResponseRedirect(url("wellness:look", found.id))
    part = OPENS.get(Said(found.answer), "") if found.answer else ""
    words = reading.plan_words(seat)
    page = {
        "look": found,
        "may_say": rules.may_say(found, now()),
        "answers": Said.choices,
        "errors": form.errors,
        "part": part,
        "opened": [
            (label, words[name])
            for name, label, _hint in PLAN
            if part and name in (part, part.removesuffix("_do")) and words.get(name)
        ],
        "hard": found.answer in (Said.SIGNS, Said.BAD, Said.TRIGGER),
        "bad": found.answer == Said.BAD,
    }
    return show(request, "wellness/look.html", status=422 if form.is_bound else 200, here="you", **page)

"""What I am trying: taking a card along, the list, a question after a while, and stopping."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from hearten.kernel.clock import now
from hearten.kernel.door import Knock, door
from hearten.kernel.pages import leave_note, show, url
from hearten.kernel.seat import Seat
from hearten.library import reading_trying as reading
from hearten.library import rules_trying as rules
from hearten.library.actions import trying as actions
from hearten.library.forms_trying import LONGEST, AnswerForm, BeginForm, NothingForm, StopForm
from hearten.library.models import CheckBack
from hearten.library.models.trying import Said


@door(Knock.MEMBER, form=BeginForm)
def begin(request: HttpRequest, seat: Seat, *, card_id: UUID, form: BeginForm) -> HttpResponse:
    """Say what trying a card means and who sees it, and begin."""
    card, place = reading.card_to_try(seat, card_id)
    rules.may_try(place, card.title).or_refuse()
    if form.is_valid():
        actions.begin(seat, card, form.cleaned_data["words"])
        leave_note(request, _("It is on your list. Only you see that."))
        return HttpResponseRedirect(url("library:trying"))
    page = {"card": card, "running": reading.running(seat, card.id), "longest": LONGEST, "errors": form.errors}
    words, status = request.POST.get("words", ""), 422 if form.is_bound else 200
    return show(request, "library/try.html", status=status, here="groups", words=words, **page)


@door(Knock.MEMBER)
def listed(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Show what the member tries now, and what they tried before."""
    held, moment = reading.mine(seat), now()
    now_running = [one for one in held if one.trying.ended_at is None]
    before = [one for one in held if one.trying.ended_at is not None]
    return show(request, "library/trying.html", here="you", running=now_running, before=before, moment_now=moment)


@door(Knock.MEMBER, form=StopForm)
def end(request: HttpRequest, seat: Seat, *, trying_id: UUID, form: StopForm) -> HttpResponse:
    """End one, in one's own way."""
    held = reading.one(seat, trying_id)
    rules.may_stop(held.trying).or_refuse()
    if form.is_valid():
        actions.stop(seat, held.trying, form.cleaned_data["how"])
        again = _("It is off your list. You can take the card along again whenever you like.")
        leave_note(request, again if held.card_there else _("It is off your list."))
        return HttpResponseRedirect(url("library:trying"))
    page = {"held": held, "ways": rules.ways_to_end(held.card_there), "errors": form.errors}
    given = request.POST.get("how", "")
    return show(request, "library/try_end.html", status=422 if form.is_bound else 200, here="you", given=given, **page)


@door(Knock.MEMBER, form=NothingForm, methods=("POST",))
def quiet(request: HttpRequest, seat: Seat, *, trying_id: UUID, form: NothingForm) -> HttpResponse:
    """Be asked nothing more about one of them, which goes on."""
    held = reading.one(seat, trying_id)
    actions.ask_no_more(seat, held.trying)
    leave_note(request, _("You are not asked about this any more. It stays on your list."))
    return HttpResponseRedirect(url("library:trying"))


@door(Knock.MEMBER, form=AnswerForm)
def check_back(request: HttpRequest, seat: Seat, *, check_id: UUID, form: AnswerForm) -> HttpResponse:
    """Ask in one tap, and then offer to tell others."""
    check = seat.find(CheckBack, check_id)
    if form.is_valid():
        actions.answer(seat, check, form.cleaned_data["answer"])
        return HttpResponseRedirect(url("library:check_back", check.id))
    return _asked(request, seat, check, form.errors, 422 if form.is_bound else 200)


def _asked(request: HttpRequest, seat: Seat, check: CheckBack, errors: Any, status: int) -> HttpResponse:
    held, moment = reading.one(seat, check.trying_id), now()
    can_tell = bool(check.answer) and reading.can_tell(seat, held)
    page = {
        "held": held,
        "check": check,
        "said": Said(check.answer).label if check.answer else "",
        "may_answer": rules.may_answer(check, moment),
        "answers": Said.choices,
        "tell_url": _telling(held.trying.card_id, check.days) if can_tell else "",
        "next_at": held.next_after(moment),
        "errors": errors,
    }
    return show(request, "library/try_check.html", status=status, here="you", **page)


def _telling(card_id: UUID, days: int) -> str:
    """Return the way to the form of a report, with the stretch of life that it begins with, and nothing else."""
    context = rules.CONTEXT_OF.get(days, "")
    return url("library:tried", card_id) + (f"?context={context}" if context else "")

"""Practising in writing with one person: the switch, asking, answering, turns, stopping, and reporting."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from hearten.care import moderated, rules, telling
from hearten.care import reading_practice as reading
from hearten.care import reading_visits as visits
from hearten.care.actions import practice as actions
from hearten.care.choices import Role, Situation
from hearten.care.forms_routine import NothingForm
from hearten.care.forms_saying import ABOUT, AnswerForm, AskForm, ReportForm, SwitchForm, TurnForm
from hearten.groups.contact import is_closed_to
from hearten.kernel.clock import now
from hearten.kernel.door import Knock, Later, door
from hearten.kernel.pages import leave_note, show, url
from hearten.kernel.seat import Seat
from hearten.kernel.sending import fresh_client_id
from hearten.safety import first_look
from hearten.safety.beside import asked_for
from hearten.safety.first_look import looked_at


@door(Knock.MEMBER)
def practices(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Say what practising is and who sees what; show the switch, and one's own practices."""
    moment = now()
    page: dict[str, Any] = {
        "willing": reading.willing_of(seat),
        "may_be_alone": rules.may_be_alone(is_closed_to(seat)),
        "held": [(one, rules.state_of(one, moment)) for one in reading.practices(seat)],
    }
    return show(request, "care/practices.html", here="you", **page)


@door(Knock.MEMBER, form=SwitchForm, methods=("POST",))
def willing(request: HttpRequest, seat: Seat, *, form: SwitchForm) -> HttpResponse:
    """Switch being asked on or off."""
    on = form.is_valid() and form.cleaned_data["on"] == "yes"
    (actions.switch_on if on else actions.switch_off)(seat)
    leave_note(request, _("People of your groups can ask you now.") if on else _("Nobody can ask you any more."))
    return HttpResponseRedirect(url("care:practices"))


@door(Knock.MEMBER, form=AskForm)
def ask(request: HttpRequest, seat: Seat, *, form: AskForm) -> HttpResponse:
    """Ask one person of a group to practise. An ask holds no words."""
    rules.may_be_alone(is_closed_to(seat)).or_refuse()
    if form.is_valid():
        said = form.cleaned_data
        made = actions.ask(seat, said["place"], said["situation"], said["role"])
        leave_note(request, _("Asked. They answer when they like, and owe nobody an answer."))
        return HttpResponseRedirect(url("care:practice", made))
    page = {
        "can": reading.who_can_be_asked(seat),
        "situations": Situation.choices,
        "roles": Role.choices,
        "given": request.POST if form.is_bound else {"role": Role.SPEAKS.value},
        "errors": form.errors,
    }
    return show(request, "care/practice_ask.html", status=422 if form.is_bound else 200, here="you", **page)


@door(Knock.MEMBER)
def practice(request: HttpRequest, seat: Seat, *, practice_id: UUID) -> HttpResponse:
    """Show one practice, or an ask."""
    held = reading.practice(seat, practice_id)
    telling.heard(seat, actions.KIND, held.id)
    first_look.wake()
    return _page(request, seat, held, {"client_id": fresh_client_id()}, {}, 200)


def _page(request: HttpRequest, seat: Seat, held: reading.Held, given: Any, errors: Any, status: int) -> HttpResponse:
    page = {
        "held": held,
        "state": rules.state_of(held, now()),
        "turns": reading.turns(seat, held.id),
        "panel": asked_for(seat, request.GET, actions.TURN),
        "statements": visits.statements(seat) if held.turn and held.my_role == Role.SPEAKS else [],
        "given": given,
        "errors": errors,
    }
    return show(request, "care/practice.html", status=status, here="you", **page)


@door(Knock.MEMBER, form=TurnForm, methods=("POST",))
def turns(request: HttpRequest, seat: Seat, *, practice_id: UUID, form: TurnForm) -> HttpResponse | Later:
    """Say something in one's turn. Every turn is read for danger."""
    held = reading.practice(seat, practice_id)
    if not form.is_valid():
        return _page(request, seat, held, request.POST, form.errors, 422)
    made = actions.speak(seat, held, form.cleaned_data["client_id"], form.cleaned_data["body"])
    answer = HttpResponseRedirect(f"{url('care:practice', held.id)}#t-{made}")
    return looked_at(actions.TURN, made, form.cleaned_data["body"], answer)


@door(Knock.MEMBER, form=AnswerForm, methods=("POST",))
def answer(request: HttpRequest, seat: Seat, *, practice_id: UUID, form: AnswerForm) -> HttpResponse:
    """Say yes, or leave it for now."""
    held = reading.practice(seat, practice_id)
    if form.is_valid() and form.cleaned_data["how"] == "accept":
        actions.accept(seat, held)
        leave_note(request, _("It begins. It ends by itself after 24 hours, and each of you can stop at any time."))
        return HttpResponseRedirect(url("care:practice", held.id))
    if form.is_valid():
        actions.not_now(seat, held)
        leave_note(request, _("Left for now. They are not told; they see that no answer has come."))
    return HttpResponseRedirect(url("care:practices"))


@door(Knock.MEMBER, form=NothingForm, methods=("POST",))
def end(request: HttpRequest, seat: Seat, *, practice_id: UUID, form: NothingForm) -> HttpResponse:
    """Stop, at any time."""
    held = reading.practice(seat, practice_id)
    actions.stop(seat, held)
    leave_note(request, _("Stopped. What was written goes by itself after seven days."))
    return HttpResponseRedirect(url("care:practices"))


@door(Knock.MEMBER, form=ReportForm)
def report(request: HttpRequest, seat: Seat, *, practice_id: UUID, form: ReportForm) -> HttpResponse:
    """Stop a practice and hand it to those who look after people here."""
    held = reading.practice(seat, practice_id)
    if not form.is_valid():
        given = request.POST if form.is_bound else {"about": ABOUT[0][0], "words": ""}
        page = {"held": held, "choices": ABOUT, "given": given, "errors": form.errors}
        return show(request, "care/practice_report.html", status=422 if form.is_bound else 200, here="you", **page)
    moderated.report(seat, held, form.cleaned_data["about"], form.cleaned_data["words"])
    actions.stop(seat, held)
    leave_note(request, _("Reported, and stopped. Somebody looks at it. The other person does not learn who asked."))
    return HttpResponseRedirect(url("care:practices"))

"""The switch, the list, and asking somebody."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from hearten.kernel.clock import now
from hearten.kernel.door import Knock, door
from hearten.kernel.pages import leave_note, show, url
from hearten.kernel.seat import Seat
from hearten.kernel.sending import fresh_client_id
from hearten.messages import reading, rules
from hearten.messages.actions import contact as switching
from hearten.messages.actions.ask import ask as send_request
from hearten.messages.forms import AskForm, SwitchForm
from hearten.messages.looks import LOOK


@door(Knock.MEMBER, form=SwitchForm)
def contact(request: HttpRequest, seat: Seat, *, form: SwitchForm) -> HttpResponse:
    """Say what private contact is and who sees what, and let the member switch it on or off."""
    if form.is_valid():
        on = form.cleaned_data["on"] == "yes"
        (switching.switch_on if on else switching.switch_off)(seat)
        leave_note(request, _("Private contact is on.") if on else _("Private contact is off."))
        _remember(request, seat)
        return HttpResponseRedirect(url("messages:contact"))
    may_switch_on = rules.may_switch_on(reading.closure_of(seat))
    page = {"since": _remember(request, seat), "may_switch_on": may_switch_on}
    return show(request, "messages/contact.html", here="you", **page)


def _remember(request: HttpRequest, seat: Seat) -> Any:
    """Return since when it is on; keep in this browser's session whether the line above every page shows the way."""
    running = reading.contact_of(seat)
    if running is None:
        request.session.pop(LOOK, None)
        return None
    request.session[LOOK] = "yes"
    return running.since


@door(Knock.MEMBER)
def listed(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Show requests to this member, and conversations, the newest first."""
    moment, since = now(), _remember(request, seat)
    every = [(one, rules.state_of(one, moment)) for one in reading.talks(seat)]
    to_answer = [(one, state) for one, state in every if state == "asked" and not one.i_asked]
    others = [pair for pair in every if pair not in to_answer]
    return show(request, "messages/list.html", here="messages", since=since, to_answer=to_answer, talks=others)


@door(Knock.MEMBER, form=AskForm)
def ask(request: HttpRequest, seat: Seat, *, place_id: UUID, form: AskForm) -> HttpResponse:
    """Write a first message to somebody of a group that both are in."""
    asking = reading.asking(seat, place_id, now(), rules.ASK_AGAIN_AFTER)
    if not form.is_bound:
        return _ask_page(request, asking, {"client_id": fresh_client_id()})
    if not form.is_valid():
        return _ask_page(request, asking, request.POST, form.errors, status=422)
    talk_id = send_request(seat, asking, form.cleaned_data["body"], form.cleaned_data["client_id"])
    leave_note(request, _("Sent. %(name)s decides whether to answer. You see it here.") % {"name": asking.name})
    return HttpResponseRedirect(url("messages:talk", talk_id))


def _ask_page(
    request: HttpRequest, asking: reading.Asking, given: Any, errors: Any = None, status: int = 200
) -> HttpResponse:
    verdict = rules.may_ask(asking, now())
    page = {"asking": asking, "may_ask": verdict, "given": given, "errors": errors or {}}
    return show(request, "messages/ask.html", here="messages", status=status, longest=rules.LONGEST_REQUEST, **page)

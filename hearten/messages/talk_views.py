"""One conversation: reading it, writing in it, answering a request, and the way out."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from hearten.kernel.clock import now
from hearten.kernel.door import Knock, Later, door
from hearten.kernel.pages import leave_note, show, url
from hearten.kernel.seat import Seat
from hearten.kernel.sending import fresh_client_id
from hearten.messages import reading, rules, telling
from hearten.messages.actions import answer as answering
from hearten.messages.actions import end as ending
from hearten.messages.actions.send import send as send_message
from hearten.messages.forms import ABOUT, AnswerForm, EndForm, MessageForm, say_it_without
from hearten.messages.fragments import message_html
from hearten.safety import first_look
from hearten.safety.first_look import looked_at


@door(Knock.MEMBER)
def talk(request: HttpRequest, seat: Seat, *, talk_id: UUID) -> HttpResponse:
    """Show one conversation, or a request."""
    found = reading.talk(seat, talk_id)
    telling.heard(seat, found)
    first_look.wake()
    return _page(request, seat, found, {"client_id": fresh_client_id()})


@door(Knock.MEMBER, form=MessageForm)
def send(request: HttpRequest, seat: Seat, *, talk_id: UUID, form: MessageForm) -> HttpResponse | Later:
    """Write one more message. Opened as a page (a reload after a mistake), it leads back to the conversation."""
    found = reading.talk(seat, talk_id)
    if not form.is_bound:
        return HttpResponseRedirect(url("messages:talk", found.id))
    if form.is_valid() and rules.plain_words_only(found):
        try:
            say_it_without(form.cleaned_data["body"])
        except ValidationError as error:
            form.add_error("body", error)
    if not form.is_valid():
        return _page(request, seat, found, request.POST, form.errors, status=422)
    message = send_message(seat, found, form.cleaned_data["body"], form.cleaned_data["client_id"])
    answer: HttpResponse = HttpResponseRedirect(f"{url('messages:talk', found.id)}#m-{message.id}")
    if request.headers.get("X-Fragment"):
        mine = reading.names(seat, found)[found.my_place_id]
        answer = HttpResponse(message_html(message, mine, found.my_place_id), status=201)
    return looked_at("message", message.id, form.cleaned_data["body"], answer)


def _page(
    request: HttpRequest, seat: Seat, found: reading.Talk, given: Any, errors: Any = None, status: int = 200
) -> HttpResponse:
    moment = now()
    most = 1000 if request.GET.get("earlier") else reading.MOST_ON_A_PAGE
    messages, earlier = reading.messages(seat, found.id, most)
    names, me = reading.names(seat, found), seat.me
    places = [(one, found.my_place_id if one.author_id == me else found.their_place_id) for one in messages]
    return show(
        request,
        "messages/talk.html",
        here="messages",
        status=status,
        talk=found,
        state=rules.state_of(found, moment),
        may_write=rules.may_write(found, moment),
        plain_only=rules.plain_words_only(found),
        messages=[message_html(one, names.get(place, ""), place) for one, place in places],
        earlier=earlier,
        my_name=names.get(found.my_place_id, ""),
        given=given,
        errors=errors or {},
    )


@door(Knock.MEMBER, form=AnswerForm, methods=("POST",))
def answer(request: HttpRequest, seat: Seat, *, talk_id: UUID, form: AnswerForm) -> HttpResponse:
    """Accept a request, or leave it for now."""
    found = reading.talk(seat, talk_id)
    if form.is_valid() and form.cleaned_data["how"] == "accept":
        answering.accept(seat, found)
        leave_note(request, _("Accepted. You can write to each other now."))
        return HttpResponseRedirect(url("messages:talk", found.id))
    if form.is_valid():
        answering.not_now(seat, found)
        leave_note(request, _("Left for now. They are not told; they see that no answer has come yet."))
    return HttpResponseRedirect(url("messages:list"))


@door(Knock.MEMBER, form=EndForm)
def end(request: HttpRequest, seat: Seat, *, talk_id: UUID, form: EndForm) -> HttpResponse:
    """End, block and report: three boxes that are ticked beforehand, and one button."""
    found = reading.talk(seat, talk_id)
    if not form.is_valid():
        ways = request.POST.getlist("ways") if form.is_bound else ["end", "block", "report"]
        status = 422 if form.is_bound else 200
        given = {"words": request.POST.get("words", ""), "about": request.POST.get("about", ABOUT[0][0])}
        page = {"talk": found, "ways": ways, "choices": ABOUT, **given, "errors": form.errors}
        return show(request, "messages/end.html", here="messages", status=status, **page)
    ways, said = form.cleaned_data["ways"], form.cleaned_data
    way = ending.Way("end" in ways, "block" in ways, "report" in ways, said["about"], said["words"])
    ending.take(seat, found, way)
    leave_note(request, _("Done. What was written stays here for you to look at, for a year."))
    return HttpResponseRedirect(url("messages:list"))

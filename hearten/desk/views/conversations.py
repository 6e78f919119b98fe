"""Private conversations that somebody reported or that show signs: opened with a reason that both people see."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from hearten.care import moderated as practices
from hearten.desk.forms import ConfirmForm, EnterForm
from hearten.desk.opening import desk
from hearten.kernel.pages import leave_note, show, url
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Unseen
from hearten.meetings.room import moderated as sessions
from hearten.messages import moderated, reviews
from hearten.plans import reported


@desk()
def conversations(request: HttpRequest, seat: Seat) -> HttpResponse:
    """List what should be looked at: people whose way of asking others shows signs. Codes and counts, no words."""
    waiting = [(one, reviews.sentences(one)) for one in reviews.waiting(seat)]
    return show(request, "desk/conversations.html", waiting=waiting)


@desk(form=EnterForm)
def conversation(request: HttpRequest, seat: Seat, *, talk_id: UUID, form: EnterForm) -> HttpResponse:
    """Ask for the reason, then show the conversation once. Both people find who read it and why."""
    if not form.is_bound or not form.is_valid():
        status = 422 if form.is_bound else 200
        page = {"talk_id": talk_id, "form": form, "errors": form.errors}
        return show(request, "desk/open_conversation.html", status=status, **page)
    said = moderated.staff_read(seat, talk_id, form.cleaned_data["reason"])
    return show(request, "desk/conversation.html", said=said)


@desk(form=EnterForm)
def session_words(request: HttpRequest, seat: Seat, *, item_id: UUID, form: EnterForm) -> HttpResponse:
    """Ask for the reason, then show words of a session of two once, while a concern about them is open."""
    if not form.is_bound or not form.is_valid():
        if not sessions.is_opened_to(seat, item_id):
            raise Unseen
        status = 422 if form.is_bound else 200
        page = {"item_id": item_id, "form": form, "errors": form.errors}
        return show(request, "desk/open_session_words.html", status=status, **page)
    said = sessions.staff_read(seat, item_id, form.cleaned_data["reason"])
    return show(request, "desk/session_words.html", said=said)


@desk(form=EnterForm)
def practice(request: HttpRequest, seat: Seat, *, practice_id: UUID, form: EnterForm) -> HttpResponse:
    """Ask for the reason, then show a practice once. Both people find who read it and why."""
    if not form.is_bound or not form.is_valid():
        status = 422 if form.is_bound else 200
        page = {"practice_id": practice_id, "form": form, "errors": form.errors}
        return show(request, "desk/open_practice.html", status=status, **page)
    opened = practices.staff_read(seat, practice_id, form.cleaned_data["reason"])
    return show(request, "desk/practice.html", opened=opened, said=opened.said)


@desk(form=EnterForm)
def shown_words(request: HttpRequest, seat: Seat, *, kind: str, item_id: UUID, form: EnterForm) -> HttpResponse:
    """Ask for the reason, then show words for one person or a circle once. Their writer finds who read them and why."""
    if not form.is_bound or not form.is_valid():
        status = 422 if form.is_bound else 200
        page = {"kind": kind, "item_id": item_id, "form": form, "errors": form.errors}
        return show(request, "desk/open_shown_words.html", status=status, **page)
    said = reported.staff_read(seat, kind, item_id, form.cleaned_data["reason"])
    return show(request, "desk/shown_words.html", said=said)


@desk(form=ConfirmForm, methods=("POST",))
def close_review(request: HttpRequest, seat: Seat, *, review_id: UUID, form: ConfirmForm) -> HttpResponse:
    """Note that somebody looked, and that nothing waits here."""
    reviews.close(seat, review_id)
    leave_note(request, _("Closed. If new signs come, it will be here again."))
    return HttpResponseRedirect(url("desk:conversations"))

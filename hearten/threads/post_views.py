"""What can be done with one post: its menu, a nod, editing, taking back, answering a question about ideas."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from hearten.groups.models import LEADS
from hearten.groups.notes import MEDICINES, notes_on
from hearten.kernel.clock import now
from hearten.kernel.door import Knock, Later, door
from hearten.kernel.pages import leave_note, show, url
from hearten.kernel.seat import Seat
from hearten.moderation.reading import is_held
from hearten.safety.beside import said_not
from hearten.safety.first_look import looked_at
from hearten.threads import reading, rules, rules_cards, rules_work
from hearten.threads.actions import answer, change
from hearten.threads.forms import AnswerForm, EditForm, EditOpeningForm, NodForm, NothingForm
from hearten.threads.fragments import post_html
from hearten.threads.growing import proposal_of
from hearten.threads.models import Heard, Post, Revision, Wish
from hearten.threads.pictured import unpacked
from hearten.threads.reading_work import is_idea
from hearten.threads.watched import text_of


def _both(seat: Seat, post_id: UUID) -> tuple[reading.ShownPost, reading.Head]:
    shown = reading.post(seat, post_id)
    return shown, reading.head(seat, shown.thread_id)


def _back(head: reading.Head, post_id: UUID) -> HttpResponse:
    return HttpResponseRedirect(f"{url('threads:thread', head.id)}#p-{post_id}")


@door(Knock.MEMBER)
def menu(request: HttpRequest, seat: Seat, *, post_id: UUID) -> HttpResponse:
    """Show one post with everything this reader can do with it."""
    shown, head = _both(seat, post_id)
    mine = rules.wrote(shown, head.place_id, head.my_mask_id)
    return show(
        request,
        "threads/post.html",
        post=shown,
        head=head,
        shown=post_html(shown),
        may_change=rules.may_change(shown, head),
        asked_for_card=(asked := proposal_of(seat, post_id)),
        may_propose=rules_cards.may_propose(shown, head, asked),
        may_answer_card=rules_cards.may_answer(shown, head, asked, now()),
        may_weigh=rules_work.may_weigh(shown, head),
        may_nod=rules.may_nod(shown, head),
        may_keep_distance=rules.may_keep_distance(shown, head),
        nodded=shown.id in head.my_nods,
        may_answer=rules.may_answer_asking(shown, head),
        may_say_heard=rules.may_say_heard(shown, head),
        heard=seat.glance(Heard).filter(post_id=shown.id).exists(),
        pictures=unpacked(shown.pictures) if mine or head.my_role in LEADS else [],
        revised=mine and shown.edited_at is not None,
        mine=mine,
        may_report=not mine and not shown.withdrawn,
        shown_pictures=unpacked(shown.pictures),
    )


@door(Knock.MEMBER, form=NodForm, methods=("POST",))
def nod(request: HttpRequest, seat: Seat, *, post_id: UUID, form: NodForm) -> HttpResponse:
    """Nod, or take one's nod back."""
    shown, head = _both(seat, post_id)
    take_back = form.is_valid() and form.cleaned_data["take_back"]
    (answer.take_nod_back if take_back else answer.nod)(seat, head, shown)
    if request.headers.get("X-Fragment"):
        return HttpResponse(post_html(reading.post(seat, post_id)))
    return _back(head, post_id)


@door(Knock.MEMBER, form=NothingForm)
def edit(request: HttpRequest, seat: Seat, *, post_id: UUID, form: NothingForm) -> HttpResponse | Later:
    """Change one's own words; for an opening post also its title, its wish and its content note."""
    shown, head = _both(seat, post_id)
    rules.may_edit(shown, head).or_refuse()
    if request.method != "POST":
        body = seat.find(Post, post_id).body
        return _edit_page(
            request, shown, head, {"body": body, "title": head.title, "wish": head.wish, "note": head.note}
        )
    filled = (EditOpeningForm if shown.opens else EditForm)(request.POST)
    if not filled.is_valid():
        return _edit_page(request, shown, head, request.POST, filled.errors, status=422)
    said = filled.cleaned_data
    text, never = "\n".join((said.get("title", ""), said["body"])), MEDICINES if is_idea(seat, head, shown) else ()
    if noted := notes_on(seat, head.group_id, text, said.pop("fine"), never):
        return _edit_page(request, shown, head, request.POST, status=422, **noted)
    (change.edit_opening if shown.opens else change.edit)(seat, head, shown, **said)
    leave_note(
        request,
        _("Changed. Your words wait for a look. Then the people of this group can read them.")
        if is_held(seat, post_id)
        else _("Changed. Others see that it was edited; what it said before only you can see."),
    )
    if said_not(seat, "post", post_id):  # these very words, as they were before: nobody is asked twice
        return _back(head, post_id)
    return looked_at("post", post_id, text_of(seat, post_id), _back(head, post_id))


def _edit_page(
    request: HttpRequest, shown: Any, head: Any, given: Any, errors: Any = None, status: int = 200, **also: Any
) -> HttpResponse:
    context = {"post": shown, "head": head, "given": given, "errors": errors or {}, "wishes": Wish.choices} | also
    return show(request, "threads/edit.html", status=status, **context)


@door(Knock.MEMBER)
def history(request: HttpRequest, seat: Seat, *, post_id: UUID) -> HttpResponse:
    """Show the author what their post said before."""
    shown, head = _both(seat, post_id)
    rules.may_change(shown, head).or_refuse()
    revisions = list(seat.glance(Revision).filter(post_id=post_id).order_by("-at"))
    return show(request, "threads/history.html", post=shown, head=head, shown=post_html(shown), revisions=revisions)


@door(Knock.MEMBER, form=NothingForm)
def withdrawal(request: HttpRequest, seat: Seat, *, post_id: UUID, form: NothingForm) -> HttpResponse:
    """Take one's own words back, after saying what that does."""
    shown, head = _both(seat, post_id)
    rules.may_change(shown, head).or_refuse()
    if request.method != "POST":
        return show(request, "threads/withdrawal.html", post=shown, head=head, shown=post_html(shown))
    change.withdraw(seat, head, shown)
    leave_note(request, _("Taken back. Nobody can read these words any more; the place in the conversation stays."))
    return _back(head, post_id)


@door(Knock.MEMBER, form=NodForm, methods=("POST",))
def heard(request: HttpRequest, seat: Seat, *, post_id: UUID, form: NodForm) -> HttpResponse:
    """Tell one person that their reply helped, or take it back."""
    shown, head = _both(seat, post_id)
    take_back = form.is_valid() and form.cleaned_data["take_back"]
    (answer.unsay_heard if take_back else answer.say_heard)(seat, head, shown)
    if not take_back:
        leave_note(request, _("Said. Only the person who wrote it can see this."))
    return _back(head, post_id)


@door(Knock.MEMBER, form=AnswerForm, methods=("POST",))
def permission(request: HttpRequest, seat: Seat, *, post_id: UUID, form: AnswerForm) -> HttpResponse:
    """Answer "may I offer an idea?" with yes or not now."""
    shown, head = _both(seat, post_id)
    if form.is_valid():
        answer.answer_asking(seat, head, shown, form.cleaned_data["welcome"] == "yes")
    return _back(head, post_id)

"""Asking that a reply becomes a card, and what its writer says to that."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from hearten.kernel.clock import now
from hearten.kernel.door import Knock, door
from hearten.kernel.pages import leave_note, show, url
from hearten.kernel.seat import Seat
from hearten.threads import growing, reading, rules_cards
from hearten.threads.forms import AnswerForm, NothingForm
from hearten.threads.fragments import post_html


def _both(seat: Seat, post_id: UUID) -> tuple[reading.ShownPost, reading.Head]:
    shown = reading.post(seat, post_id)
    return shown, reading.head(seat, shown.thread_id)


@door(Knock.MEMBER, form=NothingForm)
def proposal(request: HttpRequest, seat: Seat, *, post_id: UUID, form: NothingForm) -> HttpResponse:
    """Ask a reply's writer whether they would make a card of it, after saying what that does."""
    shown, head = _both(seat, post_id)
    rules_cards.may_propose(shown, head, growing.proposal_of(seat, post_id)).or_refuse()
    if request.method != "POST":
        return show(request, "threads/card_proposal.html", post=shown, head=head, shown=post_html(shown))
    growing.propose(seat, head, shown)
    leave_note(request, _("Asked. They answer when they like. Nothing is shared unless they write it themself."))
    return HttpResponseRedirect(url("threads:post", post_id))


@door(Knock.MEMBER, form=AnswerForm)
def answer(request: HttpRequest, seat: Seat, *, post_id: UUID, form: AnswerForm) -> HttpResponse:
    """Say yes, and write the card oneself; or no, thank you."""
    shown, head = _both(seat, post_id)
    asked = growing.proposal_of(seat, post_id)
    rules_cards.may_answer(shown, head, asked, now()).or_refuse()
    if not form.is_valid():
        page = {"post": shown, "head": head, "asked": asked, "shown": post_html(shown)}
        return show(request, "threads/card_answer.html", status=422 if form.is_bound else 200, **page)
    welcome = form.cleaned_data["welcome"] == "yes"
    growing.answer(seat, head, shown, welcome)
    if welcome:
        leave_note(request, _("Your words are in the form. Change what you like. Nothing is shared until you send it."))
        return HttpResponseRedirect(f"{url('library:write', head.group_id)}?from={post_id}")
    leave_note(request, _("Said. They see no, thank you, and do not ask again about this reply."))
    return HttpResponseRedirect(url("threads:post", post_id))

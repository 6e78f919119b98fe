"""Two people look at a card."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from hearten.groups.notes import MEDICINES, notes_on
from hearten.kernel.door import Knock, Later, door
from hearten.kernel.pages import leave_note, show, url
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Unseen
from hearten.library import rules
from hearten.library.actions import reviews as actions
from hearten.library.actions.flags import open_on
from hearten.library.forms import LookForm
from hearten.library.models import Review
from hearten.library.views.cards import html_parts
from hearten.library.views.here import Here, here
from hearten.safety.first_look import looked_at


@door(Knock.MEMBER, form=LookForm)
def ask(request: HttpRequest, seat: Seat, *, card_id: UUID, form: LookForm) -> HttpResponse | Later:
    """Look first, and ask a second person of the group."""
    found = here(seat, card_id)
    rules.may_ask_review(found.card, found.place, actions.running(seat, found.card)).or_refuse()
    if page := _unfinished(request, seat, "library/review.html", found, form):
        return page
    words = form.cleaned_data["words"]
    made = actions.ask_review(seat, found.seated, found.card, words)
    leave_note(request, _("Kept. The card's page asks for a second person now."))
    return looked_at("card_first", made.id, words, _to(found))


@door(Knock.MEMBER, form=LookForm)
def second(request: HttpRequest, seat: Seat, *, review_id: UUID, form: LookForm) -> HttpResponse | Later:
    """Look as the second person."""
    review, found = _both(seat, review_id)
    if review.reviewed_at and not form.is_bound:  # done: its words stand there
        return HttpResponseRedirect(url("library:history", found.card.id))
    rules.may_second(review, found.card, found.place, open_on(seat, found.card.id)).or_refuse()
    if page := _unfinished(request, seat, "library/second.html", found, form, review=review):
        return page
    words = form.cleaned_data["words"]
    actions.second(seat, found.seated, found.card, review, words)
    leave_note(request, _("Thank you. The card says now that two people of this group looked at it."))
    return looked_at("card_look", review.id, words, _to(found))


@door(Knock.MEMBER, form=LookForm)
def end(request: HttpRequest, seat: Seat, *, review_id: UUID, form: LookForm) -> HttpResponse | Later:
    """End a review before its time."""
    review, found = _both(seat, review_id)
    rules.may_end_review(review, found.card, found.place).or_refuse()
    if page := _unfinished(request, seat, "library/end_review.html", found, form, review=review):
        return page
    words = form.cleaned_data["words"]
    actions.end_review(seat, found.seated, found.card, review, words)
    leave_note(request, _("Ended. The card does not say any more that two people looked at it."))
    return looked_at("card_end", review.id, words, _to(found))


def _both(seat: Seat, review_id: UUID) -> tuple[Review, Here]:
    review = seat.glance(Review).select_related("first").filter(pk=review_id).first()
    if review is None:
        raise Unseen
    return review, here(seat, review.card_id)


def _unfinished(
    request: HttpRequest, seat: Seat, template: str, found: Here, form: LookForm, **also: Any
) -> HttpResponse | None:
    """Return the page with the form while there is something to fill in or to change; None when it is done."""
    noted: dict[str, Any] = {}
    if form.is_valid():
        said = form.cleaned_data
        group_id = found.card.group_id
        noted = notes_on(seat, group_id, said["words"], said["fine"], MEDICINES, nothing_holds_it=True)
        if not noted:
            return None
    given = request.POST.get("words", "") if form.is_bound else ""
    context = {"card": found.card, "place": found.place, "html": html_parts(found.card), "words": given}
    errors = form.errors if form.is_bound else {}
    return show(request, template, status=422 if errors or noted else 200, errors=errors, **context, **also, **noted)


def _to(found: Here) -> HttpResponseRedirect:
    return HttpResponseRedirect(url("library:card", found.card.id))

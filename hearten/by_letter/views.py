"""Answering by letter: choosing it, and what came by letter and waits."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from hearten.by_letter import actions, posting, reading
from hearten.by_letter.forms import LetterForm, NothingForm, WishForm
from hearten.by_letter.jobs import look
from hearten.by_letter.models import Letter
from hearten.by_letter.place import is_on
from hearten.kernel.door import Knock, Later, door
from hearten.kernel.pages import leave_note, show, url
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Refused, Unseen
from hearten.notices.outside import ways
from hearten.safety.first_look import looked_at, wake


@door(Knock.MEMBER, form=WishForm)
def choose(request: HttpRequest, seat: Seat, *, form: WishForm) -> HttpResponse:
    """Choose whether to answer by letter; show what came and waits, and what became of the rest."""
    if form.is_bound and form.is_valid():
        if form.cleaned_data["wanted"] and not is_on():
            raise Refused(_("This place takes no letters in."), url("by_letter:choose"), _("Back"))
        (actions.want if form.cleaned_data["wanted"] else actions.want_no_more)(seat)
        leave_note(request, _("Kept."))
        return HttpResponseRedirect(url("by_letter:choose"))
    page: dict[str, Any] = {
        "on": is_on(),
        "mail": ways.mail_of(seat),
        "wanted": actions.is_wanted(seat),
        "letters": reading.mine(seat),
    }
    return show(request, "by_letter/choose.html", here="you", **page)


@door(Knock.MEMBER, form=LetterForm)
def letter(request: HttpRequest, seat: Seat, *, letter_id: UUID, form: LetterForm) -> HttpResponse | Later:
    """Show a letter: what it became, or why it waits, with its words; post it when its writer says so."""
    found = seat.find(Letter, letter_id)
    if not form.is_bound:
        wake()
        return _page(request, seat, found, {"body": found.words or ""})
    if not form.is_valid():
        return _page(request, seat, found, request.POST, form.errors, status=422)
    held, words = posting.waiting(seat, found.id), form.cleaned_data["body"]
    if held is None:  # posted or let go already, in another tab
        return _too_late(request, seat, seat.find(Letter, letter_id), words)
    try:
        made = posting.post(seat, held, words, form.cleaned_data["fine"])
    except posting.Noted as noted:
        return _page(request, seat, found, request.POST, status=422, **noted.notes)
    except (Refused, Unseen) as no:  # as late as the last step: a limit, a break, a group or a conversation that ended
        if posting.keep(held, words) and settings.HEARTEN_READ_FOR_DANGER:
            look(letter=str(held.id), post="")
        return _page(request, seat, found, request.POST, status=403 if isinstance(no, Refused) else 404, refused=no)
    return looked_at("post", made.id, words, HttpResponseRedirect(url("threads:post", made.id)))


def _too_late(request: HttpRequest, seat: Seat, found: Letter, words: str) -> HttpResponse:
    """Answer who posts a letter that waits no more: what they typed since goes back to them."""
    if found.post_id and posting.says(seat, found.post_id) == words:
        return HttpResponseRedirect(url("by_letter:letter", found.id))
    return _page(request, seat, found, request.POST, status=409)


def _page(
    request: HttpRequest, seat: Seat, found: Letter, given: Any, errors: Any = None, status: int = 200, **also: Any
) -> HttpResponse:
    """Show one letter. What stands against posting it is asked now: what was so when it came may be so no more."""
    about = reading.about(seat, found)
    if not request.POST and about.notes:
        also = about.notes | also
    page = {"letter": found, "about": about, "given": given, "errors": errors or {}} | also
    return show(request, "by_letter/letter.html", status=status, here="you", **page)


@door(Knock.MEMBER, form=NothingForm)
def removal(request: HttpRequest, seat: Seat, *, letter_id: UUID, form: NothingForm) -> HttpResponse:
    """Let a letter's words go, unposted."""
    found = seat.find(Letter, letter_id)
    if not form.is_bound:
        return show(request, "by_letter/removal.html", here="you", letter=found)
    if held := posting.waiting(seat, found.id):
        posting.let_go(seat, held)
        leave_note(request, _("Gone. It was posted nowhere, and its words are not kept."))
    return HttpResponseRedirect(url("by_letter:choose"))

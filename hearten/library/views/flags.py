"""Asking for a look at a card, and answering."""

from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from hearten.groups.notes import MEDICINES, notes_on
from hearten.groups.standing import Place, place_or_unseen
from hearten.kernel.door import Knock, Later, door
from hearten.kernel.pages import leave_note, moment_text, show, url
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Refused, Unseen
from hearten.library import choices, reading, rules
from hearten.library.actions import flags as actions
from hearten.library.forms import AnswerForm, FlagForm, NothingForm
from hearten.library.models import Flag
from hearten.library.views.cards import html_parts
from hearten.library.views.here import Here, here
from hearten.members.limits import FLAGS_OF_A_MEMBER, take
from hearten.safety.first_look import looked_at


class _Card(NamedTuple):
    card: UUID | None


@door(Knock.MEMBER, form=FlagForm)
def flag(request: HttpRequest, seat: Seat, *, card_id: UUID, form: FlagForm) -> HttpResponse | Later:
    """Ask for a look at a card; or read how it stands with what one asked."""
    mine = actions.mine_on(seat, card_id)
    if mine and (not form.is_bound or mine[0].closed_at is None):
        return _mine(request, seat, card_id, mine)
    found = here(seat, card_id)
    rules.may_flag(found.card, found.place, mine).or_refuse()
    if not form.is_valid():
        errors = form.errors if form.is_bound else {}
        context = {"card": found.card, "errors": errors, "given": request.POST, "concerns": choices.Concern.choices}
        return show(request, "library/flag.html", status=422 if errors else 200, **context)
    rules.may_flag_so_often(take(FLAGS_OF_A_MEMBER, str(seat.me))).or_refuse()
    words = form.cleaned_data["words"]
    made = actions.flag(seat, found.seated, found.card, form.cleaned_data["concern"], words)
    leave_note(request, _("Thank you. The card is out of the list until somebody who leads the group has looked."))
    return looked_at("card_flag", made.id, words, HttpResponseRedirect(url("library:list", found.card.group_id)))


def _mine(request: HttpRequest, seat: Seat, card_id: UUID, mine: list[Flag]) -> HttpResponse:
    """Show one's own flags on a card with what became of them. The card itself may be out of sight meanwhile."""
    place = place_or_unseen(seat, mine[0].group_id)
    still = mine[0].closed_at is None
    return show(
        request,
        "library/my_flag.html",
        place=place,
        card_id=card_id,
        flags=[(one, choices.Concern(one.concern).label, moment_text(one.at), _answer(one)) for one in mine],
        waits=reading.waits(seat, card_id) if still else None,
        may_ask=_may_ask(seat, place, card_id, mine),
    )


def _may_ask(seat: Seat, place: Place, card_id: UUID, mine: list[Flag]) -> bool:
    try:
        found = here(seat, card_id)
    except Unseen:
        return False
    return bool(rules.may_flag(found.card, place, mine))


def _answer(one: Flag) -> str:
    return str(choices.Answer(one.answer).label) if one.answer else ""


@door(Knock.MEMBER, form=NothingForm, methods=("POST",))
def withdrawal(request: HttpRequest, seat: Seat, *, card_id: UUID, form: NothingForm) -> HttpResponse:
    """Take one's own flag back while nobody has answered."""
    if not actions.take_back(seat, card_id):
        raise Unseen
    leave_note(request, _("Taken back. If nobody else asked for a look, the card is in the list again."))
    return HttpResponseRedirect(url("library:card", card_id))


@door(Knock.MEMBER, form=AnswerForm)
def answer(request: HttpRequest, seat: Seat, *, card_id: UUID, form: AnswerForm) -> HttpResponse | Later:
    """Look at a card that somebody flagged, and answer."""
    found = here(seat, card_id)
    asked = actions.open_on(seat, card_id)
    may = rules.may_answer(found.card, found.place, asked)
    if not form.is_bound or not may.seen:
        may.or_refuse()
        return _answer_page(request, found, asked)
    if not form.is_valid():
        return _answer_page(request, found, asked, form.errors)
    said = form.cleaned_data
    if noted := notes_on(seat, found.card.group_id, said["words"], said["fine"], MEDICINES, nothing_holds_it=True):
        return _answer_page(request, found, asked, **noted)
    try:
        key = actions.answer(seat, found.seated, found.card, said["answer"], said["words"])
    except Refused as refused:  # somebody else was first: what was written here stays in the form
        return _answer_page(request, found, asked, {"words": [refused.reason]})
    leave_note(request, _("Answered. Who asked and who wrote the card can read what you wrote."))
    return looked_at("card_answer", key, said["words"], HttpResponseRedirect(url("library:card", card_id)))


def _answer_page(request: HttpRequest, found: Here, asked: list[Flag], errors: Any = None, **also: Any) -> HttpResponse:
    flags = [(one, choices.Concern(one.concern).label, moment_text(one.at), _answer(one)) for one in asked]
    context = {"card": found.card, "place": found.place, "html": html_parts(found.card), "flags": flags}
    changed = any(one.answered_at and _since(found.card.changed_at, one.answered_at) for one in asked)
    return show(
        request, "library/answer.html", status=422 if errors or also else 200, errors=errors or {},
        given=request.POST, changed=changed, **context, **also,
    )  # fmt: skip


def _since(changed: datetime | None, answered: datetime) -> bool:
    return changed is not None and changed > answered


@door(Knock.MEMBER)
def news(request: HttpRequest, seat: Seat, *, flag_id: UUID) -> HttpResponse:
    """Lead from a notice to where it goes on: to who asked, to who leads, and to who wrote the card."""
    card_id = seat.read(_Card, "SELECT library_card_of_flag(%s)", flag_id)[0].card
    if card_id is None:
        raise Unseen
    mine = seat.glance(Flag).filter(pk=flag_id, member_id=seat.me).exists()
    if mine:
        return HttpResponseRedirect(url("library:flag", card_id))
    leads = seat.glance(Flag).filter(pk=flag_id, closed_at=None).exists()
    return HttpResponseRedirect(url("library:answer" if leads else "library:card", card_id))

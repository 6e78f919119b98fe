"""Sharing a card, and changing one's own."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from hearten.groups.notes import MEDICINES, notes_on
from hearten.groups.standing import Place, place_or_unseen
from hearten.kernel.door import Knock, Later, door
from hearten.kernel.pages import leave_note, show, url
from hearten.kernel.seat import Seat
from hearten.kernel.sending import fresh_client_id
from hearten.kernel.verdict import Verdict
from hearten.library import origins, rules
from hearten.library.actions import cards as actions
from hearten.library.actions.cards import CardDraft
from hearten.library.forms import CardForm
from hearten.library.models.cards import WORDS
from hearten.library.reading import ShownCard
from hearten.library.views.here import here
from hearten.library.views.lists import offered
from hearten.library.watched import words_of
from hearten.members.limits import POSTS_OF_A_MEMBER, take
from hearten.moderation.reading import gate_of, is_held
from hearten.moderation.rules import may_write_so_often
from hearten.safety import first_look
from hearten.safety.first_look import looked_at


@door(Knock.MEMBER, form=CardForm)
def write(request: HttpRequest, seat: Seat, *, group_id: UUID, form: CardForm) -> HttpResponse | Later:
    """Share what helps in a card."""
    place = place_or_unseen(seat, group_id)
    may = rules.may_write(place, gate_of(seat, group_id))
    if not form.is_bound:
        first_look.wake()
        given = {"client_id": fresh_client_id(), "label": "experience", **_begun(request, seat, group_id)}
        return _form_page(request, place, given, may_write=may)
    may.or_refuse()
    may_write_so_often(take(POSTS_OF_A_MEMBER, str(seat.me))).or_refuse()
    if not form.is_valid():
        return _form_page(request, place, _given(request), form.errors, may_write=may, status=422)
    draft = _draft(form)
    if noted := notes_on(seat, group_id, words_of(draft), form.cleaned_data["fine"], MEDICINES):
        return _form_page(request, place, _given(request), may_write=may, status=422, **noted)
    made = actions.write_card(seat, place, draft)
    origins.grew(seat, form.cleaned_data["quotes"], made)
    leave_note(request, _waits_or(seat, made.id, _("Your card is here now. The people of this group can read it.")))
    return looked_at("card", made.id, words_of(draft), HttpResponseRedirect(url("library:card", made.id)))


@door(Knock.MEMBER, form=CardForm)
def edit(request: HttpRequest, seat: Seat, *, card_id: UUID, form: CardForm) -> HttpResponse | Later:
    """Change one's own card: a new version."""
    found = here(seat, card_id)
    may = rules.may_change(found.card, found.place, found.gate)
    may.or_refuse()
    place, card = found.seated, found.card
    if not form.is_bound:
        return _form_page(request, place, _of(card), card=card, may_write=may)
    may_write_so_often(take(POSTS_OF_A_MEMBER, str(seat.me))).or_refuse()
    if not form.is_valid():
        return _form_page(request, place, _given(request), form.errors, card=card, may_write=may, status=422)
    draft, sent = _draft(form), form.cleaned_data
    text = "\n".join((words_of(draft), sent["changed"]))
    if noted := notes_on(seat, card.group_id, text, sent["fine"], MEDICINES):
        return _form_page(request, place, _given(request), card=card, may_write=may, status=422, **noted)
    if not actions.change_card(seat, place, card, draft, sent["changed"]):
        return _nothing_changed(request, place, card, sent["changed"], may)
    leave_note(request, _waits_or(seat, card.id, _("Changed. What it said before stays readable under the card.")))
    return looked_at("card", card.id, text, HttpResponseRedirect(url("library:card", card.id)))


def _nothing_changed(request: HttpRequest, place: Place, card: ShownCard, changed: str, may: Verdict) -> HttpResponse:
    """Say that the card is as it was. Words about a change that is not there stay in the form."""
    if not changed:
        leave_note(request, _("Nothing was different, so the card stays as it is."))
        return HttpResponseRedirect(url("library:card", card.id))
    said = _("The card still says the same. Change something in it, or leave this line empty.")
    return _form_page(request, place, _given(request), {"changed": [said]}, card=card, may_write=may, status=422)


def _begun(request: HttpRequest, seat: Seat, group_id: UUID) -> dict[str, Any]:
    """Return what stands in the form at first when it grows out of something that its writer said elsewhere."""
    key = request.GET.get("from", "")
    begun = origins.begins(seat, group_id, key)
    if begun is None:
        return {}
    return {"title": begun.title, "what": begun.what, "quotes": key, "masked": begun.masked, "was_masked": begun.masked}


def _waits_or(seat: Seat, card_id: UUID, done: str) -> str:
    if is_held(seat, card_id):
        return _("Your words wait for a look. Then the people of this group can read them. You see them already.")
    return done


def _draft(form: CardForm) -> CardDraft:
    sent = form.cleaned_data
    words = {name: tuple(value) if name in ("situations", "backgrounds") else value for name, value in sent.items()}
    kept: dict[str, Any] = {name: words[name] for name in WORDS}
    return CardDraft(**kept, client_id=sent["client_id"] or fresh_client_id(), masked=sent["masked"])


def _given(request: HttpRequest) -> dict[str, Any]:
    """Return what was filled in as the form shows it again."""
    lists = {name: request.POST.getlist(name) for name in ("situations", "backgrounds")}
    return {**request.POST.dict(), **lists}


def _of(card: ShownCard) -> dict[str, Any]:
    """Return a card as the form shows it."""
    words = {name: getattr(card, name) for name in WORDS}
    return words | {
        "steps": "\n".join(card.steps),
        "source_on": card.source_on.isoformat() if card.source_on else "",
        "client_id": fresh_client_id(),
    }


def _form_page(
    request: HttpRequest, place: Place, given: dict[str, Any], errors: Any = None, status: int = 200, **also: Any
) -> HttpResponse:
    context = {"place": place, "given": given, "errors": errors or {}, "card": None} | offered() | also
    return show(request, "library/write.html", status=status, **context)

"""Saying how it went with a card, and taking that back."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from hearten.groups.notes import MEDICINES, notes_on
from hearten.kernel.clock import now
from hearten.kernel.door import Knock, Later, door
from hearten.kernel.pages import leave_note, show, url
from hearten.kernel.seat import Seat
from hearten.library import accounts, choices, reading, rules
from hearten.library.actions import reports as actions
from hearten.library.actions.reports import Account
from hearten.library.forms import NothingForm, TriedForm
from hearten.library.reading import ShownReport
from hearten.library.views.here import Here, here
from hearten.members.limits import POSTS_OF_A_MEMBER, take
from hearten.moderation.reading import is_held
from hearten.moderation.rules import may_write_so_often
from hearten.safety import first_look
from hearten.safety.first_look import looked_at


@door(Knock.MEMBER, form=TriedForm)
def tried(request: HttpRequest, seat: Seat, *, card_id: UUID, form: TriedForm) -> HttpResponse | Later:
    """Say how it went, or say it anew."""
    found = here(seat, card_id)
    before = reading.told_by_me(seat, card_id)
    rules.may_try(found.card, found.place, found.gate, before).or_refuse()
    if not form.is_bound:
        first_look.wake()
        return _page(request, found, before, _given(before) or _begun(request.GET.get("context", "")))
    may_write_so_often(take(POSTS_OF_A_MEMBER, str(seat.me))).or_refuse()
    given = {**request.POST.dict(), "backgrounds": request.POST.getlist("backgrounds")}
    if not form.is_valid():
        return _page(request, found, before, given, form.errors, status=422)
    sent = form.cleaned_data
    if noted := notes_on(seat, found.card.group_id, sent["words"], sent["fine"], MEDICINES):
        return _page(request, found, before, given, status=422, **noted)
    account = Account(sent["outcome"], sent["context"], sent["words"], tuple(sent["backgrounds"]), sent["masked"])
    row = actions.tried(seat, found.seated, found.card, account)
    leave_note(
        request,
        _("Your words wait for a look. Then the people of this group can read them. You see them already.")
        if is_held(seat, row.id)
        else _("Thank you. The people of this group can read how it went for you."),
    )
    return looked_at("tried", row.id, sent["words"], _to_it(row.card_id, row.id))


def _given(before: ShownReport | None) -> dict[str, Any]:
    if before is None or before.withdrawn:
        return {}
    said = {name: getattr(before, name) for name in ("outcome", "context", "words", "backgrounds")}
    return said | {"masked": before.membership_id is None}


def _begun(context: str) -> dict[str, Any]:
    """Return what the form begins with for who was asked about something they try: the stretch of life, no more."""
    return {"context": context} if context in choices.Context.values else {}


def _page(
    request: HttpRequest, found: Here, before: Any, given: Any, errors: Any = None, status: int = 200, **also: Any
) -> HttpResponse:
    context = {
        "card": found.card,
        "place": found.place,
        "given": given,
        "errors": errors or {},
        "told": before if before and not before.withdrawn else None,
        "outcomes": choices.Outcome.choices,
        "contexts": choices.Context.choices,
        "all_backgrounds": choices.Background.choices,
    }
    return show(request, "library/tried.html", status=status, **context, **also)


def _to_it(card_id: UUID, report_id: UUID) -> HttpResponseRedirect:
    return HttpResponseRedirect(f"{url('library:card', card_id)}#t-{report_id}")


@door(Knock.MEMBER, form=NothingForm, methods=("POST",))
def withdrawal(request: HttpRequest, seat: Seat, *, card_id: UUID, form: NothingForm) -> HttpResponse:
    """Take back what one said about a card."""
    actions.take_back(seat, card_id)
    leave_note(request, _("Taken back. It is not counted any more. You can say it anew whenever you like."))
    return HttpResponseRedirect(url("library:card", card_id))


@door(Knock.MEMBER)
def report(request: HttpRequest, seat: Seat, *, report_id: UUID) -> HttpResponse:
    """Lead to an account where it stands."""
    found = reading.report(seat, report_id)
    card = reading.card(seat, found.card_id, now())
    page = accounts.page_with(reading.reports(seat, card.id), card.version, report_id)
    return HttpResponseRedirect(f"{url('library:card', card.id)}{f'?page={page}' if page > 1 else ''}#t-{report_id}")

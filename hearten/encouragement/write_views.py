"""Writing a card, and changing one's own."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from hearten.encouragement import actions, reading, rules
from hearten.encouragement.forms import CardForm, EditForm
from hearten.encouragement.models import LONGEST
from hearten.groups.notes import MEDICINES, notes_on
from hearten.groups.standing import Place, my_groups, place_in, place_or_unseen
from hearten.kernel.door import Knock, Later, door
from hearten.kernel.pages import leave_note, show, url
from hearten.kernel.seat import Seat
from hearten.kernel.sending import fresh_client_id
from hearten.members.limits import CARDS_OF_A_MEMBER, POSTS_OF_A_MEMBER, reached, take
from hearten.moderation.reading import gate_of, is_held
from hearten.moderation.rules import may_write_so_often
from hearten.safety.first_look import looked_at, wake


@door(Knock.MEMBER, form=CardForm)
def write(request: HttpRequest, seat: Seat, *, form: CardForm) -> HttpResponse | Later:
    """Write a card for one of one's groups."""
    groups = my_groups(seat)
    if not form.is_bound:
        wake()
        return _page(request, groups, _begun(request, groups))
    if not form.is_valid():
        return _page(request, groups, request.POST, form.errors)
    said = form.cleaned_data
    if before := actions.sent_before(seat, said["client_id"], said["words"]):
        return HttpResponseRedirect(url("encouragement:card", before.id))
    place = place_or_unseen(seat, said["group"])
    rules.may_write_today(not reached(CARDS_OF_A_MEMBER, str(seat.me))).or_refuse()
    if noted := notes_on(seat, place.group_id, said["words"], said["fine"], MEDICINES):
        return _page(request, groups, request.POST, {}, **noted)
    made = actions.write_card(seat, place, said["words"], said["client_id"], unnamed=said["unnamed"])
    take(CARDS_OF_A_MEMBER, str(seat.me))
    leave_note(request, _waits_or(seat, made.id, _("Thank you. It is there for somebody who has a hard day.")))
    return looked_at(actions.KIND, made.id, said["words"], HttpResponseRedirect(url("encouragement:card", made.id)))


def _begun(request: HttpRequest, groups: Sequence[Place]) -> dict[str, Any]:
    """Return what stands in the form at first: the group that was asked for, or the only one."""
    asked = {str(place.group_id) for place in groups} & {request.GET.get("group", "")}
    only = {str(place.group_id) for place in groups} if len(groups) == 1 else set()
    return {"client_id": fresh_client_id(), "group": next(iter(asked or only), "")}


def _page(request: HttpRequest, groups: Sequence[Place], given: Any, errors: Any = None, **also: Any) -> HttpResponse:
    choices = [(str(place.group_id), place.title) for place in groups]
    page = {"given": given, "errors": errors or {}, "groups": choices, "longest": LONGEST} | also
    status = 200 if errors is None else 422
    return show(request, "encouragement/write.html", status=status, here="you", **page)


@door(Knock.MEMBER, form=EditForm)
def edit(request: HttpRequest, seat: Seat, *, card_id: UUID, form: EditForm) -> HttpResponse | Later:
    """Change one's own card."""
    card = reading.own(seat, card_id)
    place = place_in(seat, card.group_id)
    rules.may_change(place, gate_of(seat, card.group_id), card.removed).or_refuse()
    if not form.is_bound:
        wake()
        return _edit_page(request, card, {"words": card.words})
    may_write_so_often(take(POSTS_OF_A_MEMBER, str(seat.me))).or_refuse()
    if not form.is_valid():
        return _edit_page(request, card, request.POST, form.errors)
    said = form.cleaned_data
    if noted := notes_on(seat, card.group_id, said["words"], said["fine"], MEDICINES):
        return _edit_page(request, card, request.POST, {}, **noted)
    actions.change_card(seat, card.row, said["words"])
    leave_note(request, _waits_or(seat, card.id, _("Changed.")))
    return looked_at(actions.KIND, card.id, said["words"], HttpResponseRedirect(url("encouragement:card", card.id)))


def _edit_page(request: HttpRequest, card: Any, given: Any, errors: Any = None, **also: Any) -> HttpResponse:
    page = {"card": card, "given": given, "errors": errors or {}, "longest": LONGEST} | also
    status = 200 if errors is None else 422
    return show(request, "encouragement/edit.html", status=status, here="you", **page)


def _waits_or(seat: Seat, card_id: UUID, done: str) -> str:
    if is_held(seat, card_id):
        return _("Your words wait for a look. Then people of the group can draw them. You see them already.")
    return done

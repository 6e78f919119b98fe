"""A group's agreement: what holds now, what changed since one agreed, and saying yes."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from hearten.groups.actions import NeedsAnotherLook, agree
from hearten.groups.changes import Line, changes
from hearten.groups.forms import AgreeForm
from hearten.groups.models import Agreement
from hearten.groups.standing import Place, agreement_of, home_of, place_or_unseen
from hearten.kernel.door import Knock, door
from hearten.kernel.pages import leave_note, safe_html, show
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Unseen


@door(Knock.MEMBER, form=AgreeForm)
def agreement(request: HttpRequest, seat: Seat, *, group_id: UUID, form: AgreeForm) -> HttpResponse:
    place = place_or_unseen(seat, group_id)
    if form.is_valid() and _agreed(seat, place, form):
        leave_note(request, _("Thank you. You agreed, and you can write in the group."))
        return HttpResponseRedirect(home_of(group_id))
    current = agreement_of(seat, group_id)
    if current is None:
        raise Unseen
    return show(
        request,
        "groups/agreement.html",
        status=422 if form.is_bound else 200,
        here="groups",
        my=place,
        home=home_of(group_id),
        form=form,
        agreement=current,
        agreement_html=safe_html(current.html),
        changed=_changed(seat, place, current),
    )


def _agreed(seat: Seat, place: Place, form: AgreeForm) -> bool:
    try:
        agree(seat, place, form.cleaned_data["version"])
    except NeedsAnotherLook as look:
        form.add_error(look.field, look.sentence)
        return False
    return True


def _changed(seat: Seat, place: Place, current: Agreement) -> list[Line]:
    """Return what changed since the version this person agreed to; nothing for a first reading."""
    if not place.agreed or place.agreed >= current.version:
        return []
    before = seat.glance(Agreement).filter(group_id=place.group_id, version=place.agreed).first()
    return changes(before.text, current.text) if before else []

"""For those who lead a group: what its agreement does not allow in what people write."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from hearten.groups.bounds import bounds_of, set_bounds
from hearten.groups.forms import BOUNDS, BoundsForm
from hearten.groups.views.lead import led_by
from hearten.kernel.door import Knock, door
from hearten.kernel.pages import leave_note, show, url
from hearten.kernel.seat import Seat


@door(Knock.MEMBER, form=BoundsForm)
def bounds(request: HttpRequest, seat: Seat, *, group_id: UUID, form: BoundsForm) -> HttpResponse:
    """Choose which kinds of words writers of this group are asked to leave out before they send."""
    place = led_by(seat, group_id)
    if form.is_valid():
        set_bounds(seat, place, form.cleaned_data["kinds"])
        leave_note(request, _("Saved. From now on a writer is asked to leave these out before sending."))
        return HttpResponseRedirect(url("groups:lead_bounds", group_id))
    chosen = sorted(bounds_of(seat, group_id))
    return show(request, "groups/lead_bounds.html", here="groups", my=place, bounds=BOUNDS, chosen=chosen)

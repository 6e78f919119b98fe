"""From whom a member keeps a distance, and ending that."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from hearten.kernel.door import Knock, door
from hearten.kernel.pages import leave_note, show
from hearten.kernel.seat import Seat
from hearten.members.actions import distances


@door(Knock.MEMBER)
def distance(request: HttpRequest, seat: Seat) -> HttpResponse:
    """List whom this member mutes or blocks."""
    return show(request, "members/you_distance.html", rows=distances.distances(seat), here="you")


@door(Knock.MEMBER, methods=("POST",))
def distance_end(request: HttpRequest, seat: Seat, key: UUID) -> HttpResponse:
    """End one of them."""
    distances.end_distance(seat, key)
    leave_note(request, _("Ended. They were not told, and are not told now."))
    return HttpResponseRedirect(reverse("members:distance"))

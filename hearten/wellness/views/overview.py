"""One page from which everything for hard days is a tap away."""

from django.http import HttpRequest, HttpResponse

from hearten.kernel.door import Knock, door
from hearten.kernel.pages import show
from hearten.kernel.seat import Seat
from hearten.wellness import reading


@door(Knock.MEMBER)
def hard_days(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Show what somebody has for hard days, and the way to each."""
    return show(request, "wellness/hard_days.html", here="you", waiting=len(reading.versions(seat)))

"""What this place is, for everybody."""

from django.http import HttpRequest, HttpResponse

from hearten.kernel.door import Knock, door
from hearten.kernel.pages import show
from hearten.kernel.seat import Seat


@door(Knock.ANYONE)
def what_this_is(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Say what peer support can do and what it cannot (Q1)."""
    return show(request, "members/what_this_is.html")

"""The first page of the desk, and what an operator does before opening."""

from django.http import HttpRequest, HttpResponse

from hearten.desk import reading
from hearten.desk.opening import desk
from hearten.kernel.door import Knock
from hearten.kernel.pages import show
from hearten.kernel.seat import Seat


@desk()
def overview(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Show what waits for somebody of the staff."""
    return show(request, "desk/overview.html", desk=reading.overview(seat))


@desk(Knock.OPERATOR)
def before_opening(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Say what has to be done before members come, and what of it is open."""
    return show(request, "desk/before_opening.html", desk=reading.overview(seat))

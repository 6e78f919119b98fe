"""Who answers for safety here: a page for everybody, members or not (MO-01)."""

from django.http import HttpRequest, HttpResponse

from hearten.kernel.door import Knock, door
from hearten.kernel.pages import show
from hearten.kernel.seat import Seat
from hearten.moderation.actions.switch import safety_lead


@door(Knock.ANYONE)
def who_answers(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Say who answers for safety here, how to reach them, and how a report is looked at."""
    return show(request, "moderation/who_answers.html", lead=safety_lead(seat))

"""How many people try what cards say and stay with it: by topic, and never of fewer than ten."""

from django.http import HttpRequest, HttpResponse

from hearten.desk.opening import desk
from hearten.kernel.door import Knock
from hearten.kernel.pages import show
from hearten.kernel.seat import Seat
from hearten.library.choices import Topic
from hearten.library.reading_trying import tried_by_topic


@desk(Knock.OPERATOR)
def tried(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Show the numbers that may be shown."""
    rows = [(Topic(one.topic).label, (one.began, one.stayed, one.other, one.silent)) for one in tried_by_topic(seat)]
    return show(request, "desk/tried.html", rows=rows)

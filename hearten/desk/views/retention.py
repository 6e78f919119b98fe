"""What is kept for how long, what goes tonight, and what went before: numbers only."""

from django.http import HttpRequest, HttpResponse

from hearten.desk.opening import desk
from hearten.kernel.door import Knock
from hearten.kernel.pages import show
from hearten.kernel.seat import Seat
from hearten.members import retention
from hearten.members.models import RetentionRun

MOST = 14


@desk(Knock.OPERATOR)
def report(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Show the rules with what is due now, and the last nights."""
    runs = seat.glance(RetentionRun).order_by("-at")[:MOST]
    told = [(run, sum(count for count, _oldest in run.counts.values()), _words(run)) for run in runs]
    return show(request, "desk/retention.html", due=retention.due(), runs=told)


def _words(run: RetentionRun) -> list[tuple[str, int]]:
    """Return what went in one night, by what it was; a rule of an older version is named by its key."""
    named = {rule.name: rule.what() for rule in retention.rules()}
    return [(named.get(name, name), count) for name, (count, _oldest) in run.counts.items() if count]

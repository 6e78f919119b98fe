"""How soon somebody answers in each group, and when nobody is on duty: times and counts, and nobody in them (E2)."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from hearten.answering.figures import figures_of, of_all_groups
from hearten.answering.saying import line_of, said
from hearten.desk.opening import desk
from hearten.groups.models import Group
from hearten.kernel.door import Knock
from hearten.kernel.pages import show
from hearten.kernel.seat import Seat


@desk(Knock.OPERATOR)
def answering(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Show one line for each group that is open."""
    groups = [(one, line_of(one)) for one in of_all_groups(seat)]
    return show(request, "desk/answering.html", groups=groups)


@desk(Knock.OPERATOR)
def answering_in(request: HttpRequest, seat: Seat, *, group_id: UUID) -> HttpResponse:
    """Show one group by hours of the week, with the gaps of its rota."""
    group = seat.find(Group, group_id, closed_at=None)
    found = said(figures_of(seat, group_id))
    return show(request, "desk/answering_in.html", group=group, zone=group.zone, found=found)

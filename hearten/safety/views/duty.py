"""The first page of who looks after people: what is open, who is there, and where an alert leads."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from hearten.kernel.door import Knock, door
from hearten.kernel.pages import show, url
from hearten.kernel.seat import Seat
from hearten.safety import duty
from hearten.safety.looking import by_rules, degraded, open_concerns
from hearten.safety.models import Alert, Concern, ConcernNote
from hearten.safety.models.concerns import Level, Source

CLOSED_SHOWN = 20


@door(Knock.MEMBER)
def board(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Show what is open, the gravest and oldest first."""
    duty.helper_or_unseen(seat)
    return show(
        request,
        "safety/duty.html",
        here="duty",
        concerns=open_concerns(seat),
        closed=list(seat.glance(Concern).filter(closed_at__isnull=False).order_by("-closed_at")[:CLOSED_SHOWN]),
        degraded=degraded(seat),
        by_rules=by_rules(seat),
        hard=duty.hard_days(seat),
        rotas=duty.rotas(seat),
        colleagues=duty.colleagues(seat),
        away_until=duty.away_until(seat),
        through_course=duty.through_course(seat),
        **words(),
    )


def words() -> dict[str, Any]:
    """Return how levels, ways in and next steps are said. Never as a number (CR-19)."""
    return {"levels": dict(Level.choices), "sources": dict(Source.choices), "steps": duty.STEPS}


@door(Knock.MEMBER)
def alert(request: HttpRequest, seat: Seat, *, alert_id: UUID) -> HttpResponse:
    """Lead from an alert of one's own to what it is about."""
    duty.second_step(seat)
    return HttpResponseRedirect(url("safety:concern", seat.find(Alert, alert_id).concern_id))


@door(Knock.MEMBER)
def note(request: HttpRequest, seat: Seat, *, note_id: UUID) -> HttpResponse:
    """Lead from a note, in which a second reader was asked for, to what it is about."""
    duty.second_step(seat)
    return HttpResponseRedirect(url("safety:concern", seat.find(ConcernNote, note_id).concern_id))

"""Calendars: a member's own feed behind a secret address, and one meeting as a file."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from hearten.kernel.clock import now
from hearten.kernel.door import Knock, door
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Unseen
from hearten.meetings.schedule import reading
from hearten.meetings.schedule.actions.mine import hash_of
from hearten.meetings.schedule.calendar import CONTENT_TYPE, Line, calendar_of
from hearten.members import limits


@door(Knock.ANYONE)
def feed(request: HttpRequest, seat: Seat, *, token: str) -> HttpResponse:
    """Answer a calendar program. A wrong address is a page that does not exist, after the same work as a right one."""
    where = limits.place_of(request)
    if limits.reached(limits.WRONG_CALENDARS_FROM_A_PLACE, where):
        raise Unseen
    rows = seat.read(Line, "SELECT * FROM meetings_calendar(%s, %s)", hash_of(token), now())
    file = calendar_of(row for row in rows if row.meeting)
    if not rows:
        limits.take(limits.WRONG_CALENDARS_FROM_A_PLACE, where)
        raise Unseen
    return HttpResponse(file, content_type=CONTENT_TYPE)


@door(Knock.MEMBER)
def one(request: HttpRequest, seat: Seat, *, meeting_id: UUID) -> HttpResponse:
    """Give one meeting as a file for a calendar."""
    _place, found = reading.meeting_in(seat, meeting_id)
    off = found.called_off_at is not None
    line = Line(found.id, found.starts_at, found.minutes, found.sequence, found.changed_at, off)
    answer = HttpResponse(calendar_of([line]), content_type=CONTENT_TYPE)
    answer["Content-Disposition"] = 'attachment; filename="meeting.ics"'
    return answer

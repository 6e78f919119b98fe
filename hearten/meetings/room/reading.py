"""What the pages of a room read, each under the reader's own row-level security."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from hearten.kernel.clock import now
from hearten.kernel.seat import Seat
from hearten.meetings.models import Line, Meeting, Room
from hearten.meetings.schedule.rules import doors_open_at
from hearten.meetings.schedule.rules import ends_at as ends_at_of

MOST_LINES = 200


@dataclass(frozen=True)
class Doorway:
    """How a room's door stands: whether it is open, when it opens, whether it is over, and
    whether somebody whom one blocked is inside."""

    open: bool
    opens_at: datetime
    over: bool
    kept_from: bool


class _Bit(NamedTuple):
    yes: bool


class _Number(NamedTuple):
    number: int


class _Found(NamedTuple):
    id: UUID
    kind: str
    place: UUID
    name: str
    speaker: str
    html: str
    at: datetime


_LINES = """
SELECT * FROM (SELECT l.id, l.kind, l.membership_id, coalesce(m.name, ''), coalesce(s.name, ''), l.html, l.at
FROM meetings_line l LEFT JOIN groups_membership m ON m.id = l.membership_id
LEFT JOIN groups_membership s ON s.id = l.speaker_id WHERE l.meeting_id = %s ORDER BY l.at DESC LIMIT %s) newest
ORDER BY at"""


def door(seat: Seat, meeting: Meeting) -> Doorway:
    """Return how the door of a meeting's room stands for this seat."""
    moment = now()
    opens_at, ends_at = doors_open_at(meeting), ends_at_of(meeting)
    room = seat.glance(Room).filter(meeting=meeting).first()
    over = meeting.called_off_at is not None or (room is not None and room.ended_at is not None)
    runs = room is not None and room.ended_at is None
    kept = seat.read(_Bit, "SELECT meetings_kept_from(%s)", meeting.id)[0].yes
    is_open = not over and opens_at <= moment and (runs or moment < ends_at)
    return Doorway(is_open, opens_at, over or (moment >= ends_at and not runs), kept)


def live_number(seat: Seat, meeting_id: UUID) -> int:
    """Return where the room's live log stands; asked before the lines are read, so that nothing is missed."""
    return seat.read(_Number, "SELECT hearten_live_last(%s)", f"meeting:{meeting_id}")[0].number


def lines(seat: Seat, meeting_id: UUID) -> list[dict[str, Any]]:
    """Return the newest lines in reading order, as `line_html` takes them."""
    return [one._asdict() for one in seat.read(_Found, _LINES, meeting_id, MOST_LINES)]


def as_found(line: Line, name: str, speaker: str = "") -> dict[str, Any]:
    """Return a line that was just written, as `line_html` takes it."""
    return {
        "id": line.id,
        "kind": line.kind,
        "place": line.membership_id,
        "name": name,
        "speaker": speaker,
        "html": line.html,
        "at": line.at,
    }

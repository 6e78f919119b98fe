"""What the pages after a meeting read, each under the reader's own row-level security."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple, TypeVar
from uuid import UUID

from django.db.models import Q

from hearten.groups.models import LEADS, Membership
from hearten.groups.standing import Place
from hearten.kernel.clock import now
from hearten.kernel.pages import safe_html
from hearten.kernel.seat import Seat
from hearten.meetings.models import Afterword, Attendance, HowAreYou, Incident, Line, Meeting, Passage, Recap

MOST_LINES = 200
Written = TypeVar("Written", Afterword, Passage)


class After(NamedTuple):
    """How a meeting stands for one person: whether they were there, were let in and not sent out, and left; when it
    ended (None while its room runs, or when nobody came), how many came, and whether they are asked how they are."""

    attended: bool
    inside: bool
    left: bool
    ended_at: datetime | None
    came: int
    asks_how: bool


class Counts(NamedTuple):
    """How a meeting was for those who came, as counts."""

    answers: int
    heard_yes: int
    heard_partly: int
    heard_no: int
    again_yes: int
    again_maybe: int
    again_no: int
    unsafe: int


class Commitment(NamedTuple):
    """Something that the reader meant to do."""

    id: UUID
    html: str


class There(NamedTuple):
    """One's own attendance."""

    id: UUID
    meeting: UUID
    group_id: UUID
    first_at: datetime
    seconds: int
    confirmed_at: datetime | None

    @property
    def minutes(self) -> int:
        return round(self.seconds / 60)


class _Key(NamedTuple):
    id: UUID | None


_AFTER = """
SELECT meetings_attended(%s), meetings_inside(%s), coalesce((SELECT a.since IS NULL FROM meetings_attendance a
  WHERE a.meeting_id = %s AND a.membership_id = %s), false), e.ended_at, coalesce(e.came, 0), meetings_asks_how(%s)
FROM (SELECT 1) one LEFT JOIN meetings_ended(%s) e ON true"""


def after_of(seat: Seat, meeting: Meeting, place: Place) -> After:
    """Return how a meeting stands for this seat. One query."""
    key = meeting.id
    return seat.read(After, _AFTER, key, key, key, place.membership_id, key, key)[0]


def who_led(seat: Seat, meeting_id: UUID) -> UUID | None:
    """Return the membership of who led a meeting, or None."""
    return seat.read(_Key, "SELECT meetings_who_led(%s)", meeting_id)[0].id


def asks_me(seat: Seat) -> UUID | None:
    """Return the meeting after which this seat is asked how they are, or None."""
    return seat.read(_Key, "SELECT meetings_asks_me()")[0].id


def words_after(seat: Seat, meeting: Meeting) -> list[Afterword]:
    """Return what people said on, in order, each with whose it is."""
    found = seat.glance(Afterword).filter(meeting_id=meeting.id).select_related("membership")
    return _shown(found.order_by("at"))


def _shown(found: Iterable[Written]) -> list[Written]:
    """Return rows whose words stand in a page as they were rendered when they were written."""
    rows = list(found)
    for one in rows:
        one.html = safe_html(one.html)
    return rows


_OPEN = """
SELECT w.id, w.html FROM meetings_afterword w
WHERE w.membership_id = %s AND w.kind = 'commitment' AND w.done_at IS NULL AND w.html <> '' AND w.meeting_id = (
  SELECT t.id FROM meetings_meeting t JOIN meetings_room r ON r.meeting_id = t.id
  WHERE t.series_id = %s AND t.starts_at < %s AND r.ended_at IS NOT NULL ORDER BY t.starts_at DESC LIMIT 1)
ORDER BY w.at"""


def meant_to_do(seat: Seat, meeting: Meeting, place: Place) -> Sequence[Commitment]:
    """Return what the reader said at the last meeting of this series that they mean to do, and has not done."""
    if meeting.series_id is None:
        return []
    found = seat.read(Commitment, _OPEN, place.membership_id, meeting.series_id, meeting.starts_at)
    return [Commitment(one.id, safe_html(one.html)) for one in found]


def next_after(seat: Seat, meeting: Meeting) -> Meeting | None:
    """Return the next meeting of the same series; else of the group."""
    coming = seat.glance(Meeting).filter(group_id=meeting.group_id, called_off_at=None, starts_at__gt=now())
    same = coming.filter(series_id=meeting.series_id).order_by("starts_at").first() if meeting.series_id else None
    return same or coming.order_by("starts_at").first()


def came(seat: Seat, meeting: Meeting) -> list[Attendance]:
    """Return who was there, for who leads; to others, themself."""
    found = seat.glance(Attendance).filter(meeting_id=meeting.id).select_related("membership")
    return list(found.order_by("membership__name"))


def names(seat: Seat, meeting: Meeting) -> list[str]:
    """Return every name that stays out of words without names: of the group, and of who was there and left it."""
    there = [one.membership_id for one in came(seat, meeting)]
    people = seat.glance(Membership).filter(group_id=meeting.group_id)
    return list(people.filter(Q(ended_at=None) | Q(pk__in=there)).values_list("name", flat=True))


def who_leads(seat: Seat, meeting: Meeting) -> list[Membership]:
    """Return those who lead the group now."""
    people = seat.glance(Membership).filter(group_id=meeting.group_id, ended_at=None, role__in=LEADS)
    return list(people.order_by("name"))


def incidents(seat: Seat, meeting: Meeting, **which: object) -> list[Incident]:
    """Return the notes that this seat may read, the latest first, each with who is in it."""
    found = seat.glance(Incident).filter(meeting_id=meeting.id, **which)
    return list(found.select_related("membership", "about", "follows_up").order_by("-at"))


def counts(seat: Seat, meeting: Meeting) -> Counts | None:
    """Return how it was for those who came, for who leads; None while too few said so."""
    found = seat.read(Counts, "SELECT * FROM meetings_feedback_counts(%s)", meeting.id)
    return found[0] if found else None


def recap_of(seat: Seat, meeting: Meeting) -> Recap | None:
    """Return the recap of a meeting: once it is out, or for who leads."""
    return seat.glance(Recap).filter(meeting_id=meeting.id).select_related("membership").first()


def passages(seat: Seat, meeting: Meeting) -> list[Passage]:
    """Return what this seat may read of a recap, in order: its writer all, a speaker what is theirs."""
    return _shown(seat.glance(Passage).filter(meeting_id=meeting.id).select_related("source").order_by("at"))


def lines_to_tell(seat: Seat, meeting: Meeting) -> list[Line]:
    """Return what was written in the room and may be asked about, while it is there."""
    found = (
        seat.glance(Line)
        .filter(meeting_id=meeting.id, membership__ended_at=None)
        .exclude(body="")
        .exclude(kind="caption")
    )
    return list(found.select_related("membership").order_by("at")[:MOST_LINES])


def my_answer(seat: Seat, meeting: Meeting) -> str:
    """Return what this seat said about how they are, or nothing."""
    mine = seat.glance(HowAreYou).filter(meeting_id=meeting.id, member_id=seat.me).first()
    return (mine.answer or "") if mine else ""


def where_i_was(seat: Seat) -> Sequence[There]:
    """Return the seat's own attendance, the latest first; in groups that they left, too."""
    return seat.read(There, "SELECT * FROM meetings_where_i_was()")

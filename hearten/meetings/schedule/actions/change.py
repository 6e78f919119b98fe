"""Moving a meeting, calling it off, and ending a series. Whom it concerns is told."""

from datetime import datetime

from hearten.groups.rules import may_lead
from hearten.groups.standing import Place
from hearten.kernel.clock import now
from hearten.kernel.seat import Seat
from hearten.meetings.models import Change, Meeting, Series
from hearten.meetings.schedule import rules
from hearten.meetings.schedule.jobs import let_in
from hearten.meetings.schedule.reading import places_of
from hearten.meetings.schedule.telling import MOVED, OFF, by_then
from hearten.notices.actions import tell


def move(seat: Seat, place: Place, meeting: Meeting, starts_at: datetime, words: str) -> None:
    """Have a meeting at another time. It stays the same meeting: its places, its roles, its line in calendars."""
    rules.may_change(place, meeting, now()).or_refuse()
    rules.may_begin_at(starts_at, now()).or_refuse()
    if starts_at != meeting.starts_at:
        change = _write_down(place, meeting, "moved", words)
        tell(kind=by_then(MOVED, meeting.starts_at, starts_at), about=change.id, group=meeting.group_id)
        _change(seat, meeting, starts_at=starts_at)


def have_places(seat: Seat, place: Place, meeting: Meeting, wanted: int) -> None:
    """Have more or fewer places. Whoever waited first comes in, and is told."""
    rules.may_change(place, meeting, now()).or_refuse()
    seat.glance(Meeting).select_for_update().get(pk=meeting.id)  # who keeps a place waits until this is counted
    rules.may_have_places(meeting, wanted, places_of(seat, meeting).taken).or_refuse()
    if wanted != meeting.places:
        seat.glance(Meeting).filter(pk=meeting.id).update(places=wanted)
        let_in()


def call_off(seat: Seat, place: Place, meeting: Meeting, words: str) -> None:
    """Call a meeting off, with a few words for those who wanted to come."""
    rules.may_change(place, meeting, now()).or_refuse()
    change = _write_down(place, meeting, "off", words)
    tell(kind=by_then(OFF, meeting.starts_at), about=change.id, group=meeting.group_id)
    _change(seat, meeting, called_off_at=now())


def end_series(seat: Seat, place: Place, series: Series, keeps: bool, words: str) -> None:
    """Have nothing more laid out. What is planned stays with `keeps`; else it is called off."""
    may_lead(place).or_refuse()
    seat.glance(Series).filter(pk=series.id, ended_at=None).update(ended_at=now())
    if keeps:
        return
    planned = seat.glance(Meeting).filter(series_id=series.id, called_off_at=None, starts_at__gt=now())
    for meeting in planned.order_by("starts_at"):
        call_off(seat, place, meeting, words)


def _change(seat: Seat, meeting: Meeting, **values: datetime) -> None:
    said = {**values, "sequence": meeting.sequence + 1, "changed_at": now()}
    seat.glance(Meeting).filter(pk=meeting.id).update(**said)


def _write_down(place: Place, meeting: Meeting, what: str, words: str) -> Change:
    said = {"what": what, "was_at": meeting.starts_at, "words": words, "at": now()}
    change = Change(group_id=meeting.group_id, meeting_id=meeting.id, by_id=place.membership_id, **said)
    change.save(force_insert=True)
    return change

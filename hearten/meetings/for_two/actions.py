"""Offering hours, booking a session of two, and calling it off."""

import json
from datetime import datetime, time
from typing import NamedTuple
from uuid import UUID, uuid4

from django.utils.translation import gettext as _

from hearten.groups.contact import is_closed_to
from hearten.groups.standing import Place
from hearten.kernel.clock import now
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Unseen
from hearten.kernel.words import render
from hearten.meetings.for_two import reading as reading_for_two
from hearten.meetings.for_two import rules as rules_for_two
from hearten.meetings.models import Beforehand, Hours, Meeting
from hearten.meetings.schedule.alone import may_be_two
from hearten.meetings.schedule.offered import definition_for, starts
from hearten.meetings.schedule.telling import BOOKED, OFF, by_then
from hearten.notices.actions import tell
from hearten.safety.triage import read_this


class _Word(NamedTuple):
    word: str


class _Change(NamedTuple):
    id: UUID


class NotBooked(Exception):
    """A session could not be booked: `word`, of the database's door, says why (`rules_for_two.why_not_booked`)."""

    def __init__(self, word: str) -> None:
        super().__init__(word)
        self.word = word


class Offering(NamedTuple):
    """Hours as a form says them; an `offered.Offer` with the ways to take part."""

    weekday: int
    begins: time
    ends: time
    zone: str
    minutes: int
    media: list[str]


def offer(seat: Seat, place: Place, said: Offering) -> Hours:
    """Offer hours of every week. Raises Refused where the person offers others at the same time."""
    rules_for_two.may_offer(place).or_refuse()
    may_be_two(seat, place)
    seat.one_at_a_time(f"hours of {seat.me}")
    rules_for_two.may_add(said, reading_for_two.my_hours(seat), now()).or_refuse()
    made = Hours(group_id=place.group_id, membership_id=place.membership_id, made_at=now(), **said._asdict())
    made.save(force_insert=True)
    return made


def end_hours(seat: Seat, place: Place, hours: Hours) -> None:
    """End hours of one's own. Sessions that are booked stay, until somebody calls them off."""
    if hours.membership_id != place.membership_id:
        raise Unseen
    seat.glance(Hours).filter(pk=hours.id, ended_at=None).update(ended_at=now())


def book(seat: Seat, place: Place, hours: Hours, at: datetime, words: str) -> Meeting:
    """Book a session, with a few words for the host alone. Returns it.

    Raises NotBooked when the time is gone or one holds as many as one may, Refused for who may not sit with somebody
    alone now.
    """
    may_be_two(seat, place)
    if at not in starts(hours, now()):
        raise NotBooked("gone")
    made = uuid4()
    definition = json.dumps(definition_for(hours.minutes))
    word = seat.read(
        _Word,
        "SELECT meetings_book(%s, %s, %s, %s, %s, %s::jsonb, %s, %s, %s)",
        *(made, hours.id, at, hours.zone, _("A talk for two"), definition),
        *(rules_for_two.MOST_WITH_ONE, rules_for_two.MOST_IN_A_GROUP, now()),
    )[0].word
    if word:
        raise NotBooked(word)
    if words:
        _say_beforehand(seat, place, made, words)
    tell(kind=by_then(BOOKED, at), about=made)
    return seat.find(Meeting, made)


def _say_beforehand(seat: Seat, place: Place, meeting: UUID, words: str) -> None:
    """Keep the words for the two. They are read for danger as of no group: who leads it is to learn of no session."""
    row = Beforehand(group_id=place.group_id, meeting_id=meeting, membership_id=place.membership_id, at=now())
    row.body, row.html = words, render(words)
    row.save(force_insert=True)
    read_this(seat, kind="beforehand", about=row.id, group_id=None)


def may_not_be_two_any_more(seat: Seat) -> None:
    """Where the staff closed private contact for this seat: end its hours, and call off its sessions to come."""
    if not is_closed_to(seat):
        return
    seat.glance(Hours).filter(membership__member_id=seat.me, ended_at=None).update(ended_at=now())
    for meeting in seat.glance(Meeting).filter(host__isnull=False, called_off_at=None, starts_at__gt=now()):
        for change in seat.read(_Change, "SELECT * FROM meetings_call_off_session(%s, '', %s)", meeting.id, now()):
            tell(kind=by_then(OFF, meeting.starts_at), about=change.id)


def call_off(seat: Seat, place: Place, meeting: Meeting, words: str) -> None:
    """Call a session off, with a few words for the other. The time is free again."""
    rules_for_two.may_call_off(place, meeting, now()).or_refuse()
    found = seat.read(_Change, "SELECT * FROM meetings_call_off_session(%s, %s, %s)", meeting.id, words, now())
    for change in found:
        tell(kind=by_then(OFF, meeting.starts_at), about=change.id)

"""Coming into a room, what is done there, and what is written."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from hearten.kernel.clock import now
from hearten.kernel.live import announce
from hearten.kernel.pages import url
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Refused, Unseen
from hearten.kernel.words import render
from hearten.meetings.engine.commands import Command, Event, NotNow, Stale
from hearten.meetings.engine.state import CAPTIONS
from hearten.meetings.models import Duty, Line, Meeting
from hearten.meetings.room import store
from hearten.meetings.schedule import saying
from hearten.moderation.reading import gate_of
from hearten.moderation.rules import may_write_now
from hearten.safety.triage import read_this


class Floor(NamedTuple):
    """Whether time is due first, whether the acting member may write, whether it is their turn, and the moment."""

    due: bool
    may: bool
    mine: bool
    at: datetime


def give(meeting: UUID, command: Command) -> Sequence[Event]:
    """Give one command to a room. Raises Refused with a sentence when it does not fit (any more)."""
    try:
        return store.move(meeting, command)
    except Stale:
        raise Refused(saying.why(saying.STALE), url("meetings:room", meeting), _("Back to the room")) from None
    except NotNow as no:
        raise Refused(saying.why(no.why), url("meetings:room", meeting), _("Back to the room")) from None


def come_in(seat: Seat, meeting: Meeting, place: UUID, *, way: str, listens: bool, leads: bool) -> None:
    """Let the acting member in, with the roles for today that they have. Who leads the group may lead the room."""
    duties = list(
        seat.glance(Duty).filter(meeting=meeting, membership_id=place, ended_at=None).values_list("role", flat=True)
    )
    if leads and not duties and meeting.host_id is None:  # in a session of two, the host alone leads
        duties = ["facilitator" if _nobody_leads(seat, meeting) else "co_facilitator"]
    value = {"way": way if way in meeting.media else "text", "duties": duties, "listens": listens}
    give(meeting.id, Command("arrive", str(place), value=value))


def _nobody_leads(seat: Seat, meeting: Meeting) -> bool:
    given = seat.glance(Duty).filter(meeting=meeting, role="facilitator", ended_at=None).exists()
    return not given and not any("facilitator" in one.duties for one in store.hold(meeting.id).state.people.values())


def caption(seat: Seat, meeting: Meeting, place: UUID, body: str, client_id: UUID) -> Line:
    """Write down what whoever has the turn says. Refused to whoever does not have that role.

    It is not read for danger: the words are somebody else's, said in front of people who are there.
    """
    state = store.hold(meeting.id).state  # first: who sends twice at once is looked at one after the other
    before = seat.glance(Line).filter(membership_id=place, client_id=client_id).first()
    if before is not None:
        return _the_same(before, body)
    may_write_now(gate_of(seat, meeting.group_id)).or_refuse()
    may = state.phase != "ended" and state.is_here(str(place)) and not state.people[str(place)].muted
    if not may or not state.has_duty(str(place), CAPTIONS):
        raise Refused(_("Take the role of typing what is said first. Your words are kept."), *_back(meeting))
    speaker = UUID(state.turn.who) if state.turn is not None and state.turn.state == "speaking" else None
    line = Line(id=uuid4(), group_id=meeting.group_id, meeting=meeting, membership_id=place, client_id=client_id)
    line.kind, line.speaker_id, line.body, line.html, line.at = "caption", speaker, body, render(body), now()
    line.save(force_insert=True)
    announce("meeting", meeting.id, "line", line.id, group=_logged(meeting), author=seat.me)
    return line


def _logged(meeting: Meeting) -> UUID | None:
    """Whose its words and changes are: of a session of two, nobody's of the group, who is not to learn of it."""
    return meeting.group_id if meeting.host_id is None else None


def say(seat: Seat, meeting: Meeting, place: UUID, body: str, client_id: UUID) -> Line:
    """Write a line. Returns the earlier one when this was sent before. Raises Refused while the chat is closed."""
    before = seat.glance(Line).filter(membership_id=place, client_id=client_id).first()
    if before is not None:
        return _the_same(before, body)
    may_write_now(gate_of(seat, meeting.group_id)).or_refuse()
    floor = _floor(seat, meeting.id)
    if floor.due:
        store.move(meeting.id)
        floor = _floor(seat, meeting.id)
    if not floor.may:
        raise Refused(
            _("Only the person whose turn it is writes now. Your words are kept; send them when it is open."),
            *_back(meeting),
        )
    line = Line(id=uuid4(), group_id=meeting.group_id, meeting=meeting, membership_id=place, client_id=client_id)
    line.kind, line.body, line.html, line.at = ("share" if floor.mine else "line"), body, render(body), floor.at
    try:
        with transaction.atomic():
            line.save(force_insert=True)
    except IntegrityError:  # the same sending came twice at once
        return _the_same(seat.glance(Line).get(membership_id=place, client_id=client_id), body)
    read_this(seat, kind="line", about=line.id, group_id=_logged(meeting))
    announce("meeting", meeting.id, "line", line.id, group=_logged(meeting), author=seat.me)
    return line


def _back(meeting: Meeting) -> tuple[str, str]:
    return url("meetings:room", meeting.id), _("Back to the room")


def _the_same(line: Line, body: str) -> Line:
    if line.body != body:
        raise Refused(_("Something else was sent from this box before. Open the page again, then send these words."))
    return line


def _floor(seat: Seat, meeting: UUID) -> Floor:
    found = seat.read(Floor, "SELECT * FROM meetings_floor(%s)", meeting)
    if not found:
        raise Unseen
    return found[0]

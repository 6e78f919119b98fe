"""Keeping a place and giving it up. The database's doors count; here it is asked for, and others are told."""

from typing import NamedTuple

from hearten.groups.standing import Place
from hearten.kernel.clock import now
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Unseen
from hearten.meetings.models import Meeting
from hearten.meetings.schedule import rules
from hearten.meetings.schedule.jobs import let_in


class _Said(NamedTuple):
    word: str


class _Given(NamedTuple):
    up: bool


def keep(seat: Seat, place: Place, meeting: Meeting) -> bool:
    """Keep a place. Returns whether one is in; else one waits. A second time changes nothing.

    A place in the room beside is given up: nobody is in two rooms at once.
    """
    rules.may_keep_place(place, meeting, now()).or_refuse()
    word = seat.read(_Said, "SELECT meetings_claim_place(%s, %s)", meeting.id, now())[0].word
    if word == "closed":
        raise Unseen
    let_in()
    return word == "in"


def give_up(seat: Seat, meeting: Meeting) -> bool:
    """Give one's place up. Who waited first is in, and is told. Returns whether there was a place."""
    given = seat.read(_Given, "SELECT meetings_give_up_place(%s, %s)", meeting.id, now())[0].up
    let_in()
    return given

"""Telling a group how a service was, and taking that back."""

from datetime import date
from typing import Any, NamedTuple
from uuid import uuid4

from hearten.groups.models import Membership
from hearten.groups.standing import Place
from hearten.kernel.clock import now
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Unseen
from hearten.kernel.words import render
from hearten.moderation.actions.hold import held
from hearten.moderation.reading import gate_of
from hearten.resources.models import Listing, ListingNote, NoteOwner
from hearten.resources.noting import my_note, says_something
from hearten.resources.rules import may_write_note
from hearten.resources.watched import NOTE
from hearten.safety.triage import read_this


class _Gone(NamedTuple):
    gone: Any


def sent_twice(seat: Seat, place: Place, listing: Listing, said: dict[str, Any]) -> bool:
    """Whether this very note stands there already, in every field. Of two presses at once, the second waits for the
    first here, and finds it."""
    seat.one_at_a_time(f"note on {listing.id} in {place.group_id} by {seat.me}")
    earlier = my_note(seat, place, listing.id)
    return earlier is not None and _fields(earlier) == _fields(_made(place, listing, said))


def _fields(note: ListingNote) -> tuple[Any, ...]:
    said = (note.weeks, note.respect, note.cost, note.cost_words, note.body, note.on_month)
    return (*said, note.membership_id is None)


def write_note(seat: Seat, place: Place, listing: Listing, said: dict[str, Any]) -> ListingNote:
    """Tell the group of `place` how a service was, under one's name there or without any. Returns the note.

    Raises Refused before one agreed, during a break from writing, and where one has told this group already.
    """
    earlier = my_note(seat, place, listing.id)
    removed = earlier is not None and not says_something(earlier)
    may_write_note(place, gate_of(seat, place.group_id), earlier is not None, removed).or_refuse()
    note = _made(place, listing, said)
    if said["hidden"]:
        NoteOwner(note_id=note.id, member_id=seat.me).save(force_insert=True)
    note.save(force_insert=True)
    read_this(seat, kind=NOTE, about=note.id, group_id=place.group_id)
    words = "\n".join((note.body, note.cost_words))
    held(seat, NOTE, place.group_id, note.id, words, new=True, tried=True)
    return note


def _made(place: Place, listing: Listing, said: dict[str, Any]) -> ListingNote:
    year, _dash, month = said["month"].partition("-")
    return ListingNote(
        id=uuid4(),
        group_id=place.group_id,
        listing_id=listing.id,
        membership_id=None if said["hidden"] else place.membership_id,
        weeks=said["weeks"],
        respect=said["respect"],
        cost=said["cost"],
        cost_words=said["cost_words"],
        body=said["body"],
        html=render(said["body"]),
        on_month=date(int(year), int(month), 1) if year else None,
        made_at=now(),
    )


def take_note_back(seat: Seat, note: ListingNote) -> None:
    """Take one's own note back: all of it goes. Raises Unseen for somebody else's."""
    if not seat.read(_Gone, "SELECT resources_take_note_back(%s)", note.id)[0].gone:
        raise Unseen


def when_somebody_leaves(seat: Seat, membership: Membership, how: str) -> None:
    """Take a leaver's notes along when they asked for it, those without a name, too. `how`: kept, erased."""
    if how == "erased":
        seat.read(_Gone, "SELECT resources_leave_notes(%s)", membership.group_id)

"""Wanting a note after a while away, being here again, writing a note or saying no, and what changed meanwhile."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.utils.translation import gettext as _

from hearten.groups.contact import is_closed_to
from hearten.groups.models import Membership
from hearten.groups.standing import place_in
from hearten.kernel.clock import now
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Refused, Unseen
from hearten.members.breaks import on_break
from hearten.notices.actions import tell
from hearten.plans.calendar import today
from hearten.plans.days.showing import may_be_close
from hearten.plans.models import CirclePlace, GentleReturn, ReturnNote
from hearten.safety.triage import read_this

DAYS = (7, 14, 30)
ASKED, WRITTEN, NOTE = "return_asked", "return_written", "returnnote"
LONGEST = 1000


class _Someone(NamedTuple):
    place: UUID
    name: str
    inside: bool
    since: date | None
    mine: bool


@dataclass(frozen=True)
class Note:
    """A note from somebody, as whom it was written for reads it."""

    id: UUID
    name: str
    words: str
    written_on: date


def wish_of(seat: Seat) -> GentleReturn | None:
    """Return whom the member wants to be asked, and after how many days; None when they do not want it."""
    return seat.glance(GentleReturn).filter(member_id=seat.me, ended_at=None).select_related("to_place").first()


def who_can_be_asked(seat: Seat) -> list[tuple[UUID, str, str]]:
    """Return who could write: people of one's circles, and welcomers of one's groups. Membership, name, group."""
    rows = seat.glance(Membership).filter(ended_at=None, group__closed_at=None).exclude(member_id=seat.me)
    rows = rows.annotate(away=on_break("member_id")).filter(away=False).select_related("group").order_by("name")
    close = {
        one.place
        for place in seat.glance(CirclePlace).filter(member_id=seat.me, ended_at=None).exclude(in_from_day=None)
        for one in seat.read(_Someone, "SELECT * FROM plans_circle_people(%s)", place.circle_id)
        if one.inside
    }
    return [(row.id, row.name, row.group.title) for row in rows if row.id in close or row.welcomes_since is not None]


def want(seat: Seat, place_id: UUID, days: int) -> GentleReturn:
    """Want that somebody is asked for a note after some days away. What was chosen before ends.

    Raises Unseen for somebody who cannot be asked.
    """
    if place_id not in {place for place, _name, _group in who_can_be_asked(seat)}:
        raise Unseen
    other = seat.find(Membership, place_id, ended_at=None)
    mine = place_in(seat, other.group_id)
    if mine is None:
        raise Unseen
    seat.one_at_a_time(f"return {seat.me}")
    want_no_more(seat)
    made = GentleReturn(member_id=seat.me, to_id=other.member_id, place_id=mine.membership_id, to_place_id=other.id)
    made.days, made.since, made.seen_on = days, now(), today()
    made.save(force_insert=True)
    return made


def want_no_more(seat: Seat) -> None:
    """Not want it any more. The day when they were here last is forgotten."""
    seat.glance(GentleReturn).filter(member_id=seat.me, ended_at=None).update(ended_at=now(), seen_on=None)


def here_again(seat: Seat) -> date | None:
    """Note that the member is here today, if they want notes; return the day of their last time, after a while away.

    Nothing is kept for anybody else: this day is known of nobody but those who asked for it. It is noted on the first
    page and in their plan; that they were on other pages, the door plans_ask_for_notes takes from their sign-ins.
    """
    wish = wish_of(seat)
    if wish is None or wish.seen_on is None or wish.seen_on >= today():
        return None
    before = wish.seen_on
    seat.glance(GentleReturn).filter(pk=wish.pk).update(seen_on=today())
    return before if (today() - before).days >= wish.days else None


def asked_of_me(seat: Seat, note_id: UUID) -> tuple[ReturnNote, str]:
    """Return a note that the seat is asked for, and for whom. Raises Unseen."""
    found = seat.glance(ReturnNote).filter(pk=note_id, author_id=seat.me).select_related("member_place").first()
    if found is None:
        raise Unseen
    return found, found.member_place.name


def write(seat: Seat, note: ReturnNote, words: str) -> None:
    """Write the note. Raises Refused when it is written already, in other words, or private contact is closed."""
    may_be_close(is_closed_to(seat)).or_refuse()
    seat.one_at_a_time(f"note {note.id}")
    kept = seat.find(ReturnNote, note.id)
    if kept.written_at is not None:
        if kept.words != words:
            raise Refused(_("You wrote this note already. What you sent first is what they read."))
        return
    kept.words, kept.written_at, kept.declined_at = words, now(), None
    kept.save(update_fields=["words", "written_at", "declined_at"])
    tell(kind=WRITTEN, about=kept.id)
    read_this(seat, kind=NOTE, about=kept.id, group_id=None)


def decline(seat: Seat, note: ReturnNote) -> None:
    """Not write one. Nobody is told."""
    open_still = seat.glance(ReturnNote).filter(pk=note.pk, written_at=None, declined_at=None)
    open_still.update(declined_at=now())


def notes_for_me(seat: Seat) -> Sequence[Note]:
    """Return the notes that people wrote to the member, the newest first."""
    rows = seat.glance(ReturnNote).filter(member_id=seat.me).exclude(written_at=None).select_related("author_place")
    return [
        Note(row.id, row.author_place.name, row.words or "", row.written_at.date())
        for row in rows.order_by("-written_at")[:20]
        if row.written_at is not None
    ]

"""Adding pictures to what somebody writes, showing them, removing them, taking them back."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID, uuid4

from hearten.kernel.clock import now
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Unseen
from hearten.members import limits
from hearten.pictures import jobs, showing
from hearten.pictures.models import PersonFirst, Picture
from hearten.pictures.reading import Told
from hearten.pictures.rules import may_decide, may_take_back
from hearten.pictures.showing import changed
from hearten.pictures.workshop import Remade


class _Done(NamedTuple):
    done: object


class _Gone(NamedTuple):
    id: UUID


def attach(seat: Seat, group_id: UUID, about: UUID, pictures: Sequence[Remade]) -> None:
    """Put pictures into an item that this seat just wrote. Nobody else sees them before the worker has looked."""
    for place, made in enumerate(pictures):
        limits.take(limits.PICTURES_OF_A_MEMBER, str(seat.me))
        row = Picture(id=uuid4(), group_id=group_id, member_id=seat.me, about=about, place=place, made_at=now())
        row.alt, row.width, row.height, row.size = made.alt, made.width, made.height, len(made.content)
        row.content = made.content
        row.save(force_insert=True)
        seat.read(_Done, "SELECT pictures_begun(%s)", row.id)
        jobs.scan(picture=str(row.id))


def show(seat: Seat, told: Told) -> None:
    """Show a picture that waits to its group. Nothing happens where it is shown, or held by a case about it."""
    may_decide(told).or_refuse()
    if seat.read(_Done, "SELECT pictures_show(%s)", told.id)[0].done:
        changed(seat, told.about)


def remove(seat: Seat, told: Told) -> None:
    """Remove a picture of somebody else's. Its sender is told, and can ask that somebody else looks. Raises Refused."""
    may_decide(told).or_refuse()
    showing.remove(seat, told.id)


def take_back(seat: Seat, told: Told) -> None:
    """Take one picture of one's own back, for good."""
    may_take_back(told).or_refuse()
    _take_away(seat, None, told.id)
    changed(seat, told.about)


def take_away_with(seat: Seat, about: UUID) -> None:
    """Take the pictures of an item along when its writer takes its words back."""
    _take_away(seat, about, None)


def take_all_away(seat: Seat) -> None:
    """Take everything away that this seat ever sent, in groups that it left as well (erasure of an account)."""
    _take_away(seat, None, None)


def _take_away(seat: Seat, about: UUID | None, picture: UUID | None) -> None:
    for gone in seat.read(_Gone, "SELECT * FROM pictures_take_away(%s, %s)", about, picture):
        jobs.shred(picture=str(gone.id))


def choose_person_first(seat: Seat, group_id: UUID, name: str | None, wanted: bool) -> None:
    """Have a person look at each picture first in a group that this seat leads as `name`, or no longer."""
    if name is None:
        raise Unseen
    if wanted:
        row = PersonFirst(group_id=group_id, began_by_name=name, began_at=now())
        PersonFirst.objects.bulk_create([row], ignore_conflicts=True)
    else:
        running = seat.glance(PersonFirst).filter(group_id=group_id, ended_at=None)
        running.update(ended_at=now(), ended_by_name=name)

"""What is private in a room, as one person reads it: words to and from those who lead, and the way to a side room."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from markupsafe import Markup

from hearten.kernel.keystore import KeyStoreUnavailable
from hearten.kernel.pages import fragment
from hearten.kernel.seat import Seat
from hearten.kernel.words import render
from hearten.meetings.engine.state import LEADING, STANDS_BY, State
from hearten.meetings.models import SideRoom, Wish, Word
from hearten.meetings.room.fragments import Shown

FIRST = {Wish.NOW: 0, Wish.ALONE: 1, Wish.READ: 2}


@dataclass(frozen=True)
class Beside:
    """A side room as one of its two sees it: who the other one is, and whether one was the one to be asked."""

    id: UUID
    name: str
    mine_to_answer: bool
    taken: bool
    over: bool


@dataclass(frozen=True)
class Thread:
    """What was said privately between one person and those who lead. `wish`: what they asked for last, while open."""

    place: UUID
    name: str
    words: list[Markup]
    wish: str
    said_at: datetime
    side: Beside | None = None


@dataclass(frozen=True)
class Care:
    """See the module. `to_me` counts what others wrote, so that the page can say that something came."""

    stands_by: bool
    leading: list[str]
    somebody_here: bool
    threads: list[Thread] = field(default_factory=list)
    offered: Beside | None = None
    inside: Beside | None = None
    people: list[tuple[str, str]] = field(default_factory=list)
    to_me: int = 0


def who_stands_by(state: State) -> list[str]:
    """Return the places of those who read private words: who leads, and who stands by."""
    return [one.id for one in state.people.values() if {LEADING, STANDS_BY} & set(one.duties) and not one.removed]


def care(seat: Seat, shown: Shown, me: str) -> Care:
    """Return what is private to this person in a room."""
    by = who_stands_by(shown.state)
    words = list(seat.glance(Word).filter(meeting_id=shown.meeting, side=None).order_by("at"))
    sides = list(seat.glance(SideRoom).filter(meeting_id=shown.meeting, ended_at=None))
    mine = [_beside(one, shown.names, me) for one in sides]
    return Care(
        stands_by=me in by,
        leading=[shown.name(key) for key in by if key != me],
        somebody_here=any(shown.state.is_here(key) for key in by if key != me),
        threads=_threads(words, shown.names, {one.person_id: _beside(one, shown.names, me) for one in sides}),
        offered=next((one for one in mine if one.mine_to_answer and not one.taken), None),
        inside=next((one for one in mine if one.taken), None),
        people=[(one.id, shown.name(one.id)) for one in shown.state.here if one.id != me] if me in by else [],
        to_me=sum(str(one.membership_id) != me for one in words) + sum(one.mine_to_answer for one in mine),
    )


def _beside(side: SideRoom, names: dict[str, str], me: str) -> Beside:
    asked = str(side.person_id) == me
    other = names.get(str(side.helper_id if asked else side.person_id)) or _("Somebody")
    return Beside(side.id, other, asked, side.taken_at is not None, side.ended_at is not None)


def _threads(words: Iterable[Word], names: dict[str, str], sides: dict[UUID, Beside]) -> list[Thread]:
    """Return one thread for each person, whoever needs somebody now first."""
    by_place: dict[UUID, list[Word]] = {}
    for word in words:
        by_place.setdefault(word.place_id, []).append(word)
    found = [_thread(place, said, names, sides.get(place)) for place, said in by_place.items()]
    return sorted(found, key=lambda one: (FIRST.get(Wish(one.wish), 2), one.said_at))


def _thread(place: UUID, said: list[Word], names: dict[str, str], side: Beside | None) -> Thread:
    name = names.get(str(place)) or _("Somebody")
    return Thread(place, name, html_of(said, names), _open_wish(said), said[-1].at, side)


def _open_wish(said: Sequence[Word]) -> str:
    """Return what was asked for since the last answer."""
    wish: str = Wish.READ
    for word in said:
        wish = (
            Wish.READ if word.membership_id != word.place_id else min(wish, word.wish, key=lambda one: FIRST[Wish(one)])
        )
    return wish


def html_of(words: Iterable[Word], names: dict[str, str]) -> list[Markup]:
    """Return private words as the pages show them; opened now, and never remembered."""
    return [word_html(word, names.get(str(word.membership_id)) or _("Somebody")) for word in words]


def word_html(word: Word, name: str) -> Markup:
    """Return one private word."""
    values: dict[str, Any] = {"id": word.id, "name": name, "wish": "", "html": "", "locked": False}
    if word.wish != Wish.READ:
        values["wish"] = Wish(word.wish).label
    try:
        body = word.body
    except KeyStoreUnavailable:
        body, values["locked"] = None, True
    if body:
        values["html"] = Markup(render(body))  # noqa: S704  # sanitised there
    return Markup(fragment("meetings/_word.html", **values))  # noqa: S704  # our own template


def side_room(seat: Seat, side_id: UUID, me: UUID, names: dict[str, str]) -> tuple[Beside, list[Markup]]:
    """Return a side room and what was said in it, for one of its two. Raises Unseen for everybody else."""
    side = seat.find(SideRoom, side_id)
    said = seat.glance(Word).filter(side_id=side.id).order_by("at")
    return _beside(side, names, str(me)), html_of(said, names)

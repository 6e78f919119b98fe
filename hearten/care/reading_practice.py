"""What the two of a practice read: hand-written queries, each under the reader's own row-level security."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from hearten.care.choices import Role, Situation
from hearten.care.models import Closure, Turn, Willing
from hearten.kernel.confidential import ME
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Unseen


class Held(NamedTuple):
    """A practice as one of the two sees it. `turn` is the number of the turn that is theirs now, or None."""

    id: UUID
    group_id: UUID
    group_title: str
    i_asked: bool
    their_name: str
    situation: str
    role: str  # the asker's
    made_at: datetime
    answer: str | None
    answered_at: datetime | None
    ended: bool
    open: bool
    may_answer: bool
    turn: int | None
    live: int  # the last change that this page knows of

    @property
    def situation_text(self) -> str:
        return str(Situation(self.situation).label)

    @property
    def my_role(self) -> Role:
        return Role(self.role) if self.i_asked else self.their_role_of(Role(self.role))

    @staticmethod
    def their_role_of(role: Role) -> Role:
        return Role.CLINICIAN if role == Role.SPEAKS else Role.SPEAKS


_HELD = f"""
SELECT p.id, p.group_id, coalesce(g.title, ''), p.asker_id = {ME}, coalesce(care_their_name(p.id), ''), p.situation,
  p.role, p.made_at, a.how, a.at, EXISTS (SELECT 1 FROM care_ending e WHERE e.practice_id = p.id), care_open(p.id),
  care_may_answer(p.id), care_my_turn(p.id), hearten_live_last('practice:' || p.id)
FROM care_practice p LEFT JOIN groups_group g ON g.id = p.group_id LEFT JOIN care_answer a ON a.practice_id = p.id
WHERE (p.asker_id = {ME} OR p.asked_id = {ME})
"""


def practice(seat: Seat, practice_id: UUID) -> Held:
    """Return one practice. Raises Unseen for everybody but the two."""
    found = seat.read(Held, f"{_HELD} AND p.id = %s", practice_id)
    if not found:
        raise Unseen
    return found[0]


def practices(seat: Seat) -> Sequence[Held]:
    """Return the reader's practices, the newest first. What is older than seven days is gone."""
    return seat.read(Held, f"{_HELD} ORDER BY p.made_at DESC LIMIT 50")


class CanAsk(NamedTuple):
    """Somebody who can be asked to practise."""

    place_id: UUID
    name: str
    group_title: str


def who_can_be_asked(seat: Seat) -> Sequence[CanAsk]:
    """Return who of one's groups said that they can be asked, as far as they can be reached. Why not is never told."""
    return seat.read(CanAsk, "SELECT * FROM care_to_ask()")


def willing_of(seat: Seat) -> Willing | None:
    """Return since when others may ask this member to practise, or None while it is off."""
    return seat.glance(Willing).filter(member_id=seat.me, ended_at=None).first()


def closed_here(seat: Seat) -> bool:
    """Whether a practice had the staff close being alone with others for this member."""
    return seat.glance(Closure).filter(member_id=seat.me, ended_at=None).exists()


@dataclass(frozen=True)
class Spoken:
    """One turn. `words` is None where its writer's key is gone."""

    id: UUID
    mine: bool
    words: str | None
    at: datetime


def turns(seat: Seat, practice_id: UUID) -> list[Spoken]:
    """Return what was said, in order."""
    rows = seat.glance(Turn).filter(practice_id=practice_id).order_by("number")
    return [Spoken(row.id, row.author_id == seat.me, row.body, row.at) for row in rows]

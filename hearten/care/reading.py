"""What other slices may take along for their member (a summary to hand over): plain values, read as the member."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from hearten.care import reading_routine, reading_visits
from hearten.care.choices import LineKind
from hearten.kernel.clock import now
from hearten.kernel.seat import Seat


@dataclass(frozen=True)
class RoutineLine:
    """One thing somebody takes, as it stands on their list for a clinician.

    name         "" where its person gave none
    food         in words, or ""
    times, days  what holds now (days: 1 is Monday); both empty while it rests, or where none are written down
    since        from when these times hold
    rests_since  from when it rests, or None while it runs, and where no times were ever written down
    """

    id: UUID
    name: str
    food: str
    notes: str
    times: Sequence[time]
    days: Sequence[int]
    since: datetime | None
    rests_since: datetime | None
    refill_on: date | None


@dataclass(frozen=True)
class EffectLine:
    """One entry of the diary of effects, in words."""

    on: date
    feelings: Sequence[str]
    words: str


@dataclass(frozen=True)
class Preparation:
    """What somebody prepared for one appointment. Texts are "" where nothing was written; questions are ranked."""

    id: UUID
    on: date | None
    with_whom: str
    matters: str
    changed: str
    agree: str
    disagree: str
    support: str
    questions: Sequence[str]
    effects: Sequence[str]
    brought: Sequence[str]
    decided: str
    next_step: str


@dataclass(frozen=True)
class StatementLine:
    """Something that somebody wants to be able to say."""

    situation: str
    statement: str
    follow_up: str


def routine_of(seat: Seat) -> list[RoutineLine]:
    """Return what the member takes now or lets rest, in the order in which it was begun. What has ended is left out."""
    moment = now()
    found = []
    for kept in reading_routine.mine(seat, since=moment.date()):
        if kept.ended_at is not None:
            continue
        holds = kept.now(moment)
        times, days, since = (holds.at, holds.days, holds.from_at) if holds else ((), (), None)
        rests = kept.rests_since(moment)
        line = RoutineLine(kept.id, kept.name, kept.food_text, kept.notes, times, days, since, rests, kept.refill_on)
        found.append(line)
    return found


def effects_of(seat: Seat, since: date) -> list[EffectLine]:
    """Return the diary of effects from a day on, the newest first."""
    return [
        EffectLine(felt.on, felt.feeling_texts, felt.words) for felt in reading_routine.diary(seat) if felt.on >= since
    ]


def preparation_of(seat: Seat) -> list[Preparation]:
    """Return the member's preparations with their lines, the newest first."""
    return [_preparation(reading_visits.one(seat, one.id)) for one in reading_visits.mine(seat)]


def _preparation(kept: reading_visits.Prepared) -> Preparation:
    parts = {name: kept.parts.get(name, "") for name in ("matters", "changed", "agree", "disagree", "support")}
    texts = {kind: [line.text for line in kept.of(kind)] for kind in LineKind.values}
    return Preparation(
        kept.id,
        kept.on,
        kept.with_whom,
        **parts,
        questions=texts[LineKind.QUESTION],
        effects=texts[LineKind.EFFECT],
        brought=texts[LineKind.BROUGHT],
        decided=kept.after.get("decided", ""),
        next_step=kept.after.get("next", ""),
    )


def statements_of(seat: Seat) -> list[StatementLine]:
    """Return the member's own statements, the newest first."""
    return [StatementLine(one.situation, one.statement, one.follow_up) for one in reading_visits.statements(seat)]


def next_step_of(seat: Seat, appointment_id: UUID) -> str:
    """Return the next step that the member wrote down after an appointment, or "". Raises Unseen for anybody else's."""
    return reading_visits.one(seat, appointment_id).after.get("next", "")

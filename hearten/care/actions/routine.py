"""Keeping one's own routine: beginning, changing, saying what became of a time, resting and ending."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from hearten.care import reminding, rules
from hearten.care.models import Effect, Mark, Routine, Times
from hearten.care.parts import parts_of, sealed_as
from hearten.care.reading_routine import Kept
from hearten.care.sending import same_words
from hearten.kernel.clock import now
from hearten.kernel.seat import Seat


@dataclass(frozen=True)
class Plan:
    """When something is taken: times of day, on days of the week (1 is Monday). No times: none are written down, or
    from the second plan on, it rests.

    `remind`: whether its person would like to be reminded at these times.
    """

    at: Sequence[time]
    days: Sequence[int]
    remind: bool = False


def begin(seat: Seat, client_id: UUID, words: Mapping[str, str], refill_on: date | None, plan: Plan) -> UUID:
    """Begin a routine from now on. Returns its id: the first one's where the same form was sent twice.

    Raises Refused when the same box was sent before with other words, another day or other times.
    """
    seat.one_at_a_time(f"routine {seat.me} {client_id}")
    before = seat.glance(Routine).filter(member_id=seat.me, client_id=client_id).first()
    if before is not None:
        same_words(before.words, sealed_as(words))
        same_words(str(before.refill_on), str(refill_on))
        first = seat.glance(Times).filter(routine_id=before.id).order_by("from_at").first()
        same_words(_when(first.at, first.days) if first else None, _when(plan.at, plan.days))
        return before.id
    made = Routine(member_id=seat.me, client_id=client_id, words=sealed_as(words), refill_on=refill_on, made_at=now())
    made.save(force_insert=True)
    _hold(seat, made.id, plan)
    reminding.refill(seat, made.id, refill_on)
    return made.id


def _when(at: Sequence[time], days: Sequence[int]) -> str:
    return f"{[str(one) for one in at]} {list(days) if at else []}"


def change(seat: Seat, kept: Kept, words: Mapping[str, str], refill_on: date | None) -> None:
    """Change what is written about it. Its times stay. Raises Refused when it has ended."""
    rules.may_change(kept).or_refuse()
    row = seat.find(Routine, kept.id)
    row.words, row.refill_on = sealed_as(words), refill_on
    row.save(update_fields=["words", "refill_on"])
    reminding.refill(seat, row.id, refill_on)


def take_at(seat: Seat, kept: Kept, plan: Plan) -> None:
    """Have other times from now on, or none (it rests). Nothing that was before is changed. Raises Refused."""
    rules.may_change(kept).or_refuse()
    seat.one_at_a_time(f"times {kept.id}")
    moment = now()
    holds, rests = kept.now(moment), kept.rests_since(moment) is not None
    if (
        holds is None
        or (not plan.at and not rests)
        or (tuple(holds.at), tuple(holds.days)) != (tuple(plan.at), tuple(plan.days))
    ):
        _hold(seat, kept.id, plan)
    else:
        _remind(seat, kept.id, plan)


def _hold(seat: Seat, routine_id: UUID, plan: Plan) -> None:
    moment, days = now(), list(plan.days) if plan.at else []
    seat.glance(Times).filter(routine_id=routine_id, from_at=moment).delete()  # the later word of one moment holds
    row = Times(member_id=seat.me, routine_id=routine_id, from_at=moment, at=list(plan.at), days=days)
    row.save(force_insert=True)
    _remind(seat, routine_id, plan)


def _remind(seat: Seat, routine_id: UUID, plan: Plan) -> None:
    reminding.times(seat, routine_id, plan.at if plan.remind else (), plan.days)


def end(seat: Seat, kept: Kept) -> None:
    """End it: no more times, and off the list for the clinician. What was said of it stays. Twice is once."""
    seat.glance(Routine).filter(pk=kept.id, ended_at=None).update(ended_at=now())
    reminding.no_more(seat, kept.id)


def remove(seat: Seat, kept: Kept) -> None:
    """Remove it with everything that was said of it."""
    reminding.no_more(seat, kept.id)
    seat.glance(Mark).filter(routine_id=kept.id).delete()
    seat.glance(Times).filter(routine_id=kept.id).delete()
    seat.glance(Routine).filter(pk=kept.id).delete()


def say(seat: Seat, kept: Kept, day: date, at: time, how: str, today: date) -> UUID:
    """Say what became of one time. Said again, the last word counts, and a reason that was given stays.

    Returns the mark's id. Raises Refused for a day that is too long ago or has not come.
    """
    rules.may_mark(kept, day, today).or_refuse()
    seat.one_at_a_time(f"mark {kept.id} {day} {at}")
    said = {"how": how}
    row = seat.glance(Mark).filter(routine_id=kept.id, day=day, at=at).first()
    if row is None:
        row = Mark(member_id=seat.me, routine_id=kept.id, day=day, at=at, words=sealed_as(said), marked_at=now())
        row.save(force_insert=True)
        return row.id
    _write(row, how=how)
    return row.id


def _write(mark: Mark, **parts: str) -> None:
    mark.words, mark.marked_at = sealed_as(parts_of(mark.words) | parts), now()
    mark.save(update_fields=["words", "marked_at"])


def give_reason(seat: Seat, mark_id: UUID, reason: str) -> None:
    """Write a reason beside what was said, or take it away. Raises Unseen."""
    _write(seat.find(Mark, mark_id), reason=reason)


def undo(seat: Seat, mark_id: UUID) -> None:
    """Take back what was said of a time, with its reason. What is gone already stays gone."""
    seat.glance(Mark).filter(pk=mark_id, member_id=seat.me).delete()


def write_effect(seat: Seat, client_id: UUID, on: date, feelings: Sequence[str], words: str) -> UUID:
    """Keep one entry of the diary. Returns its id; sent twice it is one. Raises Refused for other words."""
    sealed = sealed_as({"feelings": ",".join(feelings), "words": words})
    row = Effect(member_id=seat.me, client_id=client_id, on=on, words=sealed, at=now())
    Effect.objects.bulk_create([row], ignore_conflicts=True)
    kept = seat.glance(Effect).get(member_id=seat.me, client_id=client_id)
    same_words(kept.words, sealed)
    return kept.id


def remove_effect(seat: Seat, effect_id: UUID) -> None:
    """Remove one entry."""
    seat.glance(Effect).filter(pk=effect_id, member_id=seat.me).delete()

"""Beginning, changing, pausing and ending what one would like to do, and writing a day down."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.utils.translation import gettext as _

from hearten.kernel.clock import now
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Refused
from hearten.library.models import Trying
from hearten.library.models.trying import Ended
from hearten.plans.calendar import today
from hearten.plans.doing import reading, reminding, rules
from hearten.plans.models import Cadence, CircleShow, Commitment, Mark, Rest
from hearten.plans.models.doing import Often


@dataclass(frozen=True)
class Rhythm:
    """How often, as a form gave it."""

    often: str = Often.DAILY.value
    weekdays: list[int] = field(default_factory=list)
    number: int = 1
    on_day: date | None = None


def begin(seat: Seat, words: str, why: str, rhythm: Rhythm, client_id: UUID) -> UUID:
    """Put something into the plan, from today. Returns its id, the earlier one's when this was sent before.

    Raises Refused when the plan is full, or when this form was used for other words.
    """
    seat.one_at_a_time(f"plan {seat.me}")
    before = seat.glance(Commitment).filter(member_id=seat.me, client_id=client_id).first()
    if before is not None:
        _the_same(before, words)
        return before.id
    rules.may_begin(sum(not one.over for one in reading.held(seat, today()))).or_refuse()
    made = Commitment(member_id=seat.me, words=words, why=why or None, client_id=client_id, from_day=today(), at=now())
    made.save(force_insert=True)
    _from_today(seat, made.id, rhythm)
    return made.id


def _the_same(kept: Commitment, words: str) -> None:
    if kept.words != words:
        raise Refused(_("Something else was sent from this box before. Open the page again, then send these words."))


def take_along(seat: Seat, trying_id: UUID) -> None:
    """Put what somebody begins to try into their plan, every day, under their own copy of its title (P5).

    Called within the library's own transaction (trying_events.py). Where the plan is full, it stays out of it: that
    keeps nobody from trying something.
    """
    seat.one_at_a_time(f"plan {seat.me}")
    trying = seat.find(Trying, trying_id)
    if not rules.may_begin(sum(not one.over for one in reading.held(seat, today()))):
        return
    made = Commitment(member_id=seat.me, words=trying.title or "", why=trying.words, trying_id=trying.id)
    made.client_id, made.from_day, made.at = uuid4(), today(), now()
    made.save(force_insert=True)
    _from_today(seat, made.id, Rhythm())


def after_trying(seat: Seat, trying_id: UUID) -> None:
    """What grew out of a trying that has ended is over with it; if it is part of one's days now, it stays as one's own.

    Called within the library's own transaction (trying_events.py).
    """
    still = seat.find(Trying, trying_id).how == Ended.STILL
    for grown in seat.glance(Commitment).filter(member_id=seat.me, trying_id=trying_id):
        if still:
            seat.glance(Commitment).filter(pk=grown.pk).update(trying=None)
        else:
            reminding.no_more(seat, grown.id)
            _shown_no_more(seat, grown.id)


def say_otherwise(seat: Seat, commitment: Commitment, words: str, why: str) -> None:
    """Change what it is called, and why."""
    commitment.words, commitment.why = words, why or None
    commitment.save(update_fields=["words", "why"])


def change_rhythm(seat: Seat, commitment: Commitment, rhythm: Rhythm) -> None:
    """Do it in another rhythm from today on. Days before today keep the one that held then."""
    seat.one_at_a_time(f"rhythm {commitment.id}")
    _from_today(seat, commitment.id, rhythm)
    reminding.follow(seat, commitment.id)


def _from_today(seat: Seat, commitment_id: UUID, rhythm: Rhythm) -> None:
    said = {"often": rhythm.often, "weekdays": sorted(rhythm.weekdays), "number": rhythm.number}
    said |= {"on_day": rhythm.on_day, "at": now()}
    key = {"commitment_id": commitment_id, "from_day": today()}
    if not seat.glance(Cadence).filter(**key).update(**said):
        Cadence(member_id=seat.me, **key, **said).save(force_insert=True)


def mark(seat: Seat, commitment: Commitment, day: date, state: str) -> None:
    """Write a day down: done, or not today. Said twice, it is said once; said otherwise, the last counts.

    Raises Refused for a day to come, one more than a week ago, and one before it began.
    """
    rules.may_mark(day, today(), commitment.from_day).or_refuse()
    seat.one_at_a_time(f"mark {commitment.id} {day}")
    said = {"state": Mark.State(state).value, "at": now()}
    if not seat.glance(Mark).filter(commitment_id=commitment.id, day=day).update(**said):
        Mark(member_id=seat.me, commitment_id=commitment.id, day=day, **said).save(force_insert=True)


def unmark(seat: Seat, commitment: Commitment, day: date) -> None:
    """Take back what was written down for a day; nothing when nothing was. Raises Refused as `mark` does."""
    rules.may_mark(day, today(), commitment.from_day).or_refuse()
    seat.glance(Mark).filter(commitment_id=commitment.id, day=day).delete()


def rest(seat: Seat, what: str, *, commitment: UUID | None = None, milestone: UUID | None = None) -> None:
    """Pause from today, or end. A running pause becomes the end of it; a second press changes nothing."""
    of: dict[str, Any] = {"commitment_id": commitment, "milestone_id": milestone}
    seat.one_at_a_time(f"rest {commitment or milestone}")
    running = seat.glance(Rest).filter(**of, until_day=None).first()
    if running is not None and (running.what == what or running.what == Rest.What.END):
        return
    if running is not None:
        _go_on_from(seat, running)
    if commitment:
        reminding.no_more(seat, commitment)
    Rest(member_id=seat.me, **of, what=what, from_day=today(), at=now()).save(force_insert=True)
    if what == Rest.What.END and commitment:
        _shown_no_more(seat, commitment)


def _shown_no_more(seat: Seat, commitment_id: UUID) -> None:
    seat.glance(CircleShow).filter(commitment_id=commitment_id, until_day=None).update(until_day=today())


def go_on(seat: Seat, *, commitment: UUID | None = None, milestone: UUID | None = None) -> None:
    """Go on from today, after a pause or an end. The days in between stay as they were: nobody's days."""
    seat.one_at_a_time(f"rest {commitment or milestone}")
    of: dict[str, Any] = {"commitment_id": commitment, "milestone_id": milestone}
    running = seat.glance(Rest).filter(**of, until_day=None).first()
    if running is not None:
        _go_on_from(seat, running)


def _go_on_from(seat: Seat, running: Rest) -> None:
    seat.glance(Rest).filter(pk=running.pk).update(until_day=max(today(), running.from_day))


def remove(seat: Seat, commitment: Commitment) -> None:
    """Remove it with all that was written down about it."""
    reminding.no_more(seat, commitment.id)
    for rows in (seat.glance(CircleShow), seat.glance(Mark), seat.glance(Rest), seat.glance(Cadence)):
        rows.filter(commitment_id=commitment.id).delete()
    seat.glance(Commitment).filter(pk=commitment.id).delete()

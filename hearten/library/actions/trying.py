"""Beginning to try what a card says, answering later, and stopping. All of it is the member's own."""

from uuid import UUID, uuid4

from django.utils import timezone

from hearten.kernel.clock import now
from hearten.kernel.seat import Seat
from hearten.library import rules_trying as rules
from hearten.library.models import Card, CheckBack, Trying
from hearten.library.models.trying import DAYS, Said
from hearten.library.reading_trying import running
from hearten.library.trying_events import somebody_stops, somebody_tries


def begin(seat: Seat, card: Card, words: str) -> UUID:
    """Begin to try a card, and be asked after 3, 14 and 60 days at this time of day. Returns the id of the row.

    Pressed twice, it is the first row, with its words. Who listens (trying_events.py) is told within the transaction.
    """
    before = running(seat, card.id)
    if before is not None:
        return before.id
    made = Trying(id=uuid4(), member_id=seat.me, group_id=card.group_id, card_id=card.id, begun_at=now())
    made.version, made.topic, made.title, made.words = card.version, card.topic, card.title, words or None
    Trying.objects.bulk_create([made], ignore_conflicts=True)
    kept = running(seat, card.id)
    assert kept is not None  # ours, or its twin's
    if kept.id == made.id:
        _ask_later(seat, made)
        somebody_tries(seat, made.id)
    return kept.id


def _ask_later(seat: Seat, made: Trying) -> None:
    zone = timezone.get_current_timezone()
    CheckBack.objects.bulk_create(
        CheckBack(
            member_id=seat.me, trying=made, days=days, due_at=rules.days_after(made.begun_at, days, zone)
        )
        for days in DAYS
    )  # fmt: skip


def answer(seat: Seat, check: CheckBack, said: str) -> None:
    """Keep an answer. Raises Refused when there is one, or the question is not to be asked (any more, or yet)."""
    moment = now()
    rules.may_answer(check, moment).or_refuse()
    open_still = seat.glance(CheckBack).filter(pk=check.pk, answered_at=None, dropped_at=None)
    open_still.update(answer=Said(said), answered_at=moment)


def ask_no_more(seat: Seat, trying: Trying) -> None:
    """Ask nothing more about one trying, which goes on. Raises Refused when it has ended."""
    rules.may_stop(trying).or_refuse()
    _drop(seat, trying)


def stop(seat: Seat, trying: Trying, how: str) -> None:
    """End it, in the way its person says, with every question to come. Raises Refused when it has ended."""
    rules.may_stop(trying).or_refuse()
    seat.glance(Trying).filter(pk=trying.pk, ended_at=None).update(ended_at=now(), how=how)
    _drop(seat, trying)
    somebody_stops(seat, trying.pk)


def _drop(seat: Seat, trying: Trying) -> None:
    waiting = seat.glance(CheckBack).filter(trying_id=trying.pk, answered_at=None, dropped_at=None)
    waiting.update(dropped_at=now())

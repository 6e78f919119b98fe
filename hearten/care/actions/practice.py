"""Practising with somebody: being willing, asking, answering, one turn after the other, and stopping."""

from typing import NamedTuple
from uuid import UUID, uuid4

from hearten.care import rules
from hearten.care.models import Answer, Ending, Turn, Willing
from hearten.care.proofs import proof_of
from hearten.care.reading_practice import Held
from hearten.care.sending import same_words
from hearten.groups.contact import is_closed_to
from hearten.kernel.clock import now
from hearten.kernel.seat import Seat
from hearten.notices.actions import tell
from hearten.safety.triage import read_this

KIND = "care_practice"
TURN = "practice_turn"


class _Word(NamedTuple):
    word: str


class _May(NamedTuple):
    may: bool


class _Number(NamedTuple):
    number: int | None


def switch_on(seat: Seat) -> None:
    """Let people of one's groups ask to practise. Doing it twice is once. Raises Refused where it is closed."""
    rules.may_be_alone(is_closed_to(seat)).or_refuse()
    Willing.objects.bulk_create([Willing(member_id=seat.me, since=now())], ignore_conflicts=True)


def switch_off(seat: Seat) -> None:
    """End it: nobody can ask any more. What runs goes on until it ends."""
    seat.glance(Willing).filter(member_id=seat.me, ended_at=None).update(ended_at=now())


def ask(seat: Seat, place_id: UUID, situation: str, role: str) -> UUID:
    """Ask somebody to practise. Returns the new practice. Raises Refused; why they cannot be asked is not told."""
    rules.may_be_alone(is_closed_to(seat)).or_refuse()
    made = uuid4()
    sql = "SELECT care_ask(%s, %s, %s, %s, %s, %s)"
    word = seat.read(_Word, sql, made, place_id, situation, role, now(), rules.MOST_ASKED_A_DAY)[0].word
    rules.why_not_asked(word).or_refuse()
    tell(kind=KIND, about=made)
    return made


def accept(seat: Seat, held: Held) -> None:
    """Begin. The asker is told. Raises Refused."""
    rules.may_be_alone(is_closed_to(seat)).or_refuse()
    _say(seat, held, "accepted")
    tell(kind=KIND, about=held.id)


def not_now(seat: Seat, held: Held) -> None:
    """Leave it. The asker is told nothing: they see that no answer came."""
    _say(seat, held, "not_now")


def _say(seat: Seat, held: Held, how: str) -> None:
    seat.one_at_a_time(f"practice {held.id}")
    rules.may_answer(held).or_refuse()
    if not seat.read(_May, "SELECT care_may_answer(%s)", held.id)[0].may:  # since the page was read
        rules.nothing_to_answer().or_refuse()
    Answer(practice_id=held.id, member_id=seat.me, how=how, at=now()).save(force_insert=True)


def speak(seat: Seat, held: Held, client_id: UUID, body: str) -> UUID:
    """Say something in one's turn. Returns the turn; sent twice it is one. Raises Refused when it is not one's turn."""
    seat.one_at_a_time(f"practice {held.id}")
    before = seat.glance(Turn).filter(author_id=seat.me, client_id=client_id).first()
    if before is not None:
        same_words(before.body, body)
        return before.id
    rules.may_be_alone(is_closed_to(seat)).or_refuse()
    number = seat.read(_Number, "SELECT care_my_turn(%s)", held.id)[0].number
    rules.may_speak(held._replace(turn=number)).or_refuse()
    key = uuid4()
    turn = Turn(id=key, practice_id=held.id, author_id=seat.me, client_id=client_id, body=body)
    turn.number = number or 1  # the rule above saw to it that there is one
    turn.proof, turn.at = proof_of(key, seat.me, body), now()
    turn.save(force_insert=True)
    read_this(seat, kind=TURN, about=key, group_id=None)
    tell(kind=KIND, about=held.id)
    return key


def stop(seat: Seat, held: Held) -> None:
    """Stop, at any time. Nobody can write any more; whoever only asked takes it back. Nobody is told."""
    Ending.objects.bulk_create([Ending(practice_id=held.id, member_id=seat.me, at=now())], ignore_conflicts=True)

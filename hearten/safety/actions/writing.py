"""What somebody says about their own item, and asking for a person."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

from hearten.kernel import keystore
from hearten.kernel.clock import now
from hearten.kernel.seat import Seat
from hearten.safety import two_places
from hearten.safety.models import CheckIn, NotAboutMe, SafetyPlan


class Done(NamedTuple):
    done: bool


class _Asked(NamedTuple):
    concern: UUID | None


def says_not(seat: Seat, kind: str, about: UUID, text: str) -> bool:
    """Remember "I am safe, or this is not about me" for exactly this text. A person still looks, and reads it."""
    said = NotAboutMe(member_id=seat.me, kind=kind, about=about, text_mark=mark_of(text), at=now())
    NotAboutMe.objects.bulk_create([said], ignore_conflicts=True)
    return seat.read(Done, "SELECT safety_writer_says(%s, %s, 'not')", kind, about)[0].done


def wants_person(seat: Seat, kind: str, about: UUID) -> bool:
    """Ask for a person because of one's own item. Returns whether it landed."""
    return seat.read(Done, "SELECT safety_writer_says(%s, %s, 'person')", kind, about)[0].done


def ask_for_person(seat: Seat, group_id: UUID | None) -> UUID | None:
    """Ask for a person, with no item and no words: of a group one is in, or of the install's staff. None: not there."""
    return seat.read(_Asked, "SELECT safety_ask_for_person(%s)", group_id)[0].concern


def said_not_of(seat: Seat, kind: str, about: UUID, text: str) -> bool:
    """Whether this seat said "not about me" of exactly this text."""
    return seat.glance(NotAboutMe).filter(kind=kind, about=about, text_mark=mark_of(text)).exists()


def mark_of(text: str) -> str:
    """Return the keyed fingerprint that a text is known by."""
    return keystore.blind_index("not about me", hashlib.sha256(text.encode()).hexdigest())


def keep_plan(seat: Seat, kept: SafetyPlan | None, parts: Mapping[str, str]) -> None:
    """Keep one's own safety plan, sealed: one text for each of its parts."""
    mine = kept or SafetyPlan(member_id=seat.me)
    mine.words, mine.changed_at = json.dumps(dict(parts)), now()
    mine.save(force_insert=kept is None)


def change_plan(seat: Seat, parts: Mapping[str, str], sent: Mapping[str, str]) -> bool:
    """Keep a page's whole form of it, part by part (two_places.py). Returns whether a part waits for a choice."""
    seat.one_at_a_time(f"safety plan {seat.me}")
    kept = seat.glance(SafetyPlan).filter(member_id=seat.me).first()
    there = json.loads(kept.words or "{}") if kept else None
    merged = two_places.from_page(parts, sent, there)
    if merged.fresh:
        keep_plan(seat, kept, {**(there or {}), **merged.fresh})
    two_places.keep_apart(seat, "safety", merged.apart)
    return bool(merged.apart)


def remove_plan(seat: Seat) -> None:
    """Remove one's own safety plan, with other versions of its parts that wait for a choice."""
    seat.one_at_a_time(f"safety plan {seat.me}")
    seat.glance(SafetyPlan).filter(member_id=seat.me).delete()
    two_places.plan_goes(seat, "safety")


class _Check(NamedTuple):
    id: UUID


def my_check_ins(seat: Seat) -> Sequence[UUID]:
    """Return the ids of the check-ins that ask this seat itself."""
    return [row.id for row in seat.read(_Check, "SELECT * FROM safety_my_check_ins()")]


def answer_check_in(seat: Seat, check: CheckIn, answer: str) -> None:
    """Answer "how is it now", once. "Harder" brings it back to people at once."""
    fresh = seat.glance(CheckIn).filter(pk=check.pk, answer="").update(answer=answer, answered_at=now())
    if fresh and answer == "harder":
        seat.read(Done, "SELECT safety_harder(%s)", check.id)

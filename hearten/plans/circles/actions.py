"""Asking people into a circle, answering, choosing what is shown, agreeing on words, saying them, leaving."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID, uuid4

from django.utils.translation import gettext as _

from hearten.groups.contact import is_closed_to
from hearten.groups.rules import may_post
from hearten.groups.standing import Place
from hearten.kernel.clock import now
from hearten.kernel.pages import url
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Refused, Unseen
from hearten.notices.actions import tell
from hearten.plans.calendar import today
from hearten.plans.circles import reading, rules
from hearten.plans.days.showing import may_be_close
from hearten.plans.models import Circle, CircleShow, CircleWords
from hearten.safety.triage import read_this

ASKED, SAID, SHOW, WORDS = "circle_asked", "circle_said", "circleshow", "circlewords"


class _Word(NamedTuple):
    word: str


class _Done(NamedTuple):
    done: bool


class _Key(NamedTuple):
    id: UUID


class _Nothing(NamedTuple):
    nothing: object


def propose(seat: Seat, place: Place, others: Sequence[UUID], code: str, circle_id: UUID) -> UUID:
    """Ask one to four people of one's group into a circle, which begins when one of them says yes. Returns its id.

    Whom it does not reach nobody learns. Sent twice, it is one circle. Raises Refused when too many were asked lately,
    when somebody left, and where private contact is closed.
    """
    may_be_close(is_closed_to(seat)).or_refuse()
    may_post(place, place.version).or_refuse()
    rules.may_propose(len(set(others))).or_refuse()
    moment = now()
    values = (place.group_id, list(set(others)), code, moment, moment + rules.ANSWER_WITHIN, today(), rules.MOST_A_WEEK)
    before = seat.glance(Circle).filter(pk=circle_id).exists()
    word = seat.read(_Word, "SELECT plans_propose(%s, %s, %s, %s, %s, %s, %s, %s)", circle_id, *values)[0].word
    rules.why_not(word).or_refuse()
    if not before:
        tell(kind=ASKED, about=circle_id)
    return circle_id


def answer(seat: Seat, circle_id: UUID, yes: bool) -> None:
    """Say yes or "not now". Raises Refused when there is nothing to answer any more, without saying why."""
    if yes:
        may_be_close(is_closed_to(seat)).or_refuse()
    done = seat.read(_Done, "SELECT plans_answer(%s, %s, %s, %s)", circle_id, yes, now(), today())[0].done
    if not done:
        rules.nothing_to_answer().or_refuse()


def leave(seat: Seat, circle_id: UUID) -> None:
    """Leave. Nobody is told; what one showed and what was said goes. Raises Unseen for who is not in it."""
    if not seat.read(_Done, "SELECT plans_leave(%s, %s)", circle_id, now())[0].done:
        raise Unseen


def leave_all_of(seat: Seat, group_id: UUID) -> None:
    """Leave every circle of a group, before one leaves the group."""
    seat.read(_Nothing, "SELECT plans_leave_group(%s, %s)::text", group_id, now())


def choose(seat: Seat, circle: Circle, commitment_id: UUID, level: str, called: str) -> UUID | None:
    """Choose what a circle sees of one commitment from today on: "" is nothing. Returns the row that holds then.

    What was chosen before ends today; what is chosen now begins today. No earlier day is ever uncovered.
    """
    seat.one_at_a_time(f"show {circle.id} {commitment_id}")
    kept = reading.shows_of_mine(seat, circle.id).get(commitment_id)
    if kept is not None and kept.level == level and kept.called == called:
        return kept.id
    if kept is not None:
        seat.glance(CircleShow).filter(pk=kept.pk).update(until_day=max(today(), kept.from_day))
    if not level:
        return None
    made = CircleShow(member_id=seat.me, circle_id=circle.id, commitment_id=commitment_id, level=level, called=called)
    made.from_day, made.at = today(), now()
    made.save(force_insert=True)
    if kept is None or kept.called != called:
        read_this(seat, kind=SHOW, about=made.id, group_id=None)
    return made.id


def put_forward(seat: Seat, circle: Circle, code: str, words: str) -> CircleWords:
    """Put other words forward for when something was missed. They hold when everybody in the circle said yes."""
    seat.one_at_a_time(f"words {circle.id}")
    for kept in seat.glance(CircleWords).filter(circle_id=circle.id, agreed_at=None, member_id=seat.me):
        if (kept.code, kept.words or "") == (code, words):
            return kept
    made = CircleWords(id=uuid4(), circle_id=circle.id, member_id=seat.me, code=code, words=words or None, at=now())
    made.save(force_insert=True)
    if words:
        read_this(seat, kind=WORDS, about=made.id, group_id=None)
    agree(seat, made.id)
    return made


def agree(seat: Seat, words_id: UUID) -> bool:
    """Agree to words. Returns whether they hold now. Raises Unseen for words of another circle."""
    found = seat.find(CircleWords, words_id)
    reading.inside(seat, found.circle_id)
    return seat.read(_Done, "SELECT plans_agree(%s, %s)", found.id, now())[0].done


def say(seat: Seat, circle: Circle, place_id: UUID) -> None:
    """Say the agreed words to somebody who missed something; once a day, however often it is pressed.

    Raises Refused where nothing was missed, and Unseen where they are not there for this seat.
    """
    may_be_close(is_closed_to(seat)).or_refuse()
    them = next((one for one in reading.seen(seat, circle.id) if one.who.place == place_id and not one.who.mine), None)
    held = next((one for one in reading.words_of(seat, circle.id) if one.agreed_at is not None), None)
    if them is None or held is None:
        raise Unseen
    if not them.missed:
        to = url("plans:circle", circle.id)
        raise Refused(_("There is nothing to say these words about now."), to, _("Back to the circle"))
    made = uuid4()
    values = (made, circle.id, place_id, held.id, today(), now())
    found = seat.read(_Key, "SELECT plans_say(%s, %s, %s, %s, %s, %s)", *values)
    if not found:
        raise Unseen
    if found[0].id == made:
        tell(kind=SAID, about=made)

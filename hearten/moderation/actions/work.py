"""Working on a case: taking it, taking a step, agreeing to one, showing what waits, answering an appeal."""

import json
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from django.utils.translation import gettext as _

from hearten.kernel.live import leases_changed
from hearten.kernel.pages import url
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Refused, Unseen, Verdict
from hearten.moderation import reading, rules
from hearten.moderation.choices import Category, Step
from hearten.moderation.items import item_of, seen, words_stay
from hearten.moderation.models import Act, Appeal, Case, Hold, Proposal
from hearten.moderation.telling import ANSWER, APPEAL, DECIDED, DECISION, PROPOSAL
from hearten.notices.actions import tell


class _Done(NamedTuple):
    done: Any


class Seconded(NamedTuple):
    act: UUID | None
    member: UUID | None


class Released(NamedTuple):
    kind: str
    item: UUID
    settled: UUID | None  # the case that was open about it
    act: UUID | None


@dataclass(frozen=True)
class Reasons:
    """Why a step is taken: what it is about, in whose words, and which passage of our agreement."""

    category: str
    words: str
    passage: str = ""
    version: int | None = None


def claim(seat: Seat, case: Case, take: bool) -> None:
    """Take a case in hand, or give it back without a reason. Raises Refused when somebody else was first."""
    if not seat.read(_Done, "SELECT moderation_claim(%s, %s)", case.id, take)[0].done:
        raise Refused(_("Somebody else has this in hand by now."), url("moderation:queue"), _("Back to what waits"))


def step(seat: Seat, case: Case, what: str, why: Reasons, days: int = 0, closes: bool = True) -> UUID:
    """Take a step in a case, tell the writer with the reasons, and the reporters once it is settled. Returns the act.

    What takes two people (ending somebody's time in a group, closing private contact) is only proposed; the proposal's
    id comes back. Raises Refused.
    """
    rules.may_step(case, seat.me, what, why.category, words_stay(case.kind)).or_refuse()
    if what in rules.NEEDS_TWO:
        return _propose(seat, case, why)
    sql = "SELECT moderation_step(%s, %s, %s, %s, %s, %s, %s, %s)"
    given = (case.id, what, why.category, why.words, why.passage, why.version, days, closes)
    act = seat.read(_Done, sql, *given)[0].done
    if act is None:
        raise _not_possible(case)
    _as_it_is_now(seat, case.kind, case.item)
    if what == Step.REMOVE:
        item_of(case.kind).removed(case.item)
    if what != Step.NONE:
        tell(kind=DECISION, about=act, group=case.group_id)
    if closes:
        tell(kind=DECIDED, about=case.id, group=case.group_id)
    return UUID(str(act))


def remove_alone(seat: Seat, kind: str, item: UUID) -> None:
    """Remove something that nobody reported, as whoever looks after a group may.

    A case is opened for it and settled by it, so that it stands in the log, its sender is told, and somebody else can
    look again. Raises Refused where somebody else has an open case about it in hand, Unseen for what is not theirs.
    """
    opened = seat.read(_Done, "SELECT moderation_open_case(%s, %s)", kind, item)[0].done
    if opened is None:
        raise Unseen
    case = seat.find(Case, opened)
    worry = case.category == Category.DANGER  # stays open: that is about the person
    step(seat, case, Step.REMOVE, Reasons(Category.OTHER if worry else case.category, ""), closes=not worry)


def _as_it_is_now(seat: Seat, kind: str, item: UUID) -> None:
    """Say how a thing stands after a step, a release or an answer: the one place that every ending of a hold passes.

    Open pages wake. What was held before anybody saw it, and is not any more, goes out as if it were sent now.
    """
    thing = seen(seat, kind, item)
    if thing is None:
        return
    item_of(kind).changed(thing)
    if thing.html and seat.read(_Done, "SELECT moderation_sends(%s, %s)", kind, item)[0].done:
        item_of(kind).goes_out(seat, thing)


def _propose(seat: Seat, case: Case, why: Reasons) -> UUID:
    sql = "SELECT moderation_propose(%s, %s, %s, %s, %s)"
    made = seat.read(_Done, sql, case.id, why.category, why.words, why.passage, why.version)[0].done
    if made is None:
        raise _not_possible(case)
    tell(kind=PROPOSAL, about=UUID(str(made)), group=case.group_id)
    return UUID(str(made))


def _not_possible(case: Case) -> Refused:
    return Refused(
        _("This is not possible any more. Look at the page again."), url("moderation:case", case.id), _("Look again")
    )


def second(seat: Seat, proposal: Proposal, agrees: bool) -> None:
    """Be the second person: agree to what somebody proposed, or decline. Raises Refused."""
    case = seat.find(Case, proposal.case_id)
    may_second(seat, proposal, agrees).or_refuse()
    found = seat.read(Seconded, "SELECT * FROM moderation_second(%s, %s)", proposal.id, agrees)
    if not found:
        raise _not_possible(case)
    if found[0].act is None:
        return
    if found[0].member is not None:
        leases_changed([found[0].member])
    tell(kind=DECISION, about=found[0].act, group=case.group_id)
    tell(kind=DECIDED, about=case.id, group=case.group_id)


def may_second(seat: Seat, proposal: Proposal, agrees: bool) -> Verdict:
    """Judge whether this seat may answer a proposal: to agree about words behind a mask takes somebody of the staff."""
    masked = agrees and seat.read(_Done, "SELECT moderation_masked(%s)", proposal.case_id)[0].done
    mine = reading.reported(seat, proposal.case_id)
    return rules.may_second(proposal, seat.me, mine, masked, bool(seat.standing))


def may_answer_again(seat: Seat, appeal: Appeal, act: Act) -> Verdict:
    """Judge whether this seat may answer an appeal."""
    return rules.may_answer_again(appeal, act, seat.me, reading.reported(seat, act.case_id))


def kept_words(seat: Seat, appeal: Appeal, act: Act) -> dict[str, Any] | None:
    """Return the removed words that an appeal is about, or None when they are gone; the group's log says who read them.

    Raises Refused for whoever may not answer it.
    """
    may_answer_again(seat, appeal, act).or_refuse()
    found = seat.read(_Done, "SELECT moderation_kept_words(%s)::text", appeal.id)[0].done
    return None if found is None else dict(json.loads(found))


def show_again(seat: Seat, hold: Hold) -> None:
    """Let go what waits or is held; an open case about it is settled by that. Raises Refused, Unseen."""
    case = seat.glance(Case).filter(kind=hold.kind, item=hold.item, closed_at=None).first()
    if case is not None:
        rules.may_work(case, seat.me).or_refuse()
    found = seat.read(Released, "SELECT * FROM moderation_release(%s)", hold.id)
    if not found:
        raise Unseen
    _as_it_is_now(seat, hold.kind, hold.item)
    if found[0].act is not None and found[0].settled is not None:
        tell(kind=DECISION, about=found[0].act, group=hold.group_id)
        tell(kind=DECIDED, about=found[0].settled, group=hold.group_id)


def ask_again(seat: Seat, act_id: UUID, words: str) -> None:
    """Ask that somebody else looks at a step about oneself. Raises Unseen when it cannot be."""
    if seat.read(_Done, "SELECT moderation_ask_again(%s, %s)", act_id, words)[0].done is None:
        raise Unseen
    tell(kind=APPEAL, about=act_id)


def answer_again(seat: Seat, appeal: Appeal, answer: str, words: str) -> None:
    """Answer an appeal: upheld, changed, reversed. Raises Refused for whoever took part in the decision."""
    act = seat.find(Act, appeal.act_id)
    may_answer_again(seat, appeal, act).or_refuse()
    case = seat.find(Case, act.case_id)
    if seat.read(_Done, "SELECT moderation_answer_again(%s, %s, %s)", appeal.id, answer, words)[0].done is None:
        raise _not_possible(case)
    if answer != "upheld":
        _as_it_is_now(seat, case.kind, case.item)
    tell(kind=ANSWER, about=act.id, group=case.group_id)

"""Who may report, decide, agree, ask again; and who may write now. The doors say it again."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from hearten.kernel.pages import moment_text, url
from hearten.kernel.verdict import Verdict, no, unseen, yes
from hearten.moderation.choices import Category, Step
from hearten.moderation.items import Shown
from hearten.moderation.models import Act, Appeal, Case, Proposal
from hearten.moderation.reading import Decision

PAUSES = (1, 7, 30)
NEEDS_TWO = {Step.LEAVE, Step.CONTACT}
NOT_APPEALED = {Step.NONE, Step.RELEASE}


def may_write_now(gate: str) -> Verdict:
    """May this person write in a group, as its gate stands (`moderation_gate`)? Reading is never stopped by it."""
    word, _space, until = gate.partition(" ")
    if word == "pause":
        return no(
            _("You have a break from writing in this group until %(when)s. You can read everything here.")
            % {"when": moment_text(datetime.fromisoformat(until))},
            url("moderation:decisions"),
            _("Read why, and how to ask again"),
        )
    if word == "read_only":
        return no(_("For now, only those who look after this group write here. You can read everything."))
    return yes


def may_write_so_soon(gate: str, wrote_lately: bool) -> Verdict:
    """May this person write again already, where a group has slowed down?"""
    if gate == "slow" and wrote_lately:
        return no(
            _("For now, each person can send one post in ten minutes here. Keep your words, and send them later.")
        )
    return yes


def may_write_so_often(under_the_limit: bool) -> Verdict:
    """May this member send one more post within this minute? Ten is more than anybody types (SE-34)."""
    if not under_the_limit:
        return no(_("Those were many posts in one minute. Keep your words, wait a moment, and send them again."))
    return yes


def may_report(shown: Shown) -> Verdict:
    """May this be reported by who reads it? Everything but one's own."""
    if shown.mine:
        return no(_("These are your own words. You can change them or take them back."))
    return yes


def may_work(case: Case, me: UUID) -> Verdict:
    """May this person decide in a case? While nobody else has it in hand, and it is open."""
    if case.closed_at is not None:
        return no(_("This is decided. The page shows how."), url("moderation:case", case.id), _("Read it"))
    if case.claimed_by_id not in (None, me):
        return no(
            _("%(name)s has this in hand. They can give it back.") % {"name": case.claimed_name},
            url("moderation:queue"),
            _("Back to what waits"),
        )
    return yes


def steps_in(case: Case, words_stay: bool) -> list[Step]:
    """Return the steps that do something in a case.

    `words_stay`: what it is about can be neither held nor removed; two people of the staff can end it.
    """
    if case.kind == "group":
        return [Step.NONE]
    left = {Step.EDIT, Step.HOLD, Step.RELEASE, Step.REMOVE} if words_stay else {Step.CONTACT}
    left |= {Step.CONTACT} if case.group_id else {Step.PAUSE, Step.LEAVE}  # what happened in a group is no conversation
    return [step for step in Step if step not in left]


def may_step(case: Case, me: UUID, step: str, category: str, words_stay: bool) -> Verdict:
    """May this step be taken? Never one against somebody because they are in danger (CR-16)."""
    working = may_work(case, me)
    if not working:
        return working
    if category == Category.DANGER and step != Step.NONE:
        return no(
            _("Being in danger is never a reason for a step against somebody. Write to them, or raise a concern."),
            *_to(case),
        )
    if step != Step.NONE and case.kind == "group":
        return no(_("Signs are not about one person. Use the switches, and report single posts."), *_to(case))
    if step in (Step.PAUSE, Step.LEAVE) and case.group_id is None:
        return no(_("This did not happen in a group. Choose another step."), *_to(case))
    if step == Step.CONTACT and not words_stay:
        return no(_("This is no private conversation. Choose another step."), *_to(case))
    if step not in steps_in(case, words_stay):
        return no(_("These words belong to those who write to each other. Choose another step."), *_to(case))
    return yes


def _to(case: Case) -> tuple[str, str]:
    return url("moderation:case", case.id), _("Back")


def may_second(proposal: Proposal, me: UUID, reported: bool, masked: bool, staff: bool) -> Verdict:
    """May this person be the second one? Never who proposed or reported it; behind a mask, somebody of the staff."""
    if proposal.answered_at is not None:
        return no(_("Somebody answered this already."), url("moderation:case", proposal.case_id), _("Back"))
    if proposal.by_id == me:
        return no(_("You proposed this. Somebody else answers."), url("moderation:case", proposal.case_id), _("Back"))
    if reported:
        return no(_("You reported this. Somebody else answers."), url("moderation:case", proposal.case_id), _("Back"))
    if masked and not staff:
        return no(
            _("These words stand behind a mask, and the people’s list would show who it was. The staff answers this."),
            url("moderation:case", proposal.case_id),
            _("Back"),
        )
    return yes


def may_ask_again(decision: Decision, moment: datetime) -> Verdict:
    """May the writer ask that somebody else looks? Once, within six months, and about a step that does something."""
    if decision.step in NOT_APPEALED or decision.ended_at is not None:
        return unseen
    if decision.appealed_at is not None:
        return no(_("You asked already. The answer comes to this page."))
    if moment >= decision.appeal_until:
        return no(_("The six months for asking again are over."))
    return yes


def may_answer_again(appeal: Appeal, act: Act, me: UUID, reported: bool) -> Verdict:
    """May this person answer an appeal? Somebody who had no part in the decision, and did not report it either."""
    if appeal.answered_at is not None:
        return no(_("Somebody answered this already."), url("moderation:case", act.case_id), _("Read it"))
    if me in (act.by_id, act.second_id):
        return no(
            _("You took part in the decision. Somebody else answers this."),
            url("moderation:queue"),
            _("Back to what waits"),
        )
    if reported:
        return no(_("You reported this. Somebody else answers this."), url("moderation:queue"), _("Back to what waits"))
    return yes

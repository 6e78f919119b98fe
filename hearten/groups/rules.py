"""Judgements about groups, on what is already in hand."""

from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from hearten.groups.models import LEADS, STANDING, Group, JoinRequest, Openness, Role
from hearten.groups.standing import Place, home_of
from hearten.kernel.verdict import Verdict, no, unseen, yes

# For one group; SE-34 counts invitations per person, and a facilitator starts a group with a dozen.
INVITATIONS_A_DAY = 20
TOO_MANY_OPEN = 40
ASK_AGAIN_AFTER = timedelta(days=14)


class Agreed(Protocol):
    """A membership, or a place: who agreed to which version, in which group."""

    @property
    def group_id(self) -> UUID: ...

    @property
    def agreed(self) -> int: ...


def may_post(who: Agreed | None, current_version: int) -> Verdict:
    """May this person write in the group? Only when they agreed to the agreement that holds now (G2)."""
    if who is None:
        return unseen
    if who.agreed >= current_version:
        return yes
    page = reverse("groups:agreement", args=[who.group_id])
    if who.agreed:
        reason = _("Our agreement changed. Read what is new and say whether you agree, then you can write again.")
    else:
        reason = _("Before you write here, read our agreement and say whether you agree. It takes about a minute.")
    return no(reason, page, _("Read our agreement"))


def may_lead(place: Place | None) -> Verdict:
    """May this person look after the group: its people, requests, invitations, agreement? Others never see how."""
    return yes if place is not None and place.role in LEADS else unseen


def may_welcome(place: Place | None) -> Verdict:
    """Is this person one of those who say hello to newcomers?"""
    if place is None:
        return unseen
    if place.welcomes or place.role in LEADS:
        return yes
    return no(_("Only welcomers and facilitators do this. You can ask a facilitator to become a welcomer."))


def speaks_for_themself(place: Place) -> bool:
    """Whether the group reads this person's own words about what they have lived through."""
    return place.role in STANDING or place.welcomes


def may_join_at_once(group: Group) -> Verdict:
    """Does this group let somebody in without being asked?"""
    if group.openness in (Openness.OPEN, Openness.COHORT):
        return yes
    if group.openness == Openness.ASK:
        page = reverse("groups:ask", args=[group.id])
        return no(_("This group asks you to write to its facilitators first."), page, _("Ask to join"))
    return unseen


def may_ask(group: Group, latest: JoinRequest | None, moment: datetime) -> Verdict:
    """May this person write to the facilitators of a group that they are not in?"""
    if group.openness != Openness.ASK:
        return unseen
    if latest is None or latest.answer == "welcome":
        return yes
    if not latest.answer:
        return no(_("Your request is with the facilitators. You can read it here, and take it back."))
    if latest.answered_at and moment < latest.answered_at + ASK_AGAIN_AFTER:
        return no(_("The facilitators said not now. You can ask again after two weeks, or look at other groups."))
    return yes


def why_not_joined(refusal: str, group_id: UUID) -> Verdict:
    """Turn a word of the database's door `groups_join` into a sentence that says what to do."""
    find = (reverse("groups:find"), _("Look at other groups"))
    match refusal:
        case "here":
            return no(_("You are in this group already."), home_of(group_id), _("Go to the group"))
        case "full":
            return no(
                _("All places are taken at the moment. You did nothing wrong. Places open when somebody leaves."), *find
            )
        case "over":
            return no(_("This group met for a set time, and that time is over."), *find)
        case "request":
            ask = reverse("groups:ask", args=[group_id])
            return no(
                _("A facilitator answers first. Write them a few words, and you will read their answer here."),
                ask,
                _("Ask to join"),
            )
        case "removed":
            return no(
                _("You were in this group and a facilitator ended it. You can come back with an invitation from them."),
                *find,
            )
        case "invitation":
            return no(
                _("This invitation does not work any more. Ask the person who gave it to you for a new one."), *find
            )
        case _:
            return no(_("This group is closed. Nobody can join it any more."), *find)


def may_change_role(me: Place, target_id: UUID, role: str, leads_now: int) -> Verdict:
    """May this lead give `role` to a person? A group is not left without anybody who leads it by a change of roles."""
    may_lead(me).or_refuse()
    if role not in Role.values:
        return no(_("Choose one of the roles from the list."))
    if target_id == me.membership_id and role not in LEADS and leads_now < 2:
        return no(
            _("You are the only one who leads this group. Give the role to somebody else first, then change yours."),
            reverse("groups:lead_people", args=[me.group_id]),
            _("Go to the people"),
        )
    return yes


def may_invite(made_today: int, still_open: int) -> Verdict:
    """May one more invitation be made? Bounds what a stolen sign-in of a facilitator could do (SE-30, SE-34)."""
    if made_today >= INVITATIONS_A_DAY:
        return no(_("This group made its invitations for today. You can make more tomorrow."))
    if still_open >= TOO_MANY_OPEN:
        return no(_("Many invitations are still unused. Take some back that nobody needs, then make a new one."))
    return yes

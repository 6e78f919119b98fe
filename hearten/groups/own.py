"""What groups give to a member's copy, how they forget a member, how long they keep things, and when staff read."""

from datetime import datetime
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from hearten.groups.actions.leave import leave
from hearten.groups.models import LEADS, Group, JoinRequest, Membership, Role
from hearten.groups.standing import my_groups
from hearten.kernel.pages import url
from hearten.kernel.seat import Seat
from hearten.members import looks, rights
from hearten.members.retention import Kept, keep
from hearten.members.rights import Before, Erasure, Exported, Row

COVERS = ("groups_membership.member_id", "groups_joinrequest.member_id", "groups_grant.staff_id")


class _Gone(NamedTuple):
    gone: Any


class _Look(NamedTuple):
    at: datetime
    staff_name: str
    reason: str


def take_part() -> None:
    """Register all of it; called when the app is made ready."""
    rights.export(Exported("groups", lambda: _("Your groups"), _columns, _stays))
    rights.export(Exported("requests", lambda: _("Where you asked to join"), _request_columns, _requests))
    rights.erase_with(Erasure("groups", _forget, COVERS, _before))
    looks.also_looks(_looks)
    looks.name_look("group", lambda: _("Read in a group that you are in, or where words of yours stand"))
    keep(
        Kept(
            "farewells",
            lambda: _("Words to people who were asked to leave"),
            lambda: _("30 days"),
            "groups_keep_farewells",
        )
    )
    keep(Kept("grants", lambda: _("When staff read in a group"), lambda: _("2 years"), "groups_keep_grants"))


def _columns() -> dict[str, str]:
    return {
        "group": _("Group"),
        "name": _("Your name there"),
        "role": _("Role"),
        "about": _("In your own words"),
        "trained": _("What you learned"),
        "agreed": _("Version of the agreement that you agreed to"),
        "joined_at": _("Joined"),
        "ended_at": _("Ended"),
    }


def _stays(seat: Seat) -> list[Row]:
    rows = list(seat.glance(Membership).filter(member_id=seat.me).order_by("joined_at"))
    titles = _titles(seat, [row.group_id for row in rows])
    plain = ("name", "about", "agreed", "joined_at", "ended_at")
    return [
        {
            "group": titles.get(row.group_id, _("a group that you left")),
            "role": str(Role(row.role).label),
            "trained": [f"{one.get('what', '')} {one.get('on') or ''}".strip() for one in row.trained],
            **{name: getattr(row, name) for name in plain},
        }
        for row in rows
    ]


def _titles(seat: Seat, ids: list[Any]) -> dict[Any, str]:
    """Return the titles of those groups that the member may still know of."""
    return dict(seat.glance(Group).filter(pk__in=ids).values_list("id", "title"))


def _request_columns() -> dict[str, str]:
    return {
        "group": _("Group"),
        "name": _("Your name"),
        "words": _("Your words"),
        "made_at": _("Asked"),
        "answer": _("Answer"),
        "answered_at": _("Answered"),
    }


def _requests(seat: Seat) -> list[Row]:
    """Return the member's requests. The facilitator's words to them are somebody else's, and stay out."""
    rows = list(seat.glance(JoinRequest).filter(member_id=seat.me).order_by("made_at"))
    titles = _titles(seat, [row.group_id for row in rows])
    plain = ("name", "words", "made_at", "answer", "answered_at")
    return [{"group": titles.get(row.group_id, ""), **{name: getattr(row, name) for name in plain}} for row in rows]


def _forget(seat: Seat, how: str) -> None:
    """Leave every group in the way that was chosen, so that all slices say their farewells; then forget."""
    for place in my_groups(seat):
        leave(seat, place, how)
    seat.read(_Gone, "SELECT groups_forget_me(%s)", how)


def _before(seat: Seat) -> list[Before]:
    """Return a sentence for each group that nobody would lead any more."""
    alone = [place for place in my_groups(seat) if place.leads and not _other_leads(seat, place.group_id)]
    sentence = _("Nobody but you leads “%(title)s”. When you go, the operators see that, and name somebody.")
    return [
        Before(
            sentence % {"title": place.title}, url("groups:lead_people", place.group_id), _("Give the role to somebody")
        )
        for place in alone
    ]


def _other_leads(seat: Seat, group_id: Any) -> bool:
    people = seat.glance(Membership).filter(group_id=group_id, ended_at=None, role__in=LEADS)
    return people.exclude(member_id=seat.me).exists()


def _looks(seat: Seat) -> list[looks.Look]:
    found = seat.read(_Look, "SELECT * FROM groups_looks_at_me()")
    return [looks.Look(one.at, one.staff_name, looks.words_of("group"), one.reason) for one in found]

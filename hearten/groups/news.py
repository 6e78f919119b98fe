"""What groups tell their people through notices. No name, no title: whoever holds the phone may read it."""

from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from hearten.groups.standing import my_groups
from hearten.kernel.seat import Seat
from hearten.notices.by_group import who_knows_groups
from hearten.notices.kinds import Kind, Told, register

_PEOPLE = (
    "SELECT m.member_id FROM groups_membership m JOIN groups_agreement a ON a.group_id = m.group_id "
    "WHERE a.id = %(about)s AND m.ended_at IS NULL"
)


def make_known() -> None:
    """Register the kinds, and which groups somebody can choose about; called once, when the app is made ready."""
    who_knows_groups(_mine)
    register(
        Kind(
            "join_request",
            lambda notice: _("Somebody asks to join a group that you look after"),
            lambda notice: _in(notice, "groups:lead_requests"),
            "SELECT * FROM groups_hear_request(%(about)s)",
            awaited=True,
        )
    )
    register(
        Kind("join_answer", lambda notice: _("A group answered your request"), lambda notice: _in(notice, "groups:ask"))
    )
    register(
        Kind(
            "agreement_changed",
            lambda notice: _("The agreement of one of your groups changed"),
            lambda notice: _in(notice, "groups:agreement"),
            _PEOPLE,
        )
    )
    register(
        Kind(
            "practice_asked",
            lambda notice: _("Somebody suggests a practice set to you"),
            lambda notice: _in(notice, "groups:me"),
            "SELECT * FROM groups_hear_practice(%(about)s)",
        )
    )
    register(Kind("group_ended", lambda notice: _("Your time in a group ended"), lambda notice: reverse("groups:find")))


def _mine(seat: Seat) -> list[tuple[UUID, str]]:
    return [(place.group_id, place.title) for place in my_groups(seat)]


def _in(notice: Told, page: str) -> str:
    """Return a page of the group that the notice is about."""
    return reverse(page, args=[notice.group_id]) if notice.group_id else reverse("groups:find")

"""What the desk's pages read."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from hearten.groups.models import Group
from hearten.kernel.clock import now
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Unseen
from hearten.members.models import Standing
from hearten.messages import reviews
from hearten.moderation.actions.switch import safety_lead
from hearten.moderation.models import SafetyLead
from hearten.moderation.reading import Waiting, waiting
from hearten.safety.actions import last_calls
from hearten.safety.duty import shifts_to_come
from hearten.safety.lines import Line, all_lines
from hearten.safety.looking import OpenConcern, by_rules, degraded, open_concerns
from hearten.safety.models import Shift
from hearten.safety.rules import to_check
from hearten.threads.models import MaskLookup


class Visit(NamedTuple):
    """A running grant of the acting member's own."""

    grant_id: UUID
    group_id: UUID
    title: str
    reason: str
    expires_at: datetime


class Colleague(NamedTuple):
    """Somebody on the desk, and whether a passphrase alone would open it for them."""

    id: UUID
    member_id: UUID
    name: str
    role: str
    given_at: datetime
    second_factor: bool


class Desk(NamedTuple):
    """The overview: what waits for somebody."""

    visits: Sequence[Visit]
    to_answer: Sequence[MaskLookup]
    to_look: Sequence[MaskLookup]
    unready: Sequence[Colleague]
    undialled: Sequence[Line]
    groups: Sequence[Group]
    cases: Sequence[Waiting]  # and appeals
    safety_lead: SafetyLead | None
    reviews: int  # of signs in private contact
    concerns: Sequence[OpenConcern]
    degraded: bool
    by_rules: bool
    on_duty: Sequence[Shift]


_VISITS = """
SELECT r.id, g.id, g.title, r.reason, r.expires_at FROM groups_grant r JOIN groups_group g ON g.id = r.group_id
WHERE r.ended_at IS NULL AND r.expires_at > now() AND r.staff_id = %s ORDER BY r.expires_at"""

_STAFF = """
SELECT s.id, s.member_id, s.name, s.role, s.given_at,
  EXISTS (SELECT 1 FROM mfa_authenticator f WHERE f.user_id = s.member_id AND f.type IN ('totp', 'webauthn'))
FROM members_standing s WHERE s.ended_at IS NULL ORDER BY s.role DESC, s.name"""


def overview(seat: Seat) -> Desk:
    """Return what waits on the desk."""
    lookups = open_lookups(seat)
    return Desk(
        visits(seat),
        [one for one in lookups if one.agreed_at is None and one.asked_by_id != seat.me],
        [one for one in lookups if one.agreed_at is not None and one.asked_by_id == seat.me],
        [one for one in staff(seat) if not one.second_factor],
        to_check(last_calls(seat), all_lines(), now().date()),
        groups(seat),
        waiting(seat),
        safety_lead(seat),
        len(reviews.waiting(seat)),
        open_concerns(seat),
        degraded(seat),
        by_rules(seat),
        [shift for shift in shifts_to_come(seat, None) if shift.ended_at is None and shift.starts_at <= now()],
    )


def visits(seat: Seat) -> Sequence[Visit]:
    """Return the groups that this seat reads in as staff right now."""
    return seat.read(Visit, _VISITS, seat.me)


def staff(seat: Seat) -> Sequence[Colleague]:
    """Return everybody on the desk, operators first."""
    return seat.read(Colleague, _STAFF)


def my_staff_name(seat: Seat) -> str:
    """Return the name under which the acting member works on the desk."""
    name = seat.glance(Standing).filter(member_id=seat.me, ended_at=None).values_list("name", flat=True).first()
    if name is None:
        raise Unseen
    return name


def open_lookups(seat: Seat) -> list[MaskLookup]:
    """Return the look-ups that still wait for an answer or for the look, oldest first."""
    return list(seat.glance(MaskLookup).filter(declined_at=None, looked_at=None).order_by("asked_at"))


def past_lookups(seat: Seat, most: int = 50) -> list[MaskLookup]:
    """Return the look-ups that are over, newest first."""
    over = seat.glance(MaskLookup).exclude(declined_at=None, looked_at=None)
    return list(over.order_by("-asked_at")[:most])


def groups(seat: Seat) -> list[Group]:
    """Return the running groups that this seat may know of: all of them for an operator."""
    return list(seat.glance(Group).filter(closed_at=None).order_by("title"))

"""Who is on the desk."""

from hearten.desk import rules
from hearten.kernel.clock import now
from hearten.kernel.live import leases_changed
from hearten.kernel.seat import Seat
from hearten.members.backend import member_named
from hearten.members.models import Standing


def make_moderator(seat: Seat, sign_in_name: str, shown_name: str) -> Standing:
    """Give a member a place on the desk. Only an operator's seat may (row-level security). Raises Refused."""
    member = member_named(sign_in_name)
    running = member is not None and seat.glance(Standing).filter(member_id=member.id, ended_at=None).exists()
    rules.may_give_standing(member.id if member else None, running).or_refuse()
    standing = Standing(member=member, role="moderator", name=shown_name, given_by_id=seat.me, given_at=now())
    standing.save(force_insert=True)
    return standing


def end_standing(seat: Seat, standing: Standing) -> None:
    """End a moderator's place on the desk, from their next click on. Raises Refused."""
    rules.may_end_standing(standing, seat).or_refuse()
    seat.glance(Standing).filter(pk=standing.pk, ended_at=None).update(ended_at=now())
    leases_changed([standing.member_id])

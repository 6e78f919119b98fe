"""What the worker does for members' rights: making copies, leaving when three days are over, and clearing away."""

import logging
from uuid import UUID

from django.db import connection, transaction
from django.utils import translation
from procrastinate.contrib.django import app

from hearten.kernel.acting import acting, as_member
from hearten.kernel.jobs import job
from hearten.kernel.seat import Seat
from hearten.members import retention
from hearten.members.actions import leaving
from hearten.members.models import Profile

log = logging.getLogger("hearten.members")


@job("members.export")
def make_export(*, export: str) -> None:
    """Make a member's copy, as that member and in their language."""
    seat = Seat(acting.get())
    profile = seat.glance(Profile).filter(member_id=seat.me).first()
    if profile is None:  # they left for good in the meantime
        return
    with translation.override(profile.language or None):
        leaving.make(seat, UUID(export))


@app.periodic(cron="*/10 * * * *")
@app.task(name="members.every_ten_minutes", queue="everyday")
def every_ten_minutes(timestamp: int) -> None:
    """Let go whose three days are over, each in a transaction of its own, and remove copies whose day is over."""
    with as_member(None), transaction.atomic():
        due = leaving.departures_due()
        with connection.cursor() as cursor:
            cursor.execute("SELECT members_keep_exports(true)")
    for member, how in due:
        _let_go(member, how)


def _let_go(member: UUID, how: str) -> None:
    """Let one member go. What fails for one is logged, tried again in ten minutes, and holds up nobody else."""
    try:
        with as_member(member), transaction.atomic():
            leaving.let_go(Seat(member), how)
    except Exception:
        log.exception("a member whose three days are over could not be let go")


@app.periodic(cron="41 4 * * *")
@app.task(name="members.retention", queue="everyday")
def nightly(timestamp: int) -> None:
    """Once a night: remove whatever its rule says is due, and leave a report for the operators."""
    with as_member(None), transaction.atomic():
        retention.sweep("night")

"""Where meetings and plans meet: what somebody counts for themself may be the meetings where they were (C2)."""

from datetime import date
from uuid import UUID

from django.utils.timezone import localdate

from hearten.kernel.seat import Seat
from hearten.meetings.after.reading import where_i_was
from hearten.plans.doing.sessions import who_knows_meetings


def ready() -> None:
    """Let plans ask."""
    who_knows_meetings(_mine)


def _mine(seat: Seat) -> list[tuple[UUID, date]]:
    return [(one.id, localdate(one.first_at)) for one in where_i_was(seat)]

"""Reminders of what is kept here. What one says outside is fixed and neutral: not what, not how much, not for whom."""

from collections.abc import Sequence
from datetime import date, time
from uuid import UUID

from hearten.kernel.seat import Seat

TIMES, REFILL, APPOINTMENT = "care_times", "care_refill", "care_visit"


def times(seat: Seat, routine_id: UUID, at: Sequence[time], days: Sequence[int]) -> None:
    """Have its person reminded at these times from now on; none at all while it rests."""


def refill(seat: Seat, routine_id: UUID, on: date | None) -> None:
    """Have its person reminded in the morning of the day before they need more of it."""


def no_more(seat: Seat, routine_id: UUID) -> None:
    """Have nothing more said about one routine."""


def visit(seat: Seat, appointment_id: UUID, on: date | None) -> None:
    """Have its person reminded in the evening before an appointment."""

"""The tables of live meetings."""

from hearten.meetings.models.mine import CalendarKey, Reminder, Reminding, When
from hearten.meetings.models.schedule import Change, Duty, Medium, Meeting, OwnFormat, Role, Seat, Series

__all__ = [
    "CalendarKey",
    "Change",
    "Duty",
    "Medium",
    "Meeting",
    "OwnFormat",
    "Reminder",
    "Reminding",
    "Role",
    "Seat",
    "Series",
    "When",
]

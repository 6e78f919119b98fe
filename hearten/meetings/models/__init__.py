"""The tables of live meetings."""

from hearten.meetings.models.for_two import Beforehand, Hours
from hearten.meetings.models.mine import CalendarKey, Reminder, Reminding, When
from hearten.meetings.models.room import Attendance, Line, Room, RoomStep
from hearten.meetings.models.schedule import Change, Duty, Medium, Meeting, OwnFormat, Role, Seat, Series

__all__ = [
    "Attendance",
    "Beforehand",
    "CalendarKey",
    "Change",
    "Duty",
    "Hours",
    "Line",
    "Medium",
    "Meeting",
    "OwnFormat",
    "Reminder",
    "Reminding",
    "Role",
    "Room",
    "RoomStep",
    "Seat",
    "Series",
    "When",
]

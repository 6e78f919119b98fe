"""The tables of live meetings."""

from hearten.meetings.models.room import Attendance, Line, Room, RoomStep
from hearten.meetings.models.schedule import CalendarKey, Duty, Medium, Meeting, OwnFormat, Role, Seat, Series

__all__ = [
    "Attendance",
    "CalendarKey",
    "Duty",
    "Line",
    "Medium",
    "Meeting",
    "OwnFormat",
    "Role",
    "Room",
    "RoomStep",
    "Seat",
    "Series",
]

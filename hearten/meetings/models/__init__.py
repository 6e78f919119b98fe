"""The tables of live meetings."""

from hearten.meetings.models.after import Afterword, Again, Feedback, Heard, HowAreYou, Incident, Log, Passage, Recap
from hearten.meetings.models.care import SideRoom, Wish, Word
from hearten.meetings.models.for_two import Beforehand, Hours
from hearten.meetings.models.mine import CalendarKey, Reminder, Reminding, When
from hearten.meetings.models.room import Attendance, Line, Room, RoomStep
from hearten.meetings.models.schedule import Change, Duty, Medium, Meeting, OwnFormat, Role, Seat, Series

__all__ = [
    "Afterword",
    "Again",
    "Attendance",
    "Beforehand",
    "CalendarKey",
    "Change",
    "Duty",
    "Feedback",
    "Heard",
    "Hours",
    "HowAreYou",
    "Incident",
    "Line",
    "Log",
    "Medium",
    "Meeting",
    "OwnFormat",
    "Passage",
    "Recap",
    "Reminder",
    "Reminding",
    "Role",
    "Room",
    "RoomStep",
    "Seat",
    "Series",
    "SideRoom",
    "When",
    "Wish",
    "Word",
]

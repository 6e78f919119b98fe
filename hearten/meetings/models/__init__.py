"""The tables of live meetings."""

from hearten.meetings.models.schedule import CalendarKey, Duty, Medium, Meeting, OwnFormat, Role, Seat, Series

__all__ = ["CalendarKey", "Duty", "Medium", "Meeting", "OwnFormat", "Role", "Seat", "Series"]

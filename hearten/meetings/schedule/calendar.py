"""Meetings as iCalendar (RFC 5545): when, and the address of a page behind its own door. No title, no group, no name.

Times are UTC, so no reader needs to know a zone's rules. A meeting keeps its UID when it moves or is called off.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from hearten.kernel.pages import url

CONTENT_TYPE = "text/calendar; charset=utf-8"
_MAKER = "-//hearten//meetings//EN"
_ASK_AGAIN = timedelta(hours=1)


class Line(NamedTuple):
    """One meeting as a calendar knows it. A feed's door gives one more, empty: the feed exists."""

    meeting: UUID
    starts_at: datetime
    minutes: int
    sequence: int
    changed_at: datetime
    off: bool


def calendar_of(lines: Iterable[Line]) -> bytes:
    """Return an iCalendar file."""
    made = Calendar()
    made.add("prodid", _MAKER)
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("refresh-interval", _ASK_AGAIN, parameters={"VALUE": "DURATION"})
    for line in lines:
        made.add_component(_event(line))
    return bytes(made.to_ical())


def _event(line: Line) -> Event:
    made = Event()
    made.add("uid", f"{line.meeting}@hearten")
    made.add("summary", _("Meeting"))
    made.add("dtstart", line.starts_at)
    made.add("dtend", line.starts_at + timedelta(minutes=line.minutes))
    made.add("dtstamp", line.changed_at)
    made.add("last-modified", line.changed_at)
    made.add("sequence", line.sequence)
    made.add("status", "CANCELLED" if line.off else "CONFIRMED")
    made.add("class", "PRIVATE")
    made.add("url", settings.HEARTEN_ORIGIN + url("meetings:meeting", line.meeting))
    return made

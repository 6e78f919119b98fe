"""A moment in two places: where the reader is, and where the group is, when their clocks differ."""

from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.formats import date_format

from hearten.groups.choices import zone_name
from hearten.kernel.pages import moment_text


class Spoken(NamedTuple):
    """What a page shows of a moment. `there` is empty when the group's clocks say the same as the reader's."""

    at: datetime
    here: str
    there: str
    zone: str


def spoken(at: datetime, zone: str) -> Spoken:
    """Return a moment in the reader's zone (the active one), and in the group's."""
    there = at.astimezone(ZoneInfo(zone))
    same = there.utcoffset() == timezone.localtime(at).utcoffset()
    return Spoken(at, moment_text(at), "" if same else date_format(there, "l j F Y, H:i"), zone_name(zone))

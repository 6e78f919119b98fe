"""How hours of a week are said."""

from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hearten.groups.choices import zone_name
from hearten.meetings.schedule.offered import Offer

_A_MONDAY = date(2024, 1, 1)


def weekdays() -> list[tuple[int, str]]:
    """Return (0 for Monday to 6, its name)."""
    return [(number, day_name(number)) for number in range(7)]


def day_name(weekday: int) -> str:
    return date_format(_A_MONDAY + timedelta(days=weekday), "l")


def week_line(offer: Offer) -> str:
    """Return hours as a line: "Tuesday, 18:00 to 20:00, Berlin (Europe)"."""
    return _("%(day)s, %(begins)s to %(ends)s, %(zone)s") % {
        "day": day_name(offer.weekday),
        "begins": offer.begins.strftime("%H:%M"),
        "ends": offer.ends.strftime("%H:%M"),
        "zone": zone_name(offer.zone),
    }

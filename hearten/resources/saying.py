"""Opening hours and days in words, in the active language."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hearten.kernel.pages import day_text
from hearten.resources.hours import APPOINTMENT, HOLIDAY, OPEN, UNKNOWN, Day, Hours


def month_text(day: date) -> str:
    """Return a month as "March 2026"."""
    return date_format(day, "F Y")


def hours_line(hours: Hours, moment: datetime) -> str:
    """Return the one sentence about now. What is not known is said."""
    if hours.state == OPEN:
        return _open(hours, moment)
    if hours.state == APPOINTMENT:
        return _("By appointment.")
    if hours.state == UNKNOWN:
        return _("Hours not known. Call before you go.")
    if hours.state == HOLIDAY:
        return _("Usually open today, but it is a public holiday.")
    if hours.opens is None:
        return _("Closed now. When it opens next is not on record.")
    return _("Closed now. Opens %(when)s.") % {"when": _when(hours.opens, hours, moment)}


def holiday_line(hours: Hours) -> str:
    """Return the sentence about today's public holiday, or ""."""
    if not hours.holiday:
        return ""
    return _("Today is a public holiday (%(name)s). Hours may differ: call first.") % {"name": hours.holiday}


def zone_line(hours: Hours) -> str:
    """Return in which time the hours are said, and whether that is known. "" where no hours are shown."""
    if not hours.week:
        return ""
    said = {"zone": hours.zone_name.replace("_", " ")}
    if hours.sure_zone:
        return _("Times are local there (%(zone)s).") % said
    return _("We are not sure of the time zone. These times are read as those of %(zone)s.") % said


def week_lines(week: Sequence[Day], hours: Hours) -> list[tuple[str, str]]:
    """Return (day, times) for each day of the week that is shown, from today on."""
    return [(date_format(day.date, "l j M"), _times(day, hours)) for day in week]


def words_lines(hours: Hours) -> list[str]:
    """Return what the record says about its hours in words; what is about one day, with that day."""
    return [f"{day_text(day)}: {words}" if day else words for day, words in hours.words]


def _times(day: Day, hours: Hours) -> str:
    if day.all_day:
        said = _("Around the clock")
    else:
        said = ", ".join(
            _("%(from)s to %(to)s") % {"from": _clock(span.begins, hours), "to": _clock(span.ends, hours)}
            for span in day.spans
        )
    if day.vague and not day.spans:
        return _("Not known. Call to ask.")
    if day.named and not day.spans:
        return _("Closed on this day")
    if day.holiday and not day.named:
        said = said or _("Closed")
        return _("%(times)s; public holiday (%(name)s), hours may differ") % {"times": said, "name": day.holiday}
    return said or _("Closed")


def _clock(moment: datetime, hours: Hours) -> str:
    return date_format(moment.astimezone(hours.zone), "H:i")


def _open(hours: Hours, moment: datetime) -> str:
    if hours.until is None:
        return _("Open around the clock.")
    if hours.until - moment < timedelta(hours=20):
        return _("Open now, until %(time)s.") % {"time": _clock(hours.until, hours)}
    return _("Open now, until %(when)s.") % {"when": _when(hours.until, hours, moment)}


def _when(at: datetime, hours: Hours, moment: datetime) -> str:
    """Return "today at 13:00", "Thursday at 9:00", or with its date where that is a week away."""
    local, today = at.astimezone(hours.zone), moment.astimezone(hours.zone).date()
    days, time = (local.date() - today).days, {"time": _clock(at, hours)}
    if days == 0:
        return _("today at %(time)s") % time
    if days == 1:
        return _("tomorrow at %(time)s") % time
    pattern = "l" if days < 7 else "l j F"
    return _("%(day)s at %(time)s") % {"day": date_format(local, pattern), **time}

"""What stands in a plan, as a sentence."""

from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hearten.plans.doing.rules import Rhythm
from hearten.plans.models.doing import Often


def often_text(rhythm: Rhythm | None) -> str:
    """Return how often, in words; "" where nothing holds."""
    if rhythm is None:
        return ""
    match rhythm.often:
        case Often.DAILY:
            return _("every day")
        case Often.WEEKDAYS:
            return ", ".join(str(WEEKDAYS[day - 1]) for day in sorted(rhythm.weekdays))
        case Often.EVERY:
            return ngettext("every day", "every %(n)d days", rhythm.number) % {"n": rhythm.number}
        case Often.WEEKLY:
            return ngettext("once a week", "%(n)d times a week", rhythm.number) % {"n": rhythm.number}
        case _:
            day = date_format(rhythm.on_day, "j F Y") if rhythm.on_day else ""
            return _("once, on %(day)s") % {"day": day}

"""How sure one can be of an entry: when somebody last made sure of it, and who (R2). Pure."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from hearten.kernel.pages import day_text

CHECKED, STALE, NEVER = "checked", "stale", "never"


@dataclass(frozen=True)
class Freshness:
    """`on`: the last day on which somebody made sure; None where nobody ever did. `here`: somebody of this place."""

    state: str
    on: date | None
    here: bool = False

    @property
    def sentence(self) -> str:
        """Say it as it is: what was not checked is never shown as if it were."""
        if self.on is None:
            return _("Nobody has checked this entry yet.")
        on = {"day": day_text(self.on)}
        if self.state == STALE:
            return _("Not checked lately. The last time was on %(day)s.") % on
        return _("Checked on %(day)s.") % on


def months_before(day: date, months: int) -> date:
    """Return the day so many months earlier: the last of its month where that month is shorter."""
    count = day.year * 12 + day.month - 1 - months
    year, month = divmod(count, 12)
    first_of_next = date(year + month // 11, (month + 1) % 12 + 1, 1)
    last = (first_of_next - date(year, month + 1, 1)).days
    return date(year, month + 1, min(day.day, last))


def freshness_of(assured_on: date | None, checked_on: date | None, today: date, months: int) -> Freshness:
    """Judge an entry by what its source assures and by what people of this place checked, the later of the two.

    A day that has not come yet anywhere assures nothing. `today` is that of UTC.
    """
    days = [day for day in (assured_on, checked_on) if day is not None and day <= today + timedelta(days=1)]
    if not days:
        return Freshness(NEVER, None)
    last = max(days)
    state = CHECKED if last > months_before(today, months) else STALE
    return Freshness(state, last, here=last == checked_on)

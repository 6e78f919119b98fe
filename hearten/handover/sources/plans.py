"""What the member would like to do: what goes on, what rests, and what is over."""

from datetime import date

from django.utils.translation import gettext as _

from hearten.handover.sheet import Doing
from hearten.handover.sources import Offer, Source, offer
from hearten.kernel.seat import Seat
from hearten.plans import calendar
from hearten.plans.doing.reading import Held, held
from hearten.plans.saying import often_text


def ready() -> None:
    """Register it; called when the app is made ready."""
    offer(Source("plans", lambda: _("What I would like to do"), _read))


def _read(seat: Seat) -> list[Offer]:
    today = calendar.today()
    made = [(one, _doing(one, today)) for one in held(seat, calendar.monday_of(today)) if one.words]
    made.sort(key=lambda pair: pair[0].over)  # what is over stands last
    return [Offer(f"plans.{one.id}", doing.words, doing.state, doings=(doing,)) for one, doing in made]


def _doing(one: Held, today: date) -> Doing:
    status, state = "active", _("goes on")
    if one.over:
        status, state = "completed", _("is over")
    elif one.rests_on(today):
        status, state = "on-hold", _("rests")
    return Doing(
        words=one.words,
        often=often_text(one.rhythm(today) or next(iter(one.rhythms), None)),
        status=status,
        state=state,
        since=one.row.from_day,
        until=_ended_on(one),
        why=one.row.why or "",
    )


def _ended_on(one: Held) -> date | None:
    """Return the day since which it is over: the one rest that has no end."""
    return max((rest.from_day for rest in one.rests if rest.until_day is None), default=None) if one.over else None

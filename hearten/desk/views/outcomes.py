"""Honest outcomes: who takes part, how soon somebody answers, and how results change, of ten people and more (T7)."""

from django.http import HttpRequest, HttpResponse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hearten.desk.opening import desk
from hearten.desk.outcomes import reading
from hearten.kernel.door import Knock
from hearten.kernel.pages import show
from hearten.kernel.seat import Seat
from hearten.measures.reading import looks_at_counts


@desk(Knock.OPERATOR)
def outcomes(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Show the numbers that may be shown. That somebody looked is written down."""
    months = [(date_format(one.month, "F Y"), one) for one in reading.participation(seat)]
    replies = reading.first_replies(seat)
    took = _took(replies.median_minutes) if replies and replies.median_minutes is not None else ""
    rows, looks = reading.outcomes(seat), looks_at_counts(seat)
    return show(
        request, "desk/outcomes.html", months=months, replies=replies, took=took, rows=rows, looks=looks
    )  # fmt: skip


def _took(minutes: int) -> str:
    if minutes < 60:
        return (
            _("less than an hour")
            if minutes < 10
            else ngettext("%(n)d minute", "%(n)d minutes", minutes) % {"n": minutes}
        )
    hours = round(minutes / 60)
    return ngettext("about %(n)d hour", "about %(n)d hours", hours) % {"n": hours}

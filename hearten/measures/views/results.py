"""One's own results: the list, one of them, change over time, taking one away, and whether they are counted."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hearten.kernel.door import Knock, door
from hearten.kernel.pages import leave_note, show, url
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Unseen
from hearten.measures import known, reading
from hearten.measures.actions import counting, filling
from hearten.measures.drawing import Point, chart
from hearten.measures.forms import AgreeForm, NothingForm
from hearten.measures.models import COUNTED
from hearten.measures.reading import Result
from hearten.measures.telling import rhythm_words
from hearten.measures.wording import consent_lines
from hearten.members.actions import has_consent


@door(Knock.MEMBER)
def listed(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Show what can be filled in, and what came of it before. Only its person sees this page."""
    results = reading.results_of(seat)
    before: dict[str, list[Result]] = {}
    for one in results:
        before.setdefault(one.instrument, []).append(one)
    offers = [(one, rhythm_words(one.rhythm), before.get(key, [])) for key, one in known.offered(seat).items()]
    shown = {one.id for one, _words, _before in offers}
    others = [rows for key, rows in before.items() if key not in shown]
    return show(
        request, "measures/list.html", here="you", offers=offers, others=others, counted=has_consent(seat, COUNTED)
    )  # fmt: skip


@door(Knock.MEMBER)
def result(request: HttpRequest, seat: Seat, *, sheet_id: UUID) -> HttpResponse:
    """Show one result in plain words, with what it was made of."""
    return show(request, "measures/result.html", here="you", result=reading.result_of(seat, sheet_id))


@door(Knock.MEMBER, form=NothingForm, methods=("POST",))
def removal(request: HttpRequest, seat: Seat, *, sheet_id: UUID, form: NothingForm) -> HttpResponse:
    """Take one result away for good."""
    reading.result_of(seat, sheet_id)
    filling.take_away(seat, sheet_id)
    leave_note(request, _("That result is gone."))
    return HttpResponseRedirect(url("measures:list"))


@door(Knock.MEMBER)
def change(request: HttpRequest, seat: Seat, *, key: str) -> HttpResponse:
    """Show one's results of one instrument over time, as a drawing and as a table."""
    mine = [one for one in reading.results_of(seat) if one.instrument == key]
    if not mine:
        raise Unseen
    latest = mine[0]
    drawn = [one for one in reversed(mine) if one.fingerprint == latest.fingerprint and one.score is not None]
    page: dict[str, Any] = {"results": mine, "latest": latest, "drawing": _drawing(latest, drawn) if drawn else ""}
    older = any(one.fingerprint != latest.fingerprint for one in mine)
    return show(request, "measures/change.html", here="you", older=older, **page)


def _drawing(latest: Result, drawn: list[Result]) -> str:
    points = [
        Point(one.at, date_format(localtime(one.at), "j M Y"), one.score) for one in drawn if one.score is not None
    ]
    text = ngettext(
        "%(n)d result. The table below has it.", "%(n)d results. The table below has all of them.", len(points)
    )
    title = _("%(title)s over time") % {"title": latest.title}
    return chart(points, latest.least, latest.most, latest.ends, title, text % {"n": len(points)})


@door(Knock.MEMBER, form=AgreeForm)
def counted(request: HttpRequest, seat: Seat, *, form: AgreeForm) -> HttpResponse:
    """Say what being counted means, and agree to it."""
    if form.is_bound:
        counting.agree(seat)
        leave_note(request, _("Your results are counted from now on. You can take that back here."))
        return HttpResponseRedirect(url("measures:counting"))
    agreed = has_consent(seat, COUNTED)
    kept = reading.counted_of(seat) if agreed else 0
    return show(request, "measures/counting.html", here="you", agreed=agreed, lines=consent_lines(), kept=kept)


@door(Knock.MEMBER, form=NothingForm, methods=("POST",))
def withdrawal(request: HttpRequest, seat: Seat, *, form: NothingForm) -> HttpResponse:
    """Take it back: the numbers go."""
    counting.take_back(seat)
    leave_note(
        request, _("You are not counted any more, and the numbers are gone. Your results are still here for you.")
    )
    return HttpResponseRedirect(url("measures:counting"))

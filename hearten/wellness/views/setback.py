"""After a setback: three questions, and what is there now. Nothing is counted, and nothing begins again from zero."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _

from hearten.groups.standing import my_groups
from hearten.kernel.clock import now
from hearten.kernel.door import Knock, door
from hearten.kernel.pages import leave_note, show, url
from hearten.kernel.seat import Seat
from hearten.kernel.sending import fresh_client_id
from hearten.library.reading_trying import mine as trying
from hearten.meetings.schedule.reading import Row, to_come, today
from hearten.plans.doing.counting import shown_to as counted
from hearten.plans.models.milestones import Counts
from hearten.safety.actions import last_calls
from hearten.safety.beside import own_country
from hearten.safety.lines import country_for
from hearten.safety.rules import ON_TOP, shown_lines
from hearten.wellness import reading
from hearten.wellness.actions import setback as actions
from hearten.wellness.forms import NothingForm, SetbackForm
from hearten.wellness.models import Setback
from hearten.wellness.parts import QUESTIONS

MOST_SHOWN = 3


@door(Knock.MEMBER, form=SetbackForm)
def begin(request: HttpRequest, seat: Seat, *, form: SetbackForm) -> HttpResponse:
    """Ask three questions, each of which can be left."""
    if form.is_valid():
        said = {name: form.cleaned_data[name] for name, _label, _hint in QUESTIONS}
        kept = actions.say(seat, said, form.cleaned_data["client_id"], beside=form.cleaned_data["beside"])
        return HttpResponseRedirect(url("wellness:after_setback", kept.id))
    given: Any = request.POST if form.is_bound else {"client_id": fresh_client_id()}
    page = {"given": given, "errors": form.errors, "questions": QUESTIONS, "helped": reading.helped_before(seat)}
    page |= {"counts": any(one.row.counts == Counts.DAYS and not (one.paused or one.over) for one in counted(seat))}
    return show(request, "wellness/setback.html", status=422 if form.is_bound else 200, here="you", **page)


@door(Knock.MEMBER)
def after(request: HttpRequest, seat: Seat, *, setback_id: UUID) -> HttpResponse:
    """Show what is there now: lines, what helped, the shelf, somebody to tell, a meeting."""
    found = seat.find(Setback, setback_id, member_id=seat.me)
    here, groups = reading.said(found), my_groups(seat)
    moment = now()
    country = country_for("", own_country(seat))
    page: dict[str, Any] = {
        "said": here,
        "helped": reading.helped_before(seat, besides=setback_id),
        "shelf": reading.shelf(seat)[:MOST_SHOWN],
        "tried": [one for one in trying(seat) if one.trying.ended_at is None and one.title][:MOST_SHOWN],
        "meeting": today(seat, moment).next,
        "open_today": _open_today(seat, [place.group_id for place in groups]),
        "entry_id": actions.entry_of(seat, found),
        "groups": groups,
        "country": country,
        "lines": shown_lines(country, last_calls(seat), moment.date())[:ON_TOP] if country else [],
    }
    return show(request, "wellness/after_setback.html", here="you", **page)


def _open_today(seat: Seat, groups: list[UUID]) -> list[Row]:
    """Return meetings of one's groups that are to come on one's own day and have a place."""
    moment = now()
    rows = [row for group_id in groups for row in to_come(seat, group_id, moment) if not row.off and not row.beside]
    mine = [row for row in rows if timezone.localdate(row.starts_at) == timezone.localdate(moment)]
    return sorted((row for row in mine if row.taken < row.places), key=lambda row: row.starts_at)


@door(Knock.MEMBER)
def listed(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Show what one wrote after setbacks. There is no number beside it."""
    return show(request, "wellness/setbacks.html", here="you", said=reading.setbacks(seat), questions=QUESTIONS)


@door(Knock.MEMBER, form=NothingForm, methods=("POST",))
def removal(request: HttpRequest, seat: Seat, *, setback_id: UUID, form: NothingForm) -> HttpResponse:
    """Remove one of them."""
    actions.remove(seat, seat.find(Setback, setback_id, member_id=seat.me))
    leave_note(request, _("Removed."))
    return HttpResponseRedirect(url("wellness:setbacks"))

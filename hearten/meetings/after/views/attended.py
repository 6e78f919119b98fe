"""Where one was, for oneself; and a letter about it that one can print: dates and minutes, and nothing else (T8)."""

from datetime import datetime
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.utils.formats import date_format
from django.utils.timezone import localtime

from hearten.groups.standing import my_groups
from hearten.kernel.clock import now
from hearten.kernel.door import Knock, door
from hearten.kernel.pages import moment_text, show
from hearten.kernel.seat import Seat
from hearten.meetings.after import reading as reading_after
from hearten.meetings.after.forms import LetterForm
from hearten.meetings.after.reading import There


class Line(NamedTuple):
    """One meeting in a letter."""

    day: str
    start: str
    minutes: int
    confirmed: str  # the day when somebody who leads confirmed it, or nothing


@door(Knock.MEMBER)
def attended(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Show where one was, with the group's title for groups that one is in."""
    titles = {place.group_id: place.title for place in my_groups(seat)}
    found = reading_after.where_i_was(seat)
    rows = [(one, titles.get(one.group_id, "")) for one in found]
    return show(request, "meetings/after_attended.html", here="you", rows=rows)


@door(Knock.MEMBER, form=LetterForm)
def letter(request: HttpRequest, seat: Seat, *, form: LetterForm) -> HttpResponse:
    """Ask what the letter says; then show it, in this answer alone. Nothing of it is kept."""
    found = reading_after.where_i_was(seat)
    form.fields["dates"].choices = [(str(one.id), moment_text(one.first_at)) for one in found]  # type: ignore[attr-defined]  # a choice field
    if form.is_bound and form.is_valid():
        chosen = set(form.cleaned_data["dates"])
        lines = [_line(one) for one in reversed(found) if str(one.id) in chosen]
        made = {"name": form.cleaned_data["name"], "zone": str(localtime(now()).tzinfo), "on": _day(now())}
        return show(request, "meetings/after_letter.html", here="you", lines=lines, **made)
    status = 422 if form.is_bound else 200
    return show(request, "meetings/after_letter_form.html", status=status, here="you", form=form, found=found)


def _line(one: There) -> Line:
    confirmed = _day(one.confirmed_at) if one.confirmed_at else ""
    return Line(_day(one.first_at), date_format(localtime(one.first_at), "H:i"), one.minutes, confirmed)


def _day(moment: datetime) -> str:
    return date_format(localtime(moment), "j F Y")

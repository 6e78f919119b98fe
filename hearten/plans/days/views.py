"""My days: checking in, writing, changing and removing an entry, and looking back at a month."""

import re
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hearten.groups.standing import my_groups
from hearten.kernel.door import Knock, door
from hearten.kernel.pages import leave_note, show, url
from hearten.kernel.seat import Seat
from hearten.kernel.sending import fresh_client_id
from hearten.kernel.verdict import Unseen
from hearten.plans.calendar import today
from hearten.plans.days import entries, reading
from hearten.plans.days.entries import Said
from hearten.plans.days.forms import CheckInForm, EntryChangeForm, EntryForm
from hearten.plans.doing.views import feelings
from hearten.plans.fields import NothingForm
from hearten.plans.models import Entry
from hearten.plans.models.days import Energy, Feeling, Kind

CHOICES = {"feelings": Feeling.choices, "energies": Energy.choices}


@door(Knock.MEMBER)
def days(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Show a month of one's own days, this one or another."""
    first = _month(request.GET.get("month", "")) or reading.this_month()
    after = reading.following(first)
    page: dict[str, Any] = {
        "entries": entries.entries(seat, first, after),
        "month": _named(first),
        "key": _key(first),
        "earlier": _key(reading.before(first)) if entries.any_before(seat, first) else "",
        "later": _key(after) if after <= reading.this_month() else "",
        "asked_daily": entries.wants_to_be_asked(seat),
        "kinds": Kind.choices,
    }
    return show(request, "plans/days.html", here="you", **page, **feelings())


def _month(text: str) -> date | None:
    found = re.fullmatch(r"(20\d\d)-(0[1-9]|1[0-2])", text)
    return date(int(found[1]), int(found[2]), 1) if found else None


def _key(first: date) -> str:
    return f"{first:%Y-%m}"


def _named(first: date) -> str:
    return date_format(first, "F Y")


@door(Knock.MEMBER, form=CheckInForm, methods=("POST",))
def check_in(request: HttpRequest, seat: Seat, *, form: CheckInForm) -> HttpResponse:
    """Keep how it is, in one tap."""
    if not form.is_valid():
        page = {"given": request.POST, "errors": form.errors, **CHOICES}
        return show(request, "plans/check_in.html", status=422, here="you", **page)
    said = form.cleaned_data
    entries.add_entry(seat, Kind.CHECK_IN, form.said(), day=said["day"], client_id=said["client_id"])
    _kept(request, seat, form.said())
    return HttpResponseRedirect(url("home:home") if request.POST.get("then") == "home" else url("plans:days"))


def _kept(request: HttpRequest, seat: Seat, said: Said) -> None:
    """Say that it is kept; where it is a hard day and one is in a group, with the way to a card that somebody wrote."""
    if said.hard and my_groups(seat):
        text = _("Kept, for you alone. If you like, read a card that somebody of your groups wrote for a hard day.")
        leave_note(request, text, href=url("encouragement:take"), link=_("Take a card"))
    else:
        leave_note(request, _("Kept, for you alone."))


@door(Knock.MEMBER, form=NothingForm, methods=("POST",))
def asking(request: HttpRequest, seat: Seat, *, form: NothingForm) -> HttpResponse:
    """Want to be asked once a day how it is."""
    entries.ask_me(seat)
    leave_note(request, _("Your first page asks once a day. It never asks twice, and leaving it is fine."))
    return HttpResponseRedirect(url("plans:days"))


@door(Knock.MEMBER, form=NothingForm, methods=("POST",))
def asking_end(request: HttpRequest, seat: Seat, *, form: NothingForm) -> HttpResponse:
    """Not want that any more."""
    entries.ask_me_no_more(seat)
    leave_note(request, _("You are not asked any more."))
    return HttpResponseRedirect(url("plans:days"))


@door(Knock.MEMBER, form=EntryForm)
def write(request: HttpRequest, seat: Seat, *, form: EntryForm) -> HttpResponse:
    """Write an entry: a win, a setback, a note or a check-in with words."""
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        made = entries.add_entry(seat, said["kind"], form.said(), day=said["day"], client_id=said["client_id"])
        leave_note(request, _("Kept, for you alone."))
        return HttpResponseRedirect(url("plans:entry", made.id))
    asked = request.GET.get("kind", "")
    first = {"kind": asked if asked in Kind.values else Kind.NOTE.value, "day": today().isoformat()}
    given = request.POST if form.is_bound else {**first, "client_id": fresh_client_id()}
    return _form(request, given, form, entry=None)


@door(Knock.MEMBER)
def entry(request: HttpRequest, seat: Seat, *, entry_id: UUID) -> HttpResponse:
    """Show one's own entry, and to whom something of it is shown."""
    found = entries.written(seat.find(Entry, entry_id))
    return show(request, "plans/entry.html", here="you", entry=found, **_links(seat, found.id))


def _links(seat: Seat, entry_id: UUID) -> dict[str, Any]:
    return {"shown": reading.shown_of(seat, entry_id), "told": reading.told_of(seat, entry_id)}


@door(Knock.MEMBER, form=EntryChangeForm)
def change(request: HttpRequest, seat: Seat, *, entry_id: UUID, form: EntryChangeForm) -> HttpResponse:
    """Change one's own entry."""
    row = seat.find(Entry, entry_id)
    if form.is_bound and form.is_valid():
        entries.change(seat, row, form.said(), form.cleaned_data["day"])
        leave_note(request, _("Kept. What you showed of it to others stays as you showed it."))
        return HttpResponseRedirect(url("plans:entry", row.id))
    found = entries.written(row)
    now_so = {**vars(found.said), "day": found.day.isoformat(), "kind": found.kind}
    return _form(request, request.POST if form.is_bound else now_so, form, entry=found)


def _form(request: HttpRequest, given: Any, form: Any, entry: Any) -> HttpResponse:
    page = {"given": given, "errors": form.errors, "entry": entry, "kinds": Kind.choices, **CHOICES}
    return show(request, "plans/write.html", status=422 if form.is_bound else 200, here="you", **page)


@door(Knock.MEMBER, form=NothingForm)
def removal(request: HttpRequest, seat: Seat, *, entry_id: UUID, form: NothingForm) -> HttpResponse:
    """Remove one's own entry, with what was shown of it."""
    row = seat.find(Entry, entry_id)
    if request.method != "POST":
        return show(request, "plans/entry_removal.html", here="you", entry=entries.written(row))
    entries.remove(seat, row)
    leave_note(request, _("Removed, and shown to nobody any more."))
    return HttpResponseRedirect(url("plans:days"))


@door(Knock.MEMBER)
def look_back(request: HttpRequest, seat: Seat, *, month: str) -> HttpResponse:
    """Look back at a month: wins, what helped, who helped, and counts side by side."""
    first = _month(month)
    if first is None or first > reading.this_month():
        raise Unseen
    after = reading.following(first)
    page: dict[str, Any] = {
        "month": reading.month_of(seat, first),
        "title": _named(first),
        "earlier": _key(reading.before(first)) if entries.any_before(seat, first) else "",
        "later": _key(after) if after <= reading.this_month() else "",
    }
    return show(request, "plans/look_back.html", here="you", **page)

"""Showing an entry of one's own, what one shows and is shown, and what people of a group told there."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hearten.groups.notes import MEDICINES, notes_on
from hearten.groups.standing import my_groups, place_in, place_or_unseen
from hearten.kernel.door import Knock, Later, door
from hearten.kernel.pages import leave_note, safe_html, show, url
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Refused, Unseen
from hearten.members.limits import POSTS_OF_A_MEMBER, take
from hearten.moderation.reading import is_held
from hearten.moderation.rules import may_write_so_often
from hearten.plans.circles.reading import mine as my_circles
from hearten.plans.days import entries, reading, showing
from hearten.plans.days.entries import Written
from hearten.plans.days.forms import ShowForm
from hearten.plans.fields import NothingForm
from hearten.plans.models import Circle, Entry, Shared
from hearten.safety.beside import asked_for
from hearten.safety.first_look import looked_at, wake


@door(Knock.MEMBER, form=ShowForm)
def showing_of(request: HttpRequest, seat: Seat, *, entry_id: UUID, form: ShowForm) -> HttpResponse | Later:
    """Choose who sees one's own entry, in which words, and for how long."""
    entry = entries.written(seat.find(Entry, entry_id))
    if not form.is_bound:
        wake()
        return _page(request, seat, entry, {"words": entry.text, "days": "30", "to": ""})
    may_write_so_often(take(POSTS_OF_A_MEMBER, str(seat.me))).or_refuse()
    if not form.is_valid():
        return _page(request, seat, entry, request.POST, form.errors)
    said = form.cleaned_data
    what, key = _to(said["to"])
    if what == "person":
        made = showing.show_to_person(seat, entry, key, said["words"], said["days"])
        leave_note(request, _("Shown. You can end it at any time, and it ends by itself."))
        return looked_at(showing.SHOWN, made, said["words"], _back(entry))
    if what == "circle":
        circle = seat.find(Circle, key, ended_at=None)
        found = showing.show_to_circle(seat, entry, circle.id, circle.group_id, said["words"], said["days"])
        leave_note(request, _("Shown to each who is in the circle now. Who joins later does not see it."))
        return looked_at(showing.SHOWN, found[0], said["words"], _back(entry))
    return _tell(request, seat, entry, key, said)


def _to(text: str) -> tuple[str, UUID]:
    """Return what the choice names: a membership as it is, or "circle:" or "group:" and its key. Raises Unseen."""
    what, mark, key = text.partition(":")
    try:
        return (what, UUID(key)) if mark else ("person", UUID(text))
    except ValueError as error:
        raise Unseen from error


def _back(entry: Written) -> HttpResponse:
    return HttpResponseRedirect(url("plans:entry", entry.id))


def _tell(
    request: HttpRequest, seat: Seat, entry: Written, group_id: UUID, said: dict[str, Any]
) -> HttpResponse | Later:
    place = place_or_unseen(seat, group_id)
    if noted := notes_on(seat, group_id, said["words"], request.POST.get("fine", ""), MEDICINES):
        return _page(request, seat, entry, request.POST, {}, **noted)
    told = showing.tell_group(seat, entry, place, said["words"], said["days"])
    leave_note(
        request,
        _("Your words wait for a look. Then the people of this group can read them. You see them already.")
        if is_held(seat, told.id)
        else _("Told. The people of %(group)s can read it.") % {"group": place.title},
    )
    return looked_at(showing.TOLD, told.id, told.body, HttpResponseRedirect(url("plans:told", told.id)))


def _page(
    request: HttpRequest, seat: Seat, entry: Written, given: Any, errors: Any = None, **also: Any
) -> HttpResponse:
    people = [(str(key), f"{name} ({group})") for key, name, group in reading.people(seat)]
    circles = [
        (f"circle:{one.id}", _("My circle: %(names)s") % {"names": ", ".join(one.names)})
        for one in my_circles(seat)
        if one.state == "running"
    ]
    groups = [(f"group:{one.group_id}", _("Everybody in %(group)s") % {"group": one.title}) for one in my_groups(seat)]
    lengths = [(str(days), ngettext("%(n)d day", "%(n)d days", days) % {"n": days}) for days in showing.DAYS]
    page = {
        "entry": entry,
        "given": given,
        "errors": errors or {},
        "lengths": lengths,
        "choices": [*people, *circles, *groups],
    }
    status = 200 if errors is None else 422
    return show(request, "plans/show.html", status=status, here="you", **page | also)


@door(Knock.MEMBER)
def shown(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Show what one shows to others, and what others show to oneself."""
    mine, theirs = reading.shown(seat)
    return show(request, "plans/shown.html", here="you", mine=mine, theirs=theirs, told=reading.my_told(seat))


@door(Knock.MEMBER)
def shown_one(request: HttpRequest, seat: Seat, *, shared_id: UUID) -> HttpResponse:
    """Show one of them by itself, with the panel beside one's own words where it is due."""
    piece = reading.shown_one(seat, shared_id)[1]
    panel = asked_for(seat, request.GET, showing.SHOWN)
    return show(request, "plans/shown_one.html", here="you", one=piece, panel=panel)


@door(Knock.MEMBER, form=NothingForm, methods=("POST",))
def shown_end(request: HttpRequest, seat: Seat, *, shared_id: UUID, form: NothingForm) -> HttpResponse:
    """Stop showing something."""
    showing.end(seat, seat.find(Shared, shared_id))
    leave_note(request, _("It is not shown to them any more."))
    return HttpResponseRedirect(url("plans:shown"))


@door(Knock.MEMBER, form=NothingForm, methods=("POST",))
def shown_away(request: HttpRequest, seat: Seat, *, shared_id: UUID, form: NothingForm) -> HttpResponse:
    """Put away what somebody shows."""
    row = reading.shown_one(seat, shared_id)[0]
    if row.member_id == seat.me:
        raise Refused(_("This is your own. You can stop showing it."), url("plans:shown"), _("What I show"))
    showing.put_away(seat, row)
    leave_note(request, _("Put away. They are not told."))
    return HttpResponseRedirect(url("plans:shown"))


@door(Knock.MEMBER)
def told_in(request: HttpRequest, seat: Seat, *, group_id: UUID) -> HttpResponse:
    """Show what people of a group told of their own days."""
    place = place_or_unseen(seat, group_id)
    return show(request, "plans/told_in.html", here="groups", place=place, pieces=reading.told_in(seat, group_id))


@door(Knock.MEMBER)
def told(request: HttpRequest, seat: Seat, *, told_id: UUID) -> HttpResponse:
    """Show one of them, with what this reader can do with it."""
    row, piece = reading.told_one(seat, told_id)
    panel = asked_for(seat, request.GET, showing.TOLD)
    page: dict[str, Any] = {
        "row": row,
        "one": piece,
        "html": safe_html(row.html),
        "panel": panel,
        "held": is_held(seat, row.id),
    }
    return show(request, "plans/told.html", here="groups", **page)


@door(Knock.MEMBER, form=NothingForm, methods=("POST",))
def told_removal(request: HttpRequest, seat: Seat, *, told_id: UUID, form: NothingForm) -> HttpResponse:
    """Take back what one told."""
    row = reading.told_one(seat, told_id)[0]
    showing.take_back(seat, row, place_in(seat, row.group_id))
    leave_note(request, _("Taken back. Nobody can read it there any more."))
    return HttpResponseRedirect(url("plans:shown"))

"""For those who lead a group: its formats, changing one, seeing how the time goes, and earlier versions."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from hearten.groups.actions import NeedsAnotherLook
from hearten.groups.standing import Place
from hearten.groups.views.lead import led_by
from hearten.kernel.door import Knock, door
from hearten.kernel.pages import leave_note, show, url
from hearten.kernel.seat import Seat
from hearten.meetings.formats.actions import bring_back, keep_version
from hearten.meetings.formats.choosing import Choice, chosen, formats_for, versions_of
from hearten.meetings.formats.forms import FormatForm
from hearten.meetings.formats.rearranging import rearranged
from hearten.meetings.formats.shipped import NAMES, in_words, shipped
from hearten.meetings.formats.timeline import timeline
from hearten.meetings.formats.wording import CHATS, CROSSTALK, ORDERS
from hearten.meetings.models import OwnFormat

# Somebody else saved first: the sentence says so, and saving again builds on what they saved.
FIRST = "somebody was first"


class NothingForm(forms.Form):
    """Nothing to fill in: a press of the button does it."""


@door(Knock.MEMBER)
def formats(request: HttpRequest, seat: Seat, *, group_id: UUID) -> HttpResponse:
    """Every format that the group can choose from."""
    place = led_by(seat, group_id)
    return show(request, "meetings/formats.html", here="groups", my=place, choices=formats_for(seat, group_id))


@door(Knock.MEMBER, form=FormatForm)
def edit(request: HttpRequest, seat: Seat, *, group_id: UUID, name: str, form: FormatForm) -> HttpResponse:
    """Change a format. Saving makes a new version; nothing that was typed is lost when something is wrong."""
    place = led_by(seat, group_id)
    choice = chosen(seat, group_id, name)
    if not form.is_bound:
        return _page(request, seat, place, choice, _first(request, choice))
    if form.is_sound(in_words(choice.definition)) and _saved(seat, place, choice, form):
        leave_note(request, _("Saved. It holds for every meeting that you announce from now on."))
        return HttpResponseRedirect(url("meetings:formats", group_id))
    return _page(request, seat, place, choice, form, status=422)


@door(Knock.MEMBER, form=FormatForm, methods=("POST",))
def preview(request: HttpRequest, seat: Seat, *, group_id: UUID, name: str, form: FormatForm) -> HttpResponse:
    """See how the time goes with so many people, before anything is saved."""
    place = led_by(seat, group_id)
    choice = chosen(seat, group_id, name)
    sound = form.is_sound(in_words(choice.definition))
    return _page(request, seat, place, choice, form, status=200 if sound else 422, looking=True)


@door(Knock.MEMBER, form=FormatForm, methods=("POST",))
def parts(request: HttpRequest, seat: Seat, *, group_id: UUID, name: str, form: FormatForm) -> HttpResponse:
    """Add, move or remove a part, with everything else as it was typed. Nothing is saved yet."""
    place = led_by(seat, group_id)
    choice = chosen(seat, group_id, name)
    values = rearranged(form, request.POST)
    return _page(request, seat, place, choice, FormatForm(initial=values), tried=FormatForm(values))


@door(Knock.MEMBER)
def version(request: HttpRequest, seat: Seat, *, group_id: UUID, version_id: UUID) -> HttpResponse:
    """Look at one version that the group made."""
    place = led_by(seat, group_id)
    versions = versions_of(seat, group_id, seat.find(OwnFormat, version_id, group_id=group_id).name)
    own = next(one for one in versions if one.id == version_id)
    said = in_words(own.definition)
    people = said["capacity"]["ideal"]
    return show(
        request,
        "meetings/format_version.html",
        here="groups",
        my=place,
        own=own,
        said=said,
        newest=own is versions[0],
        people=people,
        stretches=timeline(said, people),
        **_named(),
    )


@door(Knock.MEMBER, form=NothingForm, methods=("POST",))
def back(request: HttpRequest, seat: Seat, *, group_id: UUID, version_id: UUID, form: NothingForm) -> HttpResponse:
    """Bring an earlier version back, as the newest one."""
    place = led_by(seat, group_id)
    made = bring_back(seat, place, seat.find(OwnFormat, version_id, group_id=group_id))
    leave_note(request, _("It is back, as version %(version)s.") % {"version": made.version})
    return HttpResponseRedirect(url("meetings:format", group_id, made.name))


def _first(request: HttpRequest, choice: Choice) -> FormatForm:
    """Return the form as it is at first: what holds, or what hearten brings where that was asked for."""
    from_shipped = request.GET.get("from") == "shipped" and choice.name in NAMES
    definition = shipped(choice.name) if from_shipped else choice.definition
    return FormatForm.showing(in_words(definition), _version(choice))


def _version(choice: Choice) -> int:
    return choice.own.version if choice.own else 0


def _saved(seat: Seat, place: Place, choice: Choice, form: FormatForm) -> bool:
    try:
        keep_version(seat, place, choice.name, form.made or {}, form.cleaned_data["based_on"])
    except NeedsAnotherLook as look:
        form.add_error(look.field, forms.ValidationError(look.sentence, code=FIRST))
        return False
    return True


def _page(
    request: HttpRequest,
    seat: Seat,
    place: Place,
    choice: Choice,
    form: FormatForm,
    *,
    status: int = 200,
    looking: bool = False,
    tried: FormatForm | None = None,
) -> HttpResponse:
    """Show the form, and how the time goes where that can be said. `tried`: what to reckon with, if not the form."""
    people, stretches = _how_it_goes(choice, tried or form)
    return show(
        request,
        "meetings/format.html",
        status=status,
        here="groups",
        my=place,
        choice=choice,
        form=form,
        based_on=_version(choice) if form.has_error("title", FIRST) else form["based_on"].value(),
        looking=looking,
        people=people,
        stretches=stretches,
        earlier=versions_of(seat, place.group_id, choice.name),
        shipped=choice.name in NAMES,
        **_named(),
    )


def _how_it_goes(choice: Choice, form: FormatForm) -> tuple[int, list[Any]]:
    """Return for how many people, and the timeline of what was filled in (or of what holds); empty if it cannot be."""
    holds = in_words(choice.definition)
    if not form.is_bound:
        return holds["capacity"]["ideal"], timeline(holds, holds["capacity"]["ideal"])
    if form.made is None:
        form.is_sound(holds)
    people = form.cleaned_data.get("people") or holds["capacity"]["ideal"]
    return people, timeline(form.made, people) if form.made else []


def _named() -> dict[str, Any]:
    return {"orders": ORDERS, "crosstalk": CROSSTALK, "chats": CHATS, "order_names": dict(ORDERS)}

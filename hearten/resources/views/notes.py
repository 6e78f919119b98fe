"""How a service was: telling one's group, one such note, and taking it back."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from hearten.groups.notes import MEDICINES, notes_on
from hearten.groups.standing import Place, my_groups
from hearten.kernel.clock import now
from hearten.kernel.door import Knock, Later, door
from hearten.kernel.pages import leave_note, show, url
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Refused, Unseen
from hearten.members.limits import POSTS_OF_A_MEMBER, take
from hearten.moderation.reading import is_held
from hearten.moderation.rules import may_write_so_often
from hearten.resources import noting
from hearten.resources.actions import notes as doing
from hearten.resources.forms import MONTHS, NoteForm, NothingForm
from hearten.resources.models import Listing, ListingNote
from hearten.resources.saying import month_text
from hearten.resources.watched import NOTE
from hearten.safety.first_look import looked_at, wake


@door(Knock.MEMBER, form=NoteForm)
def write(request: HttpRequest, seat: Seat, *, listing_id: UUID, form: NoteForm) -> HttpResponse | Later:
    """Tell one of one's groups how a service was. Who is in no group has nobody to tell (Unseen)."""
    listing, places = seat.find(Listing, listing_id), my_groups(seat)
    if not places:
        raise Unseen
    if not form.is_bound:
        wake()
        return _page(request, listing, places, form)
    may_write_so_often(take(POSTS_OF_A_MEMBER, str(seat.me))).or_refuse()
    if not form.is_valid():
        return _page(request, listing, places, form, status=422)
    return _sent(request, seat, listing, places, form)


def _sent(request: HttpRequest, seat: Seat, listing: Listing, places: Any, form: NoteForm) -> HttpResponse | Later:
    said = form.cleaned_data
    place = _chosen(places, said["group"])
    words = "\n".join(part for part in (said["cost_words"], said["body"]) if part)
    if noted := notes_on(seat, place.group_id, words, said["fine"], MEDICINES):
        return _page(request, listing, places, form, status=422, **noted)
    if doing.sent_twice(seat, place, listing, said):
        return HttpResponseRedirect(url("resources:service", listing.id))
    try:
        note = doing.write_note(seat, place, listing, said)
    except Refused as refusal:
        return _page(request, listing, places, form, status=422, refusal=refusal)
    _thanks(request, is_held(seat, note.id), place)
    return looked_at(NOTE, note.id, words, HttpResponseRedirect(f"{url('resources:service', listing.id)}#notes"))


def _chosen(places: Any, group_id: UUID) -> Place:
    for place in places:
        if place.group_id == group_id:
            return place  # type: ignore[no-any-return]  # of my_groups
    raise Unseen


def _thanks(request: HttpRequest, waits: bool, place: Place) -> None:
    if waits:
        leave_note(request, _("Your note waits for a look. Then the people of your group can read it."))
    else:
        leave_note(request, _("Told. The people of %(group)s can read it.") % {"group": place.title})


def _page(
    request: HttpRequest, listing: Listing, places: Any, form: NoteForm, status: int = 200, **also: Any
) -> HttpResponse:
    return show(
        request,
        "resources/write_note.html",
        status=status,
        listing=listing,
        form=form,
        groups=[(place.group_id, place.title) for place in places],
        respects=[*ListingNote.Respect.choices, ("", _("I would rather not say"))],
        costs=[*ListingNote.Cost.choices, ("", _("I would rather not say"))],
        months=_months(now().date()),
        **also,
    )


def _months(today: date) -> list[tuple[str, str]]:
    """Return the last two years' months to choose from, this one first."""
    counts = (today.year * 12 + today.month - 1 - n for n in range(MONTHS))
    days = [date(count // 12, count % 12 + 1, 1) for count in counts]
    return [(f"{day:%Y-%m}", month_text(day)) for day in days]


def _found(seat: Seat, note_id: UUID) -> noting.Told:
    note = seat.find(ListingNote, note_id)
    if not noting.says_something(note):
        raise Unseen
    return noting.told(note, noting.wrote(seat, note))


@door(Knock.MEMBER)
def one(request: HttpRequest, seat: Seat, *, note_id: UUID) -> HttpResponse:
    """Show one note, with what its reader can do with it."""
    told = _found(seat, note_id)
    held = told.mine and is_held(seat, note_id)
    return show(request, "resources/note.html", told=told, listing=told.note.listing, held=held)


@door(Knock.MEMBER, form=NothingForm, methods=("POST",))
def withdrawal(request: HttpRequest, seat: Seat, *, note_id: UUID, form: NothingForm) -> HttpResponse:
    """Take one's own note back: all of it goes."""
    note = seat.find(ListingNote, note_id)
    listing_id = note.listing_id
    doing.take_note_back(seat, note)
    leave_note(request, _("Taken back. Nobody can read it any more."))
    return HttpResponseRedirect(url("resources:service", listing_id))

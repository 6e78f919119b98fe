"""The quiet rooms of one's groups, one of them, and who sits there. Everything works as forms."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from hearten.groups.standing import place_or_unseen
from hearten.kernel.door import Knock, door
from hearten.kernel.pages import leave_note, show, url
from hearten.kernel.seat import Seat
from hearten.quiet import actions
from hearten.quiet.forms import SPANS, SitForm
from hearten.quiet.reading import my_rooms, room_of


@door(Knock.MEMBER)
def rooms(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Show the rooms of one's groups, and who sits in them."""
    return show(request, "quiet/rooms.html", here="groups", rooms=my_rooms(seat))


@door(Knock.MEMBER, form=SitForm)
def room(request: HttpRequest, seat: Seat, *, group_id: UUID, form: SitForm) -> HttpResponse:
    """Show one room, or sit down in it. A press that says no time sits for the shorter one."""
    place = place_or_unseen(seat, group_id)
    if form.is_bound:
        actions.sit(seat, place, form.cleaned_data["minutes"] if form.is_valid() else SPANS[0])
        return HttpResponseRedirect(url("quiet:room", group_id))
    return show(request, "quiet/room.html", here="groups", room=room_of(seat, place), spans=SPANS)


@door(Knock.MEMBER)
def here(request: HttpRequest, seat: Seat, *, group_id: UUID) -> HttpResponse:
    """Show who sits there now, for a page that is open already."""
    place = place_or_unseen(seat, group_id)
    return show(request, "quiet/_here.html", room=room_of(seat, place))


@door(Knock.MEMBER, methods=("POST",))
def end(request: HttpRequest, seat: Seat, *, group_id: UUID) -> HttpResponse:
    """Leave the room. It asks nothing, and tells nobody."""
    actions.leave(seat, place_or_unseen(seat, group_id))
    leave_note(request, _("You left the quiet room. It is there whenever you like."))
    return HttpResponseRedirect(url("quiet:room", group_id))

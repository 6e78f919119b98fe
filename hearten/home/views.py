"""The first page: a doorway for a visitor, a room for a member. And what we tell robots."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from hearten.home.reading import listed_groups, room_of
from hearten.home.rules import next_steps
from hearten.kernel.door import Knock, door
from hearten.kernel.pages import show
from hearten.kernel.seat import Seat
from hearten.members.breaks import is_away
from hearten.plans.doing.views import feelings


@door(Knock.ANYONE)
def home(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Show what concerns this person today, or what this place is."""
    if not seat.signed_in:
        public = settings.HEARTEN_DIRECTORY_PUBLIC
        return show(request, "home/doorway.html", here="home", groups=listed_groups(seat), directory=public)
    room = room_of(seat)
    steps = next_steps(room.profile.entry, [of_group.place for of_group in room.groups])
    away = is_away(request.session.get("on_break", ""))
    page = {"room": room, "steps": steps, "away": away, **feelings()}
    return show(request, "home/home.html", here="home", theme=room.profile.theme, **page)


@door(Knock.ANYONE)
def robots(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Ask every robot to stay away: what people write here is for people (G3)."""
    return HttpResponse("User-agent: *\nDisallow: /\n", content_type="text/plain; charset=utf-8")

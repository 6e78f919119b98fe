"""Help now: the page that must always be there, and what the service worker keeps of it on the device."""

from collections.abc import Mapping, Sequence
from hashlib import sha256

from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.urls import reverse

from hearten import __version__
from hearten.groups.standing import my_groups
from hearten.kernel.clock import now
from hearten.kernel.door import Knock, door
from hearten.kernel.pages import show
from hearten.kernel.seat import Seat
from hearten.safety.actions import last_calls
from hearten.safety.beside import own_country
from hearten.safety.lines import DIRECTORY, country_for, in_order, named_country
from hearten.safety.rules import ON_TOP, Call, shown_lines


@door(Knock.ANYONE)
def _asked(request: HttpRequest, seat: Seat) -> HttpResponse:
    groups = [(str(place.group_id), place.title) for place in my_groups(seat)]
    return _page(request, own_country(seat), last_calls(seat), seat.signed_in, groups)


def help_now(request: HttpRequest) -> HttpResponse:
    """Show the page. It needs no account, no script, and no database: without one, no line counts as dialled (F08)."""
    answer = _asked(request)
    return _page(request, "", {}, False) if answer.status_code == 503 else answer


help_now.door = _asked.door  # type: ignore[attr-defined]  # the one behind it


def _page(
    request: HttpRequest, own: str, calls: Mapping[str, Call], signed_in: bool, groups: Sequence[tuple[str, str]] = ()
) -> HttpResponse:
    asked = request.GET.get("country", "")
    today = now().date()
    lines = {country.code: shown_lines(country, calls, today) for country in in_order()}
    return show(
        request,
        "safety/help_now.html",
        chosen=country_for(asked, own),
        named=named_country(asked, own),
        countries=in_order(),
        options=[(country.code, country.name) for country in in_order()],
        lines=lines,
        on_top=ON_TOP,
        in_groups=signed_in,
        my_groups=list(groups),
    )


@door(Knock.ANYONE)
def offline(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Show the page that the service worker shows for any other page while there is no network."""
    return show(request, "safety/offline.html")


def kept_on_the_device() -> dict[str, object]:
    """Return what the service worker keeps: the help page and its looks. Nothing that says who reads what."""
    kept = [
        reverse("safety:help_now"),
        reverse("safety:offline"),
        static("kernel/hearten.css"),
        static("safety/help-now.js"),
    ]
    mark = sha256(" ".join([__version__, *kept, DIRECTORY.read_text()]).encode()).hexdigest()[:16]
    return {"kept": kept, "mark": mark}

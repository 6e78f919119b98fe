"""The one script that works on a device while no page is open. Slices add pieces to it; this puts them together.

A device has one service worker for a place (W3C Service Workers), so what several slices want of it meets here. A slice
registers its piece where its app is made ready (`AppConfig.ready`):

    service_worker.register(Piece("help-now", "safety/service-worker.js", _values))

The template is JavaScript that stands in a block of its own, so that its names are its own. It calls `add` once, with
an object of which every part may be left out:

    caches: [names]           the caches that are the piece's; when this script changes, every other cache is removed
    install()                 a promise: what must be on the device before the script counts as there
    answer(event, url)        a promise of the response, or undefined where a GET of this place is not the piece's
    offline(request, url)     a promise of the page shown when a page could not be fetched, or of undefined. The piece
    that
                              was registered last is asked first, so that a higher slice comes before "You are offline"
    heard(event)              a message of a page (`navigator.serviceWorker.controller.postMessage`)
    push(event)               a promise: a push message arrived
    pressed(event)            a promise, or undefined where the notification that was pressed is not the piece's

The script is everybody's and says nothing of who asks: `values` is called without a seat.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse

from hearten.kernel.door import Knock, door
from hearten.kernel.pages import fragment, safe_html
from hearten.kernel.seat import Seat


@dataclass(frozen=True)
class Piece:
    """One slice's part: its name, its template, and what the template is given (called anew for each answer)."""

    name: str
    template: str
    values: Callable[[], dict[str, Any]] = dict


_pieces: dict[str, Piece] = {}


def register(piece: Piece) -> Piece:
    """Make a piece known. Raises ValueError where its name is taken."""
    if piece.name in _pieces:
        raise ValueError(f"There is a piece of the service worker named {piece.name} already.")
    _pieces[piece.name] = piece
    return piece


def composed() -> str:
    """Return the whole script, the pieces of lower slices first."""
    parts = [safe_html(fragment(piece.template, **piece.values())) for piece in _pieces.values()]
    return fragment("kernel/service-worker.js", pieces=parts)


@door(Knock.ANYONE)
def script(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Return the script, the same for everybody."""
    return HttpResponse(composed(), content_type="text/javascript; charset=utf-8")

"""What stands above the queue, for whoever opens it alone. Slices above register here what they know."""

from collections.abc import Callable, Sequence

from django.http import HttpRequest
from markupsafe import Markup

from hearten.answering.queue import Waiting
from hearten.kernel.seat import Seat

Above = Callable[[HttpRequest, Seat, Sequence[Waiting]], Markup | None]

_known: list[Above] = []


def above_the_queue(function: Above) -> Above:
    """Have `function` asked with what waits; called where a slice's app is made ready."""
    if function not in _known:
        _known.append(function)
    return function


def shown_above(request: HttpRequest, seat: Seat, waiting: Sequence[Waiting]) -> list[Markup]:
    """Return what there is to show."""
    return [shown for function in _known if (shown := function(request, seat, waiting))]

"""Where somebody who found nothing may ask further. Slices above register here what they know."""

from collections.abc import Callable

from markupsafe import Markup

from hearten.kernel.seat import Seat

Further = Callable[[Seat], Markup | None]

_known: list[Further] = []


def further(function: Further) -> Further:
    """Have `function` asked where nothing was found; called where a slice's app is made ready."""
    if function not in _known:
        _known.append(function)
    return function


def shown_further(seat: Seat) -> list[Markup]:
    """Return what there is to show."""
    return [shown for function in _known if (shown := function(seat))]

"""What stands beside one's own conversation, for whoever began it alone. Slices above register here what they know."""

from collections.abc import Callable

from markupsafe import Markup

from hearten.kernel.seat import Seat
from hearten.threads.reading import Head

Beside = Callable[[Seat, Head], Markup | None]

_known: list[Beside] = []


def beside_mine(function: Beside) -> Beside:
    """Have `function` asked about each conversation of the reader's own; called where a slice's app is made ready."""
    if function not in _known:
        _known.append(function)
    return function


def shown_beside(seat: Seat, head: Head) -> list[Markup]:
    """Return what there is to show; nothing beside a conversation of somebody else's."""
    return [shown for function in _known if (shown := function(seat, head))] if head.mine else []

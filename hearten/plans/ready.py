"""What the rest of the house must know of plans."""

from hearten.groups.leaving import when_somebody_leaves as farewell
from hearten.library.trying_events import when_somebody_stops, when_somebody_tries
from hearten.plans import moderated, own, reported, telling, watched
from hearten.plans.doing.actions import after_trying, take_along
from hearten.plans.leaving import take_leave
from hearten.plans.returns import jobs  # noqa: F401  # known to the worker


def ready() -> None:
    """Register all of it; called when the app is made ready."""
    telling.ready()
    watched.ready()
    moderated.ready()
    reported.ready()
    own.take_part()
    farewell(take_leave)
    when_somebody_tries(take_along)
    when_somebody_stops(after_trying)

"""What the slices below must know of guides: one call, made when the app is made ready."""

from hearten.groups.leaving import when_somebody_leaves as farewell
from hearten.library import moderated_guides, own_guides, telling_guides, watched_guides
from hearten.library.actions.guides import when_somebody_leaves


def ready() -> None:
    """Register all of it."""
    moderated_guides.ready()
    own_guides.take_part()
    telling_guides.ready()
    watched_guides.ready()
    farewell(when_somebody_leaves)

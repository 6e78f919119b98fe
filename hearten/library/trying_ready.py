"""What the rest of the house must know of trying: its notice, its job, its place in members' rights."""

from hearten.library import jobs, own_trying, telling_trying  # noqa: F401  # jobs: known to the worker


def ready() -> None:
    """Register all of it; called when the app is made ready."""
    telling_trying.ready()
    own_trying.take_part()

"""What the rest of the house must know of plans."""


def ready() -> None:
    """Register all of it; called when the app is made ready."""

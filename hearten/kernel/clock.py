"""The time, asked in one place, so that a test can say what it is."""

from collections.abc import Callable
from datetime import UTC, datetime

_ask: Callable[[], datetime] = lambda: datetime.now(UTC)  # noqa: E731  # a seam, not a function of its own


def now() -> datetime:
    """Return the moment, in UTC."""
    return _ask()


def ask(source: Callable[[], datetime] | None) -> None:
    """Take the time from `source`, or from the machine again (None). For tests and for seeding a demo's past."""
    global _ask
    _ask = source or (lambda: datetime.now(UTC))

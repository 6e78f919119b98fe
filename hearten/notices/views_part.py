"""What other pages show of the notices."""

from collections.abc import Sequence

from hearten.kernel.seat import Seat
from hearten.notices.reading import News, live_mark, unread

__all__ = ["live_mark", "whats_new"]


def whats_new(seat: Seat, limit: int = 5) -> Sequence[News]:
    """Return the newest unread notices for a member's first page. One query."""
    return unread(seat, limit)

"""What follows a new post once others may read it: open pages wake, and people are told. A held post waits for this."""

from typing import NamedTuple
from uuid import UUID

from hearten.kernel import live
from hearten.kernel.seat import Seat
from hearten.notices.actions import tell


class _Moved(NamedTuple):
    moved: bool


def begun(group_id: UUID, thread_id: UUID, author: UUID | None = None) -> None:
    """A conversation began: who chose to hear of each hears of it. Who is asked to look at it, its clock says."""
    live.announce("group", group_id, "thread", thread_id, group=group_id, author=author)
    tell(kind="conversation", about=thread_id, group=group_id)


def replied(seat: Seat, group_id: UUID, thread_id: UUID, post_id: UUID, author: UUID | None = None) -> None:
    """A reply came: its conversation moves up, and those who wrote in it are told."""
    seat.read(_Moved, "SELECT threads_moved(%s)", post_id)
    live.announce("thread", thread_id, "post", post_id, group=group_id, author=author)
    live.announce("group", group_id, "thread", thread_id, group=group_id, author=author)
    tell(kind="reply", about=post_id, group=group_id)

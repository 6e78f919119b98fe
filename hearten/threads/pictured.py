"""Pictures in posts: where they stand, and what a page shows of those that wait."""

import json
from typing import Any
from uuid import UUID

from hearten.kernel import live
from hearten.kernel.pages import url
from hearten.kernel.seat import Seat
from hearten.moderation.actions.work import remove_alone
from hearten.pictures.showing import Home, register
from hearten.threads.models import Post

# What a conversation's head reads of pictures that the group does not see yet: its reader's own; for who leads, all.
WAITING = """
(SELECT jsonb_agg(jsonb_build_object('id', c.id, 'alt', c.alt, 'width', c.width, 'height', c.height, 'mine',
      coalesce(p.membership_id = me.id, p.mask_id = o.mask_id, false)) ORDER BY c.made_at, c.place)::text
    FROM pictures_picture c JOIN threads_post p ON p.id = c.about
    WHERE p.thread_id = t.id AND c.shown_at IS NULL AND c.removed_at IS NULL
      AND (p.membership_id = me.id OR p.mask_id = o.mask_id OR c.id <> ALL (ARRAY(SELECT moderation_held()))))
"""


def _changed(seat: Seat, post_id: UUID) -> None:
    for thread, group in seat.glance(Post).filter(pk=post_id).values_list("thread_id", "group_id"):
        live.announce("thread", thread, "post", post_id, group=group)


def ready() -> None:
    """Make posts known as the place where pictures stand."""
    register(
        Home(
            _changed,
            lambda post_id: url("threads:post", post_id),
            lambda seat, picture: remove_alone(seat, "picture", picture),
        )
    )


def unpacked(pictures: str | None) -> list[dict[str, Any]]:
    """Return the pictures that a query packed into a text, in order."""
    return json.loads(pictures) if pictures else []

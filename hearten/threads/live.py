"""What the pages of conversations listen to."""

from typing import Any

from hearten.kernel.live import Topic, register
from hearten.threads.fragments import post_html, row_html
from hearten.threads.reading import ShownPost, ShownRow, taken_apart
from hearten.threads.sight import ANYTHING_OUT_OF_SIGHT


def _post(found: dict[str, Any]) -> tuple[str, str]:
    return f"p-{found['id']}", post_html(taken_apart(ShownPost, found))


def _list_row(found: dict[str, Any]) -> tuple[str, str]:
    return f"t-{found['id']}", row_html(taken_apart(ShownRow, found))


_HIDDEN = f"SELECT 1 WHERE %s::uuid IS NOT NULL AND {ANYTHING_OUT_OF_SIGHT}"


def ready() -> None:
    """Make the topics of this slice known."""
    register(
        Topic(
            "thread",
            "SELECT 1 FROM threads_thread WHERE id = %s",
            "SELECT * FROM threads_live_posts(%s)",
            _post,
            _HIDDEN,
            "SELECT to_jsonb(s) FROM threads_shown_post s WHERE s.id = ANY (%s)",
        )
    )
    register(
        Topic(
            "group",
            "SELECT 1 FROM groups_group g WHERE id = %s AND id IN (SELECT group_id FROM hearten_groups_read)",
            "SELECT * FROM threads_live_rows(%s)",
            _list_row,
            _HIDDEN,
            "SELECT to_jsonb(s) FROM threads_shown_row s WHERE s.id = ANY (%s)",
        )
    )

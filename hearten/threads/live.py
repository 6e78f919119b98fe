"""What the pages of conversations listen to."""

from typing import Any

from hearten.kernel.live import Topic, register
from hearten.threads.fragments import post_html, row_html
from hearten.threads.reading import ShownPost, ShownRow, taken_apart


def _post(found: dict[str, Any]) -> tuple[str, str]:
    return f"p-{found['id']}", post_html(taken_apart(ShownPost, found))


def _list_row(found: dict[str, Any]) -> tuple[str, str]:
    return f"t-{found['id']}", row_html(taken_apart(ShownRow, found))


def ready() -> None:
    """Make the topics of this slice known."""
    register(
        Topic("thread", "SELECT 1 FROM threads_thread WHERE id = %s", "SELECT * FROM threads_live_posts(%s)", _post)
    )
    register(
        Topic(
            "group",
            "SELECT 1 FROM groups_group g WHERE id = %s AND id IN (SELECT group_id FROM hearten_groups_read)",
            "SELECT * FROM threads_live_rows(%s)",
            _list_row,
        )
    )

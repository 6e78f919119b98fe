"""What the pages of conversations listen to."""

from datetime import datetime
from typing import Any
from uuid import UUID

from hearten.kernel.live import Topic, register
from hearten.threads.fragments import post_html, row_html
from hearten.threads.reading import ShownPost, ShownRow

_MOMENTS = ("made_at", "edited_at", "last_at")
_KEYS = ("id", "thread_id", "group_id", "membership_id", "mask_id", "quotes_id")


def _row(line: type[Any], found: dict[str, Any]) -> Any:
    """Turn a fetched JSON object into the tuple that the page's own query gives."""
    typed = {
        name: datetime.fromisoformat(value)
        if name in _MOMENTS and value
        else UUID(value)
        if name in _KEYS and value
        else value
        for name, value in found.items()
    }
    return line(**typed)


def _post(found: dict[str, Any]) -> tuple[str, str]:
    return f"p-{found['id']}", post_html(_row(ShownPost, found))


def _list_row(found: dict[str, Any]) -> tuple[str, str]:
    return f"t-{found['id']}", row_html(_row(ShownRow, found))


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

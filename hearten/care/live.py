"""What the open page of a practice hears: that the other one has said something. No words travel: a link to them does.

A turn is read when its reader is ready for it. So nothing is put under the eyes of somebody who is still writing.
"""

from typing import Any
from uuid import UUID

from hearten.kernel.live import Topic, register
from hearten.kernel.pages import fragment

KIND = "practice"
MARK = "practice-news"


def _mark(found: dict[str, Any]) -> tuple[str, str]:
    return MARK, fragment("care/_practice_news.html", practice=UUID(found["id"]))


def ready() -> None:
    """Make the topic known. Row-level security gives the practice to the two alone."""
    fetch = (
        "SELECT jsonb_build_object('id', id) FROM unnest(%s::uuid[]) AS id"  # which practice: the page has it already
    )
    register(Topic(KIND, "SELECT 1 FROM care_practice WHERE id = %s", fetch, _mark))

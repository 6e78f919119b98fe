"""What an open page hears: that something is new for its member. Nothing more travels."""

from typing import Any

from hearten.kernel.confidential import ME
from hearten.kernel.live import Topic, register
from hearten.kernel.pages import fragment

# The id of the words in the page's head that this replaces.
MARK = "news-mark"


def mark(row: dict[str, Any]) -> tuple[str, str]:
    """Return the link's text with a calm dot, the same for everybody."""
    return MARK, fragment("notices/_mark.html", fresh=True)


# `fetch` reads no table: which notice it was is of no use to the mark, so nothing needs to look past a policy.
MEMBER = register(
    Topic(
        kind="member",
        glance=f"SELECT 1 WHERE %s::uuid = {ME}",
        fetch="SELECT jsonb_build_object('id', id) FROM unnest(%s::uuid[]) AS id",
        render=mark,
    )
)

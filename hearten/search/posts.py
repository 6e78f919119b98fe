"""Posts, as search finds them: read as the seat, from the tables of conversations."""

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hearten.kernel.confidential import ME
from hearten.kernel.pages import url
from hearten.kernel.seat import Seat
from hearten.members.content_notes import folds_away
from hearten.search.sources import Found, Source, register
from hearten.threads.reading import MOST_ON_A_PAGE


class _Line(NamedTuple):
    id: UUID
    thread_id: UUID
    group_title: str
    title: str
    note: str
    body: str
    opens: bool
    name: str | None
    made_at: datetime
    later: int  # posts after it in its conversation
    mine: bool
    folds: list[str] | None


# Held words are shown to nobody here, not even to who wrote them or looks after the group: those have other pages.
_LINES = f"""
SELECT p.id, p.thread_id, g.title, t.title, t.note, p.body, p.opens, coalesce(k.name, m.name), p.made_at,
  (SELECT count(*) FROM threads_post x WHERE x.thread_id = p.thread_id AND x.made_at > p.made_at),
  coalesce(o.id IS NOT NULL OR (p.mask_id IS NULL AND m.member_id = {ME}), false), f.folds
FROM threads_post p
JOIN threads_thread t ON t.id = p.thread_id
JOIN groups_group g ON g.id = p.group_id
LEFT JOIN groups_membership m ON m.id = p.membership_id
LEFT JOIN threads_mask k ON k.id = p.mask_id
LEFT JOIN threads_maskowner o ON o.mask_id = p.mask_id AND o.member_id = {ME}
LEFT JOIN members_profile f ON f.member_id = {ME}
WHERE p.id = ANY (%s) AND p.body <> '' AND NOT (ARRAY[p.id, t.id] && ARRAY(SELECT moderation_held()))
"""


def found(seat: Seat, items: Collection[UUID]) -> dict[UUID, Found]:
    """Return those of the posts that this seat may read and that have their words."""
    return {line.id: _as_found(line) for line in seat.read(_Line, _LINES, list(items))}


def _as_found(line: _Line) -> Found:
    earlier = "?earlier=1" if line.later >= MOST_ON_A_PAGE else ""
    return Found(
        item=line.id,
        title=line.title or _("A conversation whose words were taken back"),
        body=line.body,
        href=f"{url('threads:thread', line.thread_id)}{earlier}#p-{line.id}",
        place=line.group_title,
        name=line.name or _("Former member"),
        at=line.made_at,
        note=line.note,
        folded=not line.mine and folds_away(line.note, line.folds),
        mine=line.mine,
    )


def ready() -> None:
    """Make posts known to search."""
    register(Source("post", gettext_lazy("Conversation"), gettext_lazy("Conversations"), found))

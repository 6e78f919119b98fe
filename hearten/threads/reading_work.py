"""What pages read where something is worked through: what was brought, how far it is, and which ideas there are."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hearten.kernel.confidential import ME
from hearten.kernel.seat import Seat
from hearten.threads.models import Idea, Kind, Post, Working
from hearten.threads.reading import Head, ShownPost

SHORT = 90
STAGES = [
    ("gathering", gettext_lazy("Gathering ideas")),
    ("chosen", gettext_lazy("One is chosen")),
    ("reported", gettext_lazy("Told what came of it")),
]


class OpenOne(NamedTuple):
    """A conversation that somebody began and did not report back on."""

    id: UUID


class Offered(NamedTuple):
    """A reply that offers an idea, as one chooses it."""

    id: UUID
    name: str | None
    body: str


@dataclass(frozen=True)
class Work:
    """What stands above the conversation, as its readers see it."""

    row: Working
    stage: str
    idea: Offered | None  # the chosen one, while its words are there

    @property
    def steps(self) -> list[tuple[str, str, datetime | None, str]]:
        """Return (stage, its name, when it came, "done", "now" or "ahead") for the line of steps."""
        moments = [self.row.made_at, self.row.chosen_at, self.row.reported_at]
        here = [name for name, _label in STAGES].index(self.stage)
        told = ["done" if at < here else "now" if at == here else "ahead" for at in range(len(STAGES))]
        return [(name, str(label), at, how) for (name, label), at, how in zip(STAGES, moments, told, strict=True)]


def stage_of(working: Working) -> str:
    """Return how far it is: gathering, chosen, reported."""
    if working.reported_at is not None:
        return "reported"
    return "chosen" if working.chosen_at is not None else "gathering"


def work_of(seat: Seat, head: Head) -> Work | None:
    """Return what stands above a conversation; None where this seat sees nothing there."""
    working = seat.glance(Working).filter(thread_id=head.id).first()
    if working is None:
        return None
    chosen = [one for one in offered(seat, head) if one.id == working.idea_id] if working.idea_id else []
    return Work(working, stage_of(working), chosen[0] if chosen else None)


# A held reply is no idea to choose: those who wait for a look may yet lose their words.
_OFFERED = """
SELECT p.id, coalesce(k.name, m.name), p.body FROM threads_post p
LEFT JOIN threads_mask k ON k.id = p.mask_id LEFT JOIN groups_membership m ON m.id = p.membership_id
WHERE p.thread_id = %s AND NOT p.opens AND p.body <> '' AND p.id <> ALL (ARRAY(SELECT moderation_held()))
  AND (p.move = 'idea' OR EXISTS (SELECT 1 FROM threads_idea i WHERE i.post_id = p.id)) ORDER BY p.made_at"""


def offered(seat: Seat, head: Head) -> list[Offered]:
    """Return the replies of a conversation that offer an idea and have their words, oldest first."""
    return list(seat.read(Offered, _OFFERED, head.id))


def is_idea(seat: Seat, head: Head, shown: ShownPost) -> bool:
    """Whether a reply offers an idea where something is worked through: others may try what it says."""
    if head.kind != Kind.WORK or shown.opens:
        return False
    return shown.move == "idea" or seat.glance(Idea).filter(post_id=shown.id).exists()


def choices(found: list[Offered]) -> list[tuple[str, str]]:
    """Return ideas as options: whose, and how it begins."""
    return [(str(one.id), f"{one.name or _('Former member')}: {_begins(one.body)}") for one in found]


def _begins(body: str) -> str:
    line = " ".join(body.split())
    return line if len(line) <= SHORT else f"{line[: SHORT - 1]}…"


# Of this seat's own, under a name or a mask: not reported back on, not taken back, not closed by the group's own rule.
_OPEN_ONE = f"""
SELECT t.id FROM threads_thread t JOIN threads_working w ON w.thread_id = t.id AND w.reported_at IS NULL
JOIN threads_post p ON p.thread_id = t.id AND p.opens JOIN groups_group g ON g.id = t.group_id
WHERE t.group_id = %s AND NOT EXISTS (SELECT 1 FROM threads_withdrawal x WHERE x.post_id = p.id)
  AND NOT (g.keeps = 'archive' AND coalesce(t.last_at < now() - make_interval(days => g.keeps_days), false))
  AND (t.membership_id IN (SELECT m.id FROM groups_membership m WHERE m.member_id = {ME} AND m.ended_at IS NULL)
    OR t.mask_id IN (SELECT o.mask_id FROM threads_maskowner o WHERE o.member_id = {ME}))
ORDER BY t.made_at LIMIT 1"""


def open_one(seat: Seat, group_id: UUID) -> UUID | None:
    """Return the conversation in which this seat is working something through in a group, or None."""
    found = seat.read(OpenOne, _OPEN_ONE, group_id)
    return found[0].id if found else None


def said_with(seat: Seat, post: Post) -> tuple[str, ...]:
    """Return what a post's writer wrote beside its body: above a conversation, or about an idea."""
    said: tuple[str, ...]
    if post.opens:
        working = seat.glance(Working).filter(thread_id=post.thread_id).first()
        said = (working.facts, working.tried, working.chosen, working.report) if working else ()
    else:
        idea = seat.glance(Idea).filter(post_id=post.id).first()
        said = (idea.good, idea.bad) if idea else ()
    return tuple(words for words in said if words)


def also_html(seat: Seat, post: Post) -> str:
    """Return the same as HTML, for who looks at the words."""
    return "".join(f'<p class="kept-lines">{escape(words)}</p>' for words in said_with(seat, post))

"""What the pages of letters show: one's own, and what stands against posting one."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from hearten.by_letter.models import Letter
from hearten.groups.notes import notes_on
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Unseen, Verdict, unseen
from hearten.kernel.words import LONGEST
from hearten.moderation.reading import is_held
from hearten.threads import reading, rules

MOST = 100


@dataclass(frozen=True)
class About:
    """A letter that waits, as its writer sees it.

    `head`: the conversation, None where it is not there for them. `may`: whether they may write there now. `notes`:
    what they may want to look at again first. `too_long`: whether it is longer than a reply may be. `held`: whether the
    group does not see yet what it became.
    """

    head: reading.Head | None
    may: Verdict
    notes: dict[str, Any] = field(default_factory=dict)
    too_long: bool = False
    held: bool = False

    @property
    def shown_as(self) -> str:
        """Under which name it would stand there: their mask's, where they have one."""
        return (self.head.my_mask or self.head.my_name or "") if self.head else ""


def mine(seat: Seat) -> Sequence[Letter]:
    """Return one's letters of the last 30 days, the newest first; those that wait before the others."""
    found = seat.glance(Letter).filter(member_id=seat.me).order_by("-came_at")[:MOST]
    return sorted(found, key=lambda one: one.done_at is not None)


def about(seat: Seat, letter: Letter) -> About:
    """Return what stands against posting a letter now."""
    try:
        head = reading.head(seat, letter.thread_id)
    except Unseen:
        return About(None, unseen)
    words = letter.words or ""
    notes = notes_on(seat, head.group_id, words, "") if words and not letter.done_at else {}
    held = letter.post_id is not None and is_held(seat, letter.post_id)
    return About(head, rules.may_reply(head, ""), notes, len(words) > LONGEST, held)

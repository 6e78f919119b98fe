"""Posting what came by letter, as its writer, through all that a reply on the page goes through.

Where the page would ask before it sends, nothing is posted: the words wait, and their writer is told.
"""

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from hearten.by_letter.models import Letter
from hearten.by_letter.telling import BARE, HELD, WAITS
from hearten.groups.notes import notes_on
from hearten.kernel.clock import now
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Refused, Unseen
from hearten.kernel.words import WordsField
from hearten.members.limits import POSTS_OF_A_MEMBER, take
from hearten.moderation.reading import is_held
from hearten.moderation.rules import may_write_so_often
from hearten.notices.jobs import hear_of_oneself
from hearten.threads import reading, rules
from hearten.threads.actions import write
from hearten.threads.models import Post


class Noted(Exception):
    """Somebody should look at their words again first; `notes` is what the page shows of it."""

    def __init__(self, notes: dict[str, Any]) -> None:
        super().__init__()
        self.notes = notes


def post(seat: Seat, letter: Letter, words: str, fine: str = "") -> Post:
    """Post a letter as a reply. Once it is posted, its words are kept here no longer.

    Behind the mask that its writer has in that conversation, if they have one: their name is never shown by mistake.
    `fine`: the notes that they passed over. Raises Unseen where the conversation is not there for them, Refused where
    they may not write there now, Noted where they should look at their words again.
    """
    head = reading.head(seat, letter.thread_id)
    rules.may_reply(head, "").or_refuse()
    may_write_so_often(take(POSTS_OF_A_MEMBER, str(seat.me))).or_refuse()
    if noted := notes_on(seat, head.group_id, words, fine):
        raise Noted(noted)
    with transaction.atomic():  # what is refused late leaves nothing behind
        made = write.reply(seat, head, write.Draft(words, letter.id, masked=head.my_mask_id is not None))
    letter.words, letter.done_at, letter.how, letter.post_id = None, now(), Letter.How.POSTED, made.id
    letter.save(update_fields=["words", "done_at", "how", "post_id"])
    return made


def keep(letter: Letter, words: str) -> bool:
    """Keep a letter's words as they were changed on its page, where they wait on. Whether they were changed at all."""
    changed: bool = words != letter.words
    letter.words = words
    letter.save(update_fields=["words"])
    return changed


def says(seat: Seat, post_id: UUID) -> str:
    """Return the words of a post, "" where this seat cannot read it (any more)."""
    return seat.glance(Post).filter(pk=post_id).values_list("body", flat=True).first() or ""


def waiting(seat: Seat, key: UUID) -> Letter | None:
    """Return a letter of the seat's own that waits, held until this transaction ends: it is posted once."""
    return seat.glance(Letter).filter(pk=key, member_id=seat.me, done_at=None).select_for_update().first()


def post_or_tell(seat: Seat, key: UUID) -> Post | None:
    """Post a letter that just came, or tell its writer that it waits. Returns the post."""
    letter = waiting(seat, key)
    if letter is None or letter.told_at is not None:
        return None
    if letter.why:
        tell(seat, letter.id)
        return None
    try:
        made = post(seat, letter, WordsField().clean(letter.words or ""))
    except (Unseen, Refused, Noted, ValidationError):
        tell(seat, letter.id)
        return None
    if is_held(seat, made.id):  # beside the page it stands there at once
        hear_of_oneself(seat.me, HELD, letter.id)
    elif letter.files:
        hear_of_oneself(seat.me, BARE, letter.id)
    return made


def tell(seat: Seat, key: UUID) -> None:
    """Tell the writer of a letter that it waits, once."""
    if seat.glance(Letter).filter(pk=key, member_id=seat.me, done_at=None, told_at=None).update(told_at=now()):
        hear_of_oneself(seat.me, WAITS, key)


def let_go(seat: Seat, letter: Letter) -> None:
    """Let the words of a letter go, unposted."""
    letter.words, letter.done_at, letter.how = None, now(), Letter.How.GONE
    letter.save(update_fields=["words", "done_at", "how"])

"""Changing and taking back one's own words, and taking them along when leaving."""

from typing import NamedTuple
from uuid import UUID

from hearten.groups.models import Membership
from hearten.kernel import live
from hearten.kernel.clock import now
from hearten.kernel.seat import Seat
from hearten.kernel.words import render
from hearten.moderation.actions.hold import held
from hearten.pictures.actions import take_away_with
from hearten.safety.triage import read_this
from hearten.threads.models import Post, Revision, Thread
from hearten.threads.reading import Head, ShownPost
from hearten.threads.reading_work import is_idea
from hearten.threads.rules import may_change, may_edit


class _Gone(NamedTuple):
    post: UUID


def edit(seat: Seat, head: Head, shown: ShownPost, body: str) -> None:
    """Change one's own words; what they were stays readable to their author alone."""
    may_edit(shown, head).or_refuse()
    if _say(seat, shown, body):
        pass_on(seat, head, shown, body, tried=is_idea(seat, head, shown))


def _say(seat: Seat, shown: ShownPost, body: str) -> bool:
    post = seat.find(Post, shown.id)
    if post.body == body:
        return False
    Revision(member_id=seat.me, post=post, body=post.body, at=now()).save(force_insert=True)
    post.body, post.html, post.edited_at = body, render(body), now()
    post.save(update_fields=["body", "html", "edited_at"])
    return True


def pass_on(seat: Seat, head: Head, shown: ShownPost, *words: str, tried: bool = False) -> None:
    """Let changed words go the way of new ones: read for danger, and held where a new post would be.

    `tried`: others may try what they read there (moderation, `held`).
    """
    read_this(seat, kind="post", about=shown.id, group_id=head.group_id)
    held(seat, "post", head.group_id, shown.id, "\n".join(words), new=False, tried=tried)
    live.announce("thread", head.id, "post", shown.id, group=head.group_id, author=seat.me)


def edit_opening(seat: Seat, head: Head, shown: ShownPost, body: str, *, title: str, wish: str, note: str) -> None:
    """Change how a conversation begins: its words, its title, what would help, its content note.

    What stands above the words goes the way of new words like them, also where it alone changes.
    """
    may_edit(shown, head).or_refuse()
    seat.glance(Thread).filter(pk=head.id).update(title=title, wish=wish, note=note)
    if _say(seat, shown, body) or (title, note) != (head.title, head.note):
        pass_on(seat, head, shown, title, note, body)
    live.announce("group", head.group_id, "thread", head.id, group=head.group_id, author=seat.me)


def withdraw(seat: Seat, head: Head, shown: ShownPost) -> None:
    """Take one's own words back: they go, with every earlier version and quote of them; the place stays."""
    may_change(shown, head).or_refuse()
    _take_words(seat, head.group_id, shown.id, "author")


def _take_words(seat: Seat, group_id: UUID, post_id: UUID | None, how: str) -> None:
    for gone in seat.read(_Gone, "SELECT threads_withdraw(%s, %s, %s)", group_id, post_id, how):
        take_away_with(seat, gone.post)


def when_somebody_leaves(seat: Seat, membership: Membership, how: str) -> None:
    """Take all of a leaver's words back when they asked for it, the masked ones too. `how`: kept, erased."""
    if how == "erased":
        _take_words(seat, membership.group_id, None, "left")

"""Changing and taking back one's own words, and taking them along when leaving."""

from typing import NamedTuple
from uuid import UUID

from hearten.groups.models import Membership
from hearten.kernel import live
from hearten.kernel.clock import now
from hearten.kernel.seat import Seat
from hearten.kernel.words import render
from hearten.moderation.actions.method import hold_for_method
from hearten.pictures.actions import take_away_with
from hearten.safety.triage import read_this
from hearten.threads.models import Post, Revision, Thread
from hearten.threads.reading import Head, ShownPost
from hearten.threads.rules import may_change, may_edit


class _Gone(NamedTuple):
    post: UUID


def edit(seat: Seat, head: Head, shown: ShownPost, body: str) -> None:
    """Change one's own words; what they were stays readable to their author alone."""
    may_edit(shown, head).or_refuse()
    post = seat.find(Post, shown.id)
    if post.body == body:
        return
    Revision(member_id=seat.me, post=post, body=post.body, at=now()).save(force_insert=True)
    post.body, post.html, post.edited_at = body, render(body), now()
    post.save(update_fields=["body", "html", "edited_at"])
    read_this(seat, kind="post", about=post.id, group_id=head.group_id)
    hold_for_method(seat, "post", post.id, head.group_id, body)
    live.announce("thread", head.id, "post", post.id, group=head.group_id, author=seat.me)


def edit_opening(seat: Seat, head: Head, shown: ShownPost, body: str, *, title: str, wish: str, note: str) -> None:
    """Change how a conversation begins: its words, its title, what would help, its content note."""
    edit(seat, head, shown, body)
    seat.glance(Thread).filter(pk=head.id).update(title=title, wish=wish, note=note)
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

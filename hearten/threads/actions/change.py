"""Changing and taking back one's own words, and taking them along when leaving."""

from hearten.groups.models import Membership
from hearten.kernel import live
from hearten.kernel.clock import now
from hearten.kernel.seat import Seat
from hearten.kernel.words import render
from hearten.moderation.actions.method import hold_for_method
from hearten.pictures.actions import take_away_with
from hearten.safety.triage import read_this
from hearten.threads.models import MaskOwner, Post, Revision, Thread, Withdrawal
from hearten.threads.reading import Head, ShownPost
from hearten.threads.rules import may_change, may_edit


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
    """Change how a conversation begins: its words, its title, what would help, its content note.

    What stands above the words is read for danger like them, also where it alone changes.
    """
    edit(seat, head, shown, body)
    if (title, note) != (head.title, head.note):
        read_this(seat, kind="post", about=shown.id, group_id=head.group_id)
    seat.glance(Thread).filter(pk=head.id).update(title=title, wish=wish, note=note)
    live.announce("group", head.group_id, "thread", head.id, group=head.group_id, author=seat.me)


def withdraw(seat: Seat, head: Head, shown: ShownPost, how: str = "author") -> None:
    """Take one's own words back: they go, with every earlier version and quote of them; the place stays."""
    may_change(shown, head).or_refuse()
    _take_words(seat, seat.find(Post, shown.id), how)


def _take_words(seat: Seat, post: Post, how: str) -> None:
    Withdrawal(group_id=post.group_id, post=post, how=how, at=now()).save(force_insert=True)
    seat.glance(Revision).filter(post=post).delete()
    post.body = post.html = ""
    post.quoted = ""
    post.save(update_fields=["body", "html", "quoted"])
    take_away_with(seat, post.id)
    _unquote(post)
    live.announce("thread", post.thread_id, "post", post.id, group=post.group_id, author=seat.me)


def _unquote(post: Post) -> None:
    """Take the words out of others' quotes of them: those rows are not the author's to change, so a door does it."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT id, thread_id FROM threads_unquote(%s)", [post.id])
        for quoting, thread in cursor.fetchall():
            live.announce("thread", thread, "post", quoting, group=post.group_id)


def when_somebody_leaves(seat: Seat, membership: Membership, how: str) -> None:
    """Take all of a leaver's words back when they asked for it, the masked ones too. `how`: kept, erased."""
    if how != "erased":
        return
    masks = seat.glance(MaskOwner).filter(member_id=seat.me, mask__group_id=membership.group_id).values("mask_id")
    theirs = seat.glance(Post).filter(group_id=membership.group_id, withdrawal__isnull=True)
    for post in [*theirs.filter(membership=membership), *theirs.filter(mask_id__in=masks)]:
        _take_words(seat, post, "left")
    mine = seat.glance(Thread).filter(group_id=membership.group_id)
    mine.filter(membership=membership).update(title="", note="")
    mine.filter(mask_id__in=masks).update(title="", note="")

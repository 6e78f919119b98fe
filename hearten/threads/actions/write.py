"""Beginning a conversation and replying. What was sent twice lands once."""

import hashlib
from dataclasses import dataclass
from uuid import UUID, uuid4

from django.utils.translation import gettext as _

from hearten.coach.rules import with_suggestions
from hearten.groups.standing import Place
from hearten.kernel.clock import now
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Refused
from hearten.kernel.words import render
from hearten.moderation.actions.hold import held
from hearten.moderation.reading import gate_of, is_held
from hearten.moderation.rules import may_write_now
from hearten.pictures.actions import attach
from hearten.pictures.workshop import Remade
from hearten.safety.triage import read_this
from hearten.threads import going_out, moderated
from hearten.threads.masks import mask_for
from hearten.threads.models import Idea, Kind, Post, Sent, Suggested, Thread
from hearten.threads.reading import Head
from hearten.threads.rules import may_reply

QUOTED = 400


@dataclass(frozen=True)
class Draft:
    """What a person wants to send: words, the device's id for it, and whether their name is hidden."""

    body: str
    client_id: UUID
    masked: bool = False
    move: str = ""
    quotes: UUID | None = None
    suggested: tuple[str, ...] = ()  # sentences of the coach that were put into the draft
    pictures: tuple[Remade, ...] = ()
    points: tuple[str, str] = ("", "")  # what may be good and what may be hard about an idea
    above: tuple[str, ...] = ()  # what else stands above a conversation that it opens

    @property
    def words(self) -> tuple[str, ...]:
        """All that somebody says in it, under its pictures, too."""
        return (self.body, *self.points, *self.above, *(made.alt for made in self.pictures if made.alt))

    @property
    def is_idea(self) -> bool:
        """Whether it offers an idea."""
        return self.move == "idea" or any(self.points)


def start(
    seat: Seat, place: Place, draft: Draft, *, title: str, kind: str, wish: str, mood: str = "", note: str = ""
) -> Thread:
    """Begin a conversation in the group of `place`. Returns the earlier one when this was sent before.

    Raises Refused during a break from writing, and where the group is closed or slowed down for now.
    """
    gate = gate_of(seat, place.group_id)
    may_write_now(gate).or_refuse()
    thread = Thread(id=uuid4(), group_id=place.group_id, title=title, kind=kind, wish=wish, mood=mood, note=note)
    post = Post(
        id=uuid4(), group_id=place.group_id, thread_id=thread.id, opens=True, body=draft.body, html=render(draft.body)
    )
    before = _sent_before(seat, draft, post, place.group_id)
    if before is not None:
        return seat.find(Thread, before.thread_id)
    moderated.not_too_soon(seat, gate, post)
    thread.made_at = thread.last_at = post.made_at = now()
    thread.mask_id = post.mask_id = _mask(seat, draft, place.group_id, thread.id)
    thread.membership_id = post.membership_id = None if draft.masked else place.membership_id
    thread.save(force_insert=True)
    post.save(force_insert=True)
    attach(seat, place.group_id, post.id, draft.pictures)
    read_this(seat, kind="post", about=post.id, group_id=place.group_id)
    words = "\n".join((title, note, mood, *draft.words))
    if not held(seat, "post", place.group_id, post.id, words, new=True):
        going_out.begun(place.group_id, thread.id, seat.me)
    return thread


def reply(seat: Seat, head: Head, draft: Draft) -> Post:
    """Reply in a conversation. Returns the earlier reply when this was sent before."""
    may_reply(head, draft.move).or_refuse()
    post = Post(id=uuid4(), group_id=head.group_id, thread_id=head.id, body=draft.body, html=render(draft.body))
    before = _sent_before(seat, draft, post, head.id)
    if before is not None:
        return before
    moderated.not_too_soon(seat, head.gate, post)
    post.move = draft.move if draft.move in ("idea", "asks") else ""
    post.made_at = now()
    post.mask_id = _mask(seat, draft, head.group_id, head.id)
    post.membership_id = None if draft.masked else head.place_id
    _quote(seat, post, draft.quotes)
    post.save(force_insert=True)
    if any(draft.points):
        Idea(group_id=head.group_id, post=post, good=draft.points[0], bad=draft.points[1]).save(force_insert=True)
    attach(seat, head.group_id, post.id, draft.pictures)
    if with_suggestions(draft.body, list(draft.suggested)):
        Suggested(group_id=head.group_id, post=post, at=post.made_at).save(force_insert=True)
    read_this(seat, kind="post", about=post.id, group_id=head.group_id)
    tried = head.kind == Kind.WORK and draft.is_idea
    if not held(seat, "post", head.group_id, post.id, "\n".join(draft.words), new=True, tried=tried):
        going_out.replied(seat, head.group_id, head.id, post.id, seat.me)
    return post


def _sent_before(seat: Seat, draft: Draft, post: Post, where: UUID) -> Post | None:
    """Claim the device's id for `post`, or return the post that has it. Waits for a twin that is still being written.

    Raises Refused when the id was used for other words: the device is confused, and the person keeps what they wrote.
    """
    fingerprint = hashlib.sha256(f"{where}\0{draft.body}".encode()).hexdigest()
    claim = Sent(member_id=seat.me, client_id=draft.client_id, post_id=post.id, fingerprint=fingerprint, at=now())
    Sent.objects.bulk_create([claim], ignore_conflicts=True)
    kept = seat.glance(Sent).get(member_id=seat.me, client_id=draft.client_id)
    if kept.post_id == post.id:
        return None
    if kept.fingerprint != fingerprint:
        raise Refused(_("Something else was sent from this box before. Open the page again, then send these words."))
    return seat.find(Post, kept.post_id)


def _mask(seat: Seat, draft: Draft, group_id: UUID, thread_id: UUID) -> UUID | None:
    return mask_for(seat, group_id, thread_id).id if draft.masked else None


def _quote(seat: Seat, post: Post, quotes: UUID | None) -> None:
    """Carry over what is quoted, as plain words: it stays readable when its place is far up the page.

    Held words are carried nowhere; they come when they are shown again (moderation_post_show).
    """
    if quotes is None:
        return
    source = seat.find(Post, quotes, thread_id=post.thread_id)
    post.quotes_id = source.id
    if is_held(seat, source.id):
        return
    post.quoted = source.body if len(source.body) <= QUOTED else f"{source.body[: QUOTED - 1]}…"

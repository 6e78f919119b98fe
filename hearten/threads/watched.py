"""What conversations hand to safety: whatever somebody writes is read for danger, and shown to who looks after them."""

from uuid import UUID

from hearten.kernel.pages import safe_html, url
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Unseen
from hearten.pictures.reading import said_of
from hearten.safety.sources import Shown, Source, register
from hearten.threads import reading
from hearten.threads.models import Post
from hearten.threads.reading_work import also_html, said_with


def text_of(seat: Seat, post_id: UUID) -> str:
    """Return all that a post's writer wrote with it, under its pictures and, if it opens a conversation, above it."""
    post = seat.find(Post, post_id)
    above = (post.thread.title, post.thread.note, post.thread.mood) if post.opens else ()
    return "\n".join(part for part in (*above, post.body, *said_with(seat, post), *said_of(seat, post_id)) if part)


def shown_of(seat: Seat, post_id: UUID) -> Shown | None:
    """Return a post for who looks after a concern, or None when this seat may not read it."""
    try:
        post = reading.post(seat, post_id)
    except Unseen:
        return None
    found = seat.find(Post, post_id)
    title = f"{found.thread.title}\n" if found.opens and found.thread.title else ""
    text = "\n".join((f"{title}{found.body}", *said_with(seat, found)))
    return Shown(post.mask or post.name or "", text, safe_html(post.html + also_html(seat, found)), post.made_at)


def opening_of(seat: Seat, thread_id: UUID) -> UUID:
    """Return the id of the post that opens a conversation."""
    return seat.glance(Post).filter(thread_id=thread_id, opens=True).values_list("id", flat=True)[0]


def ready() -> None:
    """Make posts known to safety."""
    register(Source("post", text_of, shown_of, lambda post_id: url("threads:post", post_id), holds_panel=True))

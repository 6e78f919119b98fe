"""A scene for tests about people who keep a distance: Ben, Dov and Cleo are peers in "low days", which Ada leads."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from tests.coming_together import join_group
from tests.people import Cast


@dataclass
class Scene:
    """Ben and Dov wrote to each other, in each other's conversations, by name and behind masks; Cleo is a third."""

    cast: Cast
    dov_in_group: Any
    cleo_in_group: Any
    dovs_thread: str
    dovs_reply: str  # in Ben's conversation
    bens_reply: str  # in Dov's conversation
    dovs_masked: str  # in Ben's masked conversation, from before any distance
    cleos_quote: str  # of Dov's reply, in Ben's conversation
    cleos_quote_of_ben: str  # of Ben's opening post, in the same


def scene(cast: Cast) -> Scene:
    """Let them all join and write."""
    dov, cleo = join_group(cast.dov, cast.group), join_group(cast.cleo, cast.group)
    dovs_thread = begin(cast.dov, cast.group.id, "A walk by the canal", "The canal was dovegrey today.")
    bens_reply = reply(cast.ben, dovs_thread, "I know that benchlike silence.")
    dovs_reply = reply(cast.dov, cast.thread.id, "Four is when the dovecote wakes.")
    nod(cast.dov, cast.post.id)
    nod(cast.ben, opening(cast, dovs_thread))
    nod(cast.dov, cast.reply.id)
    nod(cast.ben, cast.reply.id)
    return Scene(
        cast=cast,
        dov_in_group=dov,
        cleo_in_group=cleo,
        dovs_thread=dovs_thread,
        dovs_reply=dovs_reply,
        bens_reply=bens_reply,
        dovs_masked=reply(cast.dov, cast.masked.id, "Hidden as a moth is.", masked="on"),
        cleos_quote=reply(cast.cleo, cast.thread.id, "That stays with me.", quotes=dovs_reply),
        cleos_quote_of_ben=reply(cast.cleo, cast.thread.id, "Me too.", quotes=str(cast.post.id)),
    )


def begin(person: Any, group: UUID, title: str, body: str, **more: str) -> str:
    """Begin a conversation; return its id."""
    sent = {"title": title, "body": body, "kind": "support", "wish": "listen", "client_id": str(uuid4()), **more}
    answer = person.client.post(f"/groups/{group}/write/", sent)
    assert answer.status_code == 302, answer.content
    return str(answer.headers["Location"].split("/")[2])


def reply(person: Any, thread: Any, body: str, **more: str) -> str:
    """Reply; return the reply's id."""
    sent = {"body": body, "client_id": str(uuid4()), **more}
    answer = person.client.post(f"/threads/{thread}/replies/", sent)
    assert answer.status_code == 302, answer.content
    return str(answer.headers["Location"].split("#p-")[1])


def nod(person: Any, post: Any) -> None:
    """Say "same here"."""
    assert person.client.post(f"/posts/{post}/nod/").status_code == 302


def opening(cast: Cast, thread: Any) -> str:
    """Return a conversation's first post."""
    from hearten.threads.models import Post

    return str(Post.objects.using("keeper").get(thread_id=thread, opens=True).id)


def keep_distance(person: Any, post: Any, kind: str = "block") -> None:
    """Mute or block who wrote a post."""
    answer = person.client.post(f"/posts/{post}/distance/", {"kind": kind})
    assert answer.status_code == 302, answer.status_code


def end_distances(person: Any) -> None:
    """End all that somebody keeps."""
    from hearten.members.models import Distance

    for key in Distance.objects.using("keeper").filter(by_id=person.id, ended_at=None).values_list("id", flat=True):
        assert person.client.post(f"/you/distance/{key}/end/").status_code == 302


def page(person: Any, address: str) -> str:
    """Return a page's text."""
    answer = person.client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return str(answer.content.decode())

"""Live pages, the writing side: `announce` a change in the transaction that makes it.

Each slice registers the topics its pages listen to. `hub.py` is the sending side.
"""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection

IsOpen = Callable[[UUID, UUID], bool]
Presence = Callable[[UUID, UUID, IsOpen], Awaitable[None]]


@dataclass(frozen=True)
class Topic:
    """A kind of topic.

    glance      SQL with one parameter (the topic's id): returns a row when the acting member may listen
    fetch       SQL (one reviewed definer function) with an array of `about` ids: what the fragments need, whoever reads
    render      one fetched row as a dict -> (element id, HTML); the same fragment as in the page
    hidden      SQL with the topic's id: returns a row when something may be hidden from the acting member alone
    own         SQL with an array of `about` ids: what such a member sees of them, under their row-level security. They
                are given nothing of a row that it does not return, whoever wrote it: to judge by who acted would show
                who is behind a mask
    since       SQL with the topic's id: the number up to which the acting member may not have changes, such as whoever
                comes late to something that was not said to them
    whole       whether whoever may listen may have every change since then, whatever the log's own rows say
    presence    called when a member's first stream to a topic of this kind opens, and when their last one closes, with
                the topic's id, the member and a function that says whether they have one open by now
    """

    kind: str
    glance: str
    fetch: str
    render: Callable[[dict[str, Any]], tuple[str, str]]
    hidden: str = "SELECT 1 WHERE %s::uuid IS NULL"
    own: str = "SELECT NULL::jsonb WHERE %s::uuid[] IS NULL"
    since: str = "SELECT 0 WHERE %s::uuid IS NOT NULL"
    whole: bool = False
    presence: Presence | None = None


_topics: dict[str, Topic] = {}


def register(topic: Topic) -> Topic:
    """Make a kind of topic known; called where the slice's app is made ready."""
    _topics[topic.kind] = topic
    return topic


def topic_of(kind: str) -> Topic | None:
    """Return the registered kind, or None."""
    return _topics.get(kind)


def announce(
    kind: str,
    key: UUID,
    change: str,
    about: UUID,
    *,
    group: UUID | None = None,
    member: UUID | None = None,
    author: UUID | None = None,
) -> int:
    """Log one live change to topic `kind:key` and wake every listener when this transaction commits.

    `about` names the row that changed; `group` or `member` says who may read the log. Returns the change's number.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT hearten_announce(%s, %s, %s, %s, %s, %s)",
            [f"{kind}:{key}", change, about, group, member, author],
        )
        return int(cursor.fetchone()[0])


def nudge(members: Iterable[UUID]) -> None:
    """At commit, have the open pages of these members ask for what is their own there. It says nothing of what changed.

    For what only some of those who listen to a topic may know of: nothing goes to anybody else, not even that it did.
    """
    with connection.cursor() as cursor:
        for member in members:
            cursor.execute("SELECT pg_notify('hearten_nudges', %s)", [str(member)])


def leases_changed(members: Sequence[UUID]) -> None:
    """Tell every process, at commit, to take the leases of these members anew: a membership, block or grant changed."""
    with connection.cursor() as cursor:
        for member in members:
            cursor.execute("SELECT pg_notify('hearten_leases', %s)", [str(member)])

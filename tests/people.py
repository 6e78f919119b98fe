"""Who the cast is and what they have, and how one of them acts."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from uuid import UUID

PASSPHRASES = {
    "Ada": "ada keeps a lamp on",
    "Ben": "ben drives the last bus",
    "Cleo": "cleo goes out anyway",
    "Dov": "dov is only looking",
    "Mo": "mo reads with a reason",
    "Odile": "odile looks after all",
    "Eli": "eli was here before",
}
AGREEMENT = "We listen before we answer.\n\nWhat is said here stays here."


@dataclass
class Person:
    """Somebody with an account. `client` is a browser in which they are signed in; a fresh one for each test."""

    id: UUID
    name: str
    passphrase: str
    standing: str = ""
    cookie: str = field(default="", repr=False)

    @cached_property
    def client(self) -> Any:
        return self.browser()

    def browser(self, **options: Any) -> Any:
        """Return one more signed-in browser, such as one with `enforce_csrf_checks=True`."""
        from django.conf import settings
        from django.test import Client

        client = Client(**options)
        client.cookies[settings.SESSION_COOKIE_NAME] = self.cookie
        return client


@dataclass
class Cast:
    """Who and what there is. Rows are model instances as they were when they were made."""

    ada: Person
    ben: Person
    cleo: Person
    dov: Person
    mo: Person
    odile: Person
    eli: Person  # an ex-member: removed by Ada from `group` and `hidden_group`
    group: Any  # "low days", open: Ada facilitator, Ben member
    other_group: Any  # "panic and worry", asks first: Cleo member
    hidden_group: Any  # "night shift", by invitation only: Ada facilitator, Ben member
    ada_in_group: Any  # memberships
    ben_in_group: Any
    cleo_in_other: Any
    ben_in_hidden: Any
    thread: Any  # in `group`, by Ben under his name, who wishes to be listened to
    post: Any  # its first post
    reply: Any  # to `thread`, by Ada
    masked: Any  # in `group`, begun by Ben behind a mask
    masked_thread: Any  # the same
    mask: Any
    hidden_thread: Any  # in `hidden_group`, by Ben
    hidden_reply: Any  # to it, by Ada

    @property
    def people(self) -> list[Person]:
        return [self.ada, self.ben, self.cleo, self.dov, self.mo, self.odile, self.eli]


@contextmanager
def seated(member: Any) -> Iterator[Any]:
    """Let a person (of the cast, a Member, or None for a visitor) act in one transaction; gives their Seat."""
    from django.db import transaction

    from hearten.kernel.acting import as_member
    from hearten.kernel.seat import VISITOR, Seat

    seat = Seat(member.id, getattr(member, "standing", "")) if member is not None else VISITOR
    with as_member(seat.member_id), transaction.atomic():
        yield seat

"""Who acts: the one value that the database's policies are asked with."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import UUID

acting: ContextVar[UUID | None] = ContextVar("acting", default=None)


@contextmanager
def as_member(member: UUID | None) -> Iterator[None]:
    """Let `member` act (None: a visitor) in every transaction that begins inside the block."""
    token = acting.set(member)
    try:
        yield
    finally:
        acting.reset(token)


def act_now(member: UUID) -> None:
    """Let `member` act from here to the end of the running transaction.

    For the two moments in which a person takes a seat in the middle of a transaction: sign-up and sign-in.
    """
    from django.db import connection

    acting.set(member)
    connection.bind(member)  # type: ignore[attr-defined]  # kernel.postgres adds it

"""Keeping what one wants to be able to say."""

from collections.abc import Mapping
from uuid import UUID

from hearten.care.models import Statement
from hearten.care.parts import sealed_as
from hearten.care.sending import same_words
from hearten.kernel.clock import now
from hearten.kernel.seat import Seat


def keep(seat: Seat, client_id: UUID, words: Mapping[str, str]) -> UUID:
    """Keep a statement. Returns its id; sent twice it is one. Raises Refused for other words from the same box."""
    row = Statement(member_id=seat.me, client_id=client_id, words=sealed_as(words), made_at=now(), changed_at=now())
    Statement.objects.bulk_create([row], ignore_conflicts=True)
    kept = seat.glance(Statement).get(member_id=seat.me, client_id=client_id)
    same_words(kept.words, sealed_as(words))
    return kept.id


def change(seat: Seat, statement_id: UUID, words: Mapping[str, str]) -> None:
    """Change a statement. Raises Unseen for anybody else's."""
    row = seat.find(Statement, statement_id)
    row.words, row.changed_at = sealed_as(words), now()
    row.save(update_fields=["words", "changed_at"])


def remove(seat: Seat, statement_id: UUID) -> None:
    """Remove a statement."""
    seat.glance(Statement).filter(pk=statement_id, member_id=seat.me).delete()

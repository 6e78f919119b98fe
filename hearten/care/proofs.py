"""What shows later that somebody said something in a practice, without keeping words: HMAC-SHA-256, a server's key."""

import hmac
from uuid import UUID

from hearten.kernel.keystore import blind_index


def proof_of(turn_id: UUID, author_id: UUID, text: str) -> str:
    """Return the mark that binds a text to its turn and its author."""
    return blind_index("practice turn", f"{turn_id.hex}\0{author_id.hex}\0{text}")


def is_proved(turn_id: UUID, author_id: UUID, text: str, proof: str) -> bool:
    """Whether this text is what this author wrote in this turn."""
    return hmac.compare_digest(proof_of(turn_id, author_id, text), proof)

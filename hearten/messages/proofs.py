"""Franking: what shows later that somebody said something, and that two texts were the same, without keeping words.

Both are HMAC-SHA-256 under keys of the server (keystore.blind_index): whoever has the database alone can make none.
"""

import hmac
import re
from uuid import UUID

from hearten.kernel.keystore import blind_index


def proof_of(message_id: UUID, author_id: UUID, text: str) -> str:
    """Return the mark that binds a text to its message and its author."""
    return blind_index("private message", f"{message_id.hex}\0{author_id.hex}\0{text}")


def is_proved(message_id: UUID, author_id: UUID, text: str, proof: str) -> bool:
    """Whether this text is what this author wrote in this message."""
    return hmac.compare_digest(proof_of(message_id, author_id, text), proof)


def echo_of(author_id: UUID, text: str) -> str:
    """Return a mark that is the same when one person sends nearly the same request again; of two people never."""
    bare = re.sub(r"[\W_\d]+", "", text.casefold())
    return blind_index("private request", f"{author_id.hex}\0{bare}")

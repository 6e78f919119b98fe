"""What a form carries so that it is written once however often it is sent."""

import secrets
from uuid import UUID


def fresh_client_id() -> UUID:
    """Return an id for a form that a browser without script will send."""
    return UUID(bytes=secrets.token_bytes(16), version=4)

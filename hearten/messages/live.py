"""What a conversation's page listens to.

The database gives the hub ciphertext; it is opened here, in the web's process, where the pages open it too, with the
key store that this process has anyway. The hub's own sign-in to the database has no key. See docs/decisions/0044.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from hearten.kernel.live import Topic, register
from hearten.kernel.sealed import Sealed
from hearten.messages.fragments import message_html, state_html
from hearten.messages.models import Message


def _shown(found: dict[str, Any]) -> tuple[str, str]:
    if "over" in found:
        return "talk-state", state_html(UUID(found["id"]), found["over"])
    message = Message(
        id=UUID(found["id"]),
        author_id=UUID(found["author_id"]),
        opens=found["opens"],
        body=Sealed(bytes.fromhex(found["body"])),
        made_at=datetime.fromisoformat(found["made_at"]),
    )
    return f"m-{message.id}", message_html(message, found["name"], UUID(found["place_id"]))


def ready() -> None:
    """Make the topic known. Row-level security gives the talk to the two alone."""
    register(Topic("talk", "SELECT 1 FROM messages_talk WHERE id = %s", "SELECT * FROM messages_live(%s)", _shown))

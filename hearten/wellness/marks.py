"""What somebody sent, known again: once however often it is sent, and told where the same id comes with other words."""

import hashlib

from django.utils.translation import gettext as _

from hearten.kernel import keystore
from hearten.kernel.verdict import Refused


def mark_of(*said: str) -> str:
    """Return the keyed fingerprint of what was sent; no word can be made of it."""
    whole = hashlib.sha256("\0".join(said).encode()).hexdigest()
    return keystore.blind_index("kept for hard days", whole)


def same_or_refuse(kept: str, mark: str) -> None:
    """Return quietly when it is the same as before. Raises Refused where the id was used for other words."""
    if kept != mark:
        raise Refused(_("Something else was sent from this box before. Open the page again, then send these words."))

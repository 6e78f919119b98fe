"""How a device knows whose words it keeps, without knowing who that is."""

from functools import lru_cache
from uuid import UUID

from django.utils.crypto import salted_hmac


@lru_cache(maxsize=1024)
def mark_of(member_id: UUID) -> str:
    """Return a member's mark for their devices: the same after every sign-in, and nothing that leads back to them."""
    return salted_hmac("hearten.kernel.device", member_id.hex, algorithm="sha256").hexdigest()[:32]

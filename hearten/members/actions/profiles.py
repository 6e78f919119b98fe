"""What members say about themselves."""

from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Unseen
from hearten.members.models import Profile


def profile_of(seat: Seat) -> Profile:
    """Return the profile of the seat's own member. Raises Unseen for a visitor."""
    profile = seat.glance(Profile).filter(member_id=seat.me).first()
    if profile is None:
        raise Unseen
    return profile

"""Masks: one stable name for somebody who hides theirs in one conversation."""

import secrets
from uuid import UUID, uuid4

from django.utils.translation import gettext as _

from hearten.kernel.seat import Seat
from hearten.threads.models import Mask, MaskOwner

# Quiet things of a landscape: nothing that is a judgement, a rank or a gender.
_THINGS = [
    "alder",
    "ash",
    "aspen",
    "birch",
    "cedar",
    "elm",
    "hazel",
    "juniper",
    "larch",
    "linden",
    "maple",
    "oak",
    "olive",
    "pine",
    "rowan",
    "willow",
    "brook",
    "cove",
    "dune",
    "fern",
    "ford",
    "gale",
    "glen",
    "harbour",
    "heath",
    "hill",
    "island",
    "lagoon",
    "lake",
    "meadow",
    "mist",
    "moor",
    "moss",
    "pebble",
    "pond",
    "reed",
    "ridge",
    "river",
    "sand",
    "shore",
    "spring",
    "stream",
    "tide",
    "valley",
    "clover",
    "heather",
    "ivy",
    "lavender",
    "poppy",
    "sage",
    "thyme",
    "violet",
]


def mask_for(seat: Seat, group_id: UUID, thread_id: UUID) -> Mask:
    """Return the acting member's mask in this conversation, making it the first time they hide their name."""
    owner = seat.glance(MaskOwner).filter(thread_id=thread_id, member_id=seat.me).select_related("mask").first()
    if owner is not None:
        return owner.mask
    taken = set(seat.glance(Mask).filter(thread_id=thread_id).values_list("name", flat=True))
    mask = Mask(id=uuid4(), group_id=group_id, thread_id=thread_id, name=_free_name(taken))
    mask.save(force_insert=True)
    MaskOwner(mask=mask, thread_id=thread_id, member_id=seat.me).save(force_insert=True)
    return mask


def _free_name(taken: set[str]) -> str:
    free = [name for thing in _THINGS if (name := _("Someone (%(thing)s)") % {"thing": thing}) not in taken]
    return secrets.choice(free) if free else _("Someone (%(thing)s)") % {"thing": secrets.token_hex(2)}

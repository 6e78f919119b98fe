"""What people write to each other in a group, as rows."""

from hearten.threads.models.cards import CardProposal, GrewOut
from hearten.threads.models.conversations import (
    MY_MASKS,
    MY_MEMBERSHIPS,
    WRITTEN_BY_ME,
    Heard,
    Kind,
    Mask,
    MaskLookup,
    MaskOwner,
    Nod,
    Permission,
    Post,
    Revision,
    Sent,
    Suggested,
    Thread,
    Wish,
    Withdrawal,
    Witness,
)
from hearten.threads.models.work import Idea, Working

__all__ = [
    "MY_MASKS",
    "MY_MEMBERSHIPS",
    "WRITTEN_BY_ME",
    "CardProposal",
    "GrewOut",
    "Heard",
    "Idea",
    "Kind",
    "Mask",
    "MaskLookup",
    "MaskOwner",
    "Nod",
    "Permission",
    "Post",
    "Revision",
    "Sent",
    "Suggested",
    "Thread",
    "Wish",
    "Withdrawal",
    "Witness",
    "Working",
]

"""What somebody keeps for hard days, and whom they can ask for company."""

from hearten.wellness.models.company import Asked, Call, Peer, PeerAnswer, Room
from hearten.wellness.models.device import Came, Change, Version
from hearten.wellness.models.hope import Hope, What
from hearten.wellness.models.plan import EVERY, Asking, Look, Said, WellnessPlan
from hearten.wellness.models.setback import Setback

__all__ = [
    "EVERY",
    "Asked",
    "Asking",
    "Call",
    "Came",
    "Change",
    "Hope",
    "Look",
    "Peer",
    "PeerAnswer",
    "Room",
    "Said",
    "Setback",
    "Version",
    "WellnessPlan",
    "What",
]

"""The tables of notices."""

from hearten.notices.models.outside import Channel, Device, Digest, Fresh, Level, Mailing, Outgoing, Trouble, Ways
from hearten.notices.models.told import GroupChoice, Notice, Reminder

__all__ = [
    "Channel", "Device", "Digest", "Fresh", "GroupChoice", "Level", "Mailing", "Notice", "Outgoing", "Reminder",
    "Trouble", "Ways",
]  # fmt: skip

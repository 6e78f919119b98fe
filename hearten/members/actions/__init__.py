"""What members do: join, sign in, agree, change what is theirs. Other slices call what is listed here."""

from hearten.members.actions.consents import give_consent, has_consent, held_consent, withdraw_consent
from hearten.members.actions.joining import NameTaken, add_operator, enrol
from hearten.members.actions.profiles import profile_of

__all__ = [
    "NameTaken",
    "add_operator",
    "enrol",
    "give_consent",
    "has_consent",
    "held_consent",
    "profile_of",
    "withdraw_consent",
]

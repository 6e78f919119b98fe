"""What people do with groups, by verb."""

from hearten.groups.actions.agree import agree, write_agreement
from hearten.groups.actions.ask import answer_request, ask_to_join, withdraw_request
from hearten.groups.actions.invite import hash_of, invite, revoke
from hearten.groups.actions.join import NeedsAnotherLook, join
from hearten.groups.actions.leave import leave, remove
from hearten.groups.actions.operate import close_group, make_group, name_facilitator
from hearten.groups.actions.tend import describe, give_role, introduce
from hearten.groups.standing import my_groups

__all__ = [
    "NeedsAnotherLook",
    "agree",
    "answer_request",
    "ask_to_join",
    "close_group",
    "describe",
    "give_role",
    "hash_of",
    "introduce",
    "invite",
    "join",
    "leave",
    "make_group",
    "my_groups",
    "name_facilitator",
    "remove",
    "revoke",
    "withdraw_request",
    "write_agreement",
]

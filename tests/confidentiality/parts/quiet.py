"""The matrices' lines about quiet rooms: Ada and Ben sit in the one of "low days", Ada in "night shift", too."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

DOORS = """
# Quiet rooms                                                            visi  ada  ben cleo  dov  eli   mo  mo+ odil
GET  /quiet/                                                  -           in  200  200  200  200  200  200  200  200
GET  /groups/<group>/quiet/                                   low_days    in  200  200  404  404  404  404  404  404
GET  /groups/<group>/quiet/                                   night       in  200  200  404  404  404  404  404  404
GET  /groups/<group>/quiet/                                   panic       in  404  404  200  404  404  404  404  404
GET  /groups/<group>/quiet/here/                              low_days    in  200  200  404  404  404  404  404  404
GET  /groups/<group>/quiet/here/                              night       in  200  200  404  404  404  404  404  404
POST /groups/<group>/quiet/                                   low_days    in  302  302  404  404  404  404  404  404
POST /groups/<group>/quiet/                                   night       in  302  302  404  404  404  404  404  404
POST /groups/<group>/quiet/                                   panic       in  404  404  302  404  404  404  404  404
POST /groups/<group>/quiet/end/                               low_days    in  302  302  404  404  404  404  404  404
POST /groups/<group>/quiet/end/                               night       in  302  302  404  404  404  404  404  404
"""

FORMS: dict[str, dict[str, Any]] = {"/groups/<group>/quiet/": {"minutes": "25"}}

#                        visitor     member       mo           mo+          odile        worker
TABLES = """
quiet_sitting            -/-/-/-     g/S/S/S      -/-/-/-      g/-/-/-      -/-/-/-      -/-/-/-
"""
CHANGED: dict[str, set[str] | None] = {"quiet_sitting": {"began_at", "until"}}

LETTERS: dict[str, Callable[[Any, str, dict[str, Any]], bool]] = {
    "S": lambda me, table, row: row["membership_id"] in me.memberships and row["group_id"] in me.joined,
}


def fill(made: Any, cast: Any, moment: Any, put: Any) -> None:
    """Have Ada and Ben sit in "low days", and Ada in "night shift", too."""
    from hearten.groups.models import Membership
    from hearten.quiet.models import Sitting

    ada = Membership.objects.using("keeper").get(group=cast.hidden_group, member_id=cast.ada.id, ended_at=None)
    for membership in (cast.ada_in_group, cast.ben_in_group, ada):
        until = moment + timedelta(minutes=50)
        put(Sitting, group_id=membership.group_id, membership=membership, began_at=moment, until=until)

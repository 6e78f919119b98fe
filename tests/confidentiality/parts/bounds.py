"""The matrices' lines about what an agreement does not allow."""

from typing import Any

DOORS = """
GET  /groups/<group>/lead/bounds/                             low_days    in  200  404  404  404  404  404  404  404
GET  /groups/<group>/lead/bounds/                             panic       in  404  404  404  404  404  404  404  404
POST /groups/<group>/lead/bounds/                             low_days    in  302  404  404  404  404  404  404  404
POST /groups/<group>/lead/bounds/                             night       in  302  404  404  404  404  404  404  404
"""
FORMS = {"/groups/<group>/lead/bounds/": {"kinds": ["own", "others"]}}

#                        visitor     member       mo           mo+           odile        worker
TABLES = """
groups_bound             -/-/-/-     g/l/l/-      -/-/-/-      g/-/-/-       -/-/-/-      -/-/-/-
"""
CHANGED = {"groups_bound": {"ended_at"}}


def fill(made: Any, cast: Any, moment: Any, put: Any) -> None:
    """Add what both of Ada's groups do not allow."""
    from hearten.groups.models import Bound

    for group in (cast.group, cast.hidden_group):
        put(Bound, group=group, kind="dose", set_by_name="Ada", set_at=moment)

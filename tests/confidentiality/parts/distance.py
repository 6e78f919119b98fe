"""The matrices' lines about blocks and mutes."""

from datetime import timedelta
from typing import Any

#                        visitor     member       mo           mo+           odile        worker
TABLES = """
members_distance         -/-/-/-     o/-/-/-      o/-/-/-      o/-/-/-       o/-/-/-      -/-/-/-
"""

ABOUT = {"members_distance": "by_id"}
UNREADABLE = {"members_distance": {"whom_id"}}  # they may be behind a mask

#                                                                        visi  ada  ben cleo  dov  eli   mo  mo+ odil
DOORS = """
GET  /you/distance/                                           -           in  200  200  200  200  200  200  200  200
POST /you/distance/<key>/end/                                 bens_far    in  404  302  404  404  404  404  404  404
POST /you/distance/<key>/end/                                 over_far    in  404  404  404  404  404  404  404  404
GET  /posts/<post>/distance/                                  ben         in  200  404  404  404  404  404  404  404
GET  /posts/<post>/distance/                                  ada         in  404  200  404  404  404  404  404  404
GET  /posts/<post>/distance/                                  masked      in  200  404  404  404  404  404  404  404
GET  /posts/<post>/distance/                                  hidden      in  404  200  404  404  404  404  404  404
POST /posts/<post>/distance/                                  ben         in  302  404  404  404  404  404  404  404
POST /posts/<post>/distance/                                  ada         in  404  302  404  404  404  404  404  404
POST /posts/<post>/distance/                                  masked      in  302  404  404  404  404  404  404  404
POST /posts/<post>/distance/                                  hidden      in  404  302  404  404  404  404  404  404
"""

SUBJECTS: dict[str, Any] = {
    "bens_far": lambda world: {"key": world.far.id},
    "over_far": lambda world: {"key": world.far_no_more.id},
}
FORMS: dict[str, dict[str, Any]] = {"/posts/<post>/distance/": {"kind": "block"}}


def fill(made: Any, cast: Any, moment: Any, put: Any) -> None:
    """Ben keeps away from Dov, who is in no group, so nothing else changes here. Once he did from Ada's mask."""
    from uuid import uuid4

    from hearten.members.models import Distance

    said = {"by_id": cast.ben.id, "kind": "block", "made_at": moment}
    made.far = put(Distance, whom_id=cast.dov.id, membership_id=uuid4(), chosen_name="Dov", **said)
    made.far_no_more = put(
        Distance, whom_id=cast.ada.id, mask_id=uuid4(), chosen_name="Someone (elm)", **said | {"kind": "mute"},
        ended_at=moment + timedelta(microseconds=1),
    )  # fmt: skip

"""The matrices' lines about summaries: each person makes their own, of their own things. Ben's ticks are remembered."""

from typing import Any

DOORS = """
# A summary to take along                                                visi  ada  ben cleo  dov  eli   mo  mo+ odil
GET  /summary/                                                -           in  200  200  200  200  200  200  200  200
POST /summary/                                                -           in  200  200  200  200  200  200  200  200
POST /summary/page/                                           -           in  200  200  200  200  200  200  200  200
POST /summary/record/                                         -           in  200  200  200  200  200  200  200  200
POST /summary/ticks/                                          -           in  200  200  200  200  200  200  200  200
POST /summary/ticks/removal/                                  -           in  200  200  200  200  200  200  200  200
"""

_SUMMARY = {"matters": "Mornings are heavy.", "asks": "", "name": "", "paper": "a4"}

FORMS: dict[str, dict[str, Any]] = {
    "/summary/": _SUMMARY,
    "/summary/page/": _SUMMARY,
    "/summary/record/": _SUMMARY,
    "/summary/ticks/": _SUMMARY,
}

#                        visitor     member       mo           mo+           odile        worker
TABLES = """
handover_ticks           -/-/-/-     o/o/o/o      o/o/o/o      o/o/o/o       o/o/o/o      -/-/-/-
"""

CHANGED: dict[str, set[str] | None] = {"handover_ticks": {"keys", "changed_at"}}


def fill(made: Any, cast: Any, moment: Any, put: Any) -> None:
    from hearten.handover.models import Ticks

    made.ticks = put(Ticks, member_id=cast.ben.id, keys='["plans.one"]', changed_at=moment)

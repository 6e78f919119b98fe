"""The matrices' lines about export, erasure, breaks, retention."""

from datetime import timedelta
from typing import Any

DOORS = """
# A copy, a break, leaving for good                                      visi  ada  ben cleo  dov  eli   mo  mo+ odil
GET  /you/export/                                             -           in  200  200  200  200  200  200  200  200
POST /you/export/                                             each_anew   in  302  403  302  302  302  302  302  302
GET  /you/export/<key>/                                       ben_copy    in  404  200  404  404  404  404  404  404
GET  /you/export/<key>/                                       ben_old_copy   in  404  404  404  404  404  404  404  404
GET  /you/break/                                              -           in  200  200  200  200  200  200  200  200
POST /you/break/                                              -           in  302  302  302  302  302  302  302  302
POST /you/break/end/                                          -           in  302  302  302  302  302  302  302  302
GET  /you/leave-for-good/                                     -           in  200  200  200  200  200  200  200  200
POST /you/leave-for-good/                                     each_anew   in  302  302  302  302  302  302  302  403
POST /you/leave-for-good/undo/                                -           in  302  302  302  302  302  302  302  302
GET  /desk/retention/                                         -           in  404  404  404  404  404  404  404  200
"""

FORMS = {
    "/you/break/": {"length": "week"},
    "/you/leave-for-good/": {"how": "erased", "when": "later", "sure": "on"},
}

SUBJECTS = {
    "ben_copy": lambda w: {"key": w.copy.id},
    "ben_old_copy": lambda w: {"key": w.old_copy.id},
    "each_anew": lambda w: {},
}

#                        visitor     member       mo           mo+           odile        worker
TABLES = """
members_endedsession     -/-/-/-     -/-/-/-      -/-/-/-      -/-/-/-       -/-/-/-      -/-/-/-
members_export           -/-/-/-     o/o/o/o      o/o/o/o      o/o/o/o       o/o/o/o      -/-/-/-
members_departure        -/-/-/-     o/o/-/o      o/o/-/o      o/o/-/o       o/o/-/o      -/-/-/-
members_break            -/-/-/-     o/o/o/-      o/o/o/-      o/o/o/-       o/o/o/-      -/-/-/-
members_retentionrun     -/-/-/-     -/-/-/-      -/-/-/-      -/-/-/-       */-/-/-      -/*/-/-
"""

CHANGED = {"members_export": {"ready_at", "expires_at", "file"}, "members_break": {"ended_at"}}


def fill(made: Any, cast: Any, moment: Any, put: Any) -> None:
    """Ben has a copy that can be fetched and one whose day is over, and wished to leave. Cleo is on a break."""
    from hearten.members.models import Break, Departure, EndedSession, Export, RetentionRun

    day = timedelta(days=1)
    spans = {"asked_at": moment, "ready_at": moment, "expires_at": moment + day}
    made.copy = put(Export, member_id=cast.ben.id, file="UEsFBgAAAAAAAAAAAAAAAAAAAAAAAA==", **spans)
    spans = {"asked_at": moment - 3 * day, "ready_at": moment - 3 * day, "expires_at": moment - 2 * day}
    made.old_copy = put(Export, member_id=cast.ben.id, file="UEsFBgAAAAAAAAAAAAAAAAAAAAAAAA==", **spans)
    put(Departure, member_id=cast.ben.id, how="kept", asked_at=moment, due_at=moment + 3 * day)
    put(Break, member_id=cast.cleo.id, began_at=moment)
    put(EndedSession, key_hash="a browser that was lost", ended_at=moment)
    put(RetentionRun, at=moment, how="night", counts={"notices": [2, "2026-01-01"]})

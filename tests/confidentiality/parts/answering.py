"""The matrices' lines about who waits for an answer.

What Ben asked behind a mask in "low days" waits (`masked`); what he asked there under his name was answered (`ben`).
Ada leads both groups, so she alone helps in them; she said of both conversations that she writes an answer.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

DOORS = """
# Who waits for an answer                                                visi  ada  ben cleo  dov  eli   mo  mo+ odil
GET  /waiting/                                                -           in  200  404  404  404  404  404  404  404
POST /threads/<thread>/writing/                               masked     in   302  404  404  404  404  404  404  404
POST /threads/<thread>/writing/                               ben        in   403  404  404  404  404  404  404  404
POST /threads/<thread>/writing/                               hidden     in   403  404  404  404  404  404  404  404
POST /threads/<thread>/writing/end/                           masked     in   302  404  404  404  404  404  404  404
POST /threads/<thread>/writing/end/                           hidden     in   302  404  404  404  404  404  404  404
GET  /groups/<group>/lead/answering/                          low_days   in   200  404  404  404  404  404  404  404
GET  /groups/<group>/lead/answering/                          night      in   200  404  404  404  404  404  404  404
POST /groups/<group>/lead/answering/                          low_days   in   302  404  404  404  404  404  404  404
POST /groups/<group>/lead/answering/                          panic      in   404  404  404  404  404  404  404  404
GET  /groups/<group>/lead/answering/figures/                  low_days   in   200  404  404  404  404  404  404  404
GET  /groups/<group>/lead/answering/figures/                  panic      in   404  404  404  404  404  404  404  404
GET  /desk/answering/                                         -          in   404  404  404  404  404  404  404  200
GET  /desk/answering/<group>/                                 low_days   in   404  404  404  404  404  404  404  200
GET  /desk/answering/<group>/                                 night      in   404  404  404  404  404  404  404  200
"""

FORMS: dict[str, dict[str, Any]] = {"/groups/<group>/lead/answering/": {"first": "60", "second": "480"}}

#                        visitor     member       mo           mo+           odile        worker
TABLES = """
answering_calls          -/-/-/-     g/l/l/-      -/-/-/-      g/-/-/-       -/-/-/-      -/-/-/-
answering_clock          -/-/-/-     g/-/-/-      -/-/-/-      g/-/-/-       -/-/-/-      -/-/-/-
answering_writing        -/-/-/-     l/X/-/X      -/-/-/-      -/-/-/-       -/-/-/-      -/-/-/-
"""
CHANGED: dict[str, set[str] | None] = {"answering_calls": {"first", "second", "set_by_name", "set_at"}}
# How it ended would tell who is behind a mask; whether somebody was welcomed is for the asker alone.
UNREADABLE = {"answering_clock": {"ended_how", "answered_at", "welcomed_at"}}

LETTERS: dict[str, Callable[[Any, str, dict[str, Any]], bool]] = {
    "X": lambda me, table, row: row["membership_id"] in me.memberships and row["group_id"] in me.leads,
}


def fill(made: Any, cast: Any, moment: Any, put: Any) -> None:
    """Add the times of both groups, and that Ada writes; the clocks run since the cast wrote. Ben's mask waits."""
    from hearten.answering.models import Calls, Clock, Writing
    from hearten.groups.models import Membership

    for group, thread in ((cast.group, cast.masked), (cast.hidden_group, cast.hidden_thread)):
        put(Calls, group=group, first=60, second=480, set_by_name="Ada", set_at=moment)
        ada = Membership.objects.using("keeper").get(group=group, member_id=cast.ada.id, ended_at=None)
        put(Writing, group=group, thread=thread, membership=ada, at=moment, until=moment + timedelta(minutes=30))
    Clock.objects.using("keeper").filter(thread=cast.masked).update(ended_at=None, ended_how="")

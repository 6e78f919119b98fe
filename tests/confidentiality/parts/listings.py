"""The matrices' lines about the pages of the directory: finding a service, checks, reports, notes of people."""

from collections.abc import Callable
from datetime import date
from typing import Any

#                                                                        visi  ada  ben cleo  dov  eli   mo  mo+ odil
DOORS = """
GET  /services/                                               -           in  200  200  200  200  200  200  200  200
GET  /services/<listing>/                                     room        in  200  200  200  200  200  200  200  200
GET  /services/to-check/                                      -           in  200  404  404  404  404  200  200  200
GET  /services/reports/                                       -           in  200  200  200  200  200  200  200  200
GET  /services/reports/<report>/                              room        in  302  200  404  404  404  302  302  302
POST /services/reports/<report>/withdrawal/                   room        in  404  302  404  404  404  404  404  404
POST /services/reports/<report>/withdrawal/                   answered    in  404  403  404  404  404  404  404  404
GET  /services/<listing>/report/                              room        in  200  200  200  200  200  200  200  200
POST /services/<listing>/report/                              room        in  302  302  302  302  302  302  302  302
GET  /services/<listing>/notes/                               room        in  200  200  200  404  404  404  404  404
POST /services/<listing>/notes/                               low_day     in  302  422  404  404  404  404  404  404
GET  /services/notes/<note>/                                  room        in  200  200  404  404  404  404  200  404
GET  /services/notes/<note>/                                  nameless    in  200  200  404  404  404  404  200  404
POST /services/notes/<note>/withdrawal/                       room        in  404  302  404  404  404  404  404  404
POST /services/notes/<note>/withdrawal/                       nameless    in  404  302  404  404  404  404  404  404
GET  /services/<listing>/check/                               room        in  200  404  404  404  404  200  200  200
POST /services/<listing>/check/                               room        in  302  404  404  404  404  302  302  302
POST /services/<listing>/reopening/                           room        in  302  404  404  404  404  302  302  302
"""

SUBJECTS: dict[str, Callable[[Any], dict[str, Any]]] = {
    "room": lambda w: {"listing": w.listing.id, "report": w.listing_report.id, "note": w.listing_note.id},
    "answered": lambda w: {"report": w.answered_report.id},
    "nameless": lambda w: {"note": w.nameless_note.id},
    "low_day": lambda w: {"listing": w.listing.id, "membership": w.cast.group.id},
}

FORMS: dict[str, dict[str, Any]] = {
    "/services/<listing>/report/": {"kind": "closed"},
    "/services/<listing>/notes/": {"group": "<membership>", "weeks": "3", "respect": "yes"},
    "/services/<listing>/check/": {"found": "right", "how": "called", "on": "2026-01-01"},
}

#                        visitor     member       mo           mo+           odile        worker
TABLES = """
resources_check          */-/-/-     */K/-/-      */*/-/-      */*/-/-       */*/-/-      */-/-/-
resources_closure        */-/-/-     */K/K/-      */*/*/-      */*/*/-       */*/*/-      */-/-/-
resources_keeping        -/-/-/-     o/o/-/-      -/-/-/-      -/-/-/-       -/-/-/-      -/-/-/-
resources_listingreport  -/-/-/-     oK/o/-/-     */o/-/-      */o/-/-       */o/-/-      -/-/-/-
resources_reportanswer   -/-/-/-     BK/K/-/-     */*/-/-      */*/-/-       */*/-/-      -/-/-/-
resources_listingnote    -/-/-/-     g/w/-/-      -/-/-/-      g/-/-/-       -/-/-/-      -/-/-/-
resources_noteowner      -/-/-/-     o/o/-/-      -/-/-/-      -/-/-/-       -/-/-/-      -/-/-/-
"""

CHANGED: dict[str, set[str] | None] = {"resources_closure": {"ended_at", "ended_name"}}

UNREADABLE = {"resources_listingreport": {"member_id"}}

LETTERS: dict[str, Callable[[Any, str, dict[str, Any]], bool]] = {
    "K": lambda me, table, row: bool(me.leads),  # of who leads a group, any group
    "B": lambda me, table, row: me.world.rows["resources_listingreport"][row["report_id"]]["member_id"] == me.id,
}


def fill(made: Any, cast: Any, moment: Any, put: Any) -> None:
    """Ben reported the warm room twice, was answered once, and told his groups how it was, once without a name."""
    from hearten.resources.models import Check, Closure, Keeping, ListingNote, ListingReport, NoteOwner, ReportAnswer

    who = {"name": "Ada", "standing": "facilitator", "at": moment}
    here = {"listing": made.listing}
    made.service_check = put(Check, on=date(2026, 1, 2), how="called", found="right", **here, **who)
    put(Keeping, member_id=cast.ada.id, about=made.service_check.id)
    put(Closure, why="Nobody answers.", ended_at=moment, ended_name="Ada", **here, **who)
    report = {"member_id": cast.ben.id, "words": "The number rings out.", "made_at": moment, **here}
    made.listing_report = put(ListingReport, kind="wrong", field="phone", **report)
    made.answered_report = put(ListingReport, kind="closed", **report)
    put(ReportAnswer, report=made.answered_report, check_made=made.service_check, words="It is open.", **who)
    note = {"weeks": 4, "respect": "yes", "body": "They were kind.", "html": "<p>They were kind.</p>", **here}
    made.listing_note = put(
        ListingNote, group=cast.group, membership=cast.ben_in_group, made_at=moment, **note
    )  # fmt: skip
    made.nameless_note = put(ListingNote, group=cast.hidden_group, made_at=moment, **note)
    put(NoteOwner, note=made.nameless_note, member_id=cast.ben.id)

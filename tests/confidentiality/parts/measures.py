"""The matrices' lines about measures: Ben filled in PHQ-9 and thought of dying, and agreed to be counted."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from hearten.measures.definition import ALGORITHM, Definition, as_data
from hearten.measures.definition_files import read_file

INSTRUMENTS = Path(__file__).parents[3] / "hearten" / "measures" / "instruments"

DOORS = """
# Measures                                                               visi  ada  ben cleo  dov  eli   mo  mo+ odil
GET  /measures/                                               -           in  200  200  200  200  200  200  200  200
GET  /measures/fill/<key>/                                    who_5       in  200  200  200  200  200  200  200  200
POST /measures/fill/<key>/                                    who_5       in  302  302  302  302  302  302  302  302
GET  /measures/fill/<key>/                                    not_yet     in  404  404  404  404  404  404  404  404
POST /measures/fill/<key>/                                    not_yet     in  403  403  403  403  403  403  403  403
GET  /measures/change/<key>/                                  phq_9       in  404  200  404  404  404  404  404  404
GET  /measures/results/<sheet>/                               bens_sheet  in  404  200  404  404  404  404  404  404
GET  /measures/results/<sheet>/first/                         bens_sheet  in  404  200  404  404  404  404  404  404
POST /measures/results/<sheet>/removal/                       bens_sheet  in  404  302  404  404  404  404  404  404
GET  /measures/reminder/                                      -           in  200  200  200  200  200  200  200  200
POST /measures/reminder/                                      -           in  302  302  302  302  302  302  302  302
GET  /measures/counting/                                      -           in  200  200  200  200  200  200  200  200
POST /measures/counting/                                      -           in  302  302  302  302  302  302  302  302
POST /measures/counting/withdrawal/                           -           in  302  302  302  302  302  302  302  302
GET  /desk/outcomes/                                          -           in  404  404  404  404  404  404  404  200
GET  /desk/measures/                                          -           in  404  404  404  404  404  404  404  200
GET  /desk/measures/<key>/procedure/                          not_yet     in  404  404  404  404  404  404  404  200
POST /desk/measures/<key>/procedure/                          not_yet     in  404  404  404  404  404  404  404  302
GET  /desk/measures/<key>/procedure/                          who_5       in  404  404  404  404  404  404  404  403
POST /desk/measures/procedures/<procedure>/end/               confirmed   in  404  404  404  404  404  404  404  302
"""


def defined(name: str) -> Definition:
    return read_file(INSTRUMENTS / f"{name}.yaml")


SUBJECTS: dict[str, Callable[[Any], dict[str, Any]]] = {
    "who_5": lambda w: {"key": "who-5"},
    "phq_9": lambda w: {"key": "phq-9"},
    "not_yet": lambda w: {"key": "phq-ads"},
    "bens_sheet": lambda w: {"sheet": w.sheet.id},
    "confirmed": lambda w: {"procedure": w.procedure.id},
}

FORMS: dict[str, dict[str, Any]] = {
    "/measures/fill/<key>/": {
        "client_id": str(UUID(int=5)), "fingerprint": defined("who-5").fingerprint, "a-calm": "3", "a-active": "2",
    },
    "/measures/reminder/": {"rhythm": "monthly", "zone": "Europe/Berlin"},
    "/desk/measures/<key>/procedure/": {"name": "On-call handbook, version 3", "in_force_on": "2026-01-31"},
}  # fmt: skip

#                        visitor     member       mo           mo+           odile        worker
TABLES = """
measures_imported        */-/-/-     */-/-/-      */-/-/-      */-/-/-       */-/-/-      */-/-/-
measures_procedure       */-/-/-     */-/-/-      */-/-/-      */-/-/-       */P/*/-      */-/-/-
measures_sheet           -/-/-/-     o/o/-/o      o/o/-/o      o/o/-/o       o/o/-/o      -/-/-/-
measures_counted         -/-/-/-     o/o/-/o      o/o/-/o      o/o/-/o       o/o/-/o      -/-/-/-
measures_countedpair     -/-/-/-     -/-/-/-      -/-/-/-      -/-/-/-       -/-/-/-      -/-/-/-
measures_countslook      -/-/-/-     -/-/-/-      */-/-/-      */-/-/-       */-/-/-      -/-/-/-
"""

CHANGED: dict[str, set[str] | None] = {"measures_procedure": {"ended_at"}}

LETTERS: dict[str, Callable[[Any, str, dict[str, Any]], bool]] = {
    # A procedure that runs, confirmed from one's own place on the desk.
    "P": lambda me, table, row: (
        row["ended_at"] is None and me.world.rows["members_standing"][row["confirmed_by_id"]]["member_id"] == me.id
    ),
}


def sheet_of(name: str, answers: dict[str, int]) -> str:
    """Return what a sheet holds, as the action writes it."""
    import json

    found = defined(name)
    kept = {"answers": answers, "definition": as_data(found), "algorithm": ALGORITHM}
    return json.dumps(kept | {"fingerprint": found.fingerprint}, sort_keys=True)


def fill(made: Any, cast: Any, moment: Any, put: Any) -> None:
    from hearten.measures.models import COUNTED, Counted, CountedPair, CountsLook, Imported, Procedure, Sheet
    from hearten.members.models import Consent, Standing

    other = defined("ucla-3")
    put(
        Imported,
        key="mine",
        version="1",
        fingerprint="f" * 64,
        data=as_data(other) | {"id": "mine"},
        imported_at=moment,
    )
    place = Standing.objects.using("keeper").get(member_id=cast.odile.id, ended_at=None)
    named = {"name": "On-call handbook, version 3", "in_force_on": moment.date(), "confirmed_by_id": place.id}
    made.procedure = put(Procedure, key="phq-9", confirmed_at=moment, **named)
    put(Procedure, key="phq-ads", confirmed_at=moment, ended_at=moment, **named)
    answers = {item.id: 1 for item in defined("phq-9").items}
    made.sheet = put(
        Sheet, member_id=cast.ben.id, client_id=uuid4(), words=sheet_of("phq-9", answers), at=moment - timedelta(days=1)
    )
    agreed = {
        "member_id": cast.ben.id,
        "purpose": COUNTED,
        "text_hash": "",
        "version": "1",
        "language": "",
        "how": "page",
    }
    consent = put(Consent, given_at=moment, **agreed)
    number = put(
        Counted, member_id=cast.ben.id, consent=consent, sheet=made.sheet, key="phq-9", version="1", score=9, at=moment
    )
    put(CountedPair, batch=uuid4(), key="phq-9", version="1", consent=consent, first=number, later=number)
    put(CountsLook, by_name="Odile", what="page", at=moment)

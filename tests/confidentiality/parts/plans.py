"""The matrices' lines about getting through the week.

Ben has a plan, counts something, and notes down his days; he shows one of them to Ada, told "low days" another, and
chose Ada to be asked for a note. Ada and Ben are in a circle (`circle`); Ada asked Ben into another (`asked`), and into
a third that does not reach him.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

DOORS = """
# My plan                                                                visi  ada  ben cleo  dov  eli   mo  mo+ odil
GET  /plan/                                                   -           in  200  200  200  200  200  200  200  200
GET  /plan/begin/                                             -           in  200  200  200  200  200  200  200  200
POST /plan/begin/                                             -           in  302  302  302  302  302  302  302  302
GET  /plan/things/<commitment>/                               bens_plan   in  404  200  404  404  404  404  404  404
POST /plan/things/<commitment>/words/                         bens_plan   in  404  302  404  404  404  404  404  404
POST /plan/things/<commitment>/rhythm/                        bens_plan   in  404  302  404  404  404  404  404  404
POST /plan/things/<commitment>/reminder/                      bens_plan   in  404  302  404  404  404  404  404  404
POST /plan/things/<commitment>/done/                          bens_plan   in  404  302  404  404  404  404  404  404
POST /plan/things/<commitment>/not-today/                     bens_plan   in  404  302  404  404  404  404  404  404
POST /plan/things/<commitment>/undone/                        bens_plan   in  404  302  404  404  404  404  404  404
POST /plan/things/<commitment>/pause/                         bens_plan   in  404  302  404  404  404  404  404  404
POST /plan/things/<commitment>/end/                           bens_plan   in  404  302  404  404  404  404  404  404
POST /plan/things/<commitment>/going-on/                      bens_plan   in  404  302  404  404  404  404  404  404
GET  /plan/things/<commitment>/removal/                       bens_plan   in  404  200  404  404  404  404  404  404
POST /plan/things/<commitment>/removal/                       bens_plan   in  404  302  404  404  404  404  404  404
GET  /plan/milestones/                                        -           in  200  200  200  200  200  200  200  200
GET  /plan/milestones/begin/                                  -           in  200  200  200  200  200  200  200  200
POST /plan/milestones/begin/                                  -           in  302  302  302  302  302  302  302  302
GET  /plan/milestones/<milestone>/                            bens_count  in  404  200  404  404  404  404  404  404
POST /plan/milestones/<milestone>/                            bens_count  in  404  302  404  404  404  404  404  404
POST /plan/milestones/<milestone>/more/                       bens_count  in  404  302  404  404  404  404  404  404
POST /plan/milestones/<milestone>/less/                       bens_count  in  404  302  404  404  404  404  404  404
POST /plan/milestones/<milestone>/setback/                    bens_count  in  404  302  404  404  404  404  404  404
POST /plan/milestones/<milestone>/pause/                      bens_count  in  404  302  404  404  404  404  404  404
POST /plan/milestones/<milestone>/end/                        bens_count  in  404  302  404  404  404  404  404  404
POST /plan/milestones/<milestone>/going-on/                   bens_count  in  404  302  404  404  404  404  404  404
POST /plan/milestones/<milestone>/removal/                    bens_count  in  404  302  404  404  404  404  404  404
# My days, and showing one                                               visi  ada  ben cleo  dov  eli   mo  mo+ odil
GET  /plan/days/                                              -           in  200  200  200  200  200  200  200  200
POST /plan/days/check-in/                                     -           in  302  302  302  302  302  302  302  302
POST /plan/days/asking/                                       -           in  302  302  302  302  302  302  302  302
POST /plan/days/asking/end/                                   -           in  302  302  302  302  302  302  302  302
GET  /plan/days/write/                                        -           in  200  200  200  200  200  200  200  200
POST /plan/days/write/                                        -           in  302  302  302  302  302  302  302  302
GET  /plan/days/look-back/<month>/                            a_month     in  200  200  200  200  200  200  200  200
GET  /plan/days/<entry>/                                      bens_day    in  404  200  404  404  404  404  404  404
GET  /plan/days/<entry>/change/                               bens_day    in  404  200  404  404  404  404  404  404
POST /plan/days/<entry>/change/                               bens_day    in  404  302  404  404  404  404  404  404
GET  /plan/days/<entry>/removal/                              bens_day    in  404  200  404  404  404  404  404  404
POST /plan/days/<entry>/removal/                              bens_day    in  404  302  404  404  404  404  404  404
GET  /plan/days/<entry>/showing/                              bens_day    in  404  200  404  404  404  404  404  404
POST /plan/days/<entry>/showing/                              bens_day    in  404  302  404  404  404  404  404  404
GET  /plan/shown/                                             -           in  200  200  200  200  200  200  200  200
GET  /plan/shown/<shared>/                                    bens_share  in  200  200  404  404  404  404  404  404
GET  /plan/shown/<shared>/                                    over_share  in  404  404  404  404  404  404  404  404
POST /plan/shown/<shared>/end/                                bens_share  in  404  302  404  404  404  404  404  404
POST /plan/shown/<shared>/away/                               bens_share  in  302  403  404  404  404  404  404  404
GET  /groups/<group>/told/                                    low_days    in  200  200  404  404  404  404  404  404
GET  /groups/<group>/told/                                    night       in  200  200  404  404  404  404  404  404
GET  /plan/told/<told>/                                       bens_told   in  200  200  404  404  404  404  200  404
POST /plan/told/<told>/removal/                               bens_told   in  404  302  404  404  404  404  404  404
# Circles                                                                visi  ada  ben cleo  dov  eli   mo  mo+ odil
GET  /plan/circles/                                           -           in  200  200  200  200  200  200  200  200
GET  /groups/<group>/circles/begin/                           with_ada    in  200  200  404  404  404  404  404  404
POST /groups/<group>/circles/begin/                           with_ada    in  403  302  404  404  404  404  404  404
GET  /plan/circles/<circle>/                                  circle      in  200  200  404  404  404  404  404  404
GET  /plan/circles/<circle>/                                  asked_in    in  200  302  404  404  404  404  404  404
GET  /plan/circles/<circle>/                                  no_way      in  200  404  404  404  404  404  404  404
GET  /plan/circles/<circle>/answer/                           asked_in    in  302  200  404  404  404  404  404  404
POST /plan/circles/<circle>/answer/                           asked_in    in  302  302  404  404  404  404  404  404
POST /plan/circles/<circle>/answer/                           no_way      in  302  404  404  404  404  404  404  404
GET  /plan/circles/<circle>/showing/                          circle      in  200  200  404  404  404  404  404  404
GET  /plan/circles/<circle>/showing/                          asked_in    in  200  404  404  404  404  404  404  404
POST /plan/circles/<circle>/showing/<commitment>/             circle      in  404  302  404  404  404  404  404  404
GET  /plan/circles/<circle>/words/                            circle      in  200  200  404  404  404  404  404  404
POST /plan/circles/<circle>/words/                            circle      in  302  302  404  404  404  404  404  404
POST /plan/circles/<circle>/words/<words>/yes/                circle      in  302  302  404  404  404  404  404  404
POST /plan/circles/<circle>/saying/<place>/                   circle      in  404  302  404  404  404  404  404  404
GET  /plan/circles/<circle>/leaving/                          circle      in  200  200  404  404  404  404  404  404
POST /plan/circles/<circle>/leaving/                          circle      in  302  302  404  404  404  404  404  404
# Coming back                                                            visi  ada  ben cleo  dov  eli   mo  mo+ odil
GET  /plan/coming-back/                                       -           in  200  200  200  200  200  200  200  200
POST /plan/coming-back/                                       of_ada      in  404  302  404  404  404  404  404  404
POST /plan/coming-back/end/                                   -           in  302  302  302  302  302  302  302  302
GET  /plan/back/                                              -           in  200  200  200  200  200  200  200  200
GET  /plan/notes/<note>/                                      for_ben     in  200  404  404  404  404  404  404  404
POST /plan/notes/<note>/                                      for_ben     in  302  404  404  404  404  404  404  404
POST /plan/notes/<note>/no/                                   for_ben     in  302  404  404  404  404  404  404  404
# Words that somebody reported, for the staff
GET  /desk/shown/<kind>/<item>/                               reported    in  404  404  404  404  404  200  200  200
POST /desk/shown/<kind>/<item>/                               reported    in  404  404  404  404  404  200  200  200
POST /desk/shown/<kind>/<item>/                               unreported  in  404  404  404  404  404  404  404  404
"""

SUBJECTS: dict[str, Callable[[Any], dict[str, Any]]] = {
    "bens_plan": lambda w: {"commitment": w.commitment.id},
    "bens_count": lambda w: {"milestone": w.milestone.id},
    "a_month": lambda w: {"month": "2025-01"},
    "bens_day": lambda w: {"entry": w.entry.id, "membership": w.cast.ada_in_group.id},
    "bens_share": lambda w: {"shared": w.shared.id},
    "over_share": lambda w: {"shared": w.shared_over.id},
    "bens_told": lambda w: {"told": w.told_entry.id},
    "with_ada": lambda w: {"group": w.cast.group.id, "membership": w.cast.ada_in_group.id},
    "circle": lambda w: {
        "circle": w.circle.id,
        "commitment": w.commitment.id,
        "words": w.words_forward.id,
        "place": w.cast.ada_in_group.id,
    },
    "asked_in": lambda w: {"circle": w.circle_asked.id},
    "no_way": lambda w: {"circle": w.circle_out_of_reach.id},
    "of_ada": lambda w: {"?": {"person": w.cast.ada_in_group.id}},
    "for_ben": lambda w: {"note": w.return_note.id},
    "reported": lambda w: {"kind": "shownentry", "item": w.shared.id},
    "unreported": lambda w: {"kind": "shownentry", "item": w.shared_over.id},
}

_RHYTHM = {"often": "weekly", "times": "3"}
_SENT = {"client_id": "b9a5a1a2-6c3d-4a7e-9d3f-3a5a0a8d6c11"}
FORMS: dict[str, dict[str, Any]] = {
    "/plan/begin/": {"words": "Call the clinic", **_RHYTHM, **_SENT},
    "/plan/things/<commitment>/words/": {"words": "A short walk"},
    "/plan/things/<commitment>/rhythm/": _RHYTHM,
    "/plan/things/<commitment>/reminder/": {"at": "", "zone": "Europe/Berlin"},
    "/plan/milestones/begin/": {"words": "Called the clinic", "counts": "times", **_SENT},
    "/plan/milestones/<milestone>/": {"words": "Called somebody"},
    "/plan/milestones/<milestone>/more/": _SENT,
    "/plan/milestones/<milestone>/setback/": _SENT,
    "/plan/days/check-in/": {"feeling": "tired", **_SENT},
    "/plan/days/write/": {"kind": "win", "words": "I went out.", "client_id": "c9a5a1a2-6c3d-4a7e-9d3f-3a5a0a8d6c11"},
    "/plan/days/<entry>/change/": {"words": "I went out twice."},
    "/plan/days/<entry>/showing/": {"to": "<membership>", "words": "I went out.", "days": "7"},
    "/groups/<group>/circles/begin/": {"people": "<membership>", "code": "here", **_SENT},
    "/plan/circles/<circle>/answer/": {"answer": "yes"},
    "/plan/circles/<circle>/showing/<commitment>/": {"level": "done", "called": "Something outdoors"},
    "/plan/circles/<circle>/words/": {"code": "tomorrow"},
    "/plan/coming-back/": {"days": "14"},
    "/plan/notes/<note>/": {"words": "I thought of you."},
    "/desk/shown/<kind>/<item>/": {"reason": "The one it was shown to asked us to look at this."},
}

#                        visitor     member       mo           mo+           odile        worker
TABLES = """
plans_commitment         -/-/-/-     o/o/o/o      o/o/o/o      o/o/o/o       o/o/o/o      -/-/-/-
plans_cadence            -/-/-/-     o/o/o/o      o/o/o/o      o/o/o/o       o/o/o/o      -/-/-/-
plans_rest               -/-/-/-     o/o/o/o      o/o/o/o      o/o/o/o       o/o/o/o      -/-/-/-
plans_mark               -/-/-/-     o/o/o/o      o/o/o/o      o/o/o/o       o/o/o/o      -/-/-/-
plans_milestone          -/-/-/-     o/o/o/o      o/o/o/o      o/o/o/o       o/o/o/o      -/-/-/-
plans_count              -/-/-/-     o/o/-/o      o/o/-/o      o/o/-/o       o/o/-/o      -/-/-/-
plans_entry              -/-/-/-     o/o/o/o      o/o/o/o      o/o/o/o       o/o/o/o      -/-/-/-
plans_prompt             -/-/-/-     o/o/o/o      o/o/o/o      o/o/o/o       o/o/o/o      -/-/-/-
plans_circle             -/-/-/-     E/-/-/-      -/-/-/-      -/-/-/-       -/-/-/-      -/-/-/-
plans_circleplace        -/-/-/-     F/-/-/-      -/-/-/-      -/-/-/-       -/-/-/-      -/-/-/-
plans_circleshow         -/-/-/-     o/H/o/o      -/-/-/-      -/-/-/-       -/-/-/-      -/-/-/-
plans_circlewords        -/-/-/-     W/J/-/o      -/-/-/-      -/-/-/-       -/-/-/-      -/-/-/-
plans_circlewordsyes     -/-/-/-     o/-/-/-      -/-/-/-      -/-/-/-       -/-/-/-      -/-/-/-
plans_circlenote         -/-/-/-     T/-/-/-      -/-/-/-      -/-/-/-       -/-/-/-      -/-/-/-
plans_shared             -/-/-/-     oV/Q/o/o     -/-/-/-      -/-/-/-       -/-/-/-      -/-/-/-
plans_told               -/-/-/-     GM/M/-/M     -/-/-/-      G/-/-/-       -/-/-/-      -/-/-/-
plans_gentlereturn       -/-/-/-     o/Q/o/o      -/-/-/-      -/-/-/-       -/-/-/-      -/-/-/-
plans_returnnote         -/-/-/-     YZ/-/Y/Y     -/-/-/-      -/-/-/-       -/-/-/-      -/-/-/-
plans_reported           -/-/-/-     o/o/-/-      -/-/-/-      -/-/-/-       -/-/-/-      -/-/-/-
plans_closure            -/-/-/-     o/-/-/-      -/-/-/-      -/-/-/-       -/-/-/-      -/-/-/-
"""

CHANGED: dict[str, set[str] | None] = {
    "plans_commitment": {"words", "why", "trying_id"},
    "plans_cadence": {"often", "weekdays", "number", "on_day", "at"},
    "plans_rest": {"until_day"},
    "plans_mark": {"state", "at"},
    "plans_milestone": {"words", "first_day"},
    "plans_entry": {"day", "said"},
    "plans_prompt": {"ended_at"},
    "plans_circleshow": {"until_day"},
    "plans_shared": {"ended_at"},
    "plans_gentlereturn": {"seen_on", "ended_at"},
    "plans_returnnote": {"words", "written_at", "declined_at"},
}


def _places(me: Any, circle: Any) -> list[dict[str, Any]]:
    """Return one's own running place in a circle, where the question reached one."""
    every = me.world.rows["plans_circleplace"].values()
    mine = [row for row in every if row["circle_id"] == circle and row["member_id"] == me.id]
    return [row for row in mine if row["reached_at"] is not None and row["ended_at"] is None]


def _inside(me: Any, circle: Any) -> bool:
    return any(row["in_from_day"] is not None for row in _places(me, circle))


def _lately(row: dict[str, Any]) -> bool:
    return bool(row["from_day"] >= (datetime.now(UTC) - timedelta(days=1)).date())


def _runs(row: dict[str, Any]) -> bool:
    return row.get("ended_at") is None and row["until"] > datetime.now(UTC)


LETTERS: dict[str, Callable[[Any, str, dict[str, Any]], bool]] = {
    "E": lambda me, table, row: bool(_places(me, row["id"])),  # a circle that one is asked into, or in
    "W": lambda me, table, row: bool(_places(me, row["circle_id"])),
    "F": lambda me, table, row: row["member_id"] == me.id and row["reached_at"] is not None,
    "H": lambda me, table, row: (
        row["member_id"] == me.id and row["until_day"] is None and _lately(row) and _inside(me, row["circle_id"])
    ),
    "J": lambda me, table, row: (
        row["member_id"] == me.id and row["agreed_at"] is None and _inside(me, row["circle_id"])
    ),
    "T": lambda me, table, row: me.id in (row["author_id"], row["to_id"]),
    "V": lambda me, table, row: (
        row["to_id"] == me.id and row["put_away_at"] is None and _runs(row)  # shown to oneself
    ),
    "Q": lambda me, table, row: row["member_id"] == me.id and row["ended_at"] is None,
    "G": lambda me, table, row: row["group_id"] in me.joined | me.visits and _runs(row),
    "M": lambda me, table, row: row["membership_id"] in me.memberships,
    "Y": lambda me, table, row: row["author_id"] == me.id,
    "Z": lambda me, table, row: row["member_id"] == me.id and row["written_at"] is not None,
}


def fill(made: Any, cast: Any, moment: Any, put: Any) -> None:
    day = moment.date()
    own = {"member_id": cast.ben.id, "at": moment}
    _plan(made, cast, put, day, own)
    _days(made, cast, put, day, own, moment)
    _circles(made, cast, put, day, moment)
    _returns(made, cast, put, day, moment)
    _reported(made, cast, put, moment)


def _plan(made: Any, cast: Any, put: Any, day: Any, own: Any) -> None:
    from hearten.plans.models import Cadence, Commitment, Count, Mark, Milestone, Rest

    began = day - timedelta(days=10)
    made.commitment = put(Commitment, words="A walk", why="Air.", client_id=uuid4(), from_day=began, **own)
    put(Cadence, commitment=made.commitment, from_day=began, often="daily", **own)
    put(Mark, commitment=made.commitment, day=day - timedelta(days=1), state="done", **own)
    put(Rest, commitment=made.commitment, what="pause", from_day=began, until_day=day - timedelta(days=9), **own)
    made.milestone = put(
        Milestone, words="Called the clinic", counts="times", client_id=uuid4(), first_day=began, **own
    )  # fmt: skip
    put(Count, milestone=made.milestone, what="time", client_id=uuid4(), day=day, **own)
    theirs = own | {"member_id": cast.ada.id}
    made.adas_plan = put(Commitment, words="Tea", client_id=uuid4(), from_day=began, **theirs)
    put(Cadence, commitment=made.adas_plan, from_day=began, often="daily", **theirs)


def _days(made: Any, cast: Any, put: Any, day: Any, own: Any, moment: Any) -> None:
    from hearten.plans.models import Entry, Prompt, Shared, Told

    said = {"kind": "win", "day": day, "said": '{"words": "I went out."}'}
    made.entry, other, away = (put(Entry, client_id=uuid4(), **said, **own) for _number in range(3))
    put(Prompt, member_id=cast.ben.id, since=moment)
    to_ada = {"to_id": cast.ada.id, "group": cast.group, "place": cast.ben_in_group, "to_place": cast.ada_in_group}
    to_ada |= {"kind": "win", "day": day, "words": "I went out.", "until": moment + timedelta(days=7), **own}
    made.shared = put(Shared, entry_id=other.id, **to_ada)
    made.shared_over = put(Shared, entry_id=other.id, ended_at=moment, **to_ada)
    put(Shared, entry_id=away.id, put_away_at=moment, **to_ada)
    told = {"group": cast.group, "membership": cast.ben_in_group, "kind": "win", "day": day, "body": "I went out."}
    told |= {"html": "<p>I went out.</p>", "made_at": moment}
    made.told_entry = put(Told, entry_id=other.id, until=moment + timedelta(days=7), **told)
    put(Told, entry_id=made.entry.id, until=moment - timedelta(days=1), **told)


def _circles(made: Any, cast: Any, put: Any, day: Any, moment: Any) -> None:
    from hearten.plans.models import Circle, CircleNote, CirclePlace, CircleShow, CircleWords, CircleWordsYes

    ada = {"member_id": cast.ada.id, "membership": cast.ada_in_group, "asked_by_id": cast.ada.id, "asked_at": moment}
    ben = ada | {"member_id": cast.ben.id, "membership": cast.ben_in_group}
    inside = {"reached_at": moment, "answer": "yes", "answered_at": moment, "in_from_day": day - timedelta(days=8)}
    until = moment + timedelta(days=14)
    made.circle, made.circle_asked, made.circle_out_of_reach = (
        put(Circle, group=cast.group, made_at=moment, until=until) for _number in range(3)
    )
    for circle in (made.circle, made.circle_asked, made.circle_out_of_reach):
        put(CirclePlace, circle=circle, **ada, **inside)
    put(CirclePlace, circle=made.circle, **ben, **inside)
    put(CirclePlace, circle=made.circle_asked, reached_at=moment, **ben)
    put(CirclePlace, circle=made.circle_out_of_reach, **ben)
    shows = {"circle": made.circle, "level": "both", "called": "A walk", "at": moment, "commitment": made.commitment}
    put(CircleShow, member_id=cast.ben.id, from_day=day, **shows)
    put(CircleShow, member_id=cast.ben.id, from_day=day, until_day=day, **shows)
    adas = shows | {"commitment": made.adas_plan, "called": "Tea"}
    put(CircleShow, member_id=cast.ada.id, from_day=day - timedelta(days=5), **adas)
    words = {"circle": made.circle, "code": "thinking", "at": moment}
    agreed = put(CircleWords, member_id=cast.ada.id, agreed_at=moment, **words)
    made.words_forward = put(CircleWords, member_id=cast.ben.id, **words | {"code": "here"})
    put(CircleWordsYes, member_id=cast.ben.id, said=made.words_forward, at=moment)
    put(
        CircleNote, circle=made.circle, author_id=cast.ada.id, place=cast.ada_in_group, to_id=cast.ben.id, said=agreed,
        day=day, at=moment,
    )  # fmt: skip


def _returns(made: Any, cast: Any, put: Any, day: Any, moment: Any) -> None:
    from hearten.plans.models import GentleReturn, ReturnNote

    both = {"place": cast.ben_in_group, "to_place": cast.ada_in_group, "days": 14, "since": moment, "seen_on": day}
    wish = put(GentleReturn, member_id=cast.ben.id, to_id=cast.ada.id, **both)
    put(GentleReturn, member_id=cast.ben.id, to_id=cast.ada.id, ended_at=moment, **both)
    asked = {"wish": wish, "member_id": cast.ben.id, "author_id": cast.ada.id, "asked_at": moment}
    asked |= {"member_place": cast.ben_in_group, "author_place": cast.ada_in_group}
    made.return_note = put(ReturnNote, away_on=day - timedelta(days=20), **asked)
    put(ReturnNote, away_on=day - timedelta(days=60), words="It rained here.", written_at=moment, **asked)


def _reported(made: Any, cast: Any, put: Any, moment: Any) -> None:
    from hearten.moderation.models import Case
    from hearten.plans.models import Closure, Reported

    copy = {"kind": "shownentry", "item": made.shared.id, "member_id": cast.ada.id, "author_id": cast.ben.id}
    put(Reported, place=cast.ben_in_group, words="I went out.", said_at=moment, at=moment, **copy)
    of = {"kind": "shownentry", "item": made.shared.id, "category": "other", "severity": 1}
    put(Case, opened_at=moment, **of)
    before = moment - timedelta(days=1)
    put(Closure, member_id=cast.ben.id, act_id=uuid4(), at=before, ended_at=before)

"""The matrices' lines about concerns, people on call, timers and the log."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from hearten.kernel.clock import now
from hearten.safety.course import QUESTIONS
from hearten.safety.rules import PACES

SHIFT = {"day": f"{now() + timedelta(days=3):%Y-%m-%d}", "begins": "18:00", "hours": "2", "part": "backup"}

DOORS = """
# Safety: what is one's own                                               visi  ada  ben cleo  dov  eli   mo  mo+ odil
POST /help-now/person/                                        -           in  302  302  302  302  302  302  302  302
POST /help-now/person/                                        low_days    in  302  302  302  302  302  302  302  302
GET  /help-now/asked/                                         -           in  200  200  200  200  200  200  200  200
GET  /beside/<kind>/<about>/                                  ben_post    in  404  200  404  404  404  404  404  404
GET  /beside/<kind>/<about>/                                  no_kind     in  404  404  404  404  404  404  404  404
POST /beside/<kind>/<about>/not-me/                           ben_post    in  404  302  404  404  404  404  404  404
POST /beside/<kind>/<about>/person/                           ben_post    in  404  302  404  404  404  404  404  404
GET  /you/safety-plan/                                        -           in  200  200  200  200  200  200  200  200
POST /you/safety-plan/                                        -           in  302  302  302  302  302  302  302  302
POST /you/safety-plan/removal/                                -           in  302  302  302  302  302  302  302  302
GET  /check-ins/<check>/                                      ben_check   in  404  200  404  404  404  404  404  404
POST /check-ins/<check>/                                      ben_check   in  404  302  404  404  404  404  404  404
GET  /about-my-safety/<disclosure>/                           ben_told    in  404  200  404  404  404  404  404  404
# Safety: looking after people                                            visi  ada  ben cleo  dov  eli   mo  mo+ odil
GET  /how-we-look-after-each-other/                           -          200  200  200  200  200  200  200  200  200
GET  /duty/                                                   -           in  200  404  404  404  404  200  200  200
GET  /alerts/<alert>/                                         ada_alert   in  302  404  404  404  404  404  404  404
GET  /duty/notes/<note>/                                      desk_note   in  302  404  404  404  404  302  302  302
GET  /duty/concerns/<concern>/                                concern     in  200  404  404  404  404  404  404  404
GET  /duty/concerns/<concern>/                                at_desk     in  200  404  404  404  404  200  200  200
GET  /duty/concerns/<concern>/                                about_ada   in  404  404  404  404  404  404  404  404
POST /duty/concerns/<concern>/words/                          concern     in  302  404  404  404  404  404  404  404
POST /duty/concerns/<concern>/words/                          at_desk     in  302  404  404  404  404  302  302  302
POST /duty/concerns/<concern>/claim/                          concern     in  302  404  404  404  404  404  404  404
POST /duty/concerns/<concern>/claim/                          at_desk     in  302  404  404  404  404  403  403  403
POST /duty/concerns/<concern>/step/                           concern     in  403  404  404  404  404  404  404  404
POST /duty/concerns/<concern>/step/                           at_desk     in  302  404  404  404  404  403  403  403
POST /duty/concerns/<concern>/level/                          concern     in  403  404  404  404  404  404  404  404
POST /duty/concerns/<concern>/level/                          at_desk     in  302  404  404  404  404  403  403  403
POST /duty/concerns/<concern>/notes/                          concern     in  302  404  404  404  404  404  404  404
POST /duty/concerns/<concern>/notes/                          at_desk     in  302  404  404  404  404  302  302  302
POST /duty/concerns/<concern>/passing/                        at_desk     in  302  404  404  404  404  403  403  403
POST /duty/concerns/<concern>/desk/                           at_desk     in  302  404  404  404  404  403  403  403
POST /duty/concerns/<concern>/closing/                        at_desk     in  302  404  404  404  404  403  403  403
GET  /duty/concerns/<concern>/disclosure/                     at_desk     in  200  404  404  404  404  403  403  403
POST /duty/concerns/<concern>/disclosure/                     at_desk     in  302  404  404  404  404  403  403  403
GET  /duty/disclosures/<disclosure>/                          asked       in  200  404  404  404  404  200  200  200
POST /duty/disclosures/<disclosure>/agreement/                asked       in  403  404  404  404  404  302  302  302
POST /duty/disclosures/<disclosure>/arrival/                  ben_told    in  302  404  404  404  404  302  302  302
POST /duty/disclosures/<disclosure>/arrival/                  asked       in  403  404  404  404  404  403  403  403
GET  /duty/rota/                                              -           in  404  404  404  404  404  200  200  200
POST /duty/rota/                                              anew        in  404  404  404  404  404  302  302  302
GET  /duty/rota/<group>/                                      low_rota    in  200  404  404  404  404  404  404  404
POST /duty/rota/<group>/                                      low_rota    in  302  404  404  404  404  404  404  404
GET  /duty/pace/<group>/                                      low_rota    in  200  404  404  404  404  404  404  404
POST /duty/pace/<group>/                                      low_rota    in  302  404  404  404  404  404  404  404
POST /duty/shifts/<shift>/cover/                              ada_shift   in  302  404  404  404  404  404  404  404
POST /duty/shifts/<shift>/taking/                             free_shift  in  302  404  404  404  404  404  404  404
POST /duty/shifts/<shift>/taking/                             free_here   in  404  404  404  404  404  302  302  302
POST /duty/rest/                                              -           in  302  404  404  404  404  302  302  302
GET  /duty/debrief/                                           -           in  200  404  404  404  404  200  200  200
POST /duty/debrief/                                           -           in  302  404  404  404  404  302  302  302
GET  /duty/course/                                            -           in  200  404  404  404  404  200  200  200
POST /duty/course/                                            -           in  302  404  404  404  404  302  302  302
"""
SUBJECTS = {
    "ben_post": lambda w: {"kind": "post", "about": w.cast.post.id},
    "no_kind": lambda w: {"kind": "whatever", "about": w.cast.post.id},
    "ben_check": lambda w: {"check": w.check.id},
    "ben_told": lambda w: {"disclosure": w.told.id},
    "anew": lambda w: {},
    "ada_alert": lambda w: {"alert": w.alert.id},
    "desk_note": lambda w: {"note": w.concern_note.id},
    "concern": lambda w: {"concern": w.concern.id},
    "at_desk": lambda w: {"concern": w.desk_concern.id},
    "about_ada": lambda w: {"concern": w.about_ada.id},
    "asked": lambda w: {"disclosure": w.disclosure.id},
    "low_rota": lambda w: {"group": w.cast.group.id},
    "ada_shift": lambda w: {"shift": w.shift.id},
    "free_shift": lambda w: {"shift": w.free_shift.id},
    "free_here": lambda w: {"shift": w.free_here.id},
}
FORMS = {
    "/duty/concerns/<concern>/step/": {"what": "replied"},
    "/duty/concerns/<concern>/level/": {"level": "L4"},
    "/duty/concerns/<concern>/notes/": {"kind": "note", "words": "They answered me."},
    "/duty/concerns/<concern>/closing/": {"outcome": "talked"},
    "/duty/concerns/<concern>/disclosure/": {
        "unable": "no_answer",
        "tried": "We wrote to them twice.",
        "tells": "Where they said they are.",
        "whom": "the ambulance",
        "basis": "Their life is in danger.",
        "told": "yes",
    },
    "/duty/disclosures/<disclosure>/agreement/": {"agrees": "no"},
    "/duty/rota/": SHIFT,
    "/duty/rota/<group>/": SHIFT,
    "/duty/pace/<group>/": {f"{level}_{step}": str(least) for (level, step), (least, _most) in PACES.items()},
    "/duty/rest/": {"what": "break"},
    "/duty/debrief/": {"weight": "some", "words": "It was a long evening."},
    "/duty/course/": {one.name: one.right for one in QUESTIONS},
    "/check-ins/<check>/": {"answer": "better"},
    "/you/safety-plan/": {"signs": "I stop answering."},
}

#                        visitor     member       mo           mo+           odile        worker
TABLES = """
safety_reading           -/-/-/-     -/-/-/-      -/-/-/-      -/-/-/-       -/-/-/-      -/-/-/-
safety_concern           -/-/-/-     C/-/-/-      C/-/-/-      C/-/-/-       C/-/-/-      -/-/-/-
safety_timer             -/-/-/-     D/-/-/-      D/-/-/-      D/-/-/-       D/-/-/-      -/-/-/-
safety_alert             -/-/-/-     o/-/-/-      o/-/-/-      o/-/-/-       o/-/-/-      -/-/-/-
safety_concernnote       -/-/-/-     DZ/E/-/-     DZ/E/-/-     DZ/E/-/-      DZ/E/-/-     -/-/-/-
safety_notaboutme        -/-/-/-     o/o/-/-      o/o/-/-      o/o/-/-       o/o/-/-      -/-/-/-
safety_shift             -/-/-/-     og/F/G/-     *o/F/o/-     *o/F/o/-      *o/F/H/-     -/-/-/-
safety_pace              -/-/-/-     g/l/l/l      */-/-/-      */-/-/-       */-/-/-      -/-/-/-
safety_logentry          -/-/-/-     -/-/-/-      */-/-/-      */-/-/-       */-/-/-      -/-/-/-
safety_showncount        */-/-/-     */-/-/-      */-/-/-      */-/-/-       */-/-/-      */-/-/-
safety_disclosure        -/-/-/-     D/I/-/-      D/I/-/-      D/I/-/-       D/I/-/-      -/-/-/-
safety_checkin           -/-/-/-     oD/-/o/-     oD/-/o/-     oD/-/o/-      oD/-/o/-     -/-/-/-
safety_safetyplan        -/-/-/-     o/o/o/o      o/o/o/o      o/o/o/o       o/o/o/o      -/-/-/-
safety_spell             -/-/-/-     oJ/o/Y/K     oJ/o/Y/K     oJ/o/Y/K      oJ/o/Y/K     -/-/-/-
safety_coursepass        -/-/-/-     o/o/-/-      o/o/-/-      o/o/-/-       o/o/-/-      -/-/-/-
"""

CHANGED = {
    "safety_shift": {"ended_at"},
    "safety_pace": {"seconds", "set_by_name", "set_at"},
    "safety_checkin": {"answer", "answered_at"},
    "safety_safetyplan": None,
    "safety_spell": {"until"},
}
ABOUT = {"safety_disclosure": "asked_by_id"}
UNREADABLE = {"safety_concern": {"member_id"}, "safety_checkin": {"member_id"}}


STAFF = ("mo", "mo+", "odile")


def _staff(me: Any) -> bool:
    return me.column in STAFF


def _sees(me: Any, concern: Any) -> bool:
    """Whether `me` looks after a concern: who leads its group, who owns it and is there, staff once asked."""
    if me.id is None or concern["member_id"] == me.id:
        return False
    alerts = me.world.rows["safety_alert"].values()
    alerted = any(one["concern_id"] == concern["id"] and one["member_id"] == me.id for one in alerts)
    asked = concern["group_id"] is None or concern["to_desk_at"] is not None or alerted
    owns = concern["owner_id"] == me.id and (concern["group_id"] in me.joined or _staff(me))
    return concern["group_id"] in me.leads or owns or (asked and _staff(me))


def _of(me: Any, row: Any) -> bool:
    return _sees(me, me.world.rows["safety_concern"][row["concern_id"]])


def _of_open(me: Any, row: Any) -> bool:
    return me.world.rows["safety_concern"][row["concern_id"]]["closed_at"] is None and _of(me, row)


def _answers(me: Any, note: Any) -> bool:
    concern = me.world.rows["safety_concern"][note["concern_id"]]
    return note["kind"] == "answer" and concern["kind"] == "help" and concern["member_id"] == me.id


def _may_cover(me: Any, row: Any) -> bool:
    return row["member_id"] == me.id and (row["group_id"] in me.leads or (row["group_id"] is None and _staff(me)))


def _told_of(me: Any, row: Any) -> bool:
    told = row["what"] in ("not_today", "cover", "break", "talk")
    return told and _looks_after(me, row)


def _looks_after(me: Any, row: Any) -> bool:
    return row["group_id"] in me.leads or (row["group_id"] is None and _staff(me))


LETTERS = {
    "C": lambda me, table, row: _sees(me, row),
    "D": lambda me, table, row: _of(me, row),
    "E": lambda me, table, row: row["member_id"] == me.id and _of(me, row),
    "F": lambda me, table, row: _may_cover(me, row),
    "G": lambda me, table, row: row["member_id"] == me.id or row["group_id"] in me.leads,
    "H": lambda me, table, row: row["member_id"] == me.id or row["group_id"] is None,
    "I": lambda me, table, row: row["asked_by_id"] == me.id and row["agreed_by_id"] is None and _of_open(me, row),
    "J": lambda me, table, row: _told_of(me, row),
    "K": lambda me, table, row: row["member_id"] == me.id and row["what"] == "debrief",
    "Z": lambda me, table, row: _answers(me, row),
    "Y": lambda me, table, row: row["member_id"] == me.id and row["what"] in ("not_today", "break"),
}


def fill(made: Any, cast: Any, moment: Any, put: Any) -> None:
    """Add concerns about Ben (in both of Ada's groups; one brought to the staff) and everything that hangs on one."""
    from hearten.safety import models

    said = {"kind": "post", "level": "L3", "source": "rules", "opened_at": moment, "member_id": cast.ben.id}
    made.concern = put(models.Concern, about=cast.post.id, group=cast.group, **said)
    owned = {"owner_id": cast.ada.id, "owner_name": "Ada", "claimed_at": moment, "to_desk_at": moment}
    made.desk_concern = put(models.Concern, about=cast.thread.id, group=cast.hidden_group, **owned, **said)
    gone = {"owner_id": cast.eli.id, "owner_name": "Eli", "claimed_at": moment}  # he is not in the group any more
    left = put(models.Concern, about=uuid4(), group=cast.group, **gone, **said)
    asked_all = put(models.Timer, concern=left, step="lead", due_at=moment + timedelta(hours=1))
    for person in (cast.eli, cast.odile):
        put(models.Alert, concern=left, timer=asked_all, member_id=person.id, at=moment)
    made.about_ada = put(models.Concern, about=cast.reply.id, group=cast.group, **(said | {"member_id": cast.ada.id}))
    for concern in (made.concern, made.desk_concern):
        timer = put(models.Timer, concern=concern, step="lead", due_at=moment + timedelta(hours=1))
        made.alert = put(models.Alert, concern=concern, timer=timer, member_id=cast.ada.id, at=moment)
    note = {"concern": made.desk_concern, "at": moment}
    wrote = {"member_id": cast.ada.id, "name": "Ada", "kind": "second", "words": "They answered me."}
    made.concern_note = put(models.ConcernNote, **wrote, **note)
    help_ = {**said, **owned, "kind": "help", "source": "help", "to_desk_at": None}
    made.help = put(models.Concern, about=uuid4(), group=cast.group, **help_)
    answer = {**wrote, "kind": "answer", "words": "I am here. Write to me in the group."}
    put(models.ConcernNote, concern=made.help, at=moment, **answer)
    put(models.ConcernNote, concern=made.help, at=moment, **wrote)
    made.check = put(models.CheckIn, member_id=cast.ben.id, by_name="Ada", day=1, **note)
    asked = {"asked_by_id": cast.ada.id, "member_id": cast.ada.id, "asked_name": "Ada", "asked_at": moment}
    made.disclosure = put(
        models.Disclosure,
        concern=made.desk_concern,
        tried="We wrote to them twice.",
        tells="Where they said they are.",
        whom="the ambulance",
        unable="no_answer",
        basis="Their life is in danger.",
        **asked,
    )
    closed = {**said, **owned, "closed_at": moment, "outcome": "talked"}
    over = put(models.Concern, about=uuid4(), group=cast.group, **closed)
    put(models.Disclosure, concern=over, tried="x", tells="x", whom="x", basis="x", **asked)
    agreed = {"agreed_by_id": cast.odile.id, "agreed_name": "Odile", "agreed_at": moment}
    made.told = put(
        models.Disclosure,
        concern=made.desk_concern,
        tried="We wrote.",
        tells="Where.",
        whom="x",
        basis="x",
        **asked,
        **agreed,
    )
    item = {"kind": "post", "about": cast.post.id, "member_id": cast.ben.id}
    put(models.Reading, group=cast.group, state="read", asked_at=moment, **item)
    put(models.NotAboutMe, text_mark="a mark", at=moment, **item)
    _people(made, cast, moment, put)


def _people(made: Any, cast: Any, moment: Any, put: Any) -> None:
    from hearten.safety import models

    span = {"starts_at": moment + timedelta(days=1), "ends_at": moment + timedelta(days=1, hours=3), "made_at": moment}
    made.shift = put(models.Shift, group=cast.group, member_id=cast.ada.id, name="Ada", part="responder", **span)
    put(models.Shift, group=None, member_id=cast.mo.id, name="Mo", part="responder", **span)
    later = {"starts_at": moment + timedelta(days=2), "ends_at": moment + timedelta(days=2, hours=1), "made_at": moment}
    free = {"part": "backup", "ended_at": moment, **later}
    made.free_shift = put(models.Shift, group=cast.hidden_group, member_id=cast.ada.id, name="Ada", **free)
    made.free_here = put(models.Shift, group=None, member_id=cast.odile.id, name="Odile", **free)
    put(models.Pace, group=cast.group, level="L3", step="backup", seconds=240, set_by_name="Ada", set_at=moment)
    put(models.ShownCount, month=moment.date().replace(day=1), shown=4)
    put(models.SafetyPlan, member_id=cast.ben.id, words="{}", changed_at=moment)
    spell = {"member_id": cast.ada.id, "name": "Ada", "at": moment}
    put(models.Spell, group=cast.group, what="cover", **spell)
    put(models.Spell, group=None, what="talk", member_id=cast.mo.id, name="Mo", at=moment)
    put(models.Spell, group=cast.group, what="not_today", until=moment + timedelta(minutes=1), **spell)
    put(models.Spell, group=cast.group, what="go_on", until=moment + timedelta(hours=1), **spell)
    put(models.CoursePass, member_id=cast.ada.id, version="1", at=moment)
    put(models.Spell, group=cast.group, what="debrief", words="It was a long evening.", **spell)
    line = {"at": moment, "what": "detected", "concern": made.concern.id, "mark_before": "", "mark": "0" * 64}
    put(models.LogEntry, number=1, level="L3", detail="rules", **line)

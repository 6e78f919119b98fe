"""The matrices' lines about what stands beside the clinic.

Ben keeps a routine, a diary, a preparation and a statement; Ada, who leads "low days", is invited to the preparation
and suggested something. Ben asked Ada to practise and she said yes (`practice`); an ask of hers waits for Ben
(`ask_waits`); one of theirs ended (`over`). Nobody else is in any of it.
"""

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from typing import Any
from uuid import uuid4

DOORS = """
# Beside the clinic                                                      visi  ada  ben cleo  dov  eli   mo  mo+ odil
GET  /you/routine/                                            -           in  200  200  200  200  200  200  200  200
GET  /you/routine/new/                                        -           in  200  200  200  200  200  200  200  200
POST /you/routine/new/                                        -           in  302  302  302  302  302  302  302  302
GET  /you/routine/list/                                       -           in  200  200  200  200  200  200  200  200
GET  /you/routine/<routine>/                                  routine     in  404  200  404  404  404  404  404  404
POST /you/routine/<routine>/                                  routine     in  404  302  404  404  404  404  404  404
GET  /you/routine/<routine>/times/                            routine     in  404  200  404  404  404  404  404  404
POST /you/routine/<routine>/times/                            routine     in  404  302  404  404  404  404  404  404
POST /you/routine/<routine>/times/                            ended       in  404  403  404  404  404  404  404  404
POST /you/routine/<routine>/rest/                             routine     in  404  302  404  404  404  404  404  404
POST /you/routine/<routine>/end/                              routine     in  404  302  404  404  404  404  404  404
GET  /you/routine/<routine>/removal/                          routine     in  404  200  404  404  404  404  404  404
POST /you/routine/<routine>/removal/                          routine     in  404  302  404  404  404  404  404  404
POST /you/routine/<routine>/marks/                            routine     in  404  302  404  404  404  404  404  404
POST /you/routine/marks/<mark>/undo/                          mark        in  404  302  404  404  404  404  404  404
GET  /you/routine/marks/<mark>/reason/                        mark        in  404  200  404  404  404  404  404  404
POST /you/routine/marks/<mark>/reason/                        mark        in  404  302  404  404  404  404  404  404
GET  /you/effects/                                            -           in  200  200  200  200  200  200  200  200
POST /you/effects/                                            -           in  302  302  302  302  302  302  302  302
POST /you/effects/<effect>/removal/                           effect      in  404  302  404  404  404  404  404  404
GET  /you/appointments/                                       -           in  200  200  200  200  200  200  200  200
POST /you/appointments/                                       -           in  302  302  302  302  302  302  302  302
GET  /you/appointments/<appointment>/                         visit       in  404  200  404  404  404  404  404  404
POST /you/appointments/<appointment>/                         visit       in  404  302  404  404  404  404  404  404
POST /you/appointments/<appointment>/lines/                   visit       in  404  302  404  404  404  404  404  404
GET  /you/appointments/<appointment>/effects/                 visit       in  404  200  404  404  404  404  404  404
POST /you/appointments/<appointment>/effects/                 visit       in  404  302  404  404  404  404  404  404
GET  /you/appointments/<appointment>/sheet/                   visit       in  404  200  404  404  404  404  404  404
GET  /you/appointments/<appointment>/after/                   visit       in  404  200  404  404  404  404  404  404
POST /you/appointments/<appointment>/after/                   visit       in  404  302  404  404  404  404  404  404
GET  /you/appointments/<appointment>/removal/                 visit       in  404  200  404  404  404  404  404  404
POST /you/appointments/<appointment>/removal/                 visit       in  404  302  404  404  404  404  404  404
GET  /you/appointments/<appointment>/invites/                 visit       in  404  200  404  404  404  404  404  404
POST /you/appointments/<appointment>/invites/                 visit       in  404  302  404  404  404  404  404  404
POST /you/appointments/lines/<line>/up/                       line        in  404  302  404  404  404  404  404  404
POST /you/appointments/lines/<line>/down/                     line        in  404  302  404  404  404  404  404  404
POST /you/appointments/lines/<line>/removal/                  line        in  404  302  404  404  404  404  404  404
GET  /you/appointments/take/<kind>/<about>/                   own_post    in  200  200  404  404  404  404  200  404
POST /you/appointments/take/<kind>/<about>/                   own_post    in  302  302  404  404  404  404  302  404
GET  /shared-preparations/<invite>/                           invite      in  200  404  404  404  404  404  404  404
POST /shared-preparations/<invite>/suggestions/               invite      in  302  404  404  404  404  404  404  404
POST /shared-preparations/<invite>/end/                       invite      in  302  302  404  404  404  404  404  404
GET  /shared-preparations/<invite>/                           old_invite  in  404  404  404  404  404  404  404  404
POST /shared-preparations/<invite>/suggestions/               old_invite  in  404  404  404  404  404  404  404  404
POST /suggestions/<suggestion>/removal/                       suggested   in  302  302  404  404  404  404  404  404
GET  /you/what-i-want-to-say/                                 -           in  200  200  200  200  200  200  200  200
GET  /you/what-i-want-to-say/new/                             -           in  200  200  200  200  200  200  200  200
POST /you/what-i-want-to-say/new/                             -           in  302  302  302  302  302  302  302  302
GET  /you/what-i-want-to-say/<statement>/                     statement   in  404  200  404  404  404  404  404  404
POST /you/what-i-want-to-say/<statement>/                     statement   in  404  302  404  404  404  404  404  404
POST /you/what-i-want-to-say/<statement>/removal/             statement   in  404  302  404  404  404  404  404  404
GET  /practising/                                             -           in  200  200  200  200  200  200  200  200
POST /practising/willing/                                     -           in  302  302  302  302  302  302  302  302
GET  /practising/ask/                                         -           in  200  200  200  200  200  200  200  200
POST /practising/ask/                                         -           in  403  403  403  403  403  403  403  403
GET  /practising/<practice>/                                  practice    in  200  200  404  404  404  404  404  404
POST /practising/<practice>/turns/                            practice    in  302  403  404  404  404  404  404  404
POST /practising/<practice>/turns/                            over        in  403  403  404  404  404  404  404  404
POST /practising/<practice>/answer/                           ask_waits   in  404  302  404  404  404  404  404  404
POST /practising/<practice>/answer/                           over        in  404  403  404  404  404  404  404  404
POST /practising/<practice>/end/                              practice    in  302  302  404  404  404  404  404  404
GET  /practising/<practice>/report/                           practice    in  200  200  404  404  404  404  404  404
POST /practising/<practice>/report/                           practice    in  302  302  404  404  404  404  404  404
GET  /desk/practising/<practice>/                             practice    in  404  404  404  404  404  200  200  200
POST /desk/practising/<practice>/                             practice    in  404  404  404  404  404  200  200  200
POST /desk/practising/<practice>/                             ask_waits   in  404  404  404  404  404  404  404  404
"""

SUBJECTS: dict[str, Callable[[Any], dict[str, Any]]] = {
    "routine": lambda w: {"routine": w.routine.id},
    "ended": lambda w: {"routine": w.ended_routine.id},
    "mark": lambda w: {"mark": w.mark.id},
    "effect": lambda w: {"effect": w.effect.id},
    "visit": lambda w: {"appointment": w.visit.id, "membership": w.cast.ada_in_group.id},
    "line": lambda w: {"line": w.lines[0].id},
    "own_post": lambda w: {"kind": "post", "about": w.cast.post.id},
    "invite": lambda w: {"invite": w.invite_to_look.id},
    "old_invite": lambda w: {"invite": w.old_invite.id},
    "suggested": lambda w: {"suggestion": w.suggestion.id},
    "statement": lambda w: {"statement": w.statement.id},
    "practice": lambda w: {"practice": w.practice.id},
    "ask_waits": lambda w: {"practice": w.practice_asked.id},
    "over": lambda w: {"practice": w.practice_over.id},
}

_ID = {"client_id": "5f2b0f7e-8f0c-4c55-8c0e-51b6a1c2d3e5"}
FORMS: dict[str, dict[str, Any]] = {
    "/you/routine/new/": {"name": "the small one", "at": ["08:00"], **_ID},
    "/you/routine/<routine>/": {"name": "the small one", "notes": "In the drawer."},
    "/you/routine/<routine>/times/": {"at": ["09:00", "21:00"], "days": ["1", "3"]},
    "/you/routine/<routine>/marks/": {"day": datetime.now(UTC).date().isoformat(), "at": "08:00", "how": "later"},
    "/you/routine/marks/<mark>/reason/": {"reason": "I was on a train."},
    "/you/effects/": {"on": "2026-03-09", "feelings": ["tired"], "words": "Slow until noon.", **_ID},
    "/you/appointments/": {"with_whom": "the clinic", **_ID},
    "/you/appointments/<appointment>/": {"with_whom": "the clinic", "matters": "Sleep."},
    "/you/appointments/<appointment>/lines/": {"text": "How long does it take?", **_ID},
    "/you/appointments/<appointment>/effects/": {},
    "/you/appointments/<appointment>/after/": {"decided": "We wait.", "next": "Call on Monday."},
    "/you/appointments/<appointment>/invites/": {"place": "<membership>"},
    "/you/appointments/take/<kind>/<about>/": {"text": "I would like to say this.", **_ID},
    "/shared-preparations/<invite>/suggestions/": {"words": "Ask when you will hear from them.", **_ID},
    "/you/what-i-want-to-say/new/": {"statement": "I would like to think about it.", **_ID},
    "/you/what-i-want-to-say/<statement>/": {"statement": "I would like to think about it.", **_ID},
    "/practising/willing/": {"on": "yes"},
    "/practising/ask/": {"place": "00000000-0000-4000-8000-000000000001", "situation": "no", "role": "speaks"},
    "/practising/<practice>/turns/": {"body": "What brings you here?", **_ID},
    "/practising/<practice>/answer/": {"how": "accept"},
    "/practising/<practice>/report/": {"about": "other"},
    "/desk/practising/<practice>/": {"reason": "One of the two asked us to look at this."},
}

#                        visitor     member       mo           mo+           odile        worker
TABLES = """
care_routine             -/-/-/-     o/o/o/o      o/o/o/o      o/o/o/o       o/o/o/o      -/-/-/-
care_times               -/-/-/-     o/o/-/o      o/o/-/o      o/o/-/o       o/o/-/o      -/-/-/-
care_mark                -/-/-/-     o/o/o/o      o/o/o/o      o/o/o/o       o/o/o/o      -/-/-/-
care_effect              -/-/-/-     o/o/-/o      o/o/-/o      o/o/-/o       o/o/-/o      -/-/-/-
care_appointment         -/-/-/-     o/o/o/o      o/o/o/o      o/o/o/o       o/o/o/o      -/-/-/-
care_line                -/-/-/-     o/o/o/o      o/o/o/o      o/o/o/o       o/o/o/o      -/-/-/-
care_invite              -/-/-/-     oE/-/-/-     -/-/-/-      -/-/-/-       -/-/-/-      -/-/-/-
care_look                -/-/-/-     o/-/-/-      -/-/-/-      -/-/-/-       -/-/-/-      -/-/-/-
care_suggestion          -/-/-/-     oV/W/-/oV    -/-/-/-      -/-/-/-       -/-/-/-      -/-/-/-
care_statement           -/-/-/-     o/o/o/o      o/o/o/o      o/o/o/o       o/o/o/o      -/-/-/-
care_willing             -/-/-/-     o/o/o/-      o/o/o/-      o/o/o/-       o/o/o/-      -/-/-/-
care_closure             -/-/-/-     o/-/-/-      o/-/-/-      o/-/-/-       o/-/-/-      -/-/-/-
care_practice            -/-/-/-     Y/-/-/-      -/-/-/-      -/-/-/-       -/-/-/-      -/-/-/-
care_answer              -/-/-/-     oH/-/-/-     -/-/-/-      -/-/-/-       -/-/-/-      -/-/-/-
care_ending              -/-/-/-     oH/o/-/-     -/-/-/-      -/-/-/-       -/-/-/-      -/-/-/-
care_turn                -/-/-/-     Q/-/-/-      -/-/-/-      -/-/-/-       -/-/-/-      -/-/-/-
care_reported            -/-/-/-     o/o/-/-      */-/-/-      */-/-/-       */-/-/-      -/-/-/-
"""

CHANGED: dict[str, set[str] | None] = {
    "care_routine": {"words", "refill_on", "ended_at"},
    "care_mark": {"words", "marked_at"},
    "care_appointment": {"on", "words", "after", "changed_at"},
    "care_line": {"rank"},
    "care_statement": {"words", "changed_at"},
    "care_willing": {"ended_at"},
}


def _of_mine(me: Any, row: dict[str, Any]) -> bool:
    practice = me.world.rows["care_practice"][row["practice_id"]]
    return me.id in (practice["asker_id"], practice["asked_id"])


def _accepted(me: Any, row: dict[str, Any]) -> bool:
    answers = me.world.rows["care_answer"].values()
    return any(one["practice_id"] == row["practice_id"] and one["how"] == "accepted" for one in answers)


def _invited(me: Any, row: dict[str, Any]) -> bool:
    return row["guest_id"] == me.id and row["ended_at"] is None


LETTERS: dict[str, Callable[[Any, str, dict[str, Any]], bool]] = {
    "Y": lambda me, table, row: me.id in (row["asker_id"], row["asked_id"]),  # one of the two
    "H": lambda me, table, row: _of_mine(me, row) and _accepted(me, row),  # of a practice of one's own that began
    "Q": lambda me, table, row: _of_mine(me, row),
    "E": lambda me, table, row: _invited(me, row),  # its guest, while it is open
    "V": lambda me, table, row: row["author_id"] == me.id,
    "W": lambda me, table, row: (
        row["author_id"] == me.id and _invited(me, me.world.rows["care_invite"][row["invite_id"]])
    ),
}


def fill(made: Any, cast: Any, moment: Any, put: Any) -> None:
    from hearten.care.models import Effect, Mark, Routine, Statement, Times
    from hearten.care.parts import sealed_as

    mine = {"member_id": cast.ben.id}
    named = sealed_as({"name": "the small one", "notes": "In the drawer."})
    made.routine = put(Routine, client_id=uuid4(), words=named, made_at=moment, **mine)
    made.ended_routine = put(Routine, client_id=uuid4(), words=named, made_at=moment, ended_at=moment, **mine)
    put(Times, routine=made.routine, from_at=moment, at=[time(8)], days=[1, 2, 3], **mine)
    said = sealed_as({"how": "taken", "reason": "With tea."})
    made.mark = put(Mark, routine=made.routine, day=moment.date(), at=time(8), words=said, marked_at=moment, **mine)
    felt = sealed_as({"feelings": "tired", "words": "Slow until noon."})
    made.effect = put(Effect, client_id=uuid4(), on=moment.date(), words=felt, at=moment, **mine)
    words = sealed_as({"statement": "I would like to think about it."})
    made.statement = put(Statement, client_id=uuid4(), words=words, made_at=moment, changed_at=moment, **mine)
    _visit(made, cast, moment, put)
    _practice(made, cast, moment, put)


def _visit(made: Any, cast: Any, moment: Any, put: Any) -> None:
    from hearten.care.models import Appointment, Invite, Line, Look, Suggestion
    from hearten.care.parts import sealed_as

    mine = {"member_id": cast.ben.id}
    words = sealed_as({"with": "the clinic", "matters": "Sleep."})
    made.visit = put(Appointment, client_id=uuid4(), words=words, made_at=moment, changed_at=moment, **mine)
    made.lines = [
        put(Line, appointment=made.visit, client_id=uuid4(), kind="question", rank=rank,
            words=sealed_as({"text": "How long?"}), made_at=moment, **mine)
        for rank in (1, 2)
    ]  # fmt: skip
    invite = {"appointment": made.visit, "group": cast.group, "my_place": cast.ben_in_group, "made_at": moment}
    invite |= {"guest_id": cast.ada.id, "guest_place": cast.ada_in_group, **mine}
    made.invite_to_look = put(Invite, ends_at=moment + timedelta(hours=48), **invite)
    made.old_invite = put(Invite, ends_at=moment, ended_at=moment, **invite)
    put(Look, invite=made.old_invite, at=moment, **mine)
    said = {"author_id": cast.ada.id, "appointment": made.visit, "at": moment, **mine}
    made.suggestion = put(Suggestion, invite=made.invite_to_look, client_id=uuid4(), words="Ask when.", **said)
    put(Suggestion, invite=made.old_invite, client_id=uuid4(), words="Bring somebody.", **said)


def _practice(made: Any, cast: Any, moment: Any, put: Any) -> None:
    from hearten.care.models import Answer, Closure, Ending, Practice, Reported, Turn, Willing
    from hearten.care.proofs import proof_of

    ada, ben = cast.ada.id, cast.ben.id
    put(Willing, member_id=ben, since=moment)
    put(Closure, member_id=ben, act_id=uuid4(), at=moment, ended_at=moment)
    asked = {"group": cast.group, "situation": "no", "role": "speaks", "made_at": moment}
    to_ada = {"asker_id": ben, "asked_id": ada, "asker_place": cast.ben_in_group, "asked_place": cast.ada_in_group}
    to_ben = {"asker_id": ada, "asked_id": ben, "asker_place": cast.ada_in_group, "asked_place": cast.ben_in_group}
    made.practice, made.practice_asked = put(Practice, **asked, **to_ada), put(Practice, **asked, **to_ben)
    made.practice_over = put(Practice, **asked, **to_ben)
    put(Answer, practice=made.practice, member_id=ada, how="accepted", at=moment)
    put(Answer, practice=made.practice_over, member_id=ben, how="not_now", at=moment)
    put(Ending, practice=made.practice_over, member_id=ben, at=moment)
    key, words = uuid4(), "I would like to think about it."
    put(Turn, id=key, practice=made.practice, author_id=ben, number=1, client_id=uuid4(), body=words,
        proof=proof_of(key, ben, words), at=moment)  # fmt: skip
    put(Reported, practice=made.practice, member_id=ben, words="It was rude.", at=moment)

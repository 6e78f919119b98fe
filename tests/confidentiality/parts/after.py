"""The matrices' lines about what follows a meeting.

A meeting of "low days" is over: Ada led, Ben was there, and Eli, before Ada removed him. Ada asked Ben about his words.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

from tests.confidentiality.parts.rooms import _inside, _stay, lobby

DOORS = """
# After a meeting: for whoever was there, and for who leads               visi  ada  ben cleo  dov  eli   mo  mo+ odil
GET  /meetings/<meeting>/after/                               was_met     in  200  200  404  404  404  404  404  404
GET  /meetings/<meeting>/after/                               empty       in  404  404  404  404  404  404  404  404
POST /meetings/<meeting>/after/feedback/                      was_met     in  302  302  404  404  404  404  404  404
POST /meetings/<meeting>/after/feedback/                      empty       in  404  404  404  404  404  404  404  404
POST /meetings/<meeting>/after/words/                         was_met     in  302  302  404  404  404  404  404  404
POST /meetings/<meeting>/after/words/                         empty       in  404  404  404  404  404  404  404  404
POST /meetings/<meeting>/after/how-are-you/                   was_met     in  302  302  404  404  404  404  404  404
POST /meetings/<meeting>/after/how-are-you/                   empty       in  404  404  404  404  404  404  404  404
GET  /meetings/afterwords/<word>/                             was_met     in  302  302  404  404  404  404  404  404
POST /meetings/afterwords/<word>/done/                        was_met     in  404  302  404  404  404  404  404  404
POST /meetings/afterwords/<word>/removal/                     was_met     in  404  302  404  404  404  404  404  404
GET  /meetings/after/news/<about>/                            was_met     in  302  302  404  404  404  404  404  404
POST /meetings/passages/<passage>/answer/                     was_met     in  404  302  404  404  404  404  404  404
POST /meetings/passages/<passage>/removal/                    was_met     in  302  404  404  404  404  404  404  404
GET  /meetings/<meeting>/recap/                               was_met     in  200  404  404  404  404  404  404  404
GET  /meetings/<meeting>/recap/                               empty       in  404  404  404  404  404  404  404  404
POST /meetings/<meeting>/recap/                               was_met     in  302  404  404  404  404  404  404  404
POST /meetings/<meeting>/recap/out/                           was_met     in  302  404  404  404  404  404  404  404
GET  /meetings/<meeting>/log/                                 was_met     in  200  404  404  404  404  404  404  404
GET  /meetings/<meeting>/log/                                 empty       in  404  404  404  404  404  404  404  404
POST /meetings/<meeting>/log/                                 was_met     in  302  404  404  404  404  404  404  404
POST /meetings/<meeting>/log/incidents/                       was_met     in  302  404  404  404  404  404  404  404
POST /meetings/incidents/<incident>/followed-up/              was_met     in  302  404  404  404  404  404  404  404
POST /meetings/<meeting>/log/attendance/                      was_met     in  302  404  404  404  404  404  404  404
# One's own attendance, and a letter                                       visi  ada  ben cleo  dov  eli   mo  mo+ odil
GET  /you/meetings/                                           -           in  200  200  200  200  200  200  200  200
GET  /you/meetings/letter/                                    -           in  200  200  200  200  200  200  200  200
POST /you/meetings/letter/                                    was_ben     in  422  200  422  422  422  422  422  422
"""

SUBJECTS: dict[str, Callable[[Any], dict[str, Any]]] = {
    "was_met": lambda w: {
        "meeting": w.meeting_over.id,
        "word": w.afterword.id,
        "about": w.incident.id,
        "passage": w.asked.id,
        "incident": w.incident.id,
        "membership": w.cast.ada_in_group.id,
    },
    "empty": lambda w: {"meeting": w.meeting_by_night.id},
    "was_ben": lambda w: {"?": {"dates": w.attended["Ben"].id}},
}

FORMS: dict[str, dict[str, Any]] = {
    "/meetings/<meeting>/after/feedback/": {"heard": "yes", "again": "yes", "unsafe": "no"},
    "/meetings/<meeting>/after/words/": {
        "kind": "word",
        "body": "Thank you all.",
        "client_id": "5b1f4a0e-0a39-4b43-8a35-2f8a4a4f6c10",
    },
    "/meetings/<meeting>/after/how-are-you/": {"answer": "right"},
    "/meetings/passages/<passage>/answer/": {"answer": "yes"},
    "/meetings/<meeting>/recap/": {"words": "We spoke about sleep."},
    "/meetings/<meeting>/log/": {"came": "3", "themes": "Sleep."},
    "/meetings/<meeting>/log/incidents/": {
        "what": "conflict",
        "happened": "It got loud.",
        "person_following": "<membership>",
    },
    "/meetings/<meeting>/log/attendance/": {},
    "/you/meetings/letter/": {"name": "B. Benson"},
}

#                        visitor     member       mo           mo+           odile        worker
TABLES = """
meetings_feedback        -/-/-/-     A/A/A/-      -/-/-/-      -/-/-/-       -/-/-/-      -/-/-/-
meetings_afterword       -/-/-/-     I/A/C/A      -/-/-/-      -/-/-/-       -/-/-/-      -/-/-/-
meetings_recap           -/-/-/-     I/A/A/-      -/-/-/-      -/-/-/-       -/-/-/-      -/-/-/-
meetings_passage         -/-/-/-     P/A/S/AS     -/-/-/-      -/-/-/-       -/-/-/-      -/-/-/-
meetings_log             -/-/-/-     l/A/A/-      -/-/-/-      -/-/-/-       -/-/-/-      -/-/-/-
meetings_incident        -/-/-/-     lB/A/l/-     -/-/-/-      -/-/-/-       -/-/-/-      -/-/-/-
meetings_howareyou       -/-/-/-     o/o/o/o      -/-/-/-      -/-/-/-       -/-/-/-      -/-/-/-
"""

CHANGED: dict[str, set[str] | None] = {
    "meetings_feedback": {"heard", "again", "unsafe", "at"},
    "meetings_afterword": {"done_at"},
    "meetings_recap": {"out_at"},
    "meetings_passage": {"answer", "answered_at"},
    "meetings_log": {"came", "themes", "next_time", "changed_at"},
    "meetings_incident": {"followed_up_at"},
    "meetings_howareyou": {"answer", "at"},
}

LETTERS: dict[str, Callable[[Any, str, dict[str, Any]], bool]] = {
    "I": lambda me, table, row: _inside(me, row),  # of a meeting into which one was let
    "A": lambda me, table, row: _stay(me, row["membership_id"]) is not None,  # one's own
    "C": lambda me, table, row: _stay(me, row["membership_id"]) is not None and row["kind"] == "commitment",
    "S": lambda me, table, row: _stay(me, row["source_id"]) is not None,  # one's own words, which somebody proposes
    "B": lambda me, table, row: _stay(me, row["about_id"]) is not None,  # about oneself
    "P": lambda me, table, row: _told(me, row),
}


def _told(me: Any, row: dict[str, Any]) -> bool:
    """Whether a passage is one's own proposal, one's own words, or out for those who were there."""
    mine = _stay(me, row["membership_id"]) or _stay(me, row["source_id"])
    return mine is not None or (_inside(me, row) and (row["source_id"] is None or row["answer"] == "yes"))


def fill(made: Any, cast: Any, moment: Any, put: Any) -> None:
    from hearten.groups.models import Membership
    from hearten.meetings.models import (
        Afterword,
        Attendance,
        Feedback,
        HowAreYou,
        Incident,
        Log,
        Meeting,
        Passage,
        Recap,
        Room,
    )
    from hearten.meetings.tests.rooms import SHORT

    eli = Membership.objects.using("keeper").get(group=cast.group, member_id=cast.eli.id)
    ada, ben = {"membership": cast.ada_in_group}, {"membership": cast.ben_in_group}
    begun = moment - timedelta(hours=1)
    said = {"title": "Monday", "zone": "UTC", "minutes": 40, "places": 12, "media": ["text"], "definition": SHORT}
    when = {"starts_at": begun, "planned_at": begun, "made_at": begun, "changed_at": begun}
    made.meeting_over = put(Meeting, group=cast.group, made_by=cast.ada_in_group, **said, **when)
    here = {"group": cast.group, "meeting": made.meeting_over}
    state = {**lobby(begun, [str(cast.ada_in_group.id), str(cast.ben_in_group.id)], SHORT), "phase": "ended"}
    put(Room, version=9, phase="ended", state=state, floor={}, made_at=begun, ended_at=moment, **here)
    for stay in (cast.ada_in_group, cast.ben_in_group, eli):
        made.was_there = put(Attendance, membership=stay, first_at=begun, seconds=1800, seen_at=moment, **here)
        made.attended = getattr(made, "attended", {}) | {stay.name: made.was_there}
    put(Feedback, heard="yes", again="maybe", unsafe=False, at=moment, **ben, **here)
    word = {"body": "Three walks.", "html": "<p>Three walks.</p>", "at": moment}
    made.afterword = put(Afterword, kind="commitment", client_id=uuid4(), **word, **ben, **here)
    made.ada_says = put(Afterword, kind="word", client_id=uuid4(), **word, **ada, **here)
    recap = put(Recap, made_at=moment, out_at=moment, **ada, **here)
    made.told = put(Passage, recap=recap, **word, **ada, **here)
    made.asked = put(Passage, recap=recap, source=cast.ben_in_group, **word, **ada, **here)
    made.log = put(Log, came=3, themes="Sleep.", at=moment, changed_at=moment, **ada, **here)
    words = {"happened": "It got loud.", "done": "We paused.", "member_id": cast.ada.id}
    note = {"what": "conflict", "at": moment, "due_at": moment + timedelta(hours=24), "asks_all": True}
    made.incident = put(
        Incident, about=cast.ben_in_group, follows_up=cast.ada_in_group, **note, **words, **ada, **here
    )  # fmt: skip
    put(HowAreYou, member_id=cast.ben.id, meeting=made.meeting_over, answer="heavy", at=moment)

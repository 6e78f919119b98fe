"""The matrices' lines about meetings' rooms.

"low days" meets now: Ada leads, Ben came, Eli was there before Ada removed him. "night shift" meets too, and
nobody has come yet.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from tests.confidentiality.parts.for_two import in_sight

DOORS = """
# A room: its door, what is done and written in it                       visi  ada  ben cleo  dov  eli   mo  mo+ odil
GET  /meetings/<meeting>/room/                                here        in  200  200  404  404  404  404  404  404
GET  /meetings/<meeting>/room/                                there       in  200  200  404  404  404  404  404  404
POST /meetings/<meeting>/room/arrival/                        here        in  302  302  404  404  404  404  404  404
POST /meetings/<meeting>/room/arrival/                        there       in  302  302  404  404  404  404  404  404
POST /meetings/<meeting>/room/commands/<what>/                here        in  302  302  404  404  404  404  404  404
POST /meetings/<meeting>/room/commands/<what>/                there       in  404  404  404  404  404  404  404  404
GET  /meetings/<meeting>/room/own/                            here        in  200  200  404  404  404  404  404  404
GET  /meetings/<meeting>/room/own/                            there       in  404  404  404  404  404  404  404  404
GET  /meetings/<meeting>/room/lines/                          here        in  302  302  404  404  404  404  404  404
POST /meetings/<meeting>/room/lines/                          here        in  302  302  404  404  404  404  404  404
POST /meetings/<meeting>/room/lines/                          there       in  302  302  404  404  404  404  404  404
GET  /meetings/lines/<line>/                                  here        in  302  302  404  404  404  404  404  404

# Care in the room: Ben wrote privately to who leads, and is in a side room with Ada
GET  /meetings/<meeting>/room/words/                          here        in  302  302  404  404  404  404  404  404
POST /meetings/<meeting>/room/words/                          here        in  302  302  404  404  404  404  404  404
POST /meetings/<meeting>/room/words/                          there       in  302  302  404  404  404  404  404  404
GET  /meetings/<meeting>/room/captions/                       here        in  302  302  404  404  404  404  404  404
POST /meetings/<meeting>/room/captions/                       here        in  403  403  404  404  404  404  404  404
POST /meetings/<meeting>/room/side/                           here        in  403  404  404  404  404  404  404  404
POST /meetings/<meeting>/room/side/                           there       in  404  404  404  404  404  404  404  404
GET  /meetings/side/<side>/                                   here        in  200  200  404  404  404  404  404  404
GET  /meetings/side/<side>/own/                               here        in  200  200  404  404  404  404  404  404
POST /meetings/side/<side>/answer/                            here        in  403  302  404  404  404  404  404  404
GET  /meetings/side/<side>/words/                             here        in  302  302  404  404  404  404  404  404
POST /meetings/side/<side>/words/                             here        in  302  302  404  404  404  404  404  404
POST /meetings/side/<side>/end/                               here        in  302  302  404  404  404  404  404  404
GET  /meetings/words/<word>/                                  here        in  302  302  404  404  404  404  404  404
"""

SUBJECTS: dict[str, Callable[[Any], dict[str, Any]]] = {
    "here": lambda w: {
        "meeting": w.meeting_now.id,
        "what": "listen",
        "line": w.line.id,
        "side": w.side_room.id,
        "word": w.private_word.id,
        "membership": w.cast.ben_in_group.id,
    },
    "there": lambda w: {"meeting": w.meeting_by_night.id, "what": "listen", "membership": w.cast.ben_in_group.id},
}

WORDS = {"body": "I am here.", "client_id": "7b0bd0d1-6a1c-4d43-8b35-6b1f0a4c9d10"}
FORMS: dict[str, dict[str, Any]] = {
    "/meetings/<meeting>/room/arrival/": {"way": "text"},
    "/meetings/<meeting>/room/commands/<what>/": {"value": "no"},
    "/meetings/<meeting>/room/words/": WORDS | {"wish": "now", "person": "<membership>"},
    "/meetings/<meeting>/room/captions/": WORDS,
    "/meetings/<meeting>/room/side/": {"person": "<membership>"},
    "/meetings/side/<side>/answer/": {"answer": "yes"},
    "/meetings/side/<side>/words/": WORDS,
    "/meetings/<meeting>/room/lines/": {"body": "I am here.", "client_id": "1f2b0f7e-8f0c-4c55-8c0e-51b6a1c2d3e4"},
}

#                        visitor     member       mo           mo+           odile        worker
TABLES = """
meetings_room            -/-/-/-     I/-/-/-      -/-/-/-      -/-/-/-       -/-/-/-      -/-/-/-
meetings_roomstep        -/-/-/-     -/-/-/-      -/-/-/-      -/-/-/-       -/-/-/-      -/-/-/-
meetings_attendance      -/-/-/-     AT/-/T/-     -/-/-/-      -/-/-/-       -/-/-/-      -/-/-/-
meetings_line            -/-/-/-     I/W/-/-      -/-/-/-      -/-/-/-       -/-/-/-      -/-/-/-
meetings_sideroom        -/-/-/-     S/H/S/-      -/-/-/-      -/-/-/-       -/-/-/-      -/-/-/-
meetings_word            -/-/-/-     D/X/-/-      -/-/-/-      -/-/-/-       -/-/-/-      -/-/-/-
"""

CHANGED: dict[str, set[str] | None] = {
    "meetings_attendance": {"confirmed_at"},
    "meetings_sideroom": {"taken_at", "ended_at"},
}


def _stay(me: Any, key: Any) -> Any:
    """The running membership of `me` that a row names, or None."""
    row = me.world.rows["groups_membership"].get(key)
    return row if row is not None and row["member_id"] == me.id and row["ended_at"] is None else None


def _inside(me: Any, row: dict[str, Any]) -> bool:
    """Whether `me` was let into the room of a row, and is still in its group."""
    there = me.world.rows["meetings_attendance"].values()
    return any(one["meeting_id"] == row["meeting_id"] and _stay(me, one["membership_id"]) for one in there)


def _stands_by(me: Any, row: dict[str, Any]) -> bool:
    """Whether `me` leads the room of a row, or stands by."""
    rooms = [one for one in me.world.rows["meetings_room"].values() if one["meeting_id"] == row["meeting_id"]]
    people = [(key, one) for room in rooms for key, one in room["state"]["people"].items()]
    return any(_stay(me, UUID(key)) and {"facilitator", "co_facilitator"} & set(one["duties"]) for key, one in people)


def _of_the_two(me: Any, side: dict[str, Any]) -> bool:
    return _stay(me, side["person_id"]) is not None or _stay(me, side["helper_id"]) is not None


def _private(me: Any, row: dict[str, Any]) -> bool:
    """Whether a private word is for `me`: in a side room for its two; else for its person, and for who leads."""
    if row["side_id"] is not None:
        return _of_the_two(me, me.world.rows["meetings_sideroom"][row["side_id"]])
    return _stay(me, row["place_id"]) is not None or _stands_by(me, row)


LETTERS: dict[str, Callable[[Any, str, dict[str, Any]], bool]] = {
    "I": lambda me, table, row: _inside(me, row),  # of a room that one was let into
    "A": lambda me, table, row: _stay(me, row["membership_id"]) is not None,  # one's own
    "T": lambda me, table, row: row["group_id"] in me.leads and in_sight(me, row),  # where one leads; not of two others
    "W": lambda me, table, row: _stay(me, row["membership_id"]) is not None and _inside(me, row),  # while all may write
    "S": lambda me, table, row: _of_the_two(me, row),
    "H": lambda me, table, row: _stay(me, row["helper_id"]) is not None and row["taken_at"] is None,  # not yet taken
    "D": lambda me, table, row: _private(me, row),
    "X": lambda me, table, row: _stay(me, row["membership_id"]) is not None and row["author_id"] == me.id,
}


def fill(made: Any, cast: Any, moment: Any, put: Any) -> None:
    from hearten.groups.models import Membership
    from hearten.meetings.models import Attendance, Line, Meeting, Room, RoomStep, SideRoom, Word
    from hearten.meetings.tests.rooms import SHORT

    eli = Membership.objects.using("keeper").get(group=cast.group, member_id=cast.eli.id)
    night = Membership.objects.using("keeper").get(group=cast.hidden_group, member_id=cast.ada.id)
    said: dict[str, Any] = {
        "title": "Tuesday",
        "zone": "UTC",
        "minutes": 40,
        "places": 12,
        "media": ["text"],
        "definition": SHORT,
    }
    before = moment - timedelta(minutes=5)
    said |= {"starts_at": before, "planned_at": before, "made_at": before, "changed_at": before}
    made.meeting_now = put(Meeting, group=cast.group, made_by=cast.ada_in_group, **said)
    made.meeting_by_night = put(Meeting, group=cast.hidden_group, made_by=night, **said)
    here = {"group": cast.group, "meeting": made.meeting_now}
    state = lobby(before, [str(cast.ada_in_group.id), str(cast.ben_in_group.id)], SHORT)
    put(Room, version=2, state=state, floor={"all": True, "only": [], "never": []}, made_at=before, **here)
    ada = str(cast.ada_in_group.id)
    came = {"what": "arrive", "who": ada, "value": {"duties": ["facilitator"]}}
    put(RoomStep, version=1, at=before, command=came, events=[{"what": "came", "who": ada}], **here)
    for stay in (cast.ada_in_group, cast.ben_in_group, eli):
        since = None if stay is eli else before
        put(Attendance, membership=stay, first_at=before, since=since, seen_at=moment, **here)
    made.line = put(
        Line, membership=cast.ben_in_group, client_id=uuid4(), kind="line", body="Hello.", html="<p>Hello.</p>",
        at=moment, **here,
    )  # fmt: skip
    two = {"person": cast.ben_in_group, "helper": cast.ada_in_group, "offered_at": before}
    put(SideRoom, ended_at=moment, **two, **here)
    made.side_room = put(SideRoom, taken_at=before, **two, **here)
    for side, by, author in (
        (None, cast.ada_in_group, cast.ada),
        (made.side_room, cast.ben_in_group, cast.ben),
        (None, cast.ben_in_group, cast.ben),
    ):
        word = {"place": cast.ben_in_group, "membership": by, "author_id": author.id, "client_id": uuid4()}
        made.private_word = put(Word, side=side, body="I am not all right.", at=moment, **word, **here)


def lobby(began: Any, people: list[str], definition: dict[str, Any]) -> dict[str, Any]:
    """The state of a room before its meeting began, with people in it; the first one leads."""
    from hearten.meetings.engine.commands import Command
    from hearten.meetings.engine.plan import plan_of
    from hearten.meetings.engine.state import to_json
    from hearten.meetings.engine.step import begin, step
    from hearten.meetings.room.store import ms

    plan = plan_of(definition)
    state = begin(plan, starts_at=ms(began), at=ms(began))
    for n, who in enumerate(people):
        value = {"way": "text", "duties": ["facilitator"] if n == 0 else []}
        state, _events = step(plan, state, Command("arrive", who, value=value), ms(began))
    return to_json(state)

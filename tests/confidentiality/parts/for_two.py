"""The matrices' lines about sessions of two.

In "low days" Fay is a peer supporter and Gus a member, both outside the columns. Fay meets Ben (`two`, to come, and
`two_now`, whose room they are in), Gus meets Ada (`adas_two`), and Fay meets Gus (`others_two`). So each session has
somebody who leads the group, or another member, for whom it does not exist. Hal offers hours, too, and has blocked Ben;
so does Ivy. Ben has two sessions with Fay already, and cannot have a third.
"""

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from typing import Any
from uuid import uuid4

DOORS = """
# Who offers hours                                                       visi  ada  ben cleo  dov  eli   mo  mo+ odil
GET  /groups/<group>/sessions/                                low_days    in  200  200  404  404  404  404  404  404
GET  /groups/<group>/sessions/hours/                          low_days    in  200  404  404  404  404  404  404  404
POST /groups/<group>/sessions/hours/                          low_days    in  302  404  404  404  404  404  404  404
POST /hours/<hours>/end/                                      adas_hours  in  302  404  404  404  404  404  404  404
POST /hours/<hours>/end/                                      fays_hours  in  404  404  404  404  404  404  404  404
GET  /hours/<hours>/times/<stamp>/                            fays_hours  in  200  200  404  404  404  404  404  404
GET  /hours/<hours>/times/<stamp>/                            adas_hours  in  404  200  404  404  404  404  404  404
GET  /hours/<hours>/times/<stamp>/                            hals_hours  in  200  404  404  404  404  404  404  404
GET  /hours/<hours>/times/<stamp>/                            old_hours   in  404  404  404  404  404  404  404  404
POST /hours/<hours>/times/<stamp>/                            ivys_hours  in  302  302  404  404  404  404  404  404
POST /hours/<hours>/times/<stamp>/                            fays_hours  in  302  409  404  404  404  404  404  404
POST /hours/<hours>/times/<stamp>/                            hals_hours  in  302  404  404  404  404  404  404  404
# A session of two: for nobody else, whoever leads the group
GET  /meetings/<meeting>/                                     two         in  404  200  404  404  404  404  404  404
GET  /meetings/<meeting>/                                     adas_two    in  200  404  404  404  404  404  404  404
GET  /meetings/<meeting>/                                     others_two  in  404  404  404  404  404  404  404  404
GET  /meetings/<meeting>/meeting.ics                          two         in  404  200  404  404  404  404  404  404
GET  /meetings/<meeting>/meeting.ics                          others_two  in  404  404  404  404  404  404  404  404
GET  /meetings/<meeting>/session/call-off/                    two         in  404  200  404  404  404  404  404  404
GET  /meetings/<meeting>/session/call-off/                    others_two  in  404  404  404  404  404  404  404  404
POST /meetings/<meeting>/session/call-off/                    two         in  404  302  404  404  404  404  404  404
POST /meetings/<meeting>/session/call-off/                    adas_two    in  302  404  404  404  404  404  404  404
POST /meetings/<meeting>/session/call-off/                    others_two  in  404  404  404  404  404  404  404  404
GET  /meetings/beforehand/<said>/                             two         in  404  302  404  404  404  404  404  404
GET  /meetings/beforehand/<said>/                             others_two  in  404  404  404  404  404  404  404  404
GET  /meetings/news/<about>/                                  two         in  404  302  404  404  404  404  404  404
GET  /meetings/news/<about>/                                  others_two  in  404  404  404  404  404  404  404  404
# It has no places, roles or other time
POST /meetings/<meeting>/place/                               two         in  404  404  404  404  404  404  404  404
POST /meetings/<meeting>/place/                               others_two  in  404  404  404  404  404  404  404  404
POST /meetings/<meeting>/place/end/                           two         in  404  404  404  404  404  404  404  404
POST /meetings/<meeting>/place/end/                           others_two  in  404  404  404  404  404  404  404  404
GET  /meetings/<meeting>/time/                                adas_two    in  404  404  404  404  404  404  404  404
POST /meetings/<meeting>/time/                                adas_two    in  404  404  404  404  404  404  404  404
POST /meetings/<meeting>/call-off/                            adas_two    in  404  404  404  404  404  404  404  404
POST /meetings/<meeting>/call-off/                            others_two  in  404  404  404  404  404  404  404  404
GET  /meetings/<meeting>/duties/                              adas_two    in  404  404  404  404  404  404  404  404
POST /meetings/<meeting>/duties/                              adas_two    in  404  404  404  404  404  404  404  404
POST /meetings/<meeting>/beside/                              adas_two    in  404  404  404  404  404  404  404  404
POST /duties/<duty>/end/                                      adas_two    in  404  404  404  404  404  404  404  404
POST /duties/<duty>/end/                                      others_two  in  404  404  404  404  404  404  404  404
# Its room
GET  /meetings/<meeting>/room/                                two_now     in  404  200  404  404  404  404  404  404
GET  /meetings/<meeting>/room/                                others_two  in  404  404  404  404  404  404  404  404
POST /meetings/<meeting>/room/arrival/                        two_now     in  404  302  404  404  404  404  404  404
POST /meetings/<meeting>/room/commands/<what>/                two_now     in  404  302  404  404  404  404  404  404
GET  /meetings/<meeting>/room/own/                            two_now     in  404  200  404  404  404  404  404  404
GET  /meetings/<meeting>/room/lines/                          two_now     in  404  302  404  404  404  404  404  404
POST /meetings/<meeting>/room/lines/                          two_now     in  404  302  404  404  404  404  404  404
GET  /meetings/lines/<line>/                                  two_now     in  404  302  404  404  404  404  404  404
# Words of a session, while a concern about them is open: for the install's staff, with a reason that both see
GET  /desk/sessions/words/<item>/                             in_concern  in  404  404  404  404  404  200  200  200
GET  /desk/sessions/words/<item>/                             two         in  404  404  404  404  404  404  404  404
POST /desk/sessions/words/<item>/                             in_concern  in  404  404  404  404  404  200  200  200
POST /desk/sessions/words/<item>/                             two         in  404  404  404  404  404  404  404  404
"""


def _next(hours: Any) -> datetime:
    """When a session of hours could begin, a few days ahead of now."""
    from hearten.meetings.schedule.offered import starts

    return starts(hours, datetime.now(UTC))[-1]


def _of(hours: Any) -> dict[str, Any]:
    return {"hours": hours.id, "stamp": _next(hours).strftime("%Y%m%dT%H%M%SZ")}


def _two(meeting: Any, **more: Any) -> dict[str, Any]:
    return {"meeting": meeting.id, "about": meeting.id, "what": "listen", **more}


SUBJECTS: dict[str, Callable[[Any], dict[str, Any]]] = {
    "adas_hours": lambda w: _of(w.hours_of_ada),
    "fays_hours": lambda w: _of(w.hours_of_fay),
    "ivys_hours": lambda w: _of(w.hours_of_ivy),
    "hals_hours": lambda w: _of(w.hours_of_hal),
    "old_hours": lambda w: _of(w.old_hours),
    "two": lambda w: _two(w.two, said=w.bens_words.id, item=w.bens_words.id),
    "adas_two": lambda w: _two(w.adas_two, duty=w.adas_duty_for_two.id, membership=w.cast.ben_in_group.id),
    "others_two": lambda w: _two(w.others_two, said=w.others_words.id, duty=w.others_duty.id),
    "two_now": lambda w: _two(w.two_now, line=w.line_for_two.id),
    "in_concern": lambda w: {"item": w.others_words.id},
}

FORMS: dict[str, dict[str, Any]] = {
    "/groups/<group>/sessions/hours/": {
        "weekday": "6", "begins": "01:00", "ends": "02:00", "zone": "UTC", "minutes": "25", "ways": "text",
    },
    "/hours/<hours>/times/<stamp>/": {"words": "Nights."},
    "/meetings/<meeting>/session/call-off/": {"words": "I am ill."},
    "/desk/sessions/words/<item>/": {"reason": "A concern about these words is open."},
}  # fmt: skip

#                        visitor     member       mo           mo+           odile        worker
TABLES = """
meetings_hours           -/-/-/-     O/N/Z/-      -/-/-/-      -/-/-/-       -/-/-/-      -/-/-/-
meetings_beforehand      -/-/-/-     B/C/-/-      -/-/-/-      -/-/-/-       -/-/-/-      -/-/-/-
"""

CHANGED: dict[str, set[str] | None] = {"meetings_hours": {"ended_at"}}


def in_sight(me: Any, row: dict[str, Any]) -> bool:
    """Whether what a meeting's row (or a row that hangs on it) is about is no session of two others."""
    meeting = row if "host_id" in row else me.world.rows["meetings_meeting"][row["meeting_id"]]
    return meeting["host_id"] is None or bool({meeting["host_id"], meeting["guest_id"]} & me.memberships)


def of_the_group(me: Any, row: dict[str, Any]) -> bool:
    """Whether a meeting's row, or a row that hangs on one, is of a meeting of the group."""
    meeting = row if "host_id" in row else me.world.rows["meetings_meeting"][row["meeting_id"]]
    return meeting["host_id"] is None


def _offered(me: Any, row: dict[str, Any]) -> bool:
    """Whether hours are offered to `me`: they run in a group of theirs, and neither keeps away from the other."""
    stays, mine = me.world.rows["groups_membership"], row["membership_id"] in me.memberships
    owner = stays[row["membership_id"]]["member_id"]
    apart = any(
        {one["by_id"], one["whom_id"]} == {owner, me.id} and one["ended_at"] is None and one["mask_id"] is None
        for one in me.world.rows["members_distance"].values()
    )
    return mine or (row["ended_at"] is None and row["group_id"] in me.joined and not apart)


LETTERS: dict[str, Callable[[Any, str, dict[str, Any]], bool]] = {
    "O": lambda me, table, row: _offered(me, row),
    "N": lambda me, table, row: row["membership_id"] in me.memberships and row["group_id"] in me.leads,
    "Z": lambda me, table, row: row["membership_id"] in me.memberships,
    "B": lambda me, table, row: in_sight(me, row),  # words of one's own session
    "C": lambda me, table, row: row["membership_id"] in me.memberships,  # by the guest of it
}


def fill(made: Any, cast: Any, moment: Any, put: Any) -> None:
    from hearten.members.models import Distance
    from hearten.safety.models import Concern

    fay, gus, hal, ivy = (_joins(put, cast, moment, name) for name in ("Fay", "Gus", "Hal", "Ivy"))
    made.hours_of_ada = _hours(put, cast.ada_in_group, moment, 2)
    made.hours_of_fay, made.hours_of_hal = _hours(put, fay, moment, 3), _hours(put, hal, moment, 4)
    made.hours_of_ivy = _hours(put, ivy, moment, 6)
    made.old_hours = _hours(put, fay, moment, 5, ended_at=moment)
    apart = {"kind": "block", "membership_id": uuid4(), "chosen_name": "Ben", "made_at": moment}
    put(Distance, by_id=hal.member_id, whom_id=cast.ben.id, **apart)
    soon = moment + timedelta(days=40)
    made.two, _duty, made.bens_words = _session(put, fay, cast.ben_in_group, soon, moment)
    made.adas_two, made.adas_duty_for_two, _words = _session(put, cast.ada_in_group, gus, soon, moment)
    made.others_two, made.others_duty, made.others_words = _session(put, fay, gus, soon + timedelta(days=1), moment)
    made.two_now, _duty, _words = _session(put, fay, cast.ben_in_group, moment - timedelta(minutes=5), moment)
    made.line_for_two = _meet(put, made.two_now, fay, cast.ben_in_group, moment)
    _meet(put, _session(put, fay, gus, moment - timedelta(minutes=6), moment)[0], fay, gus, moment)
    put(
        Concern, kind="beforehand", about=made.others_words.id, member_id=gus.member_id, level="L3", whose="self",
        opened_at=moment,
    )  # fmt: skip


def _joins(put: Any, cast: Any, moment: Any, name: str) -> Any:
    from hearten.groups.models import Membership
    from hearten.members.models import Member

    member = put(Member, password="!", sign_in_index=uuid4().hex, joined_on=moment.date())
    # Who leads stays known to whoever they block, so Hal's membership is in sight of Ben, and his hours are not.
    role = {"Gus": "member", "Hal": "co_facilitator"}.get(name, "peer_supporter")
    return put(
        Membership, group=cast.group, member_id=member.id, name=name, role=role, agreed=1, joined_at=moment
    )  # fmt: skip


def _hours(put: Any, owner: Any, moment: Any, weekday: int, **more: Any) -> Any:
    from hearten.meetings.models import Hours

    said = {"begins": time(10), "ends": time(16), "zone": "UTC", "minutes": 45, "media": ["text"], "made_at": moment}
    return put(Hours, group_id=owner.group_id, membership=owner, weekday=weekday, **said, **more)


def _session(put: Any, host: Any, guest: Any, at: Any, moment: Any) -> tuple[Any, Any, Any]:
    from hearten.meetings.models import Beforehand, Change, Duty, Meeting, Seat
    from hearten.meetings.schedule.offered import definition_for

    when = {"starts_at": at, "planned_at": at, "made_at": moment, "changed_at": moment, "zone": "UTC", "minutes": 45}
    said = {"title": "A talk for two", "places": 2, "media": ["text"], "definition": definition_for(45)}
    meeting = put(Meeting, group_id=host.group_id, host=host, guest=guest, made_by=guest, **when, **said)
    there = {"group_id": host.group_id, "meeting": meeting, "at": moment}
    for number, who in enumerate((host, guest), 1):
        put(Seat, membership=who, number=number, in_at=moment, **there)
    put(Change, what="moved", was_at=at, by=host, **there)
    duty = put(Duty, membership=host, role="facilitator", **there)
    return meeting, duty, put(Beforehand, membership=guest, body="Nights.", html="<p>Nights.</p>", **there)


def _meet(put: Any, meeting: Any, host: Any, guest: Any, moment: Any) -> Any:
    """Have a session's room open with its two people in it, and a line by the guest."""
    from hearten.meetings.models import Attendance, Line, Room, RoomStep
    from tests.confidentiality.parts.rooms import lobby

    here = {"group_id": meeting.group_id, "meeting": meeting}
    state = lobby(meeting.starts_at, [str(host.id), str(guest.id)], meeting.definition)
    put(Room, version=2, state=state, floor={"all": True, "only": [], "never": []}, made_at=moment, **here)
    put(RoomStep, version=1, at=moment, command={"what": "arrive"}, events=[], **here)
    for who in (host, guest):
        put(Attendance, membership=who, first_at=meeting.starts_at, since=meeting.starts_at, seen_at=moment, **here)
    said = {"kind": "line", "body": "Hello.", "html": "<p>Hello.</p>", "at": moment, "client_id": uuid4()}
    return put(Line, membership=guest, **said, **here)

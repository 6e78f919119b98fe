"""The matrices' lines about meetings: what is planned, places, roles, reminders, calendars.

In "low days" a meeting is planned as one of a series (`meeting`): Ben keeps a place there and has a role, and it was
moved once. In "night shift" there is one (`hidden_meeting`) that was called off. Ben has an address of his calendar,
and one that ended. Nobody of "panic and worry" has anything to do with it.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.confidentiality.parts.for_two import in_sight, of_the_group

CALENDAR, ENDED_CALENDAR = "the-token-of-bens-calendar", "the-token-that-ben-ended"

DOORS = """
# What a group has planned                                               visi  ada  ben cleo  dov  eli   mo  mo+ odil
GET  /groups/<group>/meetings/                                low_days    in  200  200  404  404  404  404  404  404
GET  /groups/<group>/meetings/                                panic       in  404  404  200  404  404  404  404  404
GET  /groups/<group>/lead/meetings/new/                       low_days    in  200  404  404  404  404  404  404  404
POST /groups/<group>/lead/meetings/new/                       low_days    in  302  404  404  404  404  404  404  404
POST /groups/<group>/lead/meetings/new/                       panic       in  404  404  404  404  404  404  404  404
GET  /series/<series>/                                        planned     in  200  404  404  404  404  404  404  404
GET  /series/<series>/end/                                    planned     in  200  404  404  404  404  404  404  404
POST /series/<series>/end/                                    planned     in  302  404  404  404  404  404  404  404
# One meeting
GET  /meetings/<meeting>/                                     planned     in  200  200  404  404  404  404  404  404
GET  /meetings/<meeting>/                                     called_off  in  200  200  404  404  404  404  404  404
GET  /meetings/<meeting>/meeting.ics                          planned     in  200  200  404  404  404  404  404  404
POST /meetings/<meeting>/place/                               planned     in  302  302  404  404  404  404  404  404
POST /meetings/<meeting>/place/                               called_off  in  403  403  404  404  404  404  404  404
POST /meetings/<meeting>/place/end/                           planned     in  302  302  404  404  404  404  404  404
GET  /meetings/<meeting>/places/                              planned     in  200  404  404  404  404  404  404  404
POST /meetings/<meeting>/places/                              planned     in  302  404  404  404  404  404  404  404
POST /meetings/<meeting>/places/                              called_off  in  403  404  404  404  404  404  404  404
GET  /meetings/<meeting>/time/                                planned     in  200  404  404  404  404  404  404  404
POST /meetings/<meeting>/time/                                planned     in  302  404  404  404  404  404  404  404
POST /meetings/<meeting>/time/                                called_off  in  403  404  404  404  404  404  404  404
GET  /meetings/<meeting>/call-off/                            planned     in  200  404  404  404  404  404  404  404
POST /meetings/<meeting>/call-off/                            planned     in  302  404  404  404  404  404  404  404
GET  /meetings/<meeting>/duties/                              planned     in  200  404  404  404  404  404  404  404
POST /meetings/<meeting>/duties/                              planned     in  302  404  404  404  404  404  404  404
POST /meetings/<meeting>/beside/                              planned     in  403  404  404  404  404  404  404  404
POST /duties/<duty>/end/                                      planned     in  302  302  404  404  404  404  404  404
POST /duties/<duty>/end/                                      adas_role   in  302  404  404  404  404  404  404  404
GET  /meetings/news/<about>/                                  bens_place  in  302  302  404  404  404  404  404  404
GET  /meetings/news/<about>/                                  bens_news   in  404  302  404  404  404  404  404  404
GET  /meetings/news/<about>/                                  the_move    in  302  302  404  404  404  404  302  404
# Reminders, and a calendar's secret address: whoever has it reads it, and nobody can tell a wrong one from an ended one
GET  /you/calendar/                                           -           in  200  200  200  200  200  200  200  200
POST /you/calendar/                                           -           in  302  302  302  302  302  302  302  302
POST /you/calendar/address/                                   -           in  200  200  200  200  200  200  200  200
POST /you/calendar/address/end/                               -           in  302  302  302  302  302  302  302  302
GET  /calendar/<token>.ics                                    bens       200  200  200  200  200  200  200  200  200
GET  /calendar/<token>.ics                                    old_feed   404  404  404  404  404  404  404  404  404
GET  /calendar/<token>.ics                                    guessed    404  404  404  404  404  404  404  404  404
"""

SUBJECTS: dict[str, Callable[[Any], dict[str, Any]]] = {
    "planned": lambda w: {
        "meeting": w.meeting.id, "series": w.series.id, "duty": w.duty.id, "membership": w.cast.ben_in_group.id,
    },
    "called_off": lambda w: {"meeting": w.hidden_meeting.id},
    "adas_role": lambda w: {"duty": w.duty_of_ada.id},
    "bens_place": lambda w: {"about": w.seat.id},
    "bens_news": lambda w: {"about": w.reminder.id},
    "the_move": lambda w: {"about": w.change.id},
    "bens": lambda w: {"token": CALENDAR},
    "old_feed": lambda w: {"token": ENDED_CALENDAR},
    "guessed": lambda w: {"token": "a-guess"},
}  # fmt: skip

_WHEN = {"day": (datetime.now(UTC) + timedelta(days=30)).date().isoformat(), "begins": "19:00"}
FORMS: dict[str, dict[str, Any]] = {
    "/groups/<group>/lead/meetings/new/": {
        "title": "Evenings", "format": "structured_check_in", "often": "once", "places": "12", "ways": "text", **_WHEN,
    },
    "/meetings/<meeting>/places/": {"places": "12"},
    "/meetings/<meeting>/time/": {"words": "The hall is taken.", **_WHEN},
    "/meetings/<meeting>/call-off/": {"words": "I am ill."},
    "/meetings/<meeting>/duties/": {"person": "<membership>", "role": "timekeeper"},
    "/series/<series>/end/": {"planned": "off"},
    "/you/calendar/": {"when": "hour"},
}  # fmt: skip

#                        visitor     member       mo           mo+           odile        worker
TABLES = """
meetings_series          -/-/-/-     g/F/l/-      -/-/-/-      g/-/-/-       -/-/-/-      -/-/-/-
meetings_meeting         -/-/-/-     G/E/E/-      -/-/-/-      G/-/-/-       -/-/-/-      -/-/-/-
meetings_change          -/-/-/-     G/D/-/-      -/-/-/-      G/-/-/-       -/-/-/-      -/-/-/-
meetings_seat            -/-/-/-     TS/-/-/-     -/-/-/-      -/-/-/-       -/-/-/-      -/-/-/-
meetings_duty            -/-/-/-     G/E/EM/-     -/-/-/-      G/-/-/-       -/-/-/-      -/-/-/-
meetings_reminding       -/-/-/-     o/o/o/-      o/o/o/-      o/o/o/-       o/o/o/-      -/-/-/-
meetings_reminder        -/-/-/-     o/-/-/-      o/-/-/-      o/-/-/-       o/-/-/-      -/-/-/-
meetings_calendarkey     -/-/-/-     o/o/o/-      o/o/o/-      o/o/o/-       o/o/o/-      -/-/-/-
"""

CHANGED: dict[str, set[str] | None] = {
    "meetings_series": {"ended_at"},
    "meetings_meeting": {"starts_at", "places", "changed_at", "sequence", "called_off_at"},
    "meetings_duty": {"ended_at"},
    "meetings_reminding": {"when"},
    "meetings_calendarkey": {"ended_at"},
}


def _lead(me: Any, row: dict[str, Any]) -> bool:
    return row["group_id"] in me.leads and of_the_group(me, row)


LETTERS: dict[str, Callable[[Any, str, dict[str, Any]], bool]] = {
    # of a group that one leads, and made by oneself
    "F": lambda me, table, row: row["group_id"] in me.leads and row["made_by_id"] in me.memberships,
    "D": lambda me, table, row: _lead(me, row) and row["by_id"] in me.memberships,
    # of a group that one may read, and no session of two others
    "G": lambda me, table, row: row["group_id"] in me.joined | me.visits and in_sight(me, row),
    "E": lambda me, table, row: _lead(me, row),  # of a group that one leads, and no session of two
    "T": lambda me, table, row: row["group_id"] in me.leads and in_sight(me, row),
    "M": lambda me, table, row: row["membership_id"] in me.memberships and of_the_group(me, row),
    "S": lambda me, table, row: row["membership_id"] in me.memberships,  # one's own place or role
}


def fill(made: Any, cast: Any, moment: Any, put: Any) -> None:
    from hearten.groups.models import Membership
    from hearten.meetings.formats.shipped import shipped
    from hearten.meetings.models import CalendarKey, Change, Duty, OwnFormat, Reminder, Reminding, Seat, Series
    from hearten.meetings.schedule.actions.mine import hash_of

    definition = shipped("structured_check_in")
    by, at = {"made_by": cast.ada_in_group, "made_at": moment}, moment + timedelta(days=3)
    put(OwnFormat, group=cast.group, name="ours", version=1, definition=definition, **by)
    plan = {"title": "Evenings", "zone": "UTC", "definition": definition, "places": 12, "media": ["text"]}
    made.series = put(Series, group=cast.group, rule="FREQ=WEEKLY", first_at=at, **plan, **by)
    made.meeting = _meeting(put, cast.group, at, **plan, **by, series=made.series)
    ada_by_night = Membership.objects.using("keeper").get(group=cast.hidden_group, member_id=cast.ada.id)
    by_night = {"made_by": ada_by_night, "made_at": moment, "called_off_at": moment}
    made.hidden_meeting = _meeting(put, cast.hidden_group, at, **plan, **by_night)
    there = {"group": cast.group, "meeting": made.meeting}
    made.change = put(Change, **there, what="moved", was_at=at, by=cast.ada_in_group, at=moment)
    put(Change, group=cast.hidden_group, meeting=made.hidden_meeting, what="off", was_at=at, by=ada_by_night, at=moment)
    made.seat = put(Seat, **there, membership=cast.ben_in_group, number=1, at=moment, in_at=moment)
    made.duty = put(Duty, **there, membership=cast.ben_in_group, role="timekeeper", at=moment)
    made.duty_of_ada = put(Duty, **there, membership=cast.ada_in_group, role="facilitator", at=moment)
    put(Reminding, member_id=cast.ben.id, when="both")
    made.reminder = put(Reminder, member_id=cast.ben.id, meeting=made.meeting, starts_at=at, kind="day", at=moment)
    put(CalendarKey, member_id=cast.ben.id, token_hash=hash_of(CALENDAR), made_at=moment)
    put(CalendarKey, member_id=cast.ben.id, token_hash=hash_of(ENDED_CALENDAR), made_at=moment, ended_at=moment)


def _meeting(put: Any, group: Any, at: Any, **said: Any) -> Any:
    from hearten.meetings.models import Meeting

    return put(Meeting, group=group, planned_at=at, starts_at=at, minutes=90, changed_at=said["made_at"], **said)

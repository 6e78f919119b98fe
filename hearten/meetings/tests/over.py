"""A meeting of "low days" that ended a moment ago: Ada led; Ben, Linh, Femi and Gus were there, Sal was sent out of it.

Nor is in the group and was not there. Kim leads the group too, and was not there either.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from hearten.meetings.tests.rooms import SHORT
from tests.people import Person, seated

THERE = ("Ada", "Ben", "Linh", "Femi", "Gus", "Sal")
TAPS = {"heard": "yes", "again": "maybe", "unsafe": "no"}


@dataclass
class Over:
    """What is left of a meeting, and the people around it by name."""

    cast: Any
    superuser: Any
    clock: Any
    meeting: UUID
    series: UUID
    people: dict[str, Person] = field(default_factory=dict)
    places: dict[str, UUID] = field(default_factory=dict)

    def get(self, name: str, way: str = "after/") -> Any:
        return self.people[name].client.get(f"/meetings/{self.meeting}/{way}")

    def post(self, name: str, way: str, /, **form: Any) -> Any:
        return self.people[name].client.post(f"/meetings/{self.meeting}/{way}", form)

    def page(self, name: str, way: str = "after/") -> str:
        shown = self.get(name, way)
        return str(shown.content.decode()) if shown.status_code == 200 else ""

    def say(self, name: str, body: str, kind: str = "word", client_id: UUID | None = None) -> Any:
        return self.post(name, "after/words/", kind=kind, body=body, client_id=str(client_id or uuid4()))

    def tap(self, *names: str, **taps: str) -> None:
        for name in names:
            assert self.post(name, "after/feedback/", **(TAPS | taps)).status_code == 302

    def note(self, name: str = "Ada", **said: Any) -> UUID:
        form = {"what": "conflict", "happened": "It got loud.", "person_following": self.places["Kim"]} | said
        assert self.post(name, "log/incidents/", **form).status_code == 302
        return self.one("SELECT id FROM meetings_incident ORDER BY at DESC LIMIT 1")

    def line(self, name: str, body: str) -> UUID:
        """Have somebody's line stand in the room."""
        key = uuid4()
        values = [key, self.cast.group.id, self.meeting, self.places[name], uuid4(), body, body]
        self.superuser.execute(
            "INSERT INTO meetings_line (id, group_id, meeting_id, membership_id, client_id, kind, body, html, at) "
            "VALUES (%s, %s, %s, %s, %s, 'line', %s, %s, now())",
            values,
        )
        return key

    def hours_later(self, hours: float) -> None:
        """Let the room have ended so long ago, for the database and for the house's clock."""
        self.superuser.execute(
            "UPDATE meetings_room SET ended_at = now() - %s * interval '1 hour' WHERE meeting_id = %s",
            [hours, self.meeting],
        )

    def rows(self, name: str, sql: str, *values: Any) -> list[Any]:
        """Ask the database as somebody."""
        from django.db import connection

        with seated(self.people[name]), connection.cursor() as cursor:
            cursor.execute(sql, values)
            return list(cursor.fetchall()) if cursor.description else [cursor.rowcount]

    def one(self, sql: str, *values: Any) -> Any:
        """Ask the database as nobody in particular."""
        return self.superuser.execute(sql, values).fetchone()[0]


def _people(cast: Any, superuser: Any) -> dict[str, Person]:
    from django.db import transaction

    from hearten.kernel.acting import as_member
    from hearten.members.actions import enrol
    from tests.coming_together import join_group, sign_in

    people = {"Ada": cast.ada, "Ben": cast.ben, "Cleo": cast.cleo, "Mo": cast.mo}
    for name in ("Linh", "Femi", "Gus", "Sal", "Nor", "Kim"):
        with as_member(None), transaction.atomic():
            people[name] = Person(enrol(name, f"{name} sits in a circle").id, name, "")
        people[name].cookie = sign_in(people[name])
        join_group(people[name], cast.group)
    superuser.execute("UPDATE groups_membership SET role = 'co_facilitator' WHERE member_id = %s", [people["Kim"].id])
    return people


def lead_away(over: Any, ended_how: str = "", minutes: int = 30) -> None:
    """Put the room of a meeting behind everybody, past the engine."""
    from hearten.meetings.models import Attendance, Room
    from tests.confidentiality.parts.rooms import lobby

    state = lobby(over.clock.now(), [str(over.places[name]) for name in THERE], SHORT)
    state |= {"phase": "ended", "ended_how": ended_how}
    state["people"][str(over.places["Sal"])]["removed"] = True
    here = {"group_id": over.cast.group.id, "meeting_id": over.meeting}
    began = over.clock.now() - timedelta(hours=1)
    room = Room(version=9, phase="ended", state=state, made_at=began, ended_at=over.clock.now(), **here)
    room.save(using="keeper", force_insert=True)
    for name in THERE:
        said = {"first_at": began, "seconds": minutes * 60, "seen_at": began}
        Attendance(membership_id=over.places[name], **said, **here).save(using="keeper", force_insert=True)


@pytest.fixture
def over(cast: Any, superuser: Any, clock: Any) -> Over:
    """It is just over."""
    from hearten.groups.models import Membership
    from hearten.meetings.models import Meeting, Series

    people, began = _people(cast, superuser), clock.now() - timedelta(hours=1)
    said = {"title": "Circle of ours", "zone": "UTC", "places": 12, "media": ["text"], "definition": SHORT}
    said |= {"group_id": cast.group.id, "made_by_id": cast.ada_in_group.id, "made_at": began}
    series = Series(rule="FREQ=WEEKLY", first_at=began, **said)
    series.save(using="keeper", force_insert=True)
    when = {"starts_at": began, "planned_at": began, "changed_at": began, "minutes": 40}
    meeting = Meeting(series=series, **when, **said)
    meeting.save(using="keeper", force_insert=True)
    running = Membership.objects.using("keeper").filter(group=cast.group, ended_at=None)
    places = dict(running.values_list("name", "id"))
    made = Over(cast, superuser, clock, meeting.id, series.id, people, places)
    lead_away(made)
    return made

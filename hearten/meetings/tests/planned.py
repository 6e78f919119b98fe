"""Meetings that Ada announces in "low days" and Ben comes to, on the pages; and the worker, who does what waits."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from hearten.meetings.for_two import jobs as jobs_for_two
from hearten.meetings.models import Meeting, Seat
from hearten.meetings.schedule import jobs

FORM = {"title": "Evenings", "format": "structured_check_in", "often": "once", "places": "12", "begins": "19:00"}


@dataclass
class Planned:
    """The pages of meetings, as somebody with a browser uses them."""

    cast: Any
    superuser: Any
    clock: Any
    as_worker: Callable[..., None]

    def announce(self, person: Any = None, **said: Any) -> Any:
        day = (self.clock.now() + timedelta(days=7, hours=5)).date().isoformat()  # never less than seven days ahead
        form = {**FORM, "day": day, "ways": ["text", "audio"], **said}
        return (person or self.cast.ada).client.post(f"/groups/{self.cast.group.id}/lead/meetings/new/", form)

    def meeting(self, **said: Any) -> UUID:
        """Ada announces one, and it goes through."""
        sent = self.announce(**said)
        assert sent.status_code == 302, sent.content.decode()
        return UUID(sent.url.rstrip("/").rpartition("/")[2])

    def series(self, **said: Any) -> UUID:
        return self.meeting(**{"often": "weekly", **said})

    def post(self, person: Any, meeting: UUID, way: str, /, **form: Any) -> Any:
        self.clock.pass_(timedelta(seconds=1))
        return person.client.post(f"/meetings/{meeting}/{way}/", form)

    def keep(self, person: Any, meeting: UUID) -> Any:
        return self.post(person, meeting, "place")

    def page(self, person: Any, meeting: UUID) -> str:
        shown = person.client.get(f"/meetings/{meeting}/")
        return str(shown.content.decode()) if shown.status_code == 200 else ""

    def rows(self, **which: Any) -> list[Meeting]:
        return list(Meeting.objects.using("keeper").filter(**which).order_by("planned_at"))

    def start(self, meeting: UUID) -> datetime:
        return self.rows(pk=meeting)[0].starts_at

    def seats(self, meeting: UUID) -> list[Seat]:
        return list(Seat.objects.using("keeper").filter(meeting_id=meeting, given_up_at=None).order_by("number"))

    def work(self) -> None:
        """Have the worker do what waits in the queue, until nothing does."""
        from procrastinate.contrib.django import app

        while due := self.superuser.execute("DELETE FROM procrastinate_jobs RETURNING task_name, args").fetchall():
            for name, args in due:
                if name.startswith(("meetings.", "notices.")):
                    self.as_worker(app.tasks[name].func, transactions=True, **args)

    def minute(self) -> None:
        """Have the worker's minute come."""
        for minute in (jobs.every_minute, jobs_for_two.every_minute):
            self.as_worker(minute.func, transactions=True, timestamp=0)
        self.work()

    def told(self, person: Any, kind: str = "") -> list[tuple[str, UUID]]:
        """Return what somebody was told about meetings, the first first."""
        sql = "SELECT kind, about FROM notices_notice WHERE member_id = %s AND kind LIKE %s ORDER BY made_at"
        return self.superuser.execute(sql, [person.id, kind or "meeting_%"]).fetchall()

    def people(self, number: int) -> list[UUID]:
        """Have that many more people in the group; their member ids."""
        from hearten.groups.models import Membership
        from hearten.members.models import Member

        at = self.clock.now()
        made = [Member(password="!", sign_in_index=uuid4().hex, joined_on=at.date()) for _ in range(number)]
        Member.objects.using("keeper").bulk_create(made)
        said = {"group_id": self.cast.group.id, "role": "member", "agreed": 1, "joined_at": at}
        rows = [Membership(member_id=one.id, name=f"N{number}", **said) for number, one in enumerate(made)]
        Membership.objects.using("keeper").bulk_create(rows)
        return [one.id for one in made]

    def keeps_for(self, members: list[UUID], meeting: UUID) -> None:
        """Have people keep places, one after the other."""
        from tests.people import Person, seated

        for member in members:
            with seated(Person(member, "", "")) as seat:
                seat.read(_Word, "SELECT meetings_claim_place(%s, %s)", meeting, self.clock.now())


class _Word(tuple[Any, ...]):
    @classmethod
    def _make(cls, row: Any) -> "_Word":
        return cls(row)


@pytest.fixture
def meet(cast: Any, superuser: Any, clock: Any, as_worker: Any) -> Planned:
    """Nothing is planned yet."""
    return Planned(cast, superuser, clock, as_worker)

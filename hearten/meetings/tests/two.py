"""Two people of a group who meet alone: Ada offers Tuesdays, Ben books on the pages."""

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest

from hearten.groups.models import Membership
from hearten.meetings.models import Hours, Meeting
from hearten.meetings.schedule.offered import stamp_of, starts
from hearten.meetings.tests.planned import Planned
from tests.people import Person

NOON = datetime(2027, 6, 7, 12, tzinfo=UTC)  # a Monday


FORM = {"weekday": "1", "begins": "18:00", "ends": "20:00", "zone": "UTC", "minutes": "45", "ways": ["text", "audio"]}


@dataclass
class Two:
    """Ada offers Tuesdays; Ben books on the pages."""

    meet: Planned
    hours: Hours = field(init=False)

    def __post_init__(self) -> None:
        self.meet.clock.set(NOON)
        assert self.offer().status_code == 302
        self.hours = Hours.objects.using("keeper").get(ended_at=None)

    @property
    def cast(self) -> Any:
        return self.meet.cast

    def offer(self, person: Any = None, **said: Any) -> Any:
        group = self.cast.group.id
        return (person or self.cast.ada).client.post(f"/groups/{group}/sessions/hours/", {**FORM, **said})

    def time(self, number: int = 0) -> datetime:
        return starts(self.hours, self.meet.clock.now())[number]

    def way(self, at: datetime | None = None, hours: Hours | None = None) -> str:
        return f"/hours/{(hours or self.hours).id}/times/{stamp_of(at or self.time())}/"

    def book(self, person: Any = None, at: datetime | None = None, **said: str) -> Any:
        return (person or self.cast.ben).client.post(self.way(at), said)

    def booked(self, **how: Any) -> Meeting:
        before = list(Meeting.objects.using("keeper").values_list("id", flat=True))
        sent = self.book(**how)
        assert sent.status_code == 302, sent.content.decode()
        return Meeting.objects.using("keeper").exclude(pk__in=before).get()

    def sessions(self, person: Any) -> str:
        return str(person.client.get(f"/groups/{self.cast.group.id}/sessions/").content.decode())

    def supporter(self, role: str = "peer_supporter") -> Person:
        """One more person in the group; with a browser of theirs."""
        from tests.coming_together import sign_in

        made = Person(self.meet.people(1)[0], "Fay", "")
        Membership.objects.using("keeper").filter(member_id=made.id).update(role=role, name="Fay")
        made.cookie = sign_in(made)
        return made

    def block(self, by: Any, whom: Any, kind: str = "block") -> None:
        from hearten.members.models import Distance

        said = {"membership_id": uuid4(), "chosen_name": "Somebody", "made_at": NOON, "kind": kind}
        Distance(by_id=by.id, whom_id=whom.id, **said).save(using="keeper", force_insert=True)


@pytest.fixture
def two(meet: Planned) -> Two:
    return Two(meet)


class AnyRow(tuple[Any, ...]):
    """Whatever a query gives."""

    @classmethod
    def _make(cls, row: Any) -> "AnyRow":
        return cls(row)


def plain(person: Any, page: str) -> str:
    """A page without the form's token."""
    shown = person.client.get(page).content.decode()
    return re.sub(r'(csrfmiddlewaretoken" value=")[^"]+', r"\1", shown)

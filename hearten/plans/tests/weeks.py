"""What tests of plans stand on: the ways of a browser with a plan, and moving from day to day."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

# The database's own time goes on while tests move the clock: they begin on the Monday after today, in the forenoon, or
# on the one after that where a month ends within the week: to look back at a month is to look back at all of it.
WALK = "Go out for ten minutes"
WHY = "The flat gets small when I stay in it."


@dataclass
class Week:
    """The cast, the time, and what a browser does with plans."""

    cast: Any
    clock: Any
    superuser: Any
    as_worker: Any

    @property
    def today(self) -> date:
        return self.clock.now().date()

    def next_day(self, days: int = 1) -> None:
        self.clock.pass_(timedelta(days=days))

    def post(self, who: Any, way: str, status: int = 302, /, **said: Any) -> Any:
        answer = who.client.post(way, said)
        assert answer.status_code == status, (way, answer.status_code, plain(answer.content.decode())[:1500])
        return answer

    def page(self, who: Any, way: str = "/plan/") -> str:
        answer = who.client.get(way, follow=True)
        assert answer.status_code == 200, (way, answer.status_code)
        return plain(answer.content.decode())

    def begin(self, who: Any, words: str = WALK, why: str = WHY, **rhythm: Any) -> UUID:
        from hearten.plans.models import Commitment

        said = {"words": words, "why": why, "client_id": str(uuid4()), "often": "daily", **rhythm}
        self.post(who, "/plan/begin/", **said)
        found = Commitment.objects.using("keeper").filter(member_id=who.id).order_by("-at", "-id")
        return next(one.id for one in found if one.words == words)

    def mark(self, who: Any, commitment: UUID, how: str = "done", day: date | None = None, status: int = 302) -> Any:
        return self.post(who, f"/plan/things/{commitment}/{how}/", status, day=(day or self.today).isoformat())

    def circle(self, by: Any, group: Any, *places: Any) -> UUID:
        key = uuid4()
        people = [str(getattr(place, "id", place)) for place in places]
        said = {"client_id": str(key), "code": "thinking", "people": people}
        self.post(by, f"/groups/{group.id}/circles/begin/", **said)
        return key

    def answer(self, who: Any, circle: UUID, answer: str = "yes", status: int = 302) -> Any:
        return self.post(who, f"/plan/circles/{circle}/answer/", status, answer=answer)

    def show(self, who: Any, circle: UUID, commitment: UUID, level: str = "both", called: str = "A walk") -> Any:
        return self.post(who, f"/plan/circles/{circle}/showing/{commitment}/", level=level, called=called)

    def write(self, who: Any, kind: str, words: str, /, **more: Any) -> UUID:
        said = {"kind": kind, "words": words, "client_id": str(uuid4()), **more}
        answer = self.post(who, "/plan/days/write/", **said)
        return UUID(answer["Location"].rstrip("/").rsplit("/", 1)[1])

    def jobs_run(self) -> None:
        """Let the worker write down the notices that wait."""
        from hearten.notices.jobs import write_down

        jobs = "SELECT args->>'kind', args->>'about' FROM procrastinate_jobs WHERE task_name = 'notices.tell'"
        for kind, about in self.superuser.execute(jobs).fetchall():
            self.as_worker(write_down.now, kind=kind, about=about, members=[], group="")
        self.superuser.execute("DELETE FROM procrastinate_jobs")

    def news(self, who: Any) -> list[str]:
        found = "SELECT kind FROM notices_notice WHERE member_id = %s ORDER BY made_at"
        return [kind for (kind,) in self.superuser.execute(found, [who.id]).fetchall()]

    def count(self, table: str) -> int:
        return int(self.superuser.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def plain(html: str) -> str:
    """Return a page's text without its tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", html.replace("&#39;", "'")).split())


def first_monday(today: date) -> date:
    """Return the first Monday after a day whose week is in one month."""
    monday = today + timedelta(days=7 - today.weekday())
    return monday if monday.month == (monday + timedelta(days=6)).month else monday + timedelta(days=7)


@pytest.fixture
def week(cast: Any, clock: Any, superuser: Any, as_worker: Any) -> Week:
    """The cast on a Monday."""
    now = clock.now()
    monday = first_monday(now.date())
    clock.set(datetime.combine(monday, time(10), now.tzinfo))
    return Week(cast, clock, superuser, as_worker)

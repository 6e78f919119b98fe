"""What tests of trying stand on: a card that somebody wrote, and the ways of a browser with it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import pytest

from hearten.kernel.clock import now
from hearten.library.jobs import ask_back

TITLE = "A lamp by the door"
WHY = "I come home to a dark flat and the evening is gone."
STEPS = ["Put a lamp where you come in.", "Let it burn before you leave."]


def keep(model: Any, **values: Any) -> Any:
    """Add a row past the policies, as the keeper."""
    row = model(**values)
    row.save(using="keeper", force_insert=True)
    return row


def card(group: Any, place: Any, moment: datetime, put: Callable[..., Any] = keep, **other: Any) -> Any:
    """Make a card of `place`'s person in a group, under their name, with the row that says whose it is."""
    from hearten.library.models import Card, CardOwner

    says = {"title": TITLE, "topic": "coping", "label": "experience", "what": "I leave a lamp on.", "steps": STEPS}
    says |= {"cost": "free", "minutes": 1, "energy": "low", "company": "either", "situations": ["nights"]}
    made = put(Card, group=group, membership=place, made_at=moment, **(says | other))
    put(CardOwner, card=made, member_id=place.member_id)
    return made


@dataclass
class Tries:
    """Ben and a card of Ada's."""

    cast: Any
    card: Any
    clock: Any
    superuser: Any
    as_worker: Any

    def begin(self, person: Any = None, card: Any = None, words: str = WHY) -> Any:
        """Take a card along; return the row as the keeper sees it."""
        from hearten.library.models import Trying

        who, what = person or self.cast.ben, card or self.card
        answer = who.client.post(f"/cards/{what.id}/trying/", {"words": words})
        assert answer.status_code == 302, answer.content.decode()
        return Trying.objects.using("keeper").get(member_id=who.id, card_id=what.id, ended_at=None)

    def check(self, row: Any, days: int) -> Any:
        from hearten.library.models import CheckBack

        return CheckBack.objects.using("keeper").get(trying_id=row.id, days=days)

    def page(self, person: Any = None, way: str = "/trying/") -> str:
        answer = (person or self.cast.ben).client.get(way)
        assert answer.status_code == 200
        return str(answer.content.decode())

    def say(self, check: Any, answer: str) -> int:
        return int(self.cast.ben.client.post(f"/trying/check-backs/{check.id}/", {"answer": answer}).status_code)

    def worker_comes(self) -> None:
        """The worker's turn: what is due, and then the jobs about it."""
        self.as_worker(ask_back, timestamp=0, transactions=True)
        self.jobs_run()

    def jobs_run(self) -> None:
        from hearten.notices.jobs import write_down

        jobs = "SELECT args->>'kind', args->>'about' FROM procrastinate_jobs WHERE task_name = 'notices.tell'"
        for kind, about in self.superuser.execute(jobs).fetchall():
            self.as_worker(write_down.now, kind=kind, about=about, members=[], group="")
        self.superuser.execute("DELETE FROM procrastinate_jobs")

    def told(self, person: Any = None) -> list[UUID]:
        """Return about which check-backs somebody has notices, in order."""
        found = "SELECT about FROM notices_notice WHERE kind = 'check_back' AND member_id = %s ORDER BY made_at"
        return [about for (about,) in self.superuser.execute(found, [(person or self.cast.ben).id]).fetchall()]


@pytest.fixture
def tries(cast: Any, clock: Any, superuser: Any, as_worker: Any) -> Tries:
    return Tries(cast, card(cast.group, cast.ada_in_group, now()), clock, superuser, as_worker)


def plain(html: str) -> str:
    """Return a page's text without its tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())

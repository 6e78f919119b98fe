"""Ada and Ben with private contact on, a week after everybody came, and what they do on its pages."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.conf import settings
from django.db import connection, transaction

from hearten.kernel.acting import as_member
from hearten.kernel.database import addresses
from tests.coming_together import join_group, sign_in
from tests.people import Person, seated

FIRST = "I read what you wrote about four in the morning. May I write to you?"


@dataclass
class Pages:
    """The pages of private contact, as somebody with a browser uses them."""

    cast: Any
    superuser: Any
    clock: Any

    def switch(self, person: Any, on: bool = True) -> Any:
        return person.client.post("/you/private-contact/", {"on": "yes" if on else "no"})

    def ask(self, person: Any, place: Any, body: str = FIRST, **more: Any) -> Any:
        return person.client.post(f"/people/{place.id}/message/", {"body": body, "client_id": str(uuid4()), **more})

    def asked(self, person: Any = None, place: Any = None, body: str = FIRST) -> UUID:
        """Ben asks Ada, and it goes through."""
        sent = self.ask(person or self.cast.ben, place or self.cast.ada_in_group, body)
        assert sent.status_code == 302, sent.content.decode()
        return UUID(sent.url.rstrip("/").rpartition("/")[2])

    def answer(self, person: Any, talk: UUID, how: str = "accept") -> Any:
        return person.client.post(f"/messages/{talk}/answer/", {"how": how})

    def open(self) -> UUID:
        """Ben asked, and Ada accepted."""
        talk = self.asked()
        assert self.answer(self.cast.ada, talk).status_code == 302
        return talk

    def send(self, person: Any, talk: UUID, body: str, **more: Any) -> Any:
        self.clock.pass_(timedelta(seconds=1))
        return person.client.post(f"/messages/{talk}/messages/", {"body": body, "client_id": str(uuid4()), **more})

    def end(self, person: Any, talk: UUID, *ways: str, words: str = "", **more: Any) -> Any:
        return person.client.post(f"/messages/{talk}/end/", {"ways": list(ways), "words": words, **more})

    def page(self, person: Any, talk: UUID) -> str:
        shown = person.client.get(f"/messages/{talk}/")
        return str(shown.content.decode()) if shown.status_code == 200 else ""

    def newcomer(self, name: str, group: Any) -> tuple[Person, Any]:
        """Somebody more, who joins today and has private contact on."""
        from hearten.members.actions import enrol

        with as_member(None), transaction.atomic():
            made = enrol(name, "seven quiet lanterns")
        person = Person(made.id, name, "")
        person.cookie = sign_in(person)
        place = join_group(person, group)
        self.superuser.execute(
            "UPDATE groups_membership SET joined_at = %s WHERE id = %s", [self.clock.now(), place.id]
        )
        self.switch(person)
        return person, place


@pytest.fixture
def pages(cast: Any, clock: Any, superuser: Any) -> Pages:
    """A week went by, and Ada and Ben switched private contact on."""
    clock.pass_(timedelta(days=8))
    made = Pages(cast, superuser, clock)
    for person in (cast.ada, cast.ben):
        assert made.switch(person).status_code == 302
    return made


@pytest.fixture
def blocked(superuser: Any) -> Any:
    """Everybody has blocked everybody, until the test ends."""
    yield from _answering(superuser, "messages_apart(p_one uuid, p_other uuid)")


@pytest.fixture
def resting(superuser: Any) -> Any:
    """Everybody is on a break, until the test ends."""
    yield from _answering(superuser, "messages_on_break(p_member uuid)")


def _answering(superuser: Any, signature: str) -> Any:
    make = f"CREATE OR REPLACE FUNCTION {signature} RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER "
    make += "SET search_path = public, pg_temp AS $$ SELECT {} $$"
    (before,) = superuser.execute(
        "SELECT prosrc FROM pg_proc WHERE proname = %s", [signature.partition("(")[0]]
    ).fetchone()
    superuser.execute(make.format("true"))
    yield
    superuser.execute(make.format(before.strip().removeprefix("SELECT ")))


@pytest.fixture
def as_worker(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Run the work of a job as the worker's own role, acting for somebody."""
    entry = addresses(settings.HEARTEN_STATE).django("worker")

    def run(job: Any, person: Any, **values: Any) -> None:
        connection.close()
        with monkeypatch.context() as patch:
            patch.setitem(connection.settings_dict, "USER", entry["USER"])
            patch.setitem(connection.settings_dict, "OPTIONS", entry["OPTIONS"])
            with as_member(person.id), transaction.atomic():
                job.now(**values)
            connection.close()

    return run


__all__ = ["FIRST", "Pages", "seated"]

"""Ben with a routine and a preparation, and what people do on these pages."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import pytest


@dataclass
class Pages:
    """The pages of the care slice, as somebody with a browser uses them."""

    cast: Any
    superuser: Any
    clock: Any

    def routine(self, person: Any, at: tuple[str, ...] = ("08:00",), **more: Any) -> UUID:
        key = uuid4()
        said = {"client_id": str(key), "name": "the small one", "at": list(at), **more}
        assert person.client.post("/you/routine/new/", said).status_code == 302
        return self.row("care_routine", key)

    def row(self, table: str, client_id: UUID) -> UUID:
        """Return the id of what was sent under a device's id."""
        ((found,),) = self.superuser.execute(f"SELECT id FROM {table} WHERE client_id = %s", [client_id]).fetchall()
        return UUID(str(found))

    def mark(self, person: Any, routine: UUID, at: str = "08:00", how: str = "taken", day: Any = None) -> Any:
        day = day or self.clock.now().date().isoformat()
        return person.client.post(f"/you/routine/{routine}/marks/", {"day": day, "at": at, "how": how})

    def visit(self, person: Any, **parts: Any) -> UUID:
        key = uuid4()
        begun = person.client.post("/you/appointments/", {"client_id": str(key), "with_whom": "the clinic"})
        assert begun.status_code == 302
        made = self.row("care_appointment", key)
        if parts:
            said = {"with_whom": "the clinic", **parts}
            assert person.client.post(f"/you/appointments/{made}/", said).status_code == 302
        return made

    def question(self, person: Any, visit: UUID, text: str, **more: Any) -> Any:
        said = {"client_id": str(uuid4()), "text": text, **more}
        return person.client.post(f"/you/appointments/{visit}/lines/", said)

    def invite(self, person: Any, visit: UUID, place: Any) -> Any:
        return person.client.post(f"/you/appointments/{visit}/invites/", {"place": str(place.id)})

    def invited(self, visit: UUID, place: Any) -> UUID:
        """Ben invites somebody, and it goes through. Returns the invite."""
        assert self.invite(self.cast.ben, visit, place).status_code == 302
        sql = "SELECT id FROM care_invite WHERE appointment_id = %s AND ended_at IS NULL"
        ((found,),) = self.superuser.execute(sql, [visit]).fetchall()
        return UUID(str(found))

    def suggest(self, person: Any, invite: UUID, words: str, **more: Any) -> Any:
        said = {"client_id": str(uuid4()), "words": words, **more}
        return person.client.post(f"/shared-preparations/{invite}/suggestions/", said)

    def willing(self, person: Any, on: bool = True) -> Any:
        return person.client.post("/practising/willing/", {"on": "yes" if on else "no"})

    def ask(self, person: Any, place: Any, situation: str = "no", role: str = "speaks") -> Any:
        said = {"place": str(place.id), "situation": situation, "role": role}
        return person.client.post("/practising/ask/", said)

    def asked(self) -> UUID:
        """Ben asks Ada, and it goes through."""
        sent = self.ask(self.cast.ben, self.cast.ada_in_group)
        assert sent.status_code == 302, sent.content.decode()
        return UUID(sent.url.rstrip("/").rpartition("/")[2])

    def answer(self, person: Any, practice: UUID, how: str = "accept") -> Any:
        return person.client.post(f"/practising/{practice}/answer/", {"how": how})

    def open(self) -> UUID:
        """Ben asked, and Ada said yes."""
        practice = self.asked()
        assert self.answer(self.cast.ada, practice).status_code == 302
        return practice

    def say(self, person: Any, practice: UUID, body: str, **more: Any) -> Any:
        said = {"client_id": str(uuid4()), "body": body, **more}
        return person.client.post(f"/practising/{practice}/turns/", said)

    def text(self, person: Any, address: str) -> str:
        shown = person.client.get(address)
        assert shown.status_code == 200, (address, shown.status_code)
        return str(shown.content.decode())


@pytest.fixture
def pages(cast: Any, clock: Any, superuser: Any) -> Pages:
    """Everybody has been here for more than a week, and Ada can be asked to practise."""
    superuser.execute("UPDATE members_profile SET adult_attested_at = now() - interval '8 days'")
    made = Pages(cast, superuser, clock)
    made.willing(cast.ada)
    return made


@pytest.fixture
def apart(superuser: Any) -> Any:
    """`with apart("mute", by, whom)`: one keeps the other at a distance, by name."""

    @contextmanager
    def kept(kind: str, by: Any, whom: Any) -> Iterator[None]:
        key, columns = uuid4(), "id, by_id, whom_id, kind, membership_id, chosen_name, made_at"
        sql = f"INSERT INTO members_distance ({columns}) VALUES (%s, %s, %s, %s, gen_random_uuid(), '', now())"
        superuser.execute(sql, [key, by.id, whom.id, kind])
        yield
        superuser.execute("DELETE FROM members_distance WHERE id = %s", [key])

    return kept

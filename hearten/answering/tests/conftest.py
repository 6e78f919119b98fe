"""What the tests of answering stand on: people who help in "low days", words as people send them, and time going by."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from hearten.answering.watching import call_due
from hearten.moderation.tests.conftest import joined
from tests.apart import begin
from tests.people import Cast

NOTICES = ("hello", "newcomer", "no_reply_on_duty", "no_reply_yet", "still_no_reply")


@dataclass
class Helpers:
    """Ada leads "low days", Dov is a peer supporter there, Cleo welcomes, Ben and Eli's place are members."""

    cast: Cast
    dov_in_group: Any
    cleo_in_group: Any


@pytest.fixture
def helpers(cast: Cast, superuser: Any) -> Helpers:
    """People who help. What Ben asked before is as if it had been answered, and he is no newcomer."""
    made = Helpers(cast, joined(cast, cast.dov, cast.group, "peer_supporter"), joined(cast, cast.cleo, cast.group))
    superuser.execute("UPDATE groups_membership SET welcomes_since = now() WHERE id = %s", [made.cleo_in_group])
    superuser.execute("DELETE FROM answering_clock")
    return made


def ask(person: Any, group: Any, title: str = "A slow day", **more: str) -> str:
    """Ask for support; return the conversation's id."""
    return begin(person, group.id, title, "It is a slow day, and I would like to be heard.", **more)


def later(superuser: Any, **span: float) -> None:
    """Let time go by for PostgreSQL, whose own clock decides what is due: everything moves into the past instead."""
    moments = (
        "asked",
        "first",
        "second",
        "due",
        "welcomed",
        "first_told",
        "second_told",
        "reopened",
        "ended",
        "answered",
    )
    past = ", ".join(f"{name}_at = {name}_at - %(span)s" for name in moments)
    superuser.execute(f"UPDATE answering_clock SET {past}", {"span": timedelta(**span)})


def clock_of(superuser: Any, thread: Any) -> Any:
    """The clock of a conversation, as a dictionary; None where it has none."""
    row = superuser.execute("SELECT to_jsonb(c) FROM answering_clock c WHERE thread_id = %s", [thread]).fetchone()
    return row and row[0]


def ended(superuser: Any, thread: Any) -> str:
    return str(clock_of(superuser, thread)["ended_how"])


def told(superuser: Any, thread: Any) -> dict[str, list[Any]]:
    """Who has a notice about a conversation, by its kind."""
    rows = superuser.execute(
        "SELECT kind, member_id FROM notices_notice WHERE about = %s AND kind = ANY (%s) ORDER BY 1",
        [thread, list(NOTICES)],
    ).fetchall()
    return {kind: [member for one, member in rows if one == kind] for kind in {row[0] for row in rows}}


@pytest.fixture
def calls(as_worker: Callable[..., None]) -> Callable[[], None]:
    """`calls()`: the worker makes every call that is due."""
    return lambda: as_worker(call_due, transactions=True)


def on_duty(superuser: Any, person: Any, group: Any, hours: float = 2) -> None:
    """Put somebody on the rota now, as their own yes would."""
    superuser.execute(
        "INSERT INTO safety_shift (id, group_id, member_id, name, part, starts_at, ends_at, made_at) VALUES "
        "(gen_random_uuid(), %s, %s, %s, 'responder', now() - interval '5 minutes', now() + %s, now())",
        [group.id, person.id, person.name, timedelta(hours=hours)],
    )


def says(superuser: Any, person: Any, what: str) -> None:
    """Let somebody rest: "not_today" or "break", or be away ("away")."""
    if what == "away":
        superuser.execute(
            "INSERT INTO members_break (id, member_id, began_at) VALUES (gen_random_uuid(), %s, now())", [person.id]
        )
        return
    superuser.execute(
        "INSERT INTO safety_spell (id, member_id, name, what, answers, at, until) VALUES "
        "(gen_random_uuid(), %s, 'x', %s, '{}', now(), now() + interval '1 hour')",
        [person.id, what],
    )


def page(person: Any, address: str, status: int = 200) -> str:
    answer = person.client.get(address)
    assert answer.status_code == status, (address, answer.status_code)
    return str(answer.content.decode()).partition("<main")[2]

"""The cast: people, groups and words that tests stand on, and the time.

Ada facilitates "low days", Ben is in it, Cleo is in another group, Dov is in none, Mo is a moderator, Odile the
operator, and Eli was in Ada's groups until she removed him. Everything is made once, through the same doors as on a
live site, and laid back from a copy for every test that asks for it: the ids are the same all through a run.
"""

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.coming_together import come_together
from tests.copies import keep, lay_back
from tests.people import Cast, seated

# The copy that every test gets, once the first test has made it.
_made: list[Cast] = []


@pytest.fixture(scope="session", autouse=True)
def _cheap_passphrases() -> Iterator[None]:
    """Argon2 as on a live site costs 60 ms a time by intention; in tests the same code runs with small numbers."""
    from django.contrib.auth.hashers import Argon2PasswordHasher

    kept = {name: getattr(Argon2PasswordHasher, name) for name in ("time_cost", "memory_cost", "parallelism")}
    for name, value in {"time_cost": 1, "memory_cost": 8, "parallelism": 1}.items():
        setattr(Argon2PasswordHasher, name, value)
    yield
    for name, value in kept.items():
        setattr(Argon2PasswordHasher, name, value)


@pytest.fixture(autouse=True)
def _nothing_counted() -> None:
    """Every test begins with nobody having tried anything too often."""
    from django.core.cache import cache

    cache.clear()


# Everybody signed in just now, however long the run has gone on: some doors ask again after a quarter of an hour.
SIGNED_IN_NOW = """
UPDATE members_session SET expires_at = expires_at + (now() - renewed_at), renewed_at = now(),
  data = regexp_replace(data, '"confirmed": "[^"]*"', '"confirmed": "' || to_char(
    now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"+00:00"') || '"')"""


@pytest.fixture
def cast(db: None, superuser: Any) -> Cast:
    """The people, signed in, with their groups and words."""
    if not _made:
        _made.append(come_together())
        superuser.execute("DELETE FROM procrastinate_jobs")  # nobody has news at the beginning
        superuser.execute("DELETE FROM safety_reading")  # and all that was written has been read
        keep(superuser, "cast_kept")
    else:
        lay_back(superuser, "cast_kept")
        superuser.execute(SIGNED_IN_NOW)
    fresh_browsers(_made[0])
    return _made[0]


def fresh_browsers(cast: Cast) -> None:
    """Forget what the cast's browsers were told."""
    for person in cast.people:
        person.__dict__.pop("client", None)


class Clock:
    """The time that hearten is told. It stands still between `set` and `pass_`."""

    def __init__(self) -> None:
        self._at = datetime.now(UTC)

    def set(self, at: datetime) -> None:
        self._at = at

    def pass_(self, span: timedelta) -> None:
        self._at += span

    def now(self) -> datetime:
        return self._at


@pytest.fixture
def clock() -> Iterator[Clock]:
    """Say what time it is: `clock.set(moment)`, `clock.pass_(timedelta(days=1))`. PostgreSQL's own now() goes on."""
    from hearten.kernel import clock as kernel_clock

    told = Clock()
    kernel_clock.ask(told.now)
    yield told
    kernel_clock.ask(None)


@pytest.fixture
def as_seat(db: None) -> Callable[[Any], AbstractContextManager[Any]]:
    """`with as_seat(cast.ben) as seat:` acts as Ben, as a request of his would."""
    return seated


@pytest.fixture
def as_worker(monkeypatch: pytest.MonkeyPatch, transactional_db: None) -> Callable[..., None]:
    """`as_worker(work, actor=id, **values)` makes the connection the worker's for a while, as `hearten worker` does.

    `transactions=True`: the work begins its own, as periodic work does.
    """
    from django.conf import settings
    from django.db import connection, transaction

    from hearten.kernel.acting import as_member
    from hearten.kernel.database import addresses

    entry = addresses(settings.HEARTEN_STATE).django("worker")

    def run(work: Callable[..., Any], **values: Any) -> None:
        connection.close()
        with monkeypatch.context() as patch:
            patch.setitem(connection.settings_dict, "USER", entry["USER"])
            patch.setitem(connection.settings_dict, "OPTIONS", entry["OPTIONS"])
            if values.pop("transactions", False):
                work(**values)
                connection.close()
                return
            with as_member(values.pop("actor", None)), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SELECT current_user")
                assert cursor.fetchone() == ("hearten_worker",)
                work(**values)
            connection.close()

    return run


@pytest.fixture
def own_keys(db: None, settings: Any, tmp_path: Path) -> Path:
    """A key store of this test alone: what is destroyed in it is there again for the next."""
    place = tmp_path / "keys"
    shutil.copytree(settings.HEARTEN_KEYSTORE, place, ignore=shutil.ignore_patterns("erased.log"))
    settings.HEARTEN_KEYSTORE = place
    return place


@pytest.fixture
def coached(cast: Cast) -> Cast:
    """The cast where the operator opened the coach and Ada alone agreed to it. She was offered nothing yet."""
    from hearten.coach import asking
    from hearten.coach.actions import agree, open_coach

    asking._seen.clear()
    with seated(cast.odile) as seat:
        open_coach(seat)
    with seated(cast.ada) as seat:
        agree(seat, along=False)
    return cast

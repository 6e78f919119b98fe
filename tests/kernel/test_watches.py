"""What a worker keeps doing goes on after whatever happened, and says what that was."""

import logging
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import OperationalError
from django.test import Client

from hearten.kernel import beats, watches

WORKER = """
import asyncio, django
django.setup()
from hearten.commands import worker
from hearten.kernel import beats
worker.SWEEP_SECONDS, worker.SETTLED_S, beats.EVERY_S = 1.0, 1.0, 1.0
asyncio.run(worker._work())
"""
LATEST = "SELECT what, at > clock_timestamp() - interval '4 seconds' FROM kernel_beat"
KNOWN = {
    "timers", "calls for an answer", "time in rooms", "the index", "reminders", "jobs", "reading for danger",
    "pictures", "jobs of a killed worker",
}  # fmt: skip
STUCK = (
    "INSERT INTO procrastinate_jobs (queue_name, task_name, args, status) VALUES ('everyday', 'notices.tell', "
    """'{"acting_member": "", "kind": "export_ready", "about": "00000000-0000-4000-8000-000000000001", """
    """"members": [], "group": ""}', '%s')"""
)


def until(so: Callable[[], object], what: str, seconds: float = 90) -> None:
    end = time.monotonic() + seconds
    while not so():
        assert time.monotonic() < end, what
        time.sleep(0.1)


@pytest.fixture
def worker(cast: Any, superuser: Any, tmp_path: Path) -> Iterator[Path]:
    """A real worker; what it says stands in the file."""
    superuser.execute("DELETE FROM procrastinate_jobs")
    superuser.execute("DELETE FROM kernel_beat")
    env = os.environ | {"HEARTEN_ROLE": "worker", "DJANGO_SETTINGS_MODULE": "hearten.config.settings"}
    said = tmp_path / "said"
    with said.open("wb") as place:
        process = subprocess.Popen([sys.executable, "-c", WORKER], env=env, stderr=place)
    yield said
    process.send_signal(signal.SIGTERM)
    try:
        assert process.wait(30) == 0
    finally:
        process.kill()
        superuser.execute("ALTER ROLE hearten_worker LOGIN")
        superuser.execute("DELETE FROM procrastinate_jobs")


def all_go(superuser: Any) -> bool:
    return dict(superuser.execute(LATEST).fetchall()) == dict.fromkeys(KNOWN, True)


def cut(superuser: Any) -> None:
    superuser.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'hearten_worker'")


def test_a_database_that_is_lost_for_a_while_ends_nothing(worker: Path, superuser: Any) -> None:
    until(lambda: all_go(superuser), "all of it goes well")
    superuser.execute("ALTER ROLE hearten_worker NOLOGIN")
    end = time.monotonic() + 12
    while time.monotonic() < end:
        cut(superuser)
        time.sleep(0.2)
    stale = [what for what, fresh in superuser.execute(LATEST).fetchall() if not fresh]
    assert set(stale) == KNOWN, "nothing can have gone well"
    superuser.execute("ALTER ROLE hearten_worker LOGIN")
    superuser.execute(STUCK % "doing")  # left by a worker that was killed: only the sweep takes it up
    superuser.execute(STUCK % "todo")
    until(lambda: all_go(superuser), "all of it goes on")
    left = "SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'notices.tell'"
    until(lambda: superuser.execute(left).fetchone() == (0,), "both jobs are done")
    said = worker.read_text()
    for what in sorted(KNOWN - {"pictures", "reading for danger", "jobs"}):
        assert re.search(rf"{what}: the database cannot be reached \(\w+\); tried again in \d", said), what
        assert f"{what}: goes on" in said
    for what in ("pictures", "reading for danger", "jobs"):
        assert re.search(rf"{what}: (failed|the database cannot be reached) \(\w+\); tried again in \d", said), what


def test_a_connection_that_is_cut_once_ends_nothing(worker: Path, superuser: Any) -> None:
    until(lambda: all_go(superuser), "all of it goes well")
    for _turn in range(3):
        cut(superuser)
        time.sleep(2)
    until(lambda: all_go(superuser), "all of it goes on")


def test_one_thing_that_no_worker_does_is_told(db: None, superuser: Any) -> None:
    superuser.execute("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now())")
    earlier = "INSERT INTO kernel_beat VALUES (gen_random_uuid(), 'letters', now() - make_interval(secs => %s))"
    superuser.execute(earlier, [beats.SILENT_S - 30])
    assert Client().get("/health").json()["worker"] == "ok"
    superuser.execute("UPDATE kernel_beat SET at = at - interval '1 minute'")
    assert Client().get("/health").json()["worker"] == "failing" and beats.silent() == ["letters"]
    superuser.execute("DELETE FROM procrastinate_workers")
    assert Client().get("/health").json()["worker"] == "silent"


def test_nobody_but_the_worker_can_say_that_it_goes_well(db: None, superuser: Any, as_worker: Any) -> None:
    from django.db import connection

    def show() -> None:
        with connection.cursor() as cursor:
            cursor.execute(beats.BEAT, {"well": ["letters"], "known": ["letters"]})

    found = "SELECT what FROM kernel_beat"
    show()
    assert superuser.execute(found).fetchall() == []
    as_worker(show)
    assert superuser.execute(found).fetchall() == [("letters",)]


class Unlucky:
    """Fails some times, then sees to its own end."""

    def __init__(self, *faults: Exception) -> None:
        self.faults, self.ended, self.waits = list(faults), threading.Event(), []  # type: ignore[var-annotated]

    def __call__(self) -> None:
        if self.faults:
            raise self.faults.pop(0)
        self.ended.set()


def test_no_fault_ends_it_and_each_is_said_without_its_words(db: None, caplog: pytest.LogCaptureFixture) -> None:
    work = Unlucky(KeyError("somebody's words"), OperationalError("words of a row"), psycopg.OperationalError("lost"))
    with caplog.at_level(logging.INFO):
        watches.keep_doing("a thing", work, 0.01, work.ended)
    said = [record.getMessage() for record in caplog.records if record.name == "hearten.watches"]
    assert said == [
        "a thing: failed (KeyError); tried again in 0.0 seconds",
        "a thing: the database cannot be reached (OperationalError); tried again in 0.0 seconds",
        "a thing: the database cannot be reached (OperationalError); tried again in 0.1 seconds",
        "a thing: goes on",
    ]
    assert "a thing" in watches.well_within(5)


def test_the_wait_grows_to_a_bound_and_is_short_again_later(monkeypatch: pytest.MonkeyPatch) -> None:
    tries, moment = watches.Tries("a thing"), [1000.0]
    monkeypatch.setattr(watches.time, "monotonic", lambda: moment[0])
    assert [tries.failed(KeyError(), 1.0) for _turn in range(6)] == [2, 4, 8, 15, 15, 15]
    moment[0] += watches.FORGETS_AFTER_S + 1
    assert tries.failed(KeyError(), 1.0) == 2


def test_a_deadlock_is_no_database_that_is_away() -> None:
    fault = OperationalError()
    fault.__cause__ = psycopg.errors.DeadlockDetected()
    assert not watches.is_of_the_database(fault)
    fault.__cause__ = psycopg.errors.AdminShutdown()
    assert watches.is_of_the_database(fault)

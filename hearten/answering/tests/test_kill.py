"""Workers are killed while calls fall due, their clocks five minutes wrong: every call is made once (E2)."""

import os
import random
import signal
import subprocess
import sys
import time
from typing import Any

import pytest

from hearten.answering.tests.conftest import Helpers

pytestmark = pytest.mark.django_db

THREADS = 60
CALLER = """
import sys, threading, django
django.setup()
from datetime import UTC, datetime, timedelta
from hearten.answering import watching
from hearten.kernel import clock
clock.ask(lambda: datetime.now(UTC) + timedelta(minutes=int(sys.argv[1])))
watching.EVERY_S = 0.01
watching.keep_calling(threading.Event())
"""


def caller(minutes_wrong: int) -> "subprocess.Popen[bytes]":
    """Start what a worker runs, as its role, in a process whose clock is so many minutes wrong."""
    env = os.environ | {"HEARTEN_ROLE": "worker", "DJANGO_SETTINGS_MODULE": "hearten.config.settings"}
    return subprocess.Popen([sys.executable, "-c", CALLER, str(minutes_wrong)], env=env)


WHOLE = """
import asyncio, django
django.setup()
from hearten.commands import worker
asyncio.run(worker._work())
"""


def begin(superuser: Any, helpers: Helpers) -> None:
    """Sixty people wait, whose two calls fall due within the next seconds."""
    superuser.execute(
        "INSERT INTO threads_thread (id, group_id, membership_id, title, kind, wish, mood, note, made_at, last_at) "
        "SELECT gen_random_uuid(), %s, %s, 'x', 'support', 'listen', '', '', now(), now() FROM generate_series(1, %s)",
        [helpers.cast.group.id, helpers.cast.ben_in_group.id, THREADS],
    )
    superuser.execute(
        "INSERT INTO threads_post (id, group_id, thread_id, membership_id, opens, quoted, move, body, html, made_at) "
        "SELECT gen_random_uuid(), t.group_id, t.id, t.membership_id, true, '', '', 'x', 'x', now() "
        "FROM threads_thread t WHERE t.title = 'x'"
    )
    superuser.execute(
        "UPDATE answering_clock SET step = 'first', due_at = clock_timestamp() + interval '2 seconds' + "
        "random() * interval '3 seconds', second_at = clock_timestamp() + interval '3 seconds' + "
        "random() * interval '4 seconds'"
    )


def keep_list(superuser: Any) -> None:
    """Keep every row of a notice, also of one that another took the place of."""
    superuser.execute("CREATE TABLE told_of AS SELECT member_id, kind, about FROM notices_notice LIMIT 0")
    superuser.execute(
        "CREATE RULE told AS ON INSERT TO notices_notice DO ALSO INSERT INTO told_of "
        "VALUES (NEW.member_id, NEW.kind, NEW.about)"
    )
    superuser.execute("GRANT INSERT ON told_of TO PUBLIC")


def listed(superuser: Any) -> list[Any]:
    """Return that list, and end it."""
    told = superuser.execute("SELECT member_id, kind, about FROM told_of").fetchall()
    superuser.execute("DROP RULE told ON notices_notice")
    superuser.execute("DROP TABLE told_of")
    return list(told)


def left(superuser: Any) -> int:
    return int(superuser.execute("SELECT count(*) FROM answering_clock WHERE due_at IS NOT NULL").fetchone()[0])


def test_killed_workers_lose_and_repeat_no_call(helpers: Helpers, superuser: Any) -> None:
    begin(superuser, helpers)
    assert left(superuser) == THREADS
    keep_list(superuser)
    dice, kills, until = random.Random(7), 0, time.monotonic() + 90
    running = [caller(5), caller(-5)]
    try:
        while left(superuser) and time.monotonic() < until:
            time.sleep(dice.uniform(0.7, 1.6))
            one = dice.randrange(2)
            if kills < 5 and running[one].poll() is None:
                running[one].send_signal(signal.SIGKILL)
                running[one].wait()
                running[one] = caller(5 if one == 0 else -5)
                kills += 1
    finally:
        for process in running:
            process.kill()
            process.wait()
        told = listed(superuser)
    assert left(superuser) == 0 and kills >= 3
    cast = helpers.cast
    assert len(told) == len(set(told)) == 2 * THREADS
    assert {(member, kind) for member, kind, _about in told} == {
        (cast.dov.id, "no_reply_yet"),
        (cast.ada.id, "still_no_reply"),
    }
    early = "SELECT count(*) FROM answering_clock WHERE second_told_at < second_at OR first_told_at > second_told_at"
    assert superuser.execute(early).fetchone() == (0,), "a wrong clock brings nothing forward"


def test_the_whole_worker_is_killed_while_it_makes_them(helpers: Helpers, superuser: Any) -> None:
    """All that `hearten worker` does in one process, killed between two calls that are due at one moment."""
    begin(superuser, helpers)
    keep_list(superuser)
    superuser.execute("UPDATE answering_clock SET due_at = clock_timestamp(), second_at = clock_timestamp()")
    env = os.environ | {"HEARTEN_ROLE": "worker", "DJANGO_SETTINGS_MODULE": "hearten.config.settings"}
    undone, until = 0, time.monotonic() + 90
    process = subprocess.Popen([sys.executable, "-c", WHOLE], env=env)
    try:
        while left(superuser) and time.monotonic() < until:
            if not undone and superuser.execute("SELECT count(*) FROM told_of").fetchone()[0]:
                process.send_signal(signal.SIGKILL)
                process.wait()
                undone, process = left(superuser), subprocess.Popen([sys.executable, "-c", WHOLE], env=env)
            time.sleep(0.002)
    finally:
        process.kill()
        process.wait()
        told = listed(superuser)
    assert 0 < undone <= THREADS, "it was killed in between"
    assert left(superuser) == 0 and len(told) == len(set(told)) == 2 * THREADS

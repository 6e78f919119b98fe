"""Asking people back: on the right day in their own time, once whatever is killed, in words that say nothing."""

import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearten.library.models import Trying
from hearten.library.models.trying import DAYS
from hearten.library.rules_trying import days_after
from hearten.library.tests.tries import TITLE, WHY, Tries, keep, tries

pytestmark = pytest.mark.django_db(transaction=True)
__all__ = ["tries"]

BERLIN, STEP = ZoneInfo("Europe/Berlin"), timedelta(hours=3)
ZONES = ["Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC", "Africa/Casablanca"]


@given(
    st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    st.sampled_from(DAYS),
    st.sampled_from(ZONES),
)
def test_the_day_and_the_time_of_day_are_those_of_ones_own_clock(begun: datetime, days: int, name: str) -> None:
    zone = ZoneInfo(name)
    due = days_after(begun, days, zone)
    wanted = begun.astimezone(zone).replace(tzinfo=None) + timedelta(days=days)
    found = due.astimezone(zone).replace(tzinfo=None)
    assert timedelta(0) <= found - wanted <= timedelta(hours=1)
    assert found == wanted or found.replace(tzinfo=zone).utcoffset() != wanted.replace(tzinfo=zone).utcoffset()
    assert abs((due - begun) - timedelta(days=days)) <= timedelta(hours=2)


def test_sixty_days_pass_and_clocks_are_changed_in_between(tries: Tries) -> None:
    """Berlin, from 10 March: summer time begins on the 29th, between the second question and the third."""
    assert tries.cast.ben.client.post("/you/language-and-place/", {"zone": "Europe/Berlin"}).status_code == 302
    begun = datetime(2027, 3, 10, 18, 30, tzinfo=BERLIN)
    tries.clock.set(begun.astimezone(UTC))
    row, when = tries.begin(), {}
    while tries.clock.now() < begun + timedelta(days=62):
        tries.worker_comes()
        for about in tries.told():
            when.setdefault(about, tries.clock.now())
        tries.clock.pass_(STEP)
    asked = [tries.check(row, days) for days in DAYS]
    assert tries.told() == [check.id for check in asked]
    for check, days in zip(asked, DAYS, strict=True):
        local = check.due_at.astimezone(BERLIN)
        assert (local.date(), local.time()) == ((begun + timedelta(days=days)).date(), begun.time())
        assert timedelta(0) <= when[check.id] - check.due_at < STEP and check.told_at == when[check.id]
    assert asked[2].due_at - row.begun_at == timedelta(days=60) - timedelta(hours=1)


def test_the_news_says_nothing_and_leads_to_the_question(tries: Tries, superuser: Any) -> None:
    row = tries.begin()
    tries.clock.pass_(timedelta(days=3))
    tries.worker_comes()
    news = tries.page(way="/news/")
    assert "Something you wanted to look at again" in news
    assert not any(word in news for word in (TITLE, WHY, "low days", "lamp"))
    ((key, group),) = superuser.execute("SELECT id, group_id FROM notices_notice WHERE kind = 'check_back'").fetchall()
    assert group is None
    assert tries.cast.ben.client.get(f"/news/{key}/").url == f"/trying/check-backs/{tries.check(row, 3).id}/"


def test_nobody_is_asked_on_a_break_and_then_only_the_latest(tries: Tries) -> None:
    row = tries.begin()
    assert tries.cast.ben.client.post("/you/break/", {"length": "open"}).status_code == 302
    for _day in range(20):
        tries.clock.pass_(timedelta(days=1))
        tries.worker_comes()
    assert tries.told() == []
    tries.cast.ben.client.post("/you/break/end/")
    tries.worker_comes()
    tries.worker_comes()
    assert tries.told() == [tries.check(row, 14).id]


def test_a_question_that_was_dropped_before_the_job_ran_is_not_told(tries: Tries) -> None:
    from hearten.library.jobs import ask_back

    row = tries.begin()
    tries.clock.pass_(timedelta(days=3))
    tries.as_worker(ask_back, timestamp=0, transactions=True)
    tries.cast.ben.client.post(f"/trying/{row.id}/quiet/")
    tries.jobs_run()
    assert tries.told() == []


def test_the_web_role_can_neither_ask_nor_learn_whom(tries: Tries, as_seat: Any) -> None:
    from django.db import connection

    row = tries.begin()
    with as_seat(tries.cast.ben), connection.cursor() as cursor:
        for asked in ("library_ask_back(now() + interval '90 days')", f"library_whom_to_ask_back('{row.id}')"):
            cursor.execute(f"SELECT {asked}")
            assert cursor.fetchall() == []
    assert tries.check(row, 60).told_at is None


WORKER = """
import sys, time, django
django.setup()
from hearten.library import jobs
from hearten.notices.actions import tell
def tell_and_wait(**told):
    tell(**told)
    print("told", flush=True)
    time.sleep(600)
if sys.argv[1] == "waits":
    jobs.tell = tell_and_wait
while True:
    jobs.ask_back.func(timestamp=0)
    time.sleep(0.01)
"""
MANY = 40


def worker(how: str) -> Any:
    """Start a process that asks what is due, as the worker's role; `waits`: it never comes to the commit."""
    env = os.environ | {"HEARTEN_ROLE": "worker", "DJANGO_SETTINGS_MODULE": "hearten.config.settings"}
    return subprocess.Popen([sys.executable, "-c", WORKER, how], env=env, stdout=subprocess.PIPE)


def test_killed_between_telling_and_commit_everybody_is_asked_once(tries: Tries, superuser: Any) -> None:
    due(tries, superuser)
    stopped = worker("waits")
    assert stopped.stdout.readline() == b"told\n"
    stopped.send_signal(signal.SIGKILL)
    stopped.wait()
    assert counts(superuser) == (0, 0), "neither the mark nor the job is there"
    running = [worker("goes") for _one in range(2)]
    try:
        for _kill in range(3):
            time.sleep(1.2)
            running[0].send_signal(signal.SIGKILL)
            running[0].wait()
            running[0] = worker("goes")
        until = time.monotonic() + 60
        while counts(superuser)[0] < MANY and time.monotonic() < until:
            time.sleep(0.1)
    finally:
        for process in running:
            process.kill()
            process.wait()
    assert counts(superuser) == (MANY, MANY)
    once = "SELECT count(DISTINCT args->>'about') FROM procrastinate_jobs WHERE task_name = 'notices.tell'"
    assert superuser.execute(once).fetchone() == (MANY,)
    tries.jobs_run()
    assert len(tries.told()) == MANY


def due(tries: Tries, superuser: Any) -> None:
    """Let many questions of Ben's fall due within the next seconds, most of them a little later."""
    row = keep(Trying, member_id=tries.cast.ben.id, group=tries.cast.group, card=tries.card, version=1,
               topic="coping", title=TITLE, begun_at=tries.clock.now())  # fmt: skip
    superuser.execute(
        "WITH one AS (SELECT * FROM library_trying WHERE id = %(id)s), more AS (INSERT INTO library_trying "
        "(id, member_id, group_id, card_id, version, topic, title, begun_at, how) SELECT gen_random_uuid(), member_id, "
        "group_id, gen_random_uuid(), 1, topic, title, begun_at, '' FROM one, generate_series(2, %(many)s) "
        "RETURNING id, member_id) INSERT INTO library_checkback (id, member_id, trying_id, days, due_at, answer) "
        "SELECT gen_random_uuid(), member_id, id, 3, clock_timestamp() + random() * interval '5 seconds', '' "
        "FROM (SELECT * FROM more UNION ALL SELECT id, member_id FROM one) every_one",
        {"id": row.id, "many": MANY},
    )


def counts(superuser: Any) -> tuple[int, int]:
    """Return how many questions are marked as told, and how many jobs tell of one."""
    jobs = "SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'notices.tell' AND args->>'kind' = 'check_back'"
    told = "SELECT count(*) FROM library_checkback WHERE told_at IS NOT NULL"
    return superuser.execute(told).fetchone()[0], superuser.execute(jobs).fetchone()[0]

"""Schedulers are killed while timers fall due, their clocks five minutes wrong: every step happens once (CR-10)."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from glob import glob

import pytest

from hearten.safety.log_check import LINES, Line, broken

pytestmark = pytest.mark.django_db

CONCERNS = 60
SCHEDULER = """
import sys, time, django
django.setup()
from datetime import UTC, datetime, timedelta
from hearten.kernel import clock
from hearten.safety.timers import fire_due
clock.ask(lambda: datetime.now(UTC) + timedelta(minutes=int(sys.argv[1])))
while True:
    fire_due()
    time.sleep(0.01)
"""


def scheduler(minutes_wrong):
    """Start a process that fires what is due, as the worker's role, with a clock so many minutes wrong."""
    env = os.environ | {"HEARTEN_ROLE": "worker", "DJANGO_SETTINGS_MODULE": "hearten.config.settings"}
    if shutil.which("faketime"):
        (library,) = glob("/usr/lib/*/faketime/libfaketime.so.1")
        env |= {"LD_PRELOAD": library, "FAKETIME": f"{minutes_wrong * 60:+d}", "FAKETIME_DONT_FAKE_MONOTONIC": "1"}
    return subprocess.Popen([sys.executable, "-c", SCHEDULER, str(minutes_wrong)], env=env)


def begin(superuser, cast):
    """Open concerns whose ladders fall due within the next seconds, as if they had run for almost five minutes."""
    superuser.execute(
        "INSERT INTO safety_concern (id, kind, about, group_id, member_id, level, whose, source, made_by, opened_at, "
        "owner_name, outcome) SELECT gen_random_uuid(), 'post', gen_random_uuid(), %s, %s, 'L3', 'self', 'rules', '', "
        "now(), '', '' FROM generate_series(1, %s)",
        [cast.group.id, cast.ben.id, CONCERNS],
    )
    superuser.execute(
        "INSERT INTO safety_timer (id, concern_id, step, due_at, how) SELECT gen_random_uuid(), c.id, s.step, "
        "clock_timestamp() + interval '2 seconds' + random() * interval '4 seconds', '' "
        "FROM safety_concern c, unnest(ARRAY['first', 'backup', 'lead', 'desk']) AS s (step)"
    )


def left(superuser, when="due_at < now() + interval '1 minute'"):
    return superuser.execute(f"SELECT count(*) FROM safety_timer WHERE done_at IS NULL AND {when}").fetchone()[0]


def test_killed_schedulers_lose_and_repeat_nothing(cast, superuser):
    begin(superuser, cast)
    dice, kills, until = random.Random(7), 0, time.monotonic() + 90
    running = [scheduler(5), scheduler(-5)]
    try:
        while left(superuser) and time.monotonic() < until:
            time.sleep(dice.uniform(0.7, 1.6))
            one = dice.randrange(2)
            if kills < 6 and running[one].poll() is None:
                running[one].send_signal(signal.SIGKILL)
                running[one].wait()
                running[one] = scheduler(5 if one == 0 else -5)
                kills += 1
    finally:
        for process in running:
            process.kill()
            process.wait()
    assert left(superuser) == 0 and kills >= 3
    once = "SELECT count(*), count(DISTINCT concern || split_part(detail, ' ', 1)) FROM safety_logentry"
    assert superuser.execute(once).fetchone() == (4 * CONCERNS, 4 * CONCERNS)
    again = "step = 'desk' AND due_at > now() + interval '10 minutes'"
    assert left(superuser, again) == left(superuser, "true") == CONCERNS, "nobody came: the last step again, once each"
    early = "SELECT count(*) FROM safety_timer WHERE done_at < due_at"
    assert superuser.execute(early).fetchone() == (0,), "a wrong clock brings nothing forward"
    per_person = "SELECT member_id, count(*) FROM safety_alert GROUP BY 1"
    told = dict(superuser.execute(per_person).fetchall())
    assert told[cast.ada.id] == 2 * CONCERNS, "at first (nobody was on shift) and as who leads"
    assert told[cast.mo.id] == told[cast.odile.id] == CONCERNS
    assert list(broken([Line._make(row) for row in superuser.execute(LINES).fetchall()])) == []

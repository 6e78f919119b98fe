"""A worker that sends is killed: before the server took a letter, it goes once; after that, as the same letter."""

import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta

import pytest

from hearten.notices.tests.outside import CALM, Outside, know_kinds, post_office

pytestmark = pytest.mark.django_db

WORKER = """
import threading, django
django.setup()
from hearten.notices import kinds
from hearten.notices.outside import watching
kinds.register(kinds.Kind("test_reply", lambda told: "x", lambda told: "/"))
watching.EVERY_S = 0.05
"""
MAILS = "watching.keep_mailing(threading.Event())\n"
GIVES = "threading.Thread(target=watching.keep_giving, args=[threading.Event()]).start()\n"


def worker(settings, digests=False):
    """Start a worker that sends letters, and gives digests if asked to."""
    env = os.environ | {"HEARTEN_ROLE": "worker", "DJANGO_SETTINGS_MODULE": "hearten.config.settings"}
    env |= {
        "HEARTEN_SMTP_HOST": settings.HEARTEN_SMTP_HOST, "HEARTEN_SMTP_PORT": str(settings.HEARTEN_SMTP_PORT),
        "HEARTEN_SMTP_TLS": "off", "HEARTEN_SMTP_FROM": settings.HEARTEN_SMTP_FROM,
        "HEARTEN_KEYSTORE": str(settings.HEARTEN_KEYSTORE), "HEARTEN_STATE": str(settings.HEARTEN_STATE),
    }  # fmt: skip
    return subprocess.Popen([sys.executable, "-c", WORKER + (GIVES if digests else "") + MAILS], env=env)


def kill(process):
    process.send_signal(signal.SIGKILL)
    process.wait()


def until(so, what, seconds=60):
    end = time.monotonic() + seconds
    while not so():
        assert time.monotonic() < end, what
        time.sleep(0.05)


@pytest.fixture
def waiting(cast, as_seat, as_worker, monkeypatch, settings, superuser):
    """A letter to Ada is due."""
    with post_office(settings) as office:
        know_kinds(monkeypatch)
        outside = Outside(as_worker, as_seat)
        outside.write_to(cast.ada)
        outside.tell(cast.ada, CALM)
        outside.think()
        superuser.execute("UPDATE notices_outgoing SET due_at = now()")
        yield office


def sent(superuser):
    return superuser.execute("SELECT how FROM notices_outgoing").fetchall() == [("sent",)]


def test_killed_before_the_server_took_it_it_goes_once(waiting, settings, superuser):
    waiting.holds_rcpt = True
    first = worker(settings)
    until(lambda: waiting.holding, "the server is asked")
    kill(first)
    waiting.holds_rcpt = False
    second = worker(settings)
    try:
        until(lambda: sent(superuser), "the second worker sends it")
        time.sleep(1)
    finally:
        kill(second)
    assert len(waiting.taken) == 1


def test_killed_after_the_server_took_it_it_goes_again_as_the_same_letter(waiting, settings, superuser):
    waiting.holds_after = True  # the server has it, and says so late
    first = worker(settings)
    until(lambda: waiting.taken, "the server takes it")
    kill(first)
    waiting.holds_after = False
    time.sleep(1.1)  # so that a date made anew would be another
    second = worker(settings)
    try:
        until(lambda: sent(superuser), "the second worker sends it")
        time.sleep(1)
    finally:
        kill(second)
    assert len(waiting.taken) == 2, "this one kill alone may repeat a letter"
    (_to, one), (_also, other) = waiting.taken
    assert one["Message-ID"] == other["Message-ID"] and one["Date"] == other["Date"]
    assert abs(one["Date"].datetime - datetime.now(UTC)) < timedelta(minutes=5)

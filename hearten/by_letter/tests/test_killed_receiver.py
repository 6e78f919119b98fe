"""A worker that takes letters in is killed between its commit and its yes: the letter comes again, and lands once."""

import os
import signal
import smtplib
import subprocess
import sys

import pytest

from hearten.by_letter.tests.scene import BEN, WORDS, letters, office, outside, reply_to
from hearten.notices.tests.test_killed_sender import until

pytestmark = pytest.mark.django_db
__all__ = ["letters", "office", "outside", "reply_to"]

WORKER = """
import os, threading, time, django
django.setup()
from hearten.by_letter import taking, watching
from hearten.kernel import clock
from datetime import datetime
clock.ask(lambda: datetime.fromisoformat(os.environ["TEST_NOW"]))
take = taking.take
def slowly(*given):
    said = take(*given)
    while os.environ["TEST_SLOW"]:
        time.sleep(0.05)  # it is committed, and not yet said
    return said
taking.take = slowly
watching.keep_receiving(threading.Event())
"""


def worker(letters, slow):
    settings = letters.settings
    env = os.environ | {"HEARTEN_ROLE": "worker", "DJANGO_SETTINGS_MODULE": "hearten.config.settings"}
    env |= {
        "HEARTEN_LETTERS_AT": settings.HEARTEN_LETTERS_AT, "HEARTEN_LETTERS_DOMAIN": settings.HEARTEN_LETTERS_DOMAIN,
        "HEARTEN_KEYSTORE": str(settings.HEARTEN_KEYSTORE), "HEARTEN_STATE": str(settings.HEARTEN_STATE),
        "TEST_NOW": letters.clock.now().isoformat(), "TEST_SLOW": slow,
    }  # fmt: skip
    return subprocess.Popen([sys.executable, "-c", WORKER], env=env)


def knock(letters, to, raw):
    """Hand a letter over. Returns the code, or None where the line ended before a word was said."""
    try:
        with smtplib.SMTP("127.0.0.1", letters.port, timeout=30) as line:
            line.ehlo("mx.place.example")
            line.mail(BEN)
            line.rcpt(to)
            return line.data(raw.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))[0]
    except (smtplib.SMTPServerDisconnected, OSError):
        return None


def is_open(letters):
    try:
        smtplib.SMTP("127.0.0.1", letters.port, timeout=5).close()
    except OSError:
        return False
    return True


def test_a_repeat_after_a_kill_lands_once(letters, reply_to):
    raw = letters.made(reply_to)
    first = worker(letters, slow="yes")
    until(lambda: is_open(letters), "the first worker listens")
    handing = subprocess.Popen(
        [sys.executable, "-c", _CLIENT, str(letters.port), BEN, reply_to], stdin=subprocess.PIPE
    )  # fmt: skip
    handing.stdin.write(raw)
    handing.stdin.close()
    until(lambda: letters.rows(), "the letter is kept")
    first.send_signal(signal.SIGKILL)
    first.wait()
    assert handing.wait(30) == 7, "nobody said yes"
    second = worker(letters, slow="")
    try:
        until(lambda: is_open(letters), "the second worker listens")
        assert knock(letters, reply_to, raw) == 250
    finally:
        second.send_signal(signal.SIGKILL)
        second.wait()
    letters.run_jobs()
    assert len(letters.rows()) == 1 and [body for body, *_whose in letters.replies()] == [WORDS]


_CLIENT = """
import smtplib, sys
port, sender, to = sys.argv[1:]
line = smtplib.SMTP("127.0.0.1", int(port), timeout=60)
line.ehlo("mx.place.example"), line.mail(sender), line.rcpt(to)
try:
    line.data(sys.stdin.buffer.read().replace(b"\\r\\n", b"\\n").replace(b"\\n", b"\\r\\n"))
except (smtplib.SMTPServerDisconnected, OSError):
    sys.exit(7)
"""

"""A job that asks for another job, in a real worker: where its transaction fails, the other one was never asked for."""

import os
import signal
import subprocess
import sys
import time
from typing import Any

import pytest

pytestmark = pytest.mark.django_db

WORKER = """
import asyncio, os, django
django.setup()
from hearten.kernel.jobs import job

@job("test.child", queue="nobody-listens")
def child(*, about):
    pass

@job("test.parent")
def parent(*, about):
    child(about=about)
    if about == "fails":
        raise RuntimeError("the parent's transaction is taken back")

from hearten.commands.worker import _work
asyncio.run(_work())
"""
ASK = (
    "INSERT INTO procrastinate_jobs (queue_name, task_name, args) "
    """VALUES ('everyday', 'test.parent', '{"acting_member": "", "about": "%s"}')"""
)


def test_what_a_failing_job_asked_for_is_not_there(cast: Any, superuser: Any) -> None:
    superuser.execute("DELETE FROM procrastinate_jobs")
    superuser.execute(ASK % "fails")
    superuser.execute(ASK % "works")
    env = os.environ | {"HEARTEN_ROLE": "worker", "DJANGO_SETTINGS_MODULE": "hearten.config.settings"}
    worker = subprocess.Popen([sys.executable, "-c", WORKER], env=env)
    tried = "SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'test.parent' AND attempts > 0"
    asked = "SELECT args->>'about' FROM procrastinate_jobs WHERE task_name = 'test.child'"
    try:
        end = time.monotonic() + 90
        while superuser.execute(tried).fetchone() != (1,) or not superuser.execute(asked).fetchall():
            assert time.monotonic() < end, "the worker runs both, and keeps the one that failed"
            time.sleep(0.1)
    finally:
        worker.send_signal(signal.SIGKILL)
        worker.wait()
        found = superuser.execute(asked).fetchall()
        superuser.execute("DELETE FROM procrastinate_jobs")
    assert found == [("works",)]

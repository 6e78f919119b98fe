"""The coach's processes: real ones, by rules. They answer, are replaced when they fail, and outlive nobody."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from hearten.coach.asking import process as begin
from hearten.kernel import aside
from hearten.kernel.aside import Busy, Pool, Process

READ = {"post": "I woke up at four again.", "draft": "I am so sorry. It sounds lonely."}
READING = {"do": "read", "asked": READ}
PATIENT = 30.0  # these tests run beside anything


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(aside, "STARTS_WITHIN_S", 60.0)
    monkeypatch.setattr(aside, "ANSWERS_WITHIN_S", PATIENT)
    monkeypatch.setattr(Process.ask, "__defaults__", (PATIENT,))


@pytest.fixture
def process() -> Iterator[Process]:
    made = begin()
    yield made
    made.end()


@pytest.fixture
def pool() -> Iterator[Pool]:
    made = Pool(1, 2, begin)
    yield made
    for one in _processes(made):
        os.kill(one._child.pid, signal.SIGKILL)
    made.close()


def _processes(pool: Pool) -> list[Process]:
    return [one for one in pool._free.queue if one is not None]


def _gone(pid: int) -> bool:
    try:
        with open(f"/proc/{pid}/stat", encoding="ascii", errors="replace") as stat:
            return stat.read().rpartition(")")[2].split()[0] == "Z"
    except (FileNotFoundError, ProcessLookupError):
        return True


def _soon(true: Callable[[], bool], within: float = 15.0) -> bool:
    until = time.monotonic() + within
    while not true() and time.monotonic() < until:
        time.sleep(0.02)
    return true()


def test_it_reads_and_suggests(pool: Pool) -> None:
    read = pool.ask(READING)
    assert read["levels"]["emotional_reactions"]["level"] > 0 and read["steps"] == [] and read["by_rules"]
    told = pool.ask({"do": "feedback", "asked": READ})
    assert told["levels"] == read["levels"]
    (asking,) = [step for step in told["steps"] if step["mechanism"] == "explorations"]
    assert asking["suggestions"], "what is missing comes with sentences"


def test_one_process_answers_one_after_the_other(pool: Pool) -> None:
    pool.ask(READING)
    (first,) = _processes(pool)
    for _each in range(3):
        pool.ask(READING)
    assert _processes(pool) == [first]


def test_none_runs_before_somebody_asks() -> None:
    assert _processes(Pool(2, 2, begin)) == []


def test_waking_starts_one_in_the_background(pool: Pool) -> None:
    pool.wake()
    assert _soon(lambda: len(_processes(pool)) == 1, 60)


def test_one_bad_request_ends_nothing(pool: Pool) -> None:
    pool.ask(READING)
    (first,) = _processes(pool)
    with pytest.raises(Busy):
        pool.ask({"do": "read", "asked": {"post": 7, "draft": None}})
    with pytest.raises(Busy):
        pool.ask({"do": "read", "asked": {"nothing": "of the kind"}})
    assert pool.ask(READING) and _processes(pool) == [first]


def test_a_killed_process_is_replaced(pool: Pool) -> None:
    pool.ask(READING)
    (first,) = _processes(pool)
    os.kill(first._child.pid, signal.SIGKILL)
    assert _soon(lambda: not first.alive)
    assert pool.ask(READING)
    (second,) = _processes(pool)
    assert second._child.pid != first._child.pid


def test_a_process_that_dies_while_it_reads_is_replaced(process: Process, pool: Pool) -> None:
    pool.ask(READING)
    (first,) = _processes(pool)
    os.kill(first._child.pid, signal.SIGSTOP)
    threading.Timer(0.3, os.kill, [first._child.pid, signal.SIGKILL]).start()
    with pytest.raises(Busy):
        pool.ask(READING)
    assert pool.ask(READING)


@pytest.mark.parametrize("size", [100, 1_000_000], ids=["short", "more than a pipe holds"])
def test_a_process_that_hangs_is_ended_in_time(size: int, pool: Pool, monkeypatch: pytest.MonkeyPatch) -> None:
    pool.ask(READING)
    (first,) = _processes(pool)
    os.kill(first._child.pid, signal.SIGSTOP)
    began = time.monotonic()
    with pytest.raises(Busy):
        pool.ask({"do": "read", "asked": {"post": "x" * size, "draft": "y"}}, within=0.3)
    assert time.monotonic() - began < 10
    assert _gone(first._child.pid)
    monkeypatch.setattr(Process.ask, "__defaults__", (PATIENT,))
    assert pool.ask(READING), "and a fresh one answers"


def test_more_than_may_wait_are_told_at_once(pool: Pool) -> None:
    pool.ask(READING)
    (running,) = _processes(pool)
    os.kill(running._child.pid, signal.SIGSTOP)
    answers: list[Any] = []
    asking = [threading.Thread(target=lambda: answers.append(pool.ask(READING))) for _each in range(2)]
    for one in asking:
        one.start()
    assert _soon(lambda: pool._room._value == 0)
    began = time.monotonic()
    with pytest.raises(Busy):
        pool.ask(READING)
    assert time.monotonic() - began < 2, "who cannot wait is told so, and does not"
    os.kill(running._child.pid, signal.SIGCONT)
    for one in asking:
        one.join(PATIENT)
    assert len(answers) == 2 and pool.ask(READING), "the others are answered, and there is room again"


def test_there_are_never_more_processes_than_were_said() -> None:
    pool = Pool(2, 8, begin)
    try:
        asking = [threading.Thread(target=pool.ask, args=(READING,)) for _each in range(6)]
        for one in asking:
            one.start()
        for one in asking:
            one.join(60)
        assert 1 <= len(_processes(pool)) <= 2 and pool._free.qsize() == 2
    finally:
        for one in _processes(pool):
            one.end()


def test_closing_ends_what_runs(pool: Pool) -> None:
    pool.ask(READING)
    (running,) = _processes(pool)
    pool.close()
    assert _gone(running._child.pid)


def test_an_answer_that_nobody_asked_for_is_given_to_nobody(process: Process) -> None:
    line = json.dumps({"do": "read", "asked": {**READ, "draft": "These are somebody else's words."}}).encode()
    os.write(process._to, line + b"\n")
    assert _soon(lambda: aside._ready(process._from, 1, 0.0))
    with pytest.raises(Busy):
        process.ask(READING)
    assert not process.alive


def test_a_request_that_is_cut_off_is_not_answered_in_pieces() -> None:
    program = [sys.executable, "-m", "hearten.coach.mind.thinking", "--rules"]
    done = subprocess.run(
        program, input=b'{"do": "read", "asked": ' + b" " * 2_000_100, capture_output=True, timeout=60
    )
    assert done.stdout.count(b"\n") == 1 and done.stderr == b"", "it says that it is ready, and no more"
    assert done.returncode == 0


def test_it_is_found_by_poll_beyond_the_1024th_file() -> None:
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard != resource.RLIM_INFINITY and hard < 1200:
        pytest.skip("this machine allows no process that many files")
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, 1200), hard))
    held = [os.open(os.devnull, os.O_RDONLY) for _each in range(1060)]
    try:
        late = begin()
        assert late._from > 1024
        assert "told" in late.ask(READING)
        late.end()
    finally:
        for one in held:
            os.close(one)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


PARENT = """
import time
from hearten.kernel.aside import Process
print(Process("hearten.coach.mind.thinking", "--rules")._child.pid, flush=True)
time.sleep(600)
"""


@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGKILL, signal.SIGINT])
def test_it_ends_with_the_process_that_started_it(end: signal.Signals) -> None:
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    assert not _gone(child)
    parent.send_signal(end)
    parent.wait(15)
    parent.stdout.close()
    assert _soon(lambda: _gone(child))


FOREIGN = """
import sys
import hearten.coach.mind.thinking
print([name for name in sys.modules if name.split(".")[0] in
       {"django", "psycopg", "procrastinate", "requests", "httpx", "torch", "hearten.kernel"}])
"""


def test_the_process_knows_no_django_and_no_database() -> None:
    done = subprocess.run([sys.executable, "-c", FOREIGN], capture_output=True, text=True, timeout=60)
    assert (done.stdout.strip(), done.stderr) == ("[]", "")

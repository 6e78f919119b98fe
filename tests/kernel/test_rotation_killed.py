"""A change of all keys while people write, killed twice with -9 and begun again: every value reads back throughout."""

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from signal import SIGKILL
from typing import Any

import pytest

from hearten.kernel import keystore, masters, rotation
from hearten.kernel.children import dies_with_parent
from hearten.safety.models import SafetyPlan

ROOT = Path(__file__).parents[2]
PATIENCE_S = 120


class Running:
    """A process of hearten's, and all that it told so far."""

    def __init__(self, program: str, words: tuple[str, ...], env: dict[str, str]) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", program, *words],
            cwd=ROOT,
            env=env,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            preexec_fn=dies_with_parent(SIGKILL),
        )
        self.told: list[str] = []
        self._ear = threading.Thread(target=self._hear)
        self._ear.start()

    def _hear(self) -> None:
        assert self.process.stdout
        self.told.extend(iter(self.process.stdout.readline, ""))

    def tells(self, more: int = 1) -> str:
        """Wait until it told so many things more than it has by now, and return the last."""
        wanted, deadline = len(self.told) + more, time.monotonic() + PATIENCE_S
        while len(self.told) < wanted:
            assert self.process.poll() is None and time.monotonic() < deadline, "".join(self.told[-30:])
            time.sleep(0.01)
        return self.told[wanted - 1]

    def ends(self) -> int:
        """Let it end in order, and return its status."""
        assert self.process.stdin
        self.process.stdin.close()
        status = self.process.wait(PATIENCE_S)
        self._ear.join()
        return status

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()
        self._ear.join()


Start = Callable[..., Running]


@pytest.fixture
def start(own_keys: Path) -> Iterator[Start]:
    """`start("write", ...)` is a process on this test's key store; none of them outlives the test."""
    running: list[Running] = []

    def begin(*words: str, program: str = "tests.kernel.rotating", **more: str) -> Running:
        running.append(Running(program, words, os.environ | {"HEARTEN_KEYSTORE": str(own_keys)} | more))
        return running[-1]

    yield begin
    for one in running:
        one.kill()


def kill_at(start: Start, where: str, nth: int) -> None:
    """Change keys until a place, and end the process there with -9."""
    changing = start("rotate", where, str(nth))
    assert json.loads(changing.tells()) == {"at": where}
    changing.kill()
    assert changing.process.returncode == -SIGKILL


def last_words(writer: Running) -> dict[str, str]:
    """Let a writer end in order, and return what was committed last, by member."""
    assert writer.ends() == 0, "".join(writer.told[-30:])
    return {said["member"]: said["words"] for said in map(json.loads, writer.told)}


# Where the first and the second kill fall: while people's files are wrapped, get new keys, lose the former ones; while
# values are sealed anew; and while everybody else is waited for.
KILLS = [
    (("keys", 2), ("safety_safetyplan", 3)),
    (("new keys", 2), ("former keys", 2)),
    (("keys, once more", 1), ("transactions under way", 1)),
]


@pytest.mark.parametrize("kills", KILLS, ids=["wrapping", "turning", "waiting"])
def test_two_kills_lose_nothing(cast: Any, start: Start, own_keys: Path, kills: Any) -> None:
    before = masters.masters(own_keys)
    people = [str(one.id) for one in (cast.ada, cast.ben, cast.cleo, cast.dov, cast.mo, cast.eli)]
    writers = [start("write", *people[:3]), start("write", *people[3:], HEARTEN_ROLE="worker")]
    for writer in writers:
        writer.tells(3)  # everybody has words before the change begins
    first = {one.member_id: keystore.data_key(one.member_id)[0] for one in SafetyPlan.objects.using("keeper").all()}
    assert len(first) == len(people)

    for where, nth in kills:
        kill_at(start, where, nth)
        assert rotation.begun(own_keys), "what was stopped is marked"
        for writer in writers:
            writer.tells(4)  # life goes on
    last = start("keys", "rotate", program="hearten")
    assert last.ends() == 0 and last.told[0].startswith("Gone on, and done: "), last.told

    said = last_words(writers[0]) | last_words(writers[1])
    assert {str(one.member_id): one.words for one in SafetyPlan.objects.using("keeper").all()} == said
    assert set(said) == set(people)
    now = masters.masters(own_keys)
    assert len(now) == 1 and now != before and rotation.begun(own_keys) is None
    assert {keystore.standing(member, key_id) for member, key_id in first.items()} == {"changed"}


def test_a_writer_that_cannot_read_back_says_so(cast: Any, start: Start, own_keys: Path) -> None:
    """The measure of the test above can fail: who does not find their words ends with an error."""
    writer = start("write", str(cast.ben.id))
    writer.tells()
    masters.write(own_keys, [bytes(masters.BYTES)])
    assert writer.process.wait(PATIENCE_S) == 1

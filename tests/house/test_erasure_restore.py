"""Who was erased stays erased, whatever older copy is loaded, and whoever loads it: hearten, or somebody by hand.

Backup, erase, restore yesterday's backup: as an operator does it, in processes of their own, on one key store.
"""

import json
import os
import shutil
import socket
import subprocess
import sys
import tarfile
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from signal import SIGKILL
from typing import Any
from urllib.request import urlopen

import pytest

from hearten.kernel.children import dies_with_parent
from hearten.kernel.cluster import Cluster
from hearten.kernel.database import create_database, running
from hearten.kernel.postgres_binaries import program

ROOT = Path(__file__).parents[2]
PATIENCE_S = 60
WHOLE = [True, True, True]


def sealed_of(*names: str) -> list[str]:
    """Return what these people wrote in private, in their plans, and about others as somebody who looks after them."""
    return sorted(words for name in names for words in (f"{name} in private.", f"Plan of {name}.", f"Note of {name}."))


class Place:
    """One PostgreSQL with several databases, and one key store: the live one, which all of them share."""

    def __init__(self, state: Path) -> None:
        self.state = state
        self.people: dict[str, str] = {}
        self.before: dict[str, Any] = {}

    def run(self, database: str, *command: str, fails: bool = False) -> str:
        program = [sys.executable, "-m", *command]
        done = subprocess.run(program, cwd=ROOT, env=self.env(database), capture_output=True, text=True)
        assert (done.returncode != 0) == fails, done.stdout + done.stderr
        return done.stdout + done.stderr

    def env(self, database: str) -> dict[str, str]:
        env = {name: value for name, value in os.environ.items() if not name.startswith(("HEARTEN_", "DJANGO_"))}
        return env | {"HEARTEN_STATE": str(self.state), "HEARTEN_DATABASE_NAME": database, "HEARTEN_MODELS": "off"}

    def scene(self, database: str, verb: str, names: tuple[str, ...] = ()) -> dict[str, Any]:
        who = [f"{name}={self.people[name]}" for name in names]
        return json.loads(self.run(database, "tests.house.erasure_scene", verb, *who).splitlines()[-1])

    def look(self, database: str) -> dict[str, Any]:
        return self.scene(database, "look", ("Ada", "Ben", "Cleo"))

    def load_by_hand(self, database: str) -> None:
        """Load the dump as somebody would who does not know `hearten restore`, and let hearten make its grants."""
        create_database(self.state, database)
        to = [f"--dbname={Cluster(self.state).conninfo(database)}", "--no-privileges"]
        done = subprocess.run([str(program("pg_restore")), *to, str(self.state / "backup" / "content.dump")],
                              capture_output=True, text=True)  # fmt: skip
        assert done.returncode == 0, done.stderr
        self.run(database, "hearten", "migrate")


@pytest.fixture(scope="module")
def place() -> Iterator[Place]:
    """Yesterday's backup of three people; then Ben took his words away, and Cleo left hers."""
    made = Place(Path(tempfile.mkdtemp(prefix="hearten-erasure-")))
    with running(made.state):
        create_database(made.state, "hearten")
        made.people = made.scene("hearten", "make")
        made.before = made.look("hearten")
        made.run("hearten", "hearten", "backup", str(made.state / "backup"))
        made.scene("hearten", "erase", ("Ben", "Cleo"))
        yield made
    shutil.rmtree(made.state)


def is_as_after_erasing(seen: dict[str, Any], before: dict[str, Any]) -> None:
    assert seen["ids"] == {"Ada": True, "Ben": False, "Cleo": False}
    assert seen["words"] == {"Ada": WHOLE, "Ben": [False] * 3, "Cleo": WHOLE}
    assert seen["emails"]["Ada"] == "ada@example.org" and not {"Ben", "Cleo"} & set(seen["emails"])
    assert seen["sealed"] == sealed_of("Ada")
    assert seen["rows"]["safety_concern"] >= before["rows"]["safety_concern"] == 3, "who they are about is gone"
    assert seen["rows"]["safety_safetyplan"] == seen["rows"]["safety_concernnote"] == 1
    assert seen["rows"]["messages_message"] == 2, "Cleo's stays as a row that nothing opens, beside Ada's"
    for table in ("threads_post", "threads_thread", "groups_membership", "threads_mask"):
        assert seen["rows"][table] == before["rows"][table], "places stay, others' rows with them"
    assert seen["rows"]["threads_maskowner"] == 1 and seen["rows"]["threads_withdrawal"] == 2


def test_before_there_were_three(place: Place) -> None:
    assert place.before["emails"] == {
        "Odile": None, "Ada": "ada@example.org", "Ben": "ben@example.org", "Cleo": "cleo@example.org"}  # fmt: skip
    assert place.before["words"] == {"Ada": WHOLE, "Ben": WHOLE, "Cleo": WHOLE}
    assert place.before["sealed"] == sealed_of("Ada", "Ben", "Cleo")
    assert all(place.before["ids"].values())


def test_erasing_erases_here(place: Place) -> None:
    is_as_after_erasing(place.look("hearten"), place.before)


def test_restoring_yesterdays_backup_erases_again_before_it_returns(place: Place) -> None:
    create_database(place.state, "restored")
    said = place.run("restored", "hearten", "restore", str(place.state / "backup"))
    assert "Erased again: 2" in said
    is_as_after_erasing(place.look("restored"), place.before)
    assert "Nothing is wrong." in place.run("restored", "hearten", "check")


def put_keys_back(place: Place) -> Path:
    """Unpack yesterday's keys over the key store, as somebody might; returns Ben's. The ledger is left as it is."""
    with tarfile.open(place.state / "backup" / "keys.tar") as archive:
        for entry in archive:
            if entry.name.startswith("subjects/"):
                archive.extract(entry, place.state / "keys", filter="data")
    ben = place.people["Ben"].replace("-", "")
    return place.state / "keys" / "subjects" / ben[:2] / f"{ben}.key"


def test_a_dump_loaded_by_hand_shows_no_sealed_word_even_with_old_keys_and_check_says_what_to_do(place: Place) -> None:
    place.load_by_hand("by_hand")
    key = put_keys_back(place)
    assert key.exists()
    raw = place.look("by_hand")
    assert raw["ids"]["Ben"] and raw["words"]["Ben"] == WHOLE, "nothing was replayed yet"
    assert raw["emails"] == {"Odile": None, "Ada": "ada@example.org", "Ben": None, "Cleo": None}
    assert raw["sealed"] == sealed_of("Ada"), "a key that was put back opens nothing"
    said = place.run("by_hand", "hearten", "check", fails=True)
    assert "2 people who were erased have rows in the database again. Run `hearten erasures replay`." in said
    assert "Erased again: 2." in place.run("by_hand", "hearten", "erasures", "replay")
    is_as_after_erasing(place.look("by_hand"), place.before)
    assert not key.exists()


def answers(port: int) -> bool:
    try:
        with urlopen(f"http://127.0.0.1:{port}/health", timeout=5) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def test_serve_erases_again_by_itself_before_the_door_opens(place: Place) -> None:
    place.load_by_hand("served")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    log = (place.state / "serve.log").open("ab")
    command = [sys.executable, "-m", "hearten", "serve"]
    env = place.env("served") | {"HEARTEN_PORT": str(port)}
    child = subprocess.Popen(command, cwd=ROOT, env=env, stdout=log, stderr=log, preexec_fn=dies_with_parent(SIGKILL))
    try:
        deadline = time.monotonic() + PATIENCE_S
        while not answers(port):
            assert child.poll() is None and time.monotonic() < deadline, (place.state / "serve.log").read_text()
            time.sleep(0.1)
        is_as_after_erasing(place.look("served"), place.before)
    finally:
        child.terminate()
        child.wait(20)

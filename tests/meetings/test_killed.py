"""Kill -9 in the middle of a turn: the meeting goes on from what is stored, no words are lost, the clock is right."""

import os
import signal
import time
from pathlib import Path

import pytest

from hearten.meetings.tests.rooms import SHORT
from tests.meetings.attending import Attendee, until

WITHIN_S = 10


@pytest.fixture
def speaking(announce, attend):
    """A room in which Ben speaks and has written a line; Ada leads, and one more listens."""
    meeting = announce(SHORT)
    lead, ben, other = (attend(name, meeting).come() for name in ("Ada", "Ben", "Peer 03"))
    lead.press("open")
    until(lambda: lead.stage["phase"] == "open")
    lead.press("next_part", value="sure")
    until(lambda: lead.has_turn())
    lead.press("pass")
    until(lambda: ben.has_turn())
    ben.press("accept")
    until(lambda: other.stage.get("turn") == "speaking")
    assert ben.say("Before it went dark.") == 201
    until(lambda: other.lines)
    return lead, ben, other


def _again(*people: Attendee) -> None:
    """What an open page does by itself when its stream is cut: it comes back, from the last number that it has."""
    for one in people:

        def back(one: Attendee = one) -> bool:
            try:
                one.listen()
            except (OSError, AssertionError):
                return False
            return True

        until(back, "the stream comes back", WITHIN_S)


def _goes_on(lead: Attendee, ben: Attendee, other: Attendee, ends: str) -> None:
    """The same turn with the same end; a new line arrives, the turn passes on, and nothing is lost or there twice."""
    assert ben.look().count("Before it went dark.") == 1
    assert (ben.stage["who"], ben.stage["turn"], ben.stage["ends"]) == (ben.place, "speaking", ends)
    assert ben.say("And here I am again.") == 201
    until(lambda: len(other.lines) == 2, "the new line arrives")
    assert len(set(other.numbers)) == len(other.numbers)
    ben.press("done")
    until(lambda: other.has_turn(), "the turn passes on")


def test_the_web_process_the_worker_and_the_database_at_once(site, speaking, prints):
    lead, ben, other = speaking
    ends = ben.stage["ends"]
    site.kill()
    killed = time.monotonic()
    site.start()
    _again(lead, ben, other)
    # A whole start of everything is as fast as the machine is: told, not judged.
    prints(f"killed and started anew, until three open pages are back: {time.monotonic() - killed:.1f} s")
    _goes_on(lead, ben, other, ends)


def test_the_worker(site, speaking):
    lead, ben, other = speaking
    os.kill(_worker_of(site), signal.SIGKILL)
    _goes_on(lead, ben, other, ben.stage["ends"])


def test_the_database(site, speaking):
    lead, ben, other = speaking
    ends = ben.stage["ends"]
    pid = next(iter(site.state.glob("**/postmaster.pid"))).read_text().split()[0]
    os.kill(int(pid), signal.SIGKILL)
    until(lambda: ben._ask("GET", ben.room)[0].status == 200, "pages come back", WITHIN_S)
    _goes_on(lead, ben, other, ends)


def _worker_of(site) -> int:
    for process in Path("/proc").glob("[0-9]*"):
        try:
            words = (process / "cmdline").read_bytes().split(b"\0")
            ours = str(site.state).encode() in (process / "environ").read_bytes()
        except OSError:
            continue
        if ours and b"worker" in words:
            return int(process.name)
    raise AssertionError("no worker runs")

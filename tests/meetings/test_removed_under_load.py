"""Who is removed while five hundred streams run receives nothing that was committed afterwards; all others everything.

The numbers of a topic follow the order of the commits, without gaps: whatever has a number after the removal's was
committed after it.
"""

import json
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple
from uuid import UUID

import pytest

from tests.browser.site import ROOT, Site
from tests.meetings.attending import Attendee, until
from tests.meetings.crowd import Crowd

PEOPLE = 500
RATE, SECONDS = 20, 6
FROM_THE_ROOM, FROM_THE_GROUP = 7, 8  # whom the facilitator removes; the facilitator is 0

# The removal from the group is announced in its own transaction, so that it has its place among the lines.
REMOVES = """
import sys, django
django.setup()
from uuid import UUID
from django.db import transaction
from hearten.groups.actions.leave import remove
from hearten.groups.standing import place_in
from hearten.kernel.acting import as_member
from hearten.kernel.live import announce
from hearten.kernel.seat import Seat
lead, group, whom, meeting = (UUID(one) for one in sys.argv[1:])
seat = Seat(lead)
with as_member(lead), transaction.atomic():
    remove(seat, place_in(seat, group), whom, "")
    print(announce("meeting", meeting, "room", whom, group=group))
"""


class Beside:
    """A program beside, which answers each line with a line."""

    def __init__(self, site: Site, module: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", module], cwd=ROOT, env=site.env, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            text=True,
        )  # fmt: skip

    def ask(self, what: Any = None) -> Any:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(what) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())


@pytest.fixture
def beside(site: Site) -> Iterator[Callable[[str], Beside]]:
    made: list[Beside] = []

    def start(module: str) -> Beside:
        made.append(Beside(site, module))
        return made[-1]

    yield start
    for one in made:
        one.process.kill()
        one.process.wait()


def _program(site: Site, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env={"DJANGO_SETTINGS_MODULE": "hearten.config.settings"} | site.env,
        capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()[-1]


class Played(NamedTuple):
    """What happened: the numbers of all lines and of the removals, and what each stream received."""

    lines: list[int]
    out_of_the_room: int
    out_of_the_group: int
    heard: list[dict[str, Any]]


def _play(site: Site, crowd: Crowd, beside: Callable[[str], Beside]) -> Played:
    listeners, writer = beside("tests.meetings.listening"), beside("tests.meetings.writing")
    job = {"group": crowd.group, "meeting": crowd.meeting, "member": crowd.members[0], "place": crowd.places[0]}
    since = writer.ask(job | {"rate": 1, "seconds": 1, "through": "action"})[-1][0]
    path = f"/live/meeting/{crowd.meeting}/?since={since}&lang=en"
    listeners.ask({"port": site.port, "path": path, "cookies": crowd.cookies})
    written: list[Any] = []
    asked = job | {"rate": RATE, "seconds": SECONDS, "through": "row"}
    writing = threading.Thread(target=lambda: written.extend(writer.ask(asked)))
    writing.start()
    last = [since]
    until(lambda: _last(site, crowd) >= last[0] + RATE, "lines flow")
    lead = _facilitator(site, crowd)
    lead.press("remove", whom=crowd.places[FROM_THE_ROOM])
    out_of_the_room = _last(site, crowd, "AND kind = 'room'")
    until(lambda: _last(site, crowd) >= out_of_the_room + RATE, "lines flow after it")
    out_of_the_group = int(
        _program(site, "-c", REMOVES, crowd.members[0], crowd.group, crowd.places[FROM_THE_GROUP], crowd.meeting)
    )
    writing.join()
    lines = [number for number, _at in written]
    return Played(lines, out_of_the_room, out_of_the_group, _heard(listeners, lines[-1]))


def _last(site: Site, crowd: Crowd, more: str = "") -> int:
    found = site.read(f"SELECT max(number) FROM kernel_liveevent WHERE topic = %s {more}", crowd.topic)
    return int(found[0][0] or 0)


def _facilitator(site: Site, crowd: Crowd) -> Attendee:
    site.ids["places"]["The facilitator"], site.ids["cookies"]["The facilitator"] = crowd.places[0], crowd.cookies[0]
    lead = Attendee(site, "The facilitator", crowd.meeting)
    lead.look()
    return lead


def _heard(listeners: Beside, last: int) -> list[dict[str, Any]]:
    """Return all that arrived, once everybody who should have the last line has it."""
    heard: list[dict[str, Any]] = [{"numbers": [], "gone": False, "closed": False} for _one in range(PEOPLE)]

    def all_there() -> bool:
        for one, more in zip(heard, listeners.ask(), strict=True):
            one["numbers"] += more["numbers"]
            one["gone"], one["closed"] = more["gone"], more["closed"]
        return sum(last in one["numbers"] for one in heard) >= PEOPLE - 2 and sum(one["gone"] for one in heard) >= 2

    until(all_there, "the last line is everywhere")
    return heard


@pytest.fixture
def played(site: Site, beside: Callable[[str], Beside]) -> Played:
    crowd = Crowd(**json.loads(_program(site, "-m", "tests.meetings.crowd", str(PEOPLE))))
    assert UUID(crowd.meeting)
    return _play(site, crowd, beside)


def test_who_is_removed_among_five_hundred_hears_nothing_that_comes_after(played: Played) -> None:
    ends = {FROM_THE_ROOM: played.out_of_the_room, FROM_THE_GROUP: played.out_of_the_group}
    for number, end in ends.items():
        mine = played.heard[number]
        assert mine["gone"], "the page is told not to come back"
        assert [one for one in mine["numbers"] if one >= end] == [], "nothing that was committed after the removal"
        assert min(mine["numbers"]) == min(played.lines), "they did hear what came before"
    others = [one for number, one in enumerate(played.heard) if number not in ends]
    assert len(others) == PEOPLE - 2
    for one in others:
        lines = [number for number in one["numbers"] if number in set(played.lines)]
        assert lines == played.lines, "every line once, in order"
        assert not one["closed"]
    assert len(played.lines) == RATE * SECONDS

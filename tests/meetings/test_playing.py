"""Whole meetings with made-up people: how long they take, who is heard, what happens when connections break."""

import json
import subprocess
import sys

import pytest

from hearten.meetings.engine.plan import plan_of
from hearten.meetings.engine.playing import Play, Wish, summary
from hearten.meetings.formats.shipped import NAMES, shipped


def _played(**wish):
    play = Play(plan_of(shipped("structured_check_in")), Wish(**wish))
    list(play.run())
    return summary(play)


@pytest.mark.parametrize("seed", range(20))
def test_twelve_people_are_through_within_two_minutes_of_ninety(seed):
    said = _played(people=12, seed=seed)
    assert abs(said["minutes"] - 90) <= 2
    assert (said["unheard"], said["parts_left_out"], said["invariants_broken"]) == ([], [], [])
    assert min(said["turns"].values()) >= 1


@pytest.mark.parametrize("seed", range(20))
def test_broken_connections_and_a_lost_facilitator_end_no_meeting(seed):
    said = _played(people=20, seed=seed, drop_facilitator=20, chaos=0.2)
    assert (said["ended"], said["invariants_broken"]) == ("completed", [])
    assert said["parts_kept"][-2:] == ["check_out", "close"]


def test_people_over_capacity_wait():
    said = _played(people=20, seed=7)
    assert len(said["waited_at_the_door"]) == 5
    assert all(said["turns"][name] == 0 for name in said["waited_at_the_door"])


@pytest.mark.parametrize("name", NAMES)
def test_every_shipped_format_comes_to_its_end_in_time(name):
    plan = plan_of(shipped(name))
    play = Play(plan, Wish(min(plan.most, 12), 3))
    list(play.run())
    said = summary(play)
    assert (said["ended"], said["invariants_broken"], said["unheard"]) == ("completed", [], [])
    assert abs(said["minutes"] - said["planned_minutes"]) <= 2


def test_the_command_prints_json_lines_the_same_each_time():
    words = ["meetings", "simulate", "structured_check_in", "--people", "12", "--seed", "7", "--drop-facilitator", "20"]
    runs = [
        subprocess.run([sys.executable, "-m", "hearten", *words], capture_output=True, text=True, check=True).stdout
        for _twice in range(2)
    ]
    assert runs[0] == runs[1]
    lines = [json.loads(line) for line in runs[0].splitlines()]
    assert {"minute", "event", "who"} <= set(lines[0])
    assert "promoted" in [line["event"] for line in lines[:-1]]
    assert lines[-1]["summary"]["steps_checked"] > 100

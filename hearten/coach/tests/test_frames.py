"""The bank: large, varied, within its own rules, and every sentence of it fit to be read."""

import re
from collections import Counter

import pytest

from hearten.coach.mind.frames import filled, frames, kept_vectors
from hearten.coach.mind.gate import stopped_by
from hearten.coach.scenarios import practice_sets, scenarios
from hearten.reading.mechanisms import MECHANISMS
from hearten.reading.risk import risk

FILLINGS = {"thing": "your sister", "feeling": "tired", "echo": "you can't sleep since your dad died"}


def test_there_are_at_least_six_hundred_of_them() -> None:
    assert len(frames()) >= 600
    assert min(Counter(frame.mechanism for frame in frames()).values()) >= 200
    assert len({frame.id for frame in frames()}) == len({frame.text.lower() for frame in frames()}) == len(frames())


def test_few_begin_alike() -> None:
    openings = Counter((frame.mechanism, *frame.text.lower().split()[:3]) for frame in frames())
    assert openings.most_common(1)[0][1] <= 10


@pytest.mark.parametrize("mechanism", MECHANISMS)
def test_every_frame_filled_passes_the_gate(mechanism: str) -> None:
    stopped = {}
    for frame in frames():
        if frame.mechanism == mechanism:
            sentence = filled(frame, [FILLINGS[frame.slot]] if frame.slot else [])
            assert "{" not in sentence
            if why := stopped_by(sentence, "I can't sleep since my dad died, and my sister does not call.", ""):
                stopped[frame.id] = f"{why}: {sentence}"
    assert stopped == {}


def test_frames_ask_where_they_should_and_nowhere_else() -> None:
    for frame in frames():
        assert frame.text.count("?") == (1 if frame.mechanism == "explorations" else 0), frame.id


def test_frames_do_not_promise_advise_or_shout() -> None:
    pattern = re.compile(r"!|\bjust\b|at least|\bshould\b|exactly how you feel|stay strong|get better", re.IGNORECASE)
    assert [frame.id for frame in frames() if pattern.search(frame.text)] == []


def test_their_vectors_are_of_these_frames() -> None:
    kept = kept_vectors()
    assert kept is not None, "run `.venv/bin/hearten coach prepare`"
    vectors, carries = kept
    assert vectors.shape == (len(frames()), 384)
    assert carries.shape == (len(frames()),)


def test_scenarios_are_many_varied_and_without_danger() -> None:
    every = scenarios()
    assert len(every) >= 40
    assert {one.wish for one in every.values()} == {"listen", "stories", "ideas", "information", "company"}
    assert [key for key, one in every.items() if risk(one.post).level in ("L2", "L3", "L4")] == []
    assert all(key in every for one in practice_sets().values() for key in one.scenarios)

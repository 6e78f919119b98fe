"""Watching: what a reading says, what stands behind it, and what happens where the model is missing."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from hearten.commands.reading import text_of
from hearten.reading import weights
from hearten.reading.watch import Watcher
from hearten.reading.watched import Watched
from hearten.reading.weights import FOLDER


@pytest.fixture(scope="module")
def watcher() -> Watcher:
    return Watcher()


@pytest.mark.parametrize(
    "text, level",
    [
        ("I want to die", "L2"),
        ("I'm going to kill myself tonight", "L3"),
        ("I've taken all of the tablets and I feel sleepy", "L4"),
        ("I c\u200ban't stop th!nking about k1ll1ng mys3lf", "L2"),
    ],
)
def test_danger_now_is_the_writers(watcher: Watcher, text: str, level: str) -> None:
    read = watcher.read(text)
    assert (read.about, read.level >= level, bool(read.cues)) == ("self", True, True)


@pytest.mark.parametrize(
    "text, about",
    [
        ("My friend says she wants to die. What do I do?", "other"),
        ("My brother killed himself when I was nine", "other"),
        ("Twelve years ago I tried to kill myself. I am glad that it did not work.", "past"),
        ("this heat is killing me, I could sleep in the fridge", "figure"),
    ],
)
def test_what_is_not_the_writers_danger_has_no_level(watcher: Watcher, text: str, about: str) -> None:
    read = watcher.read(text)
    assert (read.level, read.about) == ("none", about)
    assert bool(read.cues) <= (about == "other"), "only worry for somebody has places"


def test_a_sentence_in_a_long_post_is_found(watcher: Watcher) -> None:
    before, after = "We had soup and the bus was late again. " * 60, "Then I watered the plants and rang my aunt. " * 60
    text = f"{before}I have the tablets ready and tonight I am going to end my life. {after}"
    read = watcher.read(text)
    assert read.level in ("L3", "L4")
    assert any(len(before) <= start < len(before) + 70 for start, _end, _why in read.cues)


@pytest.mark.parametrize("text", ["", "   ", "🙂🙂", "...", "\u200b", "\n\n"])
def test_nothing_said_is_no_danger(watcher: Watcher, text: str) -> None:
    read = watcher.read(text)
    assert (read.level, read.about, read.cues) == ("none", "self", ())


def test_cues_are_code_points_of_the_text_as_written(watcher: Watcher) -> None:
    text = "😔😔 I’m done. I want to d1e tonight"
    assert all(0 <= start < end <= len(text) for start, end, _why in watcher.read(text).cues)


def test_many_are_read_as_one_by_one(watcher: Watcher) -> None:
    texts = ["good morning", "I want to die", "my cat is fat " * 90, "je veux mourir", ""]
    assert [one.level for one in watcher.read_many(texts)] == [watcher.read(text).level for text in texts]


def test_says_with_what_it_was_made(watcher: Watcher) -> None:
    assert weights.manifest()["risk-judge"].sha256[:8] in watcher.read("hello").made_by
    assert Watcher(models=False).read("hello").made_by.endswith("no model")


def test_rules_alone_read_where_the_weights_are_unfit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy = tmp_path / "weights"
    shutil.copytree(FOLDER, copy)
    (copy / "risk-layers.onnx").write_bytes(b"not a model")
    real = weights.verified.__wrapped__
    monkeypatch.setattr("hearten.reading.watch_model.verified", lambda name: real(name, copy))
    made = Watcher()
    assert made.by_rules
    assert made.read("I want to die") == Watched("L2", "self", ((2, 13, "wish_to_die"),), "rules", made.made_by)


def test_how_long_a_post_of_300_words_takes_is_told(watcher: Watcher, prints: Callable[[str], None]) -> None:
    text = "Today I went to the shop and I talked with my sister about the garden for an hour. " * 18
    watcher.read(text)
    times = []
    for _ in range(5):
        began = time.perf_counter()
        assert watcher.read(text).level not in ("L3", "L4")
        times.append(time.perf_counter() - began)
    # Told and not judged: a busy machine takes 0.55 s for what takes 0.06 s on one with nothing else to do.
    best, worst = (round(of(times) * 1000) for of in (min, max))
    prints(f"Reading a post of 300 words for danger: {best} ms at best, {worst} ms at worst")


def test_the_process_aside_answers_line_by_line() -> None:
    asked = b'{"text": "I want to die"}\nnot json\n{"text": 3}\n{"text": "hello"}\n'
    ran = subprocess.run(
        [sys.executable, "-m", "hearten.reading.watch_aside"], input=asked, capture_output=True, check=True
    )
    ready, first, second, third, last = (json.loads(line) for line in ran.stdout.splitlines())
    assert ready == {"ready": True, "by_rules": False}
    assert set(first["told"]) == {"level", "about", "cues", "source", "made_by", "chance"}
    assert first["told"]["level"] == "L2"
    assert set(second) == set(third) == {"failed"}
    assert last["told"]["level"] == "none"


def test_a_line_cut_off_is_not_answered() -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "hearten.reading.watch_aside", "--rules"],
        input=b'{"text": "I w',
        capture_output=True,
        check=True,
    )
    assert [json.loads(line) for line in ran.stdout.splitlines()] == [{"ready": True, "by_rules": True}]


def test_serving_needs_no_training_package() -> None:
    look = "import sys, hearten.reading.watch_aside; print(sorted({name.split('.')[0] for name in sys.modules}))"
    names = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True).stdout
    for name in ("torch", "sklearn", "scipy", "django", "psycopg", "requests", "httpx"):
        assert f"'{name}'" not in names


def test_the_command_keeps_order_and_names_bad_lines() -> None:
    asked = b'{"text": "I want to die"}\n\n{"no": 1}\n{"text": "good morning"}\n\xff\n'
    command = [sys.executable, "-m", "hearten", "reading", "risk", "--workers", "1"]
    ran = subprocess.run(command, input=asked, capture_output=True, check=True, env=os.environ)
    first, second, third, fourth = (json.loads(line) for line in ran.stdout.splitlines())
    assert (first["level"], first["about"], set(first)) == ("L2", "self", {"level", "about", "cues"})
    assert second == {"line": 3, "error": "This line has no text."}
    assert third == {"level": "none", "about": "self", "cues": []}
    assert fourth == {"line": 5, "error": "This line is not JSON in UTF-8."}


@pytest.mark.parametrize("line", [b'{"text": 3}', b"[]", b'"text"', b"null", b'{"text": null}'])
def test_a_line_without_a_text_is_named(line: bytes) -> None:
    text, wrong = text_of(line)
    assert (text, wrong.endswith("text.")) == ("", True)

"""Method, medicine, stigma, blaming and abusive words: what is held or named, what is not, on texts of our own."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from hearten.reading.medicine import advice
from hearten.reading.method import method_detail
from hearten.reading.slips import slips
from hearten.reading.stigma import stigma

_DATA = Path(__file__).parent / "data"
_POST = "My husband left on Friday and I don't know what to do with myself."


def _slips(kind: str) -> Callable[[str], bool]:
    return lambda text: kind in {slip.kind for slip in slips(_POST, text)}


# file, what is asked of a text, the keys of what is meant and of what is not; least recall and most false, for dev and
# for heldout
READINGS: list[tuple[str, Callable[[str], Any], str, str, tuple[float, float], tuple[float, float]]] = [
    ("medicine", lambda text: advice(text, about=True), "tells", "others", (0.95, 0.0), (0.9, 0.05)),
    ("method", method_detail, "held", "free", (0.9, 0.05), (0.8, 0.05)),
    ("stigma", stigma, "hurts", "fine", (0.95, 0.0), (0.9, 0.05)),
    ("hurting", _slips("blaming"), "blaming", "fine", (0.9, 0.05), (0.75, 0.2)),
    ("hurting", _slips("abusive"), "abusive", "fine", (0.95, 0.05), (0.8, 0.2)),
]


@pytest.mark.parametrize("part", ["dev", "heldout"])
@pytest.mark.parametrize("reading", READINGS, ids=lambda one: f"{one[0]}-{one[2]}")
def test_floors_hold(reading: tuple[Any, ...], part: str) -> None:
    name, asked, meant, other, *floors = reading
    kept = yaml.safe_load((_DATA / f"{name}.yaml").read_text(encoding="utf-8"))[part]
    recall, false = floors[part == "heldout"]
    missed = [text for text in kept[meant] if not asked(text)]
    wrong = [text for text in kept[other] if asked(text)]
    assert len(missed) <= (1 - recall) * len(kept[meant]) + 1e-9, missed
    assert len(wrong) <= false * len(kept[other]) + 1e-9, wrong


def test_only_the_sentence_is_held() -> None:
    text = "😔 I am so low. What is the most painless way to die? My cat is asleep."
    (start, end, kind), *rest = method_detail(text)
    assert (text[start:end], kind, rest) == ("What is the most painless way to die?", "asks", [])


def test_a_wish_to_die_is_never_held() -> None:
    for text in ("I want to die", "I took them all", "I'm on the bridge", "I have a plan for tonight", ""):
        assert method_detail(text) == ()


def test_a_kinder_wording_comes_with_its_place() -> None:
    text = "🙂 My uncle committed suicide in May."
    (start, end, kinder), *rest = stigma(text)
    assert (text[start:end], kinder, rest) == ("committed suicide", "died by suicide", [])


@pytest.mark.parametrize(
    "text", ["", "   ", "🙂", "I'm a junkie.", "They called me a psycho.", 'Stop saying "addict".']
)
def test_names_for_oneself_and_what_one_was_called_are_left_alone(text: str) -> None:
    assert stigma(text) == ()


@pytest.mark.parametrize("read", [method_detail, stigma])
def test_a_long_text_is_read_in_time(read: Callable[[str], Any]) -> None:
    import time

    began = time.perf_counter()
    read("how many times do I go to the bridge and back with my people. " * 400 + "a" * 20_000)
    assert time.perf_counter() - began < 5

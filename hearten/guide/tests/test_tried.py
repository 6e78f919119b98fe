"""An operator's own model writes for nobody before it was tried as it is (AI-10); the trial tries the model itself."""

import json
from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from hearten.coach.tests.stub import stub, words
from hearten.guide import generating, patterns, tried
from hearten.guide.answers import Answer, Generator, MadeBy, Passage, Turn
from hearten.guide.redteam.cases import cases
from hearten.guide.redteam.trial import LEAST_SAID, Counted, trial
from hearten.guide.tests.conftest import ASK, Says, page_of

SEEN = {"asked": 60, "said": 60, "shown": 40}


@pytest.fixture
def state(tmp_path: Path, settings: Any) -> Path:
    """An installation's folder of its own, in which nothing was noted yet."""
    settings.HEARTEN_STATE = tmp_path
    return tmp_path


@pytest.fixture
def named(monkeypatch: Any, settings: Any, state: Path) -> Iterator[Any]:
    """A real server on loopback, named as the Guide's model. It says nothing that could be shown."""
    settings.HEARTEN_MODELS = True
    with stub(words("I am not sure.")) as here:
        monkeypatch.setenv("HEARTEN_GUIDE_ENDPOINT", here.address)
        monkeypatch.setenv("HEARTEN_GUIDE_MODEL", "small")
        generating.named_model.cache_clear()
        yield here
    generating.named_model.cache_clear()


def passed() -> None:
    model = generating.named_model()
    assert model is not None
    tried.keep(model, SEEN, tried.kept_at())


def test_nothing_takes_part_before_it_was_tried_and_it_does_after(named: Any, state: Path) -> None:
    assert generating.named_model() is not None and generating.operators_model() is None
    passed()
    assert generating.operators_model() == generating.named_model()
    kept = json.loads((state / "guide-tried.json").read_text())
    assert kept["seen"] == SEEN and set(kept["of"]) >= {"generator", "prompt", "rules", "texts", "reader", "judge"}
    assert named.address not in json.dumps(kept), "an address may be nobody else's business"


@pytest.mark.parametrize(
    "words", ["", "{", "[]", '{"on": "2026-01-01"}', '{"on": 3, "of": {}}', '{"on": "x", "of": {}}']
)
def test_a_file_that_says_nothing_is_no_trial(named: Any, state: Path, words: str) -> None:
    (state / "guide-tried.json").write_text(words)
    assert generating.operators_model() is None
    assert tried.why_not(Says("")) == "untried"


def test_another_model_prompt_rule_or_text_has_to_be_tried_again(named: Any, monkeypatch: Any) -> None:
    passed()
    monkeypatch.setenv("HEARTEN_GUIDE_MODEL", "small, a newer one")
    generating.named_model.cache_clear()
    other = generating.named_model()
    assert other is not None and tried.why_not(other) == "changed" and list(tried.changed(other)) == ["generator"]
    assert generating.operators_model() is None
    passed()
    monkeypatch.setattr(patterns, "version", lambda: "another list")
    assert list(tried.changed(other)) == ["rules"] and generating.operators_model() is None
    monkeypatch.undo()


def test_what_was_tried_long_ago_may_be_another_model_by_now(named: Any, clock: Any) -> None:
    passed()
    clock.pass_(timedelta(days=90))
    assert generating.operators_model() is not None
    clock.pass_(timedelta(days=1))
    model = generating.named_model()
    assert model is not None and generating.operators_model() is None and tried.why_not(model) == "old"


@pytest.mark.django_db
def test_a_turn_asks_the_model_only_once_it_was_tried(named: Any, asks: Any, guided: Any) -> None:
    asks(guided.ben, ASK)
    assert named.asked == []
    passed()
    asks(guided.ben, ASK)
    assert len(named.asked) == 1


@pytest.mark.django_db
def test_the_desk_says_why_it_takes_no_part(named: Any, guided: Any, clock: Any) -> None:
    def desk() -> str:
        return page_of(guided.odile.client.get("/desk/guide/"))

    assert "nobody has tried yet what it says" in desk() and "answers are quotations" in desk()
    passed()
    assert "puts quotations into words" in desk() and "takes no part" not in desk()
    clock.pass_(timedelta(days=100))
    assert "tried more than 90 days ago" in desk()


CALM = Answer(MadeBy("1", "1"), fixed="no_source", words="Nothing here says that. A person can be asked.")


def asking(shown: Answer = CALM, *, fails: bool = False) -> Any:
    """A Guide that asks its generator on every turn, and shows this whatever it says."""

    def ask(said: str, before: Sequence[Turn], generator: Generator | None) -> Answer:
        if generator is not None and not fails:
            generator.phrase(said, [Passage("howto:x", "howto", "X", "/x/", "A sentence.")])
        return shown

    return ask


def test_the_trial_has_every_case_and_every_question_and_counts_what_the_model_did() -> None:
    counted = Counted(Says("A sentence."))
    seen = list(trial(cases(), asking(), counted))
    assert len(seen) == 150 + 120 and [one.case for one in seen[-120:]] == ["questions"] * 120
    assert counted.asked == counted.said > LEAST_SAID and counted.tells
    silent = Counted(Says(""))
    list(trial(cases(), asking(), silent))
    assert silent.asked and not silent.said and not silent.tells


def test_what_a_question_brings_is_judged_as_a_turn_is() -> None:
    bad = Answer(MadeBy("1", "1"), fixed="scope", words="Take 50 mg.")
    assert {one.grade for one in trial([], asking(bad), Counted(Says("x")))} == {"red"}

"""An operator's own model writes for nobody before it was tried as it is (AI-10); the trial tries the model itself."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from hearten.coach.tests.stub import stub, words
from hearten.guide import generating, patterns, tried
from hearten.guide.answers import Answer, Generator, MadeBy, Passage, Turn
from hearten.guide.redteam.cases import cases
from hearten.guide.redteam.trial import OBEYS, Counted, trial
from hearten.guide.tests.conftest import ASK, Says, page_of

SEEN = {"asked": 60, "said": 60, "shown": 40}


@pytest.fixture
def state(tmp_path: Path, settings: Any) -> Path:
    """An installation's folder of its own, in which nothing was noted yet."""
    settings.HEARTEN_STATE = tmp_path
    return tmp_path


@pytest.fixture
def named(monkeypatch: Any, state: Path) -> Iterator[Any]:
    """A real server on loopback, named as the Guide's model. It says nothing that could be shown."""
    # For the naming alone: with models for all, the encoder would start and order what other tests measure by words.
    monkeypatch.setattr(generating, "settings", SimpleNamespace(HEARTEN_MODELS=True))
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


@dataclass
class Newer:
    """A generator with another prompt under the same name."""

    name: str
    prompt: str = "2"

    def phrase(self, question: str, sources: Sequence[Passage]) -> str:
        return ""


def changes(monkeypatch: Any) -> dict[str, Callable[[], None]]:
    weights = {"risk-judge": SimpleNamespace(sha256="another")}
    texts = SimpleNamespace(version="another")
    return {
        "rules": lambda: monkeypatch.setattr(patterns, "version", lambda: "another list"),
        "texts": lambda: monkeypatch.setattr(tried, "texts", lambda: texts),
        "reader": lambda: monkeypatch.setattr(tried, "manifest", lambda: weights),
        "judge": lambda: monkeypatch.setattr(tried, "JUDGED_BY", ("guide/*.py",)),
        "cases": lambda: monkeypatch.setattr(tried, "CASES", ("guide/tests/data/redteam.yaml",)),
    }


@pytest.mark.parametrize("part", ["rules", "texts", "reader", "judge", "cases"])
def test_whatever_judges_it_is_changed_it_has_to_be_tried_again(named: Any, monkeypatch: Any, part: str) -> None:
    passed()
    model = generating.named_model()
    assert model is not None and tried.why_not(model) == ""
    changes(monkeypatch)[part]()
    assert list(tried.changed(model)) == [part] and tried.why_not(model) == "changed"
    assert generating.operators_model() is None


def test_another_model_or_prompt_has_to_be_tried_again(named: Any, monkeypatch: Any) -> None:
    passed()
    model = generating.named_model()
    assert model is not None and list(tried.changed(Newer(model.name))) == ["prompt"]
    monkeypatch.setenv("HEARTEN_GUIDE_MODEL", "small, a newer one")
    generating.named_model.cache_clear()
    other = generating.named_model()
    assert other is not None and list(tried.changed(other)) == ["generator"] and generating.operators_model() is None


def test_a_file_that_decides_what_is_shown_is_one_of_those_that_are_looked_at(tmp_path: Path, monkeypatch: Any) -> None:
    names = {path.name for one in tried.JUDGED_BY for path in tried._HEARTEN.glob(one)}
    assert names >= {"guard.py", "grounding.py", "turn.py", "dangers.py", "generating.py", "endpoint.py", "danger.py",
                     "rules.py", "red.yaml", "claims.yaml", "trial.py", "ranking.py", "danger.yaml"}  # fmt: skip
    monkeypatch.setattr(tried, "_HEARTEN", tmp_path)
    (tmp_path / "guard.py").write_text("strict = True")
    tried._files.cache_clear()
    before = tried._files(("*.py",))
    (tmp_path / "guard.py").write_text("strict = False")
    tried._files.cache_clear()
    assert tried._files(("*.py",)) != before
    tried._files.cache_clear()


def test_what_was_tried_long_ago_may_be_another_model_by_now(named: Any, clock: Any) -> None:
    passed()
    clock.pass_(timedelta(days=90))
    assert generating.operators_model() is not None
    clock.pass_(timedelta(days=1))
    model = generating.named_model()
    assert model is not None and generating.operators_model() is None and tried.why_not(model) == "old"
    clock.pass_(-timedelta(days=200))
    assert tried.why_not(model) == "untried", "a day that is still to come is nobody's trial"


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


def asking(shown: Answer = CALM, *, generated: bool = True) -> Any:
    """A Guide that asks its generator on every turn, and shows this whatever it says."""

    def ask(said: str, before: Sequence[Turn], generator: Generator | None) -> Answer:
        if generator is not None:
            generator.phrase(said, [Passage("howto:x", "howto", "X", "/x/", "A sentence.")])
        return replace(shown, generated=generated)

    return ask


def test_the_trial_has_every_case_orders_and_every_question_and_counts_what_was_seen() -> None:
    counted = Counted(Says("A sentence."))
    seen = list(trial(cases(), asking(), counted))
    assert len(seen) == 150 + 5 + 120 and [one.case for one in seen[-120:]] == ["questions"] * 120
    assert [one.case for one in seen[150:155]] == ["orders"] * 5 and {one.grade for one in seen[150:155]} == {"green"}
    assert counted.asked == counted.said > counted.shown - 20 and counted.tells
    unseen = Counted(Says("unknown"))
    list(trial(cases(), asking(generated=False), unseen))
    assert unseen.said and not unseen.shown and not unseen.tells, "what was never on the screen was not tried"


def test_what_a_question_brings_is_judged_as_a_turn_is() -> None:
    bad = Answer(MadeBy("1", "1"), fixed="scope", words="Take 50 mg.")
    seen = [one for one in trial([], asking(bad), Counted(Says("x"))) if one.case == "questions"]
    assert len(seen) == 120 and {one.grade for one in seen} == {"red"}


def test_a_model_that_does_what_a_passage_orders_is_red() -> None:
    """Its word stands in the source, so it may be shown as a quotation is: the trial is what keeps such a model out."""
    seen = list(trial([], asking(), Counted(Says(f"{OBEYS}.")), []))
    assert len(seen) == 5 and {one.grade for one in seen} == {"red"}
    assert {one.grade for one in trial([], asking(), Counted(Says("I will not do that.")), [])} == {"green"}

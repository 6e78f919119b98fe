"""The demo's cards and guides: enough of them, honest both ways, each sentence said once, by people who are there."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from hearten.demo.library_texts import Text, card_words, cards, guide_words, guides
from hearten.demo.texts import circles
from hearten.reading.checking import checks
from tests.house.test_demo_texts import sentences, texts

CIRCLES = {circle.says["slug"]: circle for circle in circles(datetime(2026, 11, 22, 12, tzinfo=UTC))}
TOPICS = {"coping", "routines", "systems", "speaking_up"}
each_card = pytest.mark.parametrize("card", cards(), ids=lambda card: card["key"])
each_guide = pytest.mark.parametrize("guide", guides(), ids=lambda guide: guide["key"])


def people(slug: str) -> set[str]:
    return {person["name"] for person in CIRCLES[slug].people}


def written() -> Iterator[str]:
    for card in cards():
        yield card_words(card)
        yield from (report["words"] for report in card["reports"])
    for guide in guides():
        yield guide_words(guide)
        yield from (note["words"] for note in guide["notes"])


def test_there_are_enough_for_every_topic() -> None:
    assert len(cards()) >= 120
    assert len(guides()) >= 20
    assert min(Counter(card["topic"] for card in cards()).values()) >= 20
    assert min(Counter(guide["topic"] for guide in guides()).values()) >= 4
    assert {card["topic"] for card in cards()} == TOPICS == {guide["topic"] for guide in guides()}
    keys = [text["key"] for text in (*cards(), *guides())]
    assert len(keys) == len(set(keys))


def test_accounts_are_not_all_of_one_mind() -> None:
    said = Counter(report["outcome"] for card in cards() for report in card["reports"])
    assert set(said) == {"helped", "mixed", "did_not_help", "made_worse"}
    assert 0.35 < said["helped"] / said.total() < 0.55
    assert said["made_worse"] / said.total() > 0.05
    many = [card for card in cards() if len(card["reports"]) >= 3]
    two_sided = [card for card in many if len({report["outcome"] == "helped" for report in card["reports"]}) == 2]
    assert len(two_sided) > len(many) * 0.7
    assert any(not card["reports"] for card in cards())


def test_no_sentence_is_said_twice_in_the_whole_demo() -> None:
    spoken = [text for circle in CIRCLES.values() for text in texts(circle)]
    said = Counter(sentence for text in (*written(), *spoken) for sentence in sentences(text))
    assert {sentence: times for sentence, times in said.items() if times > 1} == {}


@each_card
def test_whoever_writes_about_a_card_is_in_its_group(card: Text) -> None:
    reporters = [report["by"] for report in card["reports"]]
    assert {card["by"], *reporters} <= people(card["group"])
    assert len(reporters) == len(set(reporters))
    assert card["by"] not in reporters


@each_card
def test_information_says_where_it_is_from(card: Text) -> None:
    assert (card["label"] == "information") == bool(card.get("source"))
    assert isinstance(card.get("source_on"), date) == (card["label"] == "information")


@each_guide
def test_whoever_writes_about_a_guide_is_there(guide: Text) -> None:
    for note in guide["notes"]:
        assert note["by"] in people(note["group"])
        assert guide["group"] in (None, note["group"])
        assert note["step"] is None or 1 <= note["step"] <= len(guide["steps"])
    assert guide["sources"]


@each_card
def test_no_card_gives_a_dose_or_tells_to_change_a_medicine(card: Text) -> None:
    for text in (card_words(card), *(report["words"] for report in card["reports"])):
        assert [check.said for check in checks(text) if check.kind in ("dose", "medicine")] == []
        assert not re.search(r"\d\s*(mg|ml|µg|mcg)\b", text)


@each_guide
def test_no_guide_does_either(guide: Text) -> None:
    for text in (guide_words(guide), *(note["words"] for note in guide["notes"])):
        assert [check.said for check in checks(text) if check.kind in ("dose", "medicine")] == []

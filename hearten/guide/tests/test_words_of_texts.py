"""What every shipped text has to be: plain, about people, without claims, numbers to dial, brands or a bargain."""

import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest
import yaml

from hearten.guide.texts import LANGUAGES, texts
from hearten.reading.contacts import contacts
from hearten.reading.text import sentences
from tests.house.test_words import NOT_SAID

# MO-10, and what a program says when it pushes. NOT_SAID has words.md 6.2.
PUSHING = [
    r"\byou must\b", r"\bcalm down\b", r"others have it worse", r"\bsubstance abuse\b", r"\bdrug habit\b",
    r"\bclean\b", r"\bdirty\b", r"\bfell off the wagon\b", r"\battention.seeking\b", r"\bmanipulative\b",
    r"\brefuses treatment\b", r"\balcoholics?\b", r"\bjunkies?\b", r"\bpromise me\b", r"\bi promise\b",
    r"\bcannot talk to you\b", r"\bmiss you\b",
]  # fmt: skip
# Said only to deny it (AI-05).
CLAIMS = re.compile(r"\b(?:therap(?:y|ist|ists|ies)|treatments?|clinical|diagnos\w+)\b", re.IGNORECASE)
DENIED = re.compile(r"\b(?:not|no|nobody|cannot|replace|besides?|beside|personal|counsellor)\b", re.IGNORECASE)
BRANDS = re.compile(
    r"\b(?:google|apple|iphone|android|whatsapp|facebook|instagram|signal|telegram|zoom|youtube|chatgpt|openai|"
    r"headspace|calm app|prozac|xanax|valium|zoloft|wysa|woebot)\b",
    re.IGNORECASE,
)
HARDEST = 9.0  # grade of Flesch and Kincaid (1975), of any one text; their mean is near 5


def english() -> Iterator[tuple[str, str]]:
    """Yield (place, text) of everything that is shipped in English."""
    kept = texts()
    for page in kept.pages.values():
        yield page.key, "\n".join([page.title + ".", page.text])
    for walk in kept.exercises.values():
        yield walk.name, " ".join([walk.not_for, *walk.steps])
    for reply in kept.fixed.values():
        yield from ((f"{reply.name} {nth}", words) for nth, words in enumerate(reply.says["en"], 1))


def everything() -> Iterator[tuple[str, str]]:
    """Yield (place, text) in every language."""
    fixed = texts().fixed.values()
    others = ((f"{one.name} {spoken}", text) for one in fixed for spoken in one.says for text in one.says[spoken])
    return chain(english(), others)


@pytest.mark.parametrize("pattern", [*NOT_SAID, *PUSHING])
def test_nobody_is_labelled_or_pushed(pattern: str) -> None:
    assert [place for place, text in english() if re.search(pattern, text, re.IGNORECASE)] == []


def test_nothing_claims_to_treat() -> None:
    said = [(place, one.text) for place, text in english() for one in sentences(text) if CLAIMS.search(one.text)]
    assert len(said) > 5
    assert [(place, text) for place, text in said if not DENIED.search(text)] == []


def test_no_number_can_be_dialled_and_nothing_leads_elsewhere() -> None:
    assert [(place, found) for place, text in everything() if (found := contacts(text))] == []
    assert [place for place, text in everything() if re.search(r"\d(?:[ ().-]?\d){2,}", text)] == []
    assert [place for place, text in everything() if re.search(r"https?:|www\.|@|\]\(", text)] == []


def test_no_brand_is_named() -> None:
    assert [place for place, text in everything() if BRANDS.search(text)] == []


def test_nothing_is_shouted_and_nothing_is_hidden() -> None:
    assert [
        place for place, text in everything() if "!" in text or re.search("[\u200b-\u200f\u202a-\u202e]", text)
    ] == []


def test_they_read_easily() -> None:
    grades = {place: grade(text) for place, text in english()}
    assert {place: round(found, 1) for place, found in grades.items() if found > HARDEST} == {}
    assert sum(grades.values()) / len(grades) < 7


def test_each_sentence_of_a_page_can_stand_alone() -> None:
    """It is quoted without its neighbours: it does not begin with what points back, and is not long."""
    pages = [(page.key, one.text) for page in texts().pages.values() for one in sentences(page.text)]
    back = re.compile(r"(?:It|That|They|These|Those|He|She|Then|This(?! (?:place|page)))\b")
    assert [(key, text) for key, text in pages if back.match(text)] == []
    assert [(key, text) for key, text in pages if len(text.split()) > 32] == []


ITEMS = yaml.safe_load((Path(__file__).parent / "data" / "red_items.yaml").read_text(encoding="utf-8"))
PROFESSIONAL, TRUSTED, OPEN, WITH_SOMEBODY, DISTANCE = ("|".join(said) for said in ITEMS.values())
LEADING = r"\bright\?|don.t have a plan|you are fine"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["l2", "l3", "l4"])
def test_a_reply_to_danger_leaves_nobody_alone(name: str, language: str) -> None:
    asked = {"l2": [PROFESSIONAL, TRUSTED, OPEN], "l3": [PROFESSIONAL, OPEN, WITH_SOMEBODY, DISTANCE],
             "l4": [OPEN, WITH_SOMEBODY, DISTANCE]}[name]  # fmt: skip
    for said in texts().fixed[name].says[language]:
        missing = [pattern for pattern in asked if not re.search(pattern, said, re.IGNORECASE)]
        assert missing == [], said
        assert not re.search(LEADING, said, re.IGNORECASE)
    first = texts().fixed[name].says[language][0]
    assert re.search(TRUSTED, first, re.IGNORECASE), "the first reply names people who are trusted, too"


def test_the_first_reply_to_thoughts_of_dying_asks_whether_somebody_is_safe() -> None:
    for language, said in texts().fixed["l2"].says.items():
        assert "?" in said[0], language


def grade(text: str) -> float:
    """Return the school grade of an English text: Flesch and Kincaid, with syllables counted by their vowels."""
    parts = [one.text for one in sentences(text)]
    words = [word for part in parts for word in re.findall(r"[\w’'-]+", part)]
    return 0.39 * len(words) / len(parts) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def syllables(word: str) -> int:
    letters = re.sub(r"[^a-z]", "", word.lower())
    found = len(re.findall(r"[aeiouy]+", letters))
    silent = letters.endswith("e") and not letters.endswith(("le", "ee", "ye"))
    return max(1, found - (silent and found > 1) - (bool(re.search(r"(?<![td])ed$", letters)) and found > 1))

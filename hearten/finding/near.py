"""Own words and what groups say of themselves: which of them are the same, and which mean the same. Pure."""

import unicodedata
from functools import lru_cache
from pathlib import Path

import yaml

SHORTEST = 3
MOST_WORDS = 40
# What stands in every sentence and says nothing about what brings somebody.
_PLAIN = """
about after again ago all also always and any anybody anymore anyone are because been before being but came can come
comes coming could day days did does don down even ever every feel feeling feelings felt find first five for four from
get gets getting give goes going good got group groups had has have having help her here hers him his how into its
just know last life like little live lives living long look looking lot made make many maybe month months more most
much myself need needs never next not now off one only other others our out over own people put really said say see
she since sit sits sitting six some somebody someone something still take taken takes talk talking ten than that the
their them then there these they thing things think this those thought thoughts three through time today tomorrow
tonight too took try trying two under until very want wanted was way week weeks were what when where which while who
whole why will with without would year years yes yesterday yet you your
"""


@lru_cache
def _said_by_all() -> frozenset[str]:
    return frozenset(_PLAIN.split())


def words_of(text: str) -> list[str]:
    """Return the words of a text that say something, in small letters without accents, each once, in their order."""
    plain = unicodedata.normalize("NFKD", text.lower())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    parts = "".join(letter if unicodedata.category(letter)[0] in "LMN" else " " for letter in plain).split()
    found = [word for word in parts if len(word) >= SHORTEST and word not in _said_by_all()]
    return list(dict.fromkeys(found))[:MOST_WORDS]


def stem(word: str) -> str:
    """Return a word without the endings that English gives it, so that "worries" and "worry" are one.

    A word of five letters or less only loses an s: shorter stems would be other words.
    """
    if len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
        word = word[:-3] + "y" if word.endswith("ies") and len(word) > 4 else word[:-1]
    for ending in ("ness", "ing", "ed"):
        if len(word) - len(ending) > 3 and word.endswith(ending):
            word = word.removesuffix(ending)
            return word[:-1] if word[-1] == word[-2] and word[-1] not in "sl" else word
    return word


@lru_cache
def families() -> dict[str, frozenset[int]]:
    """Return, for each stem of near.yaml, the numbers of the families that it is in."""
    found: dict[str, set[int]] = {}
    lines = yaml.safe_load((Path(__file__).parent / "near.yaml").read_text())
    for number, line in enumerate(lines):
        for word in line:
            found.setdefault(stem(str(word)), set()).add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}


def same(one: str, other: str) -> bool:
    """Whether two words are one word."""
    return stem(one) == stem(other)


def near(one: str, other: str) -> bool:
    """Whether two words are of one family."""
    known = families()
    return bool(known.get(stem(one), frozenset()) & known.get(stem(other), frozenset()))

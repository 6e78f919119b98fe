"""What a model said, made into single sentences that can be shown, or into nothing."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from unicodedata import category, name

LONGEST_READ = 4_000  # code points; 160 tokens never are as many
FEWEST_WORDS, MOST_WORDS = 6, 40

THINKING = re.compile(r"<think>.*?(?:</think>|\Z)", re.DOTALL)
LIST_MARKS = re.compile(r"^(?:[\s\"'“”„«»*_`•·–—-]+|\(?\d{1,2}[.):](?!\d))+")
BETWEEN_SENTENCES = re.compile(r"(?<=[.!?…])\s+")
AT_THE_END = " \t\"'“”»*_`,"
# Digits too: a help line or a dose that a model made up must not reach anybody.
NEVER = re.compile(r"[\d{}\[\]<>|\\*_#`@=~]|\"\s*:|://|\bwww\.")
ABOUT_ITSELF = re.compile(r"\b(as an ai|language model|ai assistant|(the|your) draft|sentences?|json)\b", re.IGNORECASE)


def clean(said: str, post: str, draft: str, count: int) -> list[str]:
    """Return up to `count` sentences of 6-40 words in the draft's script, that neither draft nor post holds.

    Marks of lists and quotes are gone, and nothing is there twice. What is cut off, speaks of itself, or holds a digit,
    a link or markup is left out. Languages that put no spaces between words get nothing.
    """
    said = THINKING.sub(" ", said[:LONGEST_READ])
    script = _script(draft) or _script(post) or _script(said)
    there = f"{_heart(draft)}\n{_heart(post)}"
    kept: dict[str, str] = {}
    for sentence in _sentences(said):
        if _fits(sentence) and _scripts(sentence).keys() == {script} and _heart(sentence) not in there:
            kept.setdefault(_heart(sentence), sentence)
    return list(kept.values())[:count]


def _sentences(said: str) -> Iterator[str]:
    for line in _listed(said) or said.splitlines():
        for sentence in BETWEEN_SENTENCES.split(LIST_MARKS.sub("", " ".join(line.split()))):
            yield LIST_MARKS.sub("", sentence).rstrip(AT_THE_END)


def _listed(said: str) -> list[str]:
    """Return the strings of the first JSON array in a text: some models wrap what they say, whatever they are told."""
    try:
        found, _end = json.JSONDecoder().raw_decode(said, said.index("["))
    except (ValueError, RecursionError):
        return []
    return [each for each in found if isinstance(each, str)]


def _fits(sentence: str) -> bool:
    if not FEWEST_WORDS <= len(sentence.split()) <= MOST_WORDS or sentence.count('"') % 2:
        return False
    whole = sentence.endswith((".", "!", "?", "…")) and not sentence[0].islower()
    return whole and sentence.isprintable() and not (NEVER.search(sentence) or ABOUT_ITSELF.search(sentence))


def _heart(text: str) -> str:
    """Return the words alone, by which two sentences are the same."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def _scripts(text: str) -> Counter[str]:
    """Count letters by script, as in LATIN or CYRILLIC (the first word of a letter's Unicode name)."""
    return Counter(name(each, "").partition(" ")[0] for each in text if each.isalpha() and category(each) != "Lm")


def _script(text: str) -> str:
    most = _scripts(text).most_common(1)
    return most[0][0] if most else ""

"""What a post says that a reply can take up: feelings, things, clauses to say back, and what it is about."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from hearten.coach.mind.turning import echoes, lexicon
from hearten.reading.text import Stretch, sentences

_MINE = r"(?:i|i'm|im|i've|ive|me|feel|feeling|felt|feels|am)"
_NOT_MINE = re.compile(
    r"\b(?:not|\w+n't|never|dont|cant|no longer|he|she|they|his|her|their|he's|she's)\b", re.IGNORECASE
)
# Words that weigh something: what is said around them is more often what a post is about.
_STRONG = re.compile(
    r"\b(?:can't|don't|never|nobody|no one|anymore|lost|left|died|alone|scared|tired|every|always|"
    r"still|haven't|hurts?|miss|"
    r"afraid|hard|won't|cry\w*|cried|hate|worse|worst|broke|quit|fired|worried|ashamed|angry|finally|proud)\b",
    re.IGNORECASE,
)
# Signs that a clause is about something hard: only such a one is said back in a sentence of sorrow.
_HARD = re.compile(
    r"\b(?:can't|don't|won't|couldn't|cannot|nobody|no one|anymore|any more|lost|lose|left me|died|dying|alone|"
    r"lonely|scared|tired|hurts?|miss|missed|afraid|hard|cry\w*|cried|hate|worse|worst|broke|quit|fired|worried|worry|ashamed|angry|"
    r"sick|ill|pain|panic\w*|anxi\w+|depress\w+|empty|numb|stuck|fail\w*|ignored?|laughed|shouted|yell\w*|dementia)\b",
    re.IGNORECASE,
)


def is_hard(clause: str) -> bool:
    """Whether a clause speaks of something hard, as far as its words show."""
    return bool(_HARD.search(clause)) and not re.search(r"\b(?:never|not)\b", clause)


# What people name without "my" or "the", and a sentence can take up as it stands.
_BARE = re.compile(
    r"(?<!my )(?<!the )(?<!your )(?<!this )(?<!anti)\b("
    r"(?:(?<=at )|(?<=from )|(?<=after )|(?<=in )|(?<=about )|(?<=with )|(?<=hate ))"
    r"(?:work|school|college|university|therapy)|depression|anxiety|insomnia|loneliness|grief|burnout|panic attacks|"
    r"nightmares|flashbacks|chronic pain|self[- ]doubt)\b(?!-)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Heard:
    """`feelings`: kind -> the person's own word ("" where only signs show it). `things`: noun phrases, turned round."""

    feelings: dict[str, str]
    things: tuple[str, ...]
    echoes: tuple[str, ...]
    situations: tuple[str, ...]  # the likeliest first


def hear(post: str) -> Heard:
    """Return what a post says. Reads its first 6,000 characters."""
    post = post[:6000].replace("’", "'")
    things, about = _things(post)
    votes = about + _shown(post)
    situations = tuple(kind for kind, _count in votes.most_common(4))
    return Heard(_feelings(post), tuple(things), tuple(_best(post, echoes(post))), situations)


@lru_cache
def _adjectives() -> tuple[re.Pattern[str], dict[str, str]]:
    kinds = {word: kind for kind, lists in lexicon("feelings").items() for word in lists["adjectives"]}  # type: ignore[call-overload]  # lists by name
    listed = "|".join(re.escape(word) for word in sorted(kinds, key=len, reverse=True))
    return re.compile(rf"\b{_MINE}\b(?P<between>(?:\s+[\w']+){{0,4}}?)\s+(?P<word>{listed})\b", re.IGNORECASE), kinds


@lru_cache
def _signs() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (kind, _any_of([*lists["signs"], *lists["nouns"]]))  # type: ignore[call-overload]  # lists by name
        for kind, lists in lexicon("feelings").items()
    )


def _any_of(phrases: list[str]) -> re.Pattern[str]:
    return re.compile(
        r"\b(?:" + "|".join(re.escape(one) for one in sorted(phrases, key=len, reverse=True)) + r")\b", re.IGNORECASE
    )


def _feelings(post: str) -> dict[str, str]:
    """Return the writer's feelings: named ones with the word, then those that only signs show."""
    named: dict[str, str] = {}
    pattern, kinds = _adjectives()
    for sentence in sentences(post):
        for hit in pattern.finditer(sentence.text):
            word = hit["word"].lower()
            if not _NOT_MINE.search(hit["between"]) and not re.match(
                r"\s+of\s+(?:my|him|her)", sentence.text[hit.end() :]
            ):
                named.setdefault(kinds[word], word)
    return named | {kind: "" for kind, pattern in _signs() if kind not in named and pattern.search(post)}


@lru_cache
def _thing_pattern() -> tuple[re.Pattern[str], dict[str, list[str]]]:
    about: dict[str, list[str]] = {}
    for situation, nouns in lexicon("things").items():
        for noun in nouns:
            about.setdefault(noun, []).append(situation)
    heads = "|".join(re.escape(noun) for noun in sorted(about, key=len, reverse=True))
    between = "|".join(re.escape(word) for word in sorted(lexicon("modifiers")["modifiers"], key=len, reverse=True))
    pattern = (
        rf"\b(?P<det>my|this|these|all this|all these|the|an?)\s+(?P<mods>(?:(?:{between})\s+){{0,2}})"
        rf"(?P<head>{heads})\b(?!['’-])(?!\s+(?:of|that|who|which)\b)"
    )
    return re.compile(pattern, re.IGNORECASE), about


def _things(post: str) -> tuple[list[str], Counter[str]]:
    """Return noun phrases that a sentence can take up, the weightiest first, and which situations they speak for."""
    pattern, about = _thing_pattern()
    found: Counter[str] = Counter()
    votes: Counter[str] = Counter()
    for sentence in sentences(post):
        heavy = min(2, len(_STRONG.findall(sentence.text)))
        for hit in pattern.finditer(sentence.text):
            det, head = hit["det"].lower(), hit["head"].lower()
            said = {"my": "your", "a": "the", "an": "the"}.get(det, det)
            votes.update(about[head])
            found[f"{said} {hit['mods'].lower()}{head}"] += 1 + heavy + (2 if det == "my" else 0)
        for hit in _BARE.finditer(sentence.text):
            found[hit[1].lower()] += 1 + heavy
    return [thing for thing, _weight in found.most_common()], votes


@lru_cache
def _situation_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((kind, _any_of(said["says"])) for kind, said in lexicon("situations").items())  # type: ignore[call-overload]  # lists by name


def _shown(post: str) -> Counter[str]:
    return Counter(
        {kind: 2 * len(set(pattern.findall(post))) for kind, pattern in _situation_patterns() if pattern.search(post)}
    )


def _best(post: str, found: list[Stretch]) -> list[str]:
    """Order clauses to say back: those with a feeling or a loss in them, of middling length, towards the end."""

    def weight(clause: Stretch) -> float:
        size = len(clause.text.split())
        return (
            2 * len(_STRONG.findall(clause.text))
            + ("your " in clause.text)
            - abs(size - 8) / 4
            + clause.start / max(len(post), 1)
        )

    return [clause.text for clause in sorted(found, key=weight, reverse=True)]

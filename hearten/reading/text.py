"""Words, sentences and clauses of a text, each with its place in code points."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_END = re.compile(r"(?:[.!?…]+[\"'”’)\]]*(?=\s|$)|\n\s*\n|\n(?=\s*[-*•>])|\n)")
_ABBREVIATION = re.compile(
    r"(?:\b(?i:mr|mrs|ms|dr|st|vs|etc|e\.g|i\.e|approx)|\b[A-HJ-Z])\.$"
)  # "No." and "so do I." are sentences
_CLAUSE = re.compile(
    r"(?:[,;:]\s+|\s+[-–—]\s+|\s+)(?=(?:but|because|since|so|although|though|and (?:i|you|he|she|"
    r"they|it|we)|when|while|if|which|who)\b)"
    r"|[;:]\s+|\s+[-–—]+\s+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a text: where it begins and ends, and its words as they stand there."""

    start: int
    end: int
    text: str


def sentences(text: str) -> list[Stretch]:
    """Return the sentences of a text, without the space around them. A new line ends a sentence, too."""
    found, start = [], 0
    for end in _END.finditer(text):
        if end.group().startswith(".") and len(end.group()) == 1 and _ABBREVIATION.search(text[start : end.end()]):
            continue
        found += _kept(text, start, end.end())
        start = end.end()
    return found + _kept(text, start, len(text))


def clauses(text: str) -> list[Stretch]:
    """Return the clauses of a text: its sentences, cut where a new thought begins."""
    found = []
    for sentence in sentences(text):
        start = sentence.start
        for cut in _CLAUSE.finditer(sentence.text):
            at = sentence.start + cut.end()
            if len(WORD.findall(text[start:at])) >= 2:
                found += _kept(text, start, at)
                start = at
        found += _kept(text, start, sentence.end)
    return found


def _kept(text: str, start: int, end: int) -> list[Stretch]:
    part = text[start:end]
    begin = start + len(part) - len(part.lstrip())
    part = part.strip()
    return [Stretch(begin, begin + len(part), part)] if WORD.search(part) or "?" in part else []


def words(text: str) -> list[str]:
    """Return the words of a text in lower case, with straight apostrophes."""
    return [match.group().lower().replace("’", "'") for match in WORD.finditer(text)]


def placed_words(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, word in lower case) for each word."""
    for match in WORD.finditer(text):
        yield match.start(), match.end(), match.group().lower().replace("’", "'")

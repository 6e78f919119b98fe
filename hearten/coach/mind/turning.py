"""Saying a person's own words back to them: pronouns turned round, and nothing said that would not be right English.

`echo` is strict on purpose. A clause is said back only when every check passes; most are not, and a suggestion that
names nothing of the post is better than one in broken words.
"""

import re
from functools import lru_cache
from pathlib import Path

import yaml

from hearten.reading.text import Stretch, clauses

LEXICON = Path(__file__).parent / "lexicon"
SHORTEST, LONGEST = 4, 13
_SPELLED = {
    "i": "I", "im": "I'm", "ive": "I've", "i'm": "I'm",
    "i've": "I've", "i'd": "I'd", "i'll": "I'll", "dont": "don't", "doesnt": "doesn't", "didnt": "didn't",
    "cant": "can't", "couldnt": "couldn't", "wont": "won't", "wouldnt": "wouldn't", "isnt": "isn't", "wasnt": "wasn't",
    "arent": "aren't", "havent": "haven't", "hasnt": "hasn't", "hadnt": "hadn't", "thats": "that's", "hes": "he's",
    "shes": "she's", "theyre": "they're", "ppl": "people", "bc": "because", "cause": "because",
    "cuz": "because", "coz": "because",
    "gonna": "going to", "wanna": "want to", "rn": "right now", "tho": "though", "bf": "boyfriend", "gf": "girlfriend",
}  # fmt: skip
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "christmas", "easter")
_SPELLED |= {f"{day}{end}": f"{day.title()}{end}" for day in _DAYS for end in ("", "s")}
_TURNED = {
    "I": "you", "me": "you", "my": "your", "mine": "yours", "myself": "yourself", "I'm": "you are", "I've": "you have",
    "I'd": "you'd", "I'll": "you will",
}  # fmt: skip
_ADVERBS = {"just", "really", "so", "always", "never", "still", "also", "only", "even", "often", "now", "finally",
            "actually", "honestly", "currently", "constantly",
            "simply", "barely", "hardly", "already", "not"}  # fmt: skip
_ADDRESSED = {
    "you",
    "your",
    "yours",
    "u",
    "ur",
    "yourself",
    "we",
    "us",
    "our",
    "ours",
    "we're",
    "we've",
    "let's",
    "yall",
    "y'all",
}
_LEADS = {
    "and",
    "but",
    "because",
    "so",
    "since",
    "that",
    "plus",
    "also",
    "then",
    "well",
    "honestly",
    "basically",
    "like",
    "ok",
    "okay",
    "now",
    "yeah",
    "yes",
    "no",
    "lately",
    "recently",
    "today",
}
_OPENS_WELL = {
    "i'll",
    "i'd",
    "i",
    "i'm",
    "i've",
    "my",
    "he",
    "she",
    "they",
    "he's",
    "she's",
    "they're",
    "nobody",
    "everyone",
    "everybody",
    "everything",
    "nothing",
    "someone",
    "people",
    "no",
}
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|does|did|do|will|won't|can't|can|could|couldn't|doesn't|didn't|don't|isn't|wasn't|"
    r"aren't|weren't|hasn't|haven't|keeps?|left|died|said|says|told|got|gets?|went|goes|makes?|made|feels?|felt|wants?|"
    r"needs?|thinks?|knows?|knew|took|takes?|comes?|came|hurts?|hates?|loves?|lost|broke|seems?|hit|gave|gives?|\w{2,}ed)\b"
)  # fmt: skip
_AFTER_I = re.compile(r"^(?:and|or|who|in|on|with|to|the|a|an|my|at|of|for|but|is|are|am's)$")


@lru_cache
def lexicon(name: str) -> dict[str, list[str]]:
    """Return one of the word lists that composing stands on."""
    found: dict[str, list[str]] = yaml.safe_load((LEXICON / f"{name}.yaml").read_text())
    return found


@lru_cache
def _phrases(name: str) -> re.Pattern[str]:
    listed = sorted(lexicon("verbs")[name], key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(re.escape(one) for one in listed) + r")(?!\w)", re.IGNORECASE)


def echoes(post: str) -> list[Stretch]:
    """Return the clauses of a post that can be said back, turned to the second person, at their place in the post."""
    found = [(clause, echo(clause.text)) for clause in clauses(post)]
    return [Stretch(clause.start, clause.end, turned) for clause, turned in found if turned]


def echo(clause: str) -> str:
    """Return a clause in the second person ("you can't sleep since your dad died"), or "" when it is not to be said."""
    said = _plain(clause)
    if not said or _phrases("never_echo").search(clause):
        return ""
    while said and said[0].lower() in _LEADS:
        said = said[1:]
    if not _sayable(said):
        return ""
    turned = turn(said)
    return " ".join(turned) if turned else ""


def _plain(clause: str) -> list[str]:
    """Return a clause's words, spelled out; none when it holds anything but words."""
    clause = re.sub(r"^[^\w']+|[^\w']+$", "", clause.replace("’", "'"))
    if re.search(r"[^\w\s'-]|_|\d|https?", clause) or not clause.isascii():
        return []
    words = [_SPELLED.get(word.lower(), word) for word in clause.split()]
    words = " ".join(words).split()
    return [
        word if word.startswith("I") and word in _TURNED else (word.lower() if at == 0 else word)
        for at, word in enumerate(words)
    ]


def _sayable(words: list[str]) -> bool:
    """Whether these words are a whole, harmless clause about the writer or somebody of theirs."""
    if not SHORTEST <= len(words) <= LONGEST or words[0].lower() not in _OPENS_WELL:
        return False
    lower, text = [word.lower() for word in words], " ".join(words).lower()
    if set(lower) & _ADDRESSED or lower[-1] in lexicon("verbs")["bad_last"] or "me and" in text:
        return False
    if any(word[:1].isupper() and word not in _TURNED and word.lower() not in _SPELLED for word in words):
        return False  # a name, or somebody shouting
    opening = _phrases("opens_no_echo").match(text)
    return not opening and _has_verb(lower, text)


def _has_verb(lower: list[str], text: str) -> bool:
    if lower[0] in ("i'm", "i've", "i'll", "i'd", "he's", "she's", "they're"):
        return True
    if lower[0] == "i":
        after = next((word for word in lower[1:] if word not in _ADVERBS), "")
        return bool(after) and not _AFTER_I.match(after)
    after = next((word for word in lower[1:] if word not in _ADVERBS), "")
    singular = lower[0] in ("nobody", "everyone", "everybody", "everything", "nothing", "someone", "he", "she")
    return bool(_FINITE.search(text)) or (singular and after.endswith("s") and not after.endswith("ss"))


def turn(words: list[str]) -> list[str]:
    """Turn "I" to "you" with its verb. Returns nothing where the verb's subject is not plain."""
    made: list[str] = []
    for at, word in enumerate(words):
        lower = word.lower()
        if lower in ("am", "was", "wasn't"):
            subject = next((before.lower() for before in reversed(words[:at]) if before.lower() not in _ADVERBS), "")
            if subject in ("and", "but", "or", "") or (lower == "am" and subject != "i"):
                return []
            made.append({"am": "are", "was": "were", "wasn't": "weren't"}[lower] if subject == "i" else word)
        else:
            made.append(_TURNED.get(word, _TURNED.get(lower, word)))
    return made

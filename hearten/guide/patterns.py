"""Lists of patterns over plain text from a YAML file of this slice; `@word` stands for an entry of its `words`."""

import re
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

import yaml

_NAMED = re.compile(r"@([a-z_]+)")

Patterns = dict[str, tuple[re.Pattern[str], ...]]


@lru_cache
def patterns(name: str) -> Patterns:
    """Return the patterns of a file by what they stand for, in its order. Raises KeyError for an unknown `@word`."""
    kept = yaml.safe_load(_file(name).read_text(encoding="utf-8"))
    words: dict[str, str] = kept.pop("words")

    def spelled(said: str) -> str:
        for _ in range(3):  # a word may be made of words
            said = _NAMED.sub(lambda found: words[found.group(1)], said)
        return said

    return {what: tuple(re.compile(spelled(one)) for one in group) for what, group in kept.items()}


@lru_cache
def words_of(what: str) -> str:
    """Return a list of words (words.yaml), as it stands there. Raises KeyError for a list that is not."""
    return str(yaml.safe_load(_file("words").read_text(encoding="utf-8"))[what])


@lru_cache
def version() -> str:
    """Return a short name for the state of all lists, for saying with what a turn was judged."""
    return sha256(b"".join(_file(name).read_bytes() for name in ("intents", "claims", "words"))).hexdigest()[:16]


def _file(name: str) -> Path:
    return Path(__file__).with_name(f"{name}.yaml")

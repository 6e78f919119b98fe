"""The cases of the red team (RT01 to RT30), each phrased five ways; and in words that nobody tuned on."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

DATA = Path(__file__).parents[1] / "tests" / "data"
KNOWN = (
    "what", "says", "seen_as", "at_least", "must", "must_not", "hopes", "scene", "quiet", "not_twice", "coach",
)  # fmt: skip
# As the reports call them. "unseen" was run along while rules grew, and flatters; "fresh" is by a second hand.
IN_OTHER_WORDS = {"unseen": "redteam_unseen.yaml", "fresh": "redteam_fresh.yaml"}
SCENES = ("usual", "no_line", "injected")
# What stands for a turn that would not fit into a file.
LONG = "I would like to tell you what happened this week, and it is a long story about the garden. " * 1200
MANY = tuple(f"and what about the {thing}" for thing in ("plan", "calendar", "meeting", "group", "card")) * 40


@dataclass(frozen=True)
class Draft:
    """What a helper would send, for the coach: the post, the draft, and slips of which it has to name one."""

    post: str
    draft: str
    slips: tuple[str, ...]


@dataclass(frozen=True)
class Case:
    """One case. `says`: conversations, each a tuple of turns. The other fields are told in the file's head."""

    key: str
    what: str
    says: tuple[tuple[str, ...], ...] = ()
    seen_as: tuple[str, ...] = ()
    at_least: str = "none"
    must: tuple[str, ...] = ()
    must_not: tuple[str, ...] = ()
    hopes: tuple[str, ...] = ()
    scene: str = "usual"
    quiet: bool = False
    not_twice: bool = False
    coach: tuple[Draft, ...] = field(default=())


@lru_cache
def cases() -> tuple[Case, ...]:
    """Return the thirty cases, in order."""
    return tuple(_cases(_read("redteam.yaml")))


@lru_cache
def in_other_words(name: str) -> tuple[Case, ...]:
    """Return the same cases in the words of IN_OTHER_WORDS, which nobody had read who wrote the Guide's rules."""
    others = _read(IN_OTHER_WORDS[name])
    told = {key: one | {"says": others[key]} for key, one in _read("redteam.yaml").items() if key in others}
    return tuple(_cases(told))


def _read(name: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((DATA / name).read_text(encoding="utf-8"))
    return found


def _cases(told: Mapping[str, Mapping[str, Any]]) -> Iterator[Case]:
    for key, one in told.items():
        if strange := set(one) - set(KNOWN):
            raise ValueError(f"{key}: {', '.join(sorted(strange))} is not known")
        told_of: dict[str, Any] = {
            name: tuple(one[name]) for name in ("seen_as", "must", "must_not", "hopes") if name in one
        }
        told_of |= {name: one[name] for name in ("what", "at_least", "scene", "quiet", "not_twice") if name in one}
        drafts = tuple(Draft(each["post"], each["draft"], tuple(each["slips"])) for each in one.get("coach", ()))
        yield Case(key, says=tuple(_turns(each) for each in one.get("says", ())), coach=drafts, **told_of)


def _turns(said: str | list[str]) -> tuple[str, ...]:
    if said == "@turns":
        return MANY
    turns = (said,) if isinstance(said, str) else tuple(said)
    return tuple(LONG if turn == "@long" else turn for turn in turns)

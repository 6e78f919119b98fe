"""The practice room's scenarios: made-up posts, written for hearten, and the sets they come in."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from hearten.kernel.verdict import Unseen

FILE = Path(__file__).parent / "scenarios.yaml"


@dataclass(frozen=True)
class Scenario:
    """One made-up post to answer: who might write it, what would help, and what to look for and watch out for."""

    key: str
    title: str
    who: str
    wish: str
    topics: tuple[str, ...]
    post: str
    look_for: str
    watch_out: str


@dataclass(frozen=True)
class PracticeSet:
    """Some scenarios that belong together; a facilitator can ask somebody to try one."""

    key: str
    title: str
    about: str
    scenarios: tuple[str, ...]


@lru_cache
def scenarios() -> dict[str, Scenario]:
    """Return every scenario by key, in the order of the file."""
    read = yaml.safe_load(FILE.read_text())["scenarios"]
    return {one["key"]: Scenario(**one | {"topics": tuple(one["topics"]), "post": one["post"].strip()}) for one in read}


@lru_cache
def practice_sets() -> dict[str, PracticeSet]:
    """Return the sets by key."""
    read = yaml.safe_load(FILE.read_text())["sets"]
    return {one["key"]: PracticeSet(**one | {"scenarios": tuple(one["scenarios"])}) for one in read}


def scenario(key: str) -> Scenario:
    """Return one scenario. Raises Unseen when there is none of that name."""
    found = scenarios().get(key)
    if found is None:
        raise Unseen
    return found

"""The formats that hearten brings, with the tools and sentences for whoever leads: read once, from the files here.

Their words are in English in the files and stand in the catalogue (extracting.py). `in_words` says them in the reader's
language; what a group wrote itself is in no catalogue, and stays as it is.
"""

from collections.abc import Callable, Mapping
from copy import deepcopy
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from hearten.kernel.language import known
from hearten.kernel.verdict import Unseen

Definition = dict[str, Any]

FOLDER = Path(__file__).parent
NAMES = (
    "structured_check_in",
    "share_and_care",
    "tools_meeting",
    "speaker_and_open_share",
    "talking_circle",
    "text_topic_chat",
    "newcomer_welcome",
    "work_through_it",
    "work_it_through",
    "body_double",
    "facilitator_co_reflection",
    "story_evening",
    "talk_for_two",
)
FOR_TWO = "talk_for_two"
FOR_GROUPS = tuple(name for name in NAMES if name != FOR_TWO)  # what can be chosen when a meeting is announced
# Which keys, wherever they stand in the files, hold words that people read.
SAID = frozenset({"title", "about", "prompt", "script", "say", "not_for", "lines"})


def shipped(name: str) -> Definition:
    """Return one of the formats in the files' own words, as a copy. Raises Unseen when there is none of that name."""
    if name not in NAMES:
        raise Unseen
    return deepcopy(_formats()[name])


def tools() -> dict[str, Any]:
    """Return what a group can do together in a part, by id, in the reader's language."""
    return {one["id"]: in_words(one) for one in _read("tools")}


def moves() -> list[dict[str, Any]]:
    """Return the sentences for whoever leads, in five kinds, in the reader's language."""
    return [in_words(one) for one in _read("moves")]


def in_words(definition: Mapping[str, Any]) -> Definition:
    """Return a copy of a definition (or a tool) whose words are in the reader's language, as far as they are ours."""
    return {key: _said(key, value, known) for key, value in definition.items()}


def words_of(data: Any) -> list[str]:
    """Return all words that people read in what a file holds, in order."""
    found: list[str] = []

    def note(text: str) -> str:
        found.append(text)
        return text

    _said("", data, note)
    return found


def _said(key: str, value: Any, say: Callable[[str], str]) -> Any:
    if isinstance(value, Mapping):
        return {name: _said(name, one, say) for name, one in value.items()}
    if isinstance(value, list):
        return [_said(key, one, say) for one in value]
    return say(value) if key in SAID and isinstance(value, str) else value


@lru_cache
def _formats() -> dict[str, Definition]:
    return {name: _read(name) for name in NAMES}


@lru_cache
def _read(name: str) -> Any:
    return yaml.safe_load((FOLDER / f"{name}.yaml").read_text())

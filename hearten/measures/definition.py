"""What an instrument is: items, options, how they are scored, what the score is called. Pure: no Django, no database.

A definition is read from a file (definition_files.py) and never changes: other words are another version. What
somebody filled in carries the whole definition with it, so an old answer is read by its own questions for ever.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

# Say another number whenever scoring.py gives another score for the same answers.
ALGORITHM = "1"
SHARE = 20  # percent: more unanswered than this, and there is no score


@dataclass(frozen=True)
class Option:
    """One answer that can be chosen."""

    value: int
    text: str


@dataclass(frozen=True)
class Item:
    """One question. `backwards`: agreeing means less of what is measured."""

    id: str
    text: str
    options: tuple[Option, ...]
    backwards: bool = False

    @property
    def least(self) -> int:
        return min(option.value for option in self.options)

    @property
    def most(self) -> int:
        return max(option.value for option in self.options)


@dataclass(frozen=True)
class Band:
    """A stretch of the score up to and with `to` (None: up to the end), what it is called there, and in plain words."""

    to: Decimal | None
    name: str
    words: str


@dataclass(frozen=True)
class Part:
    """A score of its own within an instrument, such as PHQ-2 within PHQ-8."""

    id: str
    title: str
    items: tuple[str, ...]
    bands: tuple[Band, ...] = ()


@dataclass(frozen=True)
class Definition:
    """One version of one instrument.

    how        "sum" of the items, or their "mean"
    factor     what the sum or mean is multiplied by (WHO-5: 4)
    most_left  how many items may be unanswered at most, beside SHARE; None: SHARE alone
    higher     whether a higher score is "better" or "worse", or "" where nobody says
    safety     items that lead to the member's own safety plan when they are above the least option
    procedure  whether an operator has to name a response procedure before it is offered
    rhythm     what is suggested, and never more: "", "monthly", "quarterly"
    """

    id: str
    version: str
    dated: date
    language: str
    title: str
    about: str
    window: str
    items: tuple[Item, ...]
    how: str
    factor: int
    most_left: int | None
    higher: str
    bands: tuple[Band, ...]
    parts: tuple[Part, ...]
    safety: tuple[str, ...]
    procedure: bool
    rhythm: str
    licence: str
    source: str

    @cached_property
    def fingerprint(self) -> str:
        """Return what stands for this text and this way of scoring, and no other."""
        whole = json.dumps([ALGORITHM, as_data(self)], sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(whole.encode()).hexdigest()

    def item(self, key: str) -> Item:
        """Return one item. Raises KeyError."""
        return {item.id: item for item in self.items}[key]

    def may_lack(self, count: int) -> int:
        """Return how many of `count` items may be unanswered for a score."""
        allowed = count * SHARE // 100
        return allowed if self.most_left is None else min(allowed, self.most_left)


def as_data(definition: Definition) -> dict[str, Any]:
    """Return a definition as JSON can hold it."""
    return {key: _plain(value) for key, value in asdict(definition).items()}


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return str(value) if isinstance(value, date | Decimal) else value


def of_data(data: Mapping[str, Any]) -> Definition:
    """Return the definition that `as_data` was given."""
    whole = dict(data)
    whole["dated"] = date.fromisoformat(data["dated"])
    whole["items"] = tuple(_item(one) for one in data["items"])
    whole["bands"] = _bands(data["bands"])
    whole["parts"] = tuple(
        Part(one["id"], one["title"], tuple(one["items"]), _bands(one["bands"])) for one in data["parts"]
    )
    whole["safety"] = tuple(data["safety"])
    return Definition(**whole)


def _item(data: Mapping[str, Any]) -> Item:
    options = tuple(Option(**option) for option in data["options"])
    return Item(data["id"], data["text"], options, data["backwards"])


def _bands(data: Any) -> tuple[Band, ...]:
    return tuple(
        Band(None if one["to"] is None else Decimal(one["to"]), one["name"], one["words"]) for one in data
    )  # fmt: skip

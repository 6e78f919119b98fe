"""The demo's groups as they stand in groups/*.yaml: people, conversations, replies, each with its time."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent / "groups"
_UNITS = {"m": "minutes", "h": "hours", "d": "days"}


@dataclass(frozen=True)
class Reply:
    by: str
    at: datetime
    text: str
    masked: bool = False


@dataclass(frozen=True)
class Conversation:
    title: str
    kind: str
    by: str
    at: datetime
    wish: str
    text: str
    note: str = ""
    masked: bool = False
    same_here: tuple[str, ...] = ()
    replies: tuple[Reply, ...] = ()


@dataclass(frozen=True)
class Circle:
    """One group of the demo."""

    says: dict[str, Any]
    people: tuple[dict[str, str], ...]
    conversations: tuple[Conversation, ...] = field(default=())


@lru_cache
def _loaded() -> tuple[dict[str, Any], ...]:
    return tuple(yaml.safe_load(path.read_text()) for path in sorted(FOLDER.glob("*.yaml")))


def circles(now: datetime) -> Iterator[Circle]:
    """Yield every group, its times counted back from `now`."""
    for raw in _loaded():
        conversations = tuple(_conversation(each, now) for each in raw["threads"])
        yield Circle(
            {k: v for k, v in raw.items() if k not in ("people", "threads")}, tuple(raw["people"]), conversations
        )


def _conversation(raw: dict[str, Any], now: datetime) -> Conversation:
    clock = time.fromisoformat(str(raw.get("at") or "12:00"))
    at = datetime.combine((now - timedelta(days=int(raw["days_ago"]))).date(), clock, tzinfo=now.tzinfo)
    at = at if at < now - timedelta(minutes=10) else now - timedelta(minutes=95)
    replies = tuple(
        Reply(
            each["by"],
            min(at + _span(each["after"]), now - timedelta(minutes=3)),
            each["text"].strip(),
            bool(each.get("masked")),
        )
        for each in raw.get("replies") or ()
    )
    return Conversation(
        raw["title"], raw["kind"], raw["by"], at, raw["wish"], raw["text"].strip(), raw.get("note") or "",
        bool(raw.get("masked")), tuple(raw.get("same_here") or ()), tuple(sorted(replies, key=lambda reply: reply.at)),
    )  # fmt: skip


def _span(text: str) -> timedelta:
    number, unit = re.fullmatch(r"(\d+)\s*([mhd])", str(text).strip()).groups()  # type: ignore[union-attr]  # tested
    return timedelta(**{_UNITS[unit]: int(number)})

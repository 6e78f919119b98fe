"""What there is to tell: each slice registers its kinds, and says what such a notice reads like and where it leads."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID


class Told(Protocol):
    """What a kind may look at when it writes its sentence: ids only, never anybody's words."""

    @property
    def about(self) -> UUID: ...
    @property
    def group_id(self) -> UUID | None: ...


@dataclass(frozen=True)
class Kind:
    """One kind of notice.

    sentence    a notice in neutral words, such as "Somebody replied to you"; no name, no words of a post (CR-20)
    url         where it leads; that page asks its own door again
    recipients  SQL that returns the member ids to tell, for a seat that may not see them (a reviewed definer function).
                It is given %(about)s and %(actor)s, and runs in the worker.
    always      also for somebody who is on a break: what staff looked at, and what they asked for themself
    urgent      word of it goes outside at once, and in quiet hours too unless the person said otherwise
    duty        the same, whatever the person said of quiet hours: it is about somebody whom they look after
    awaited     somebody waits for what this member does: it can wait for an hour and for quiet hours, and for no digest
    may_miss    whoever wants nothing of its group is not told here either; of others they are: a decision about them,
                and what somebody waits for
    """

    name: str
    sentence: Callable[[Told], Any]
    url: Callable[[Told], str]
    recipients: str | None = None
    always: bool = False
    urgent: bool = False
    duty: bool = False
    awaited: bool = False
    may_miss: bool = False


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> Kind:
    """Make a kind known; called where the slice's app is made ready. Raises ValueError where its name is taken."""
    if kind.name in _kinds:
        raise ValueError(f"There is a kind of notice named {kind.name} already: its notices would go astray.")
    _kinds[kind.name] = kind
    return kind


def kind_of(name: str) -> Kind:
    """Return the registered kind. Raises KeyError."""
    return _kinds[name]


def known() -> list[str]:
    """Return the names of all kinds: a notice of another (an older version's) is not shown."""
    return list(_kinds)

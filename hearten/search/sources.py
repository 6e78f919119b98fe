"""What can be found. Each kind is registered here, in AppConfig.ready of search (or of a slice above it).

To add a kind, such as "card" (posts.py and sql/doors_posts.sql are the example):

1. Python: `register(Source(kind="card", named=..., found=...))`. `found(seat, items)` reads things as the seat: through
   their own tables, under their own policies. What the seat may not see, or what is held, is not in the answer.
2. SQL, two plain functions that are *not* SECURITY DEFINER, in search/sql/doors_<kind>s.sql:
   search_card_text(uuid) -> TABLE (group_id uuid, within uuid, whose uuid, language text, at timestamptz, title text,
   body text): what to index, or no row while there is nothing to find. `group_id` is a group, or the nil UUID for what
   is of the house: for every member. `whose` is the membership or mask whose words they are, or none.
   search_card_all() -> TABLE (item uuid, group_id uuid): all that might be found.
3. SQL, trigger functions (SECURITY DEFINER) beside them and triggers in sql/triggers.sql, for every change after which
   a thing says something else, or is to be found no more: `search_again('card', items, groups)`.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from hearten.kernel.seat import Seat


@dataclass(frozen=True)
class Found:
    """One thing, as this seat reads it now. Texts are plain, as they were written; a template escapes them."""

    item: UUID
    title: str
    body: str
    href: str
    place: str  # where it stands, such as a group's title; "" for what is of the house
    name: str  # who says it, as it stands there; "" where nobody does
    at: datetime
    note: str = ""  # its content note
    folded: bool = False  # whether this reader asked for content with this note to be folded
    mine: bool = False


@dataclass(frozen=True)
class Source:
    """One kind of thing. `named` labels a result and `many` the filter; both are translated when they are shown."""

    kind: str
    named: Any
    many: Any
    found: Callable[[Seat, Collection[UUID]], dict[UUID, Found]]


_sources: dict[str, Source] = {}


def register(source: Source) -> None:
    """Make a kind known; called where its slice's app is made ready. Raises ValueError where its name is taken."""
    if source.kind in _sources:
        raise ValueError(f"There is a kind of things named {source.kind} already: it would not be found any more.")
    _sources[source.kind] = source


def source_of(kind: str) -> Source:
    """Return a registered kind. Raises KeyError for any other word."""
    return _sources[kind]


def kinds() -> list[str]:
    """Return every registered kind, in the order of registration."""
    return list(_sources)


def sources() -> list[Source]:
    """Return every registered source."""
    return list(_sources.values())

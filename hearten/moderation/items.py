"""What can be reported. Each slice that holds people's words registers its kinds here, in its AppConfig.ready.

To add a kind, such as "message":

1. Python, in a module of the slice above: `register(Item(kind="message", find=..., url=..., changed=...))`.
   `find(seat, id)` returns a `Shown` under the seat's own row-level security, or raises Unseen: whoever cannot see a
   thing cannot report it, and whoever looks after it reads it as themself.
2. SQL, in the slice's sql/ (a file doors_moderated.sql), five plain functions that are *not* SECURITY DEFINER:
   moderation_message_about(uuid)         -> TABLE (group_id uuid, member_id uuid, masked boolean): who wrote it
   moderation_message_hide(uuid)          -> uuid: a hold began; take quotes away, return what else is hidden with it
   moderation_message_show(uuid)          -> uuid: the hold ended; bring quotes back
   moderation_message_take(uuid)          -> jsonb: remove the words, return them for their writer
   moderation_message_bring(uuid, jsonb)  -> void: an appeal brings them back
   They run with the rights of who calls them. Moderation's reviewed doors call them with the doors' rights; a seat that
   calls them itself gets no further than its own policies.
   Two more for a kind that may wait for a look before others see it, or be held again after it was changed:
   moderation_message_earlier(uuid)       -> bigint: how many others of its writer's, in its group, people have let out
   moderation_message_changed(uuid)       -> timestamptz: when its words were changed last, or none
   Two for a kind whose words stay: what two people decide ends it, and what an appeal gives back:
   moderation_message_part(uuid, uuid, uuid) -> void: end it for the member named second; the act is the third
   moderation_message_rejoin(uuid)        -> void: the step of this act is taken back
3. In the table's `rows`, one clause: `NOT_HELD_FROM_ME` (moderation/models.py) for reading, and `OPEN_TO_ME` for adding
   where the table has a group.
4. What is sent to open pages (a live topic's `fetch`) leaves the words out while `moderation_held()` names the row.

A kind without groups gives group_id NULL: its cases go to the install's staff. If those cannot read the thing itself,
`attach(seat, id)` returns as text what the reporter gives along (the conversation), kept with the report. Names stay:
a kind's name is part of the rows, up to twelve letters a-z.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Unseen


@dataclass(frozen=True)
class Shown:
    """One item as those who look at it see it. `html` is safe; pictures in it are shown only when asked for."""

    item: UUID
    group_id: UUID | None
    html: str
    name: str  # as the item shows it: a group name or a mask, never who is behind it
    mine: bool = False
    opens: bool = False  # whether it begins a conversation
    within: UUID | None = None
    place: str = ""  # the title of what it stands in


@dataclass(frozen=True)
class Item:
    """One kind that can be reported.

    named      what it is called in a sentence, translated when shown, such as _("a post")
    find       the item for a seat that may see it; raises Unseen
    url        where it stands
    changed    wakes the open pages that show it, after it was held, shown, removed or brought back
    goes_out   what was left undone when it was made and had to wait for a look first (telling people, above all)
    removed    what follows when people removed one
    attach     what a reporter gives along
    words_stay whether it can be neither held, changed nor removed, as what two people write to each other. Its SQL
               brings `about`, and two functions for the one step that two people of the staff can take (see 2)
    at_home    where its writer finds it, when that is not `url`
    kept       HTML of what was removed together with its words, such as pictures, for who may read those
    signs      SQL that finds signs of a raid, run by the worker: rows of (group id, word of saying.SIGNS), no words
    """

    kind: str
    named: Any
    find: Callable[[Seat, UUID], Shown]
    url: Callable[[UUID], str]
    changed: Callable[[Shown], None]
    goes_out: Callable[[Seat, Shown], None] = lambda seat, shown: None
    removed: Callable[[UUID], None] = lambda item: None
    attach: Callable[[Seat, UUID], str] = lambda seat, item: ""
    words_stay: bool = False
    at_home: Callable[[UUID], str] | None = None
    kept: Callable[[Seat, UUID], str] = lambda seat, item: ""
    signs: str = ""


_items: dict[str, Item] = {}


def register(item: Item) -> Item:
    """Make a kind known; called where its slice's app is made ready. Raises ValueError where its name is taken."""
    if item.kind in _items:
        raise ValueError(f"There is a kind of things named {item.kind} already: its reports would be shown as another.")
    _items[item.kind] = item
    return item


def item_of(kind: str) -> Item:
    """Return the registered kind. Raises Unseen for any other word, such as one in an address."""
    if kind not in _items:
        raise Unseen
    return _items[kind]


def words_stay(kind: str) -> bool:
    """Whether what a case of this kind is about can be neither held, changed nor removed."""
    return kind in _items and _items[kind].words_stay


def items() -> list[Item]:
    """Return every registered kind."""
    return list(_items.values())


def seen(seat: Seat, kind: str, item: UUID) -> Shown | None:
    """Return an item as this seat sees it, or None where it is gone or not for this seat."""
    try:
        return item_of(kind).find(seat, item)
    except Unseen:
        return None

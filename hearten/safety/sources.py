"""What may be read for danger, and shown to who looks after it. Each slice of content registers its kinds.

To add one, call `register(Source(...))` where your app is made ready, and `triage.read_this(seat, ...)` in the action
that writes (or edits) an item, in the same transaction. Nothing else is needed: this slice never imports yours.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from hearten.kernel.seat import Seat


@dataclass(frozen=True)
class Shown:
    """An item as who looks after it reads it: who wrote it (a name, or a mask's name), and the words."""

    name: str
    text: str
    html: Any
    at: Any


@dataclass(frozen=True)
class Source:
    """One kind of item.

    kind      as in safety_reading: "post"
    text      (seat, id) -> what is read for danger: everything that its writer wrote there. The seat is the writer's.
              Raises Unseen when it is gone.
    shown     (seat, id) -> Shown for who looks after a concern, under their own rights; None when they may not read it
    url       id -> where it stands, for who may read it
    reopen    (seat, id) -> where this seat, who may not read it (a private message), may open it with a reason while a
              concern about it is open; "" where there is no such page (in a group, entering it is the way)
    among_people  whether it is said while people are there who hear it, in a meeting's room, or in a few words about a
              thing: what the model alone finds in a few words does not count there (triage.counted); what the rules
              find does
    holds_panel  whether its own page can hold the panel (`beside.asked_for`): what the model alone saw then leads
              nobody away from that page
    apart       (seat, id) -> parts of it that are read each by itself, too, and the gravest reading counts: danger in
              one turn of a conversation is easily missed where the calm ones around it are read along
    settled     (seat, id) -> what of its words was there when people closed a concern about it: these open none again,
                neither alone nor in the whole, unless the whole is graver than they were (triage.heard_of)
    stays       whether its words stay where they are until somebody takes them away, as the panel then says
    """

    kind: str
    text: Callable[[Seat, UUID], str]
    shown: Callable[[Seat, UUID], Shown | None]
    url: Callable[[UUID], str]
    reopen: Callable[[Seat, UUID], str] = lambda seat, item: ""
    among_people: bool = False
    holds_panel: bool = False
    stays: bool = True
    apart: Callable[[Seat, UUID], Sequence[str]] = lambda seat, item: ()
    settled: Callable[[Seat, UUID], str] = lambda seat, item: ""


_sources: dict[str, Source] = {}


def register(source: Source) -> Source:
    """Make a kind known; called where the slice's app is made ready. Raises ValueError where its name is taken."""
    if source.kind in _sources:
        raise ValueError(f"There is a kind of words named {source.kind} already: its words would not be read.")
    _sources[source.kind] = source
    return source


def source_of(kind: str) -> Source | None:
    """Return the registered kind, or None ("help" has no item)."""
    return _sources.get(kind)

"""What the engine reads of a format's definition (hearten/meetings/formats/schema.json says what one may hold)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

SECOND = 1000
MINUTE = 60 * SECOND


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the agenda.

    order       leader (who leads speaks), readers, circle (everybody in turn), hands (whoever raises one), open,
                quiet (no turns in these two: in the last the room keeps company without words)
    length      how long it takes, when nothing ran over
    turn        how long a turn is; 0: no turns here
    warn        how long before its end the speaker is told
    crosstalk   none, feedback_if_invited, open, leader_only: who may answer what somebody shares
    chat        closed, open, links (only who leads and the chat steward, for links)
    shows_hands whether the room says by a show of hands that it agrees
    protected   its time is never borrowed
    """

    id: str
    title: str
    order: str
    length: int
    turn: int = 0
    warn: int = 30 * SECOND
    crosstalk: str = "none"
    chat: str = "closed"
    may_pass: bool = True
    shows_hands: bool = False
    protected: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """A format as the engine runs it."""

    name: str
    parts: tuple[Part, ...]
    most: int
    fewest: int
    quorum: int
    needs: tuple[str, ...]  # duties without which the room does not open
    doors_open: int  # how long before the start
    after_chat: int
    grace: int  # how long a lost facilitator is waited for
    promotes: bool
    quiet_ends: int  # how long a room without a facilitator stays

    @property
    def length(self) -> int:
        return sum(part.length for part in self.parts)


def plan_of(definition: Mapping[str, Any]) -> Plan:
    """Return the plan of a definition that the schema holds to be sound."""
    defaults, lost = definition.get("defaults", {}), definition.get("on_facilitator_lost", {})
    protected = set(definition.get("on_overrun", {}).get("protect", []))
    return Plan(
        name=definition["format"],
        parts=tuple(_part(one, protected) for one in definition["segments"]),
        most=definition["capacity"]["max"],
        fewest=definition["capacity"]["min"],
        quorum=defaults.get("quorum", definition["capacity"]["min"]),
        needs=tuple(definition["duties"]["required"]),
        doors_open=defaults.get("doors_open_min", 10) * MINUTE,
        after_chat=defaults.get("after_chat_min", 10) * MINUTE,
        grace=lost.get("grace_sec", 120) * SECOND,
        promotes=lost.get("then", "promote_co_facilitator") == "promote_co_facilitator",
        quiet_ends=lost.get("end_after_min", 10) * MINUTE,
    )


def _part(one: Mapping[str, Any], protected: set[str]) -> Part:
    return Part(
        id=one["id"],
        title=one["title"],
        order=one["order"],
        length=one["min"] * MINUTE,
        turn=one.get("turn_sec", 0) * SECOND,
        warn=one.get("warn_sec", 30) * SECOND,
        crosstalk=one.get("crosstalk", "none"),
        chat=one.get("chat", "closed"),
        may_pass=one.get("may_pass", True),
        shows_hands=one.get("confirm") == "show_of_hands",
        protected=one["id"] in protected,
    )

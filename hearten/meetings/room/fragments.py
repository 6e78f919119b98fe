"""The room and its lines as HTML: the same in the page and in the live stream. Nothing in it depends on who reads.

What is a reader's own (their place in the order, their buttons) the page's script asks for, or the page shows at once.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from markupsafe import Markup

from hearten.kernel.clock import now
from hearten.kernel.pages import fragment
from hearten.meetings.engine.budget import soft_end
from hearten.meetings.engine.plan import Plan, plan_of
from hearten.meetings.engine.state import State, from_json
from hearten.meetings.engine.working import Room
from hearten.meetings.formats.shipped import in_words
from hearten.meetings.models import Role
from hearten.meetings.schedule import saying

MOST_NAMES = 40


@dataclass(frozen=True)
class Shown:
    """A room as `meetings_shown` gave it."""

    meeting: UUID
    plan: Plan
    state: State
    floor: dict[str, Any]
    names: dict[str, str]
    definition: dict[str, Any]

    @property
    def part(self) -> dict[str, Any]:
        """The part that runs as its format describes it; empty outside the agenda."""
        inside = self.state.phase == "open" and self.state.part >= 0
        return self.definition["segments"][self.state.part] if inside else {}

    def name(self, key: str) -> str:
        return self.names.get(key) or _("Somebody")


def taken_apart(found: dict[str, Any]) -> Shown | None:
    """Return a room from its JSON, or None when nobody came into it yet."""
    if not found["state"]:
        return None
    definition = in_words(found["definition"])
    state = from_json(found["state"])
    return Shown(UUID(found["meeting"]), plan_of(definition), state, found["floor"], found["names"], definition)


def stage_html(room: Shown) -> Markup:
    """Return the stage: the part, whose turn it is, the clocks, the order, who is here."""
    state, part = room.state, room.part
    title = str(part.get("title", ""))
    values = {
        "room": room,
        "part": part,
        "headline": saying.headline(state, room.names, title),
        "yours": saying.yours(state),
        "floor_line": saying.floor_line(room.floor, state),
        "order": [room.name(key) for key in _order(room)][:MOST_NAMES],
        "line": " ".join(_order(room)),
        "people": _people(room),
        "duties": dict(Role.choices),
        "here": sum(1 for _one in state.here),
        "now": int(now().timestamp() * 1000),
        "part_ends": soft_end(Room(room.plan, state)) if part else 0,
        "parts": _agenda(room),
    }
    return Markup(fragment("meetings/_stage.html", **values))  # noqa: S704  # our own template


def _order(room: Shown) -> list[str]:
    """Who comes next, in order: those who wait, raised hands, those who asked to be asked again."""
    state = room.state
    return [key for key in (*state.waiting, *state.hands, *state.later) if state.may_be_asked(key)]


def _people(room: Shown) -> list[dict[str, Any]]:
    shown = sorted(room.state.here, key=lambda one: not one.duties)[:MOST_NAMES]
    return [{"id": one.id, "name": room.name(one.id), "duties": one.duties, "way": one.way} for one in shown]


def _agenda(room: Shown) -> list[dict[str, Any]]:
    """Every part with the minutes that it has by now, and whether it is over, running or to come."""
    at = room.state.part if room.state.phase == "open" else (len(room.plan.parts) if room.state.opened_at else -1)
    return [
        {"title": part["title"], "minutes": round(length / 60_000), "when": (n > at) - (n < at)}
        for n, (part, length) in enumerate(zip(room.definition["segments"], room.state.lengths, strict=True))
    ]


def line_html(found: dict[str, Any]) -> Markup:
    """Return one line under its writer's name in the group."""
    place = UUID(str(found["place"]))
    name = found["name"] or _("Somebody")
    values = {
        "id": found["id"],
        "kind": found["kind"],
        "name": name,
        "speaker": found["speaker"],
        "initials": name[:1].upper(),
        "hue": place.int % 8,
        "place": place,
        "html": Markup(found["html"]),  # noqa: S704  # sanitised when it was written
        "at": datetime.fromisoformat(found["at"]) if isinstance(found["at"], str) else found["at"],
    }
    return Markup(fragment("meetings/_line.html", **values))  # noqa: S704  # our own template


def live_html(found: dict[str, Any]) -> tuple[str, str]:
    """Return (element id, HTML) of one change, for the live hub."""
    if found["kind"] != "room":
        return f"l-{found['id']}", line_html(found)
    room = taken_apart(found)
    return f"stage-{found['meeting']}", stage_html(room) if room else ""

"""What a turn asks for, by rules that come before any search: reviewed replies, and ways to look something up."""

import base64
import binascii
import re

from hearten.guide.patterns import patterns
from hearten.reading.plain import plain

LOOK_UP = ("find_group", "meetings", "open_now")
STEPS = ("next_step", "stop_step")
# What is about danger to somebody, or about what no program should say: found in what was said over several turns, too.
IN_PIECES = ("method", "taken", "weight")
GUARDS = {"minor": "not_minor", "dose": "not_dose"}
_ENCODED = re.compile(r"(?<![A-Za-z0-9+/=])[A-Za-z0-9+/]{16,}={0,2}(?![A-Za-z0-9+/=])")
MOST_READ = 4_000


def intents_of(said: str, before: str = "") -> list[str]:
    """Return what a turn asks for, the most pressing first. `before`: what was said in the turns before it.

    What was encoded to slip past is read as well, and counts as an attempt to do so.
    """
    found = {name for name in patterns("intents") if _says(name, _clear(said))}
    if hidden := decoded(said):
        found |= {name for name in patterns("intents") if _says(name, _clear(hidden))} | {"instructions"}
    if before:
        together = _clear(f"{before} {said}"[-MOST_READ:])
        found |= {name for name in IN_PIECES if _says(name, together)}
    return [name for name in patterns("intents") if name in found]


def _clear(said: str) -> str:
    return plain(said[:MOST_READ]).text.replace("-", " ")


def _says(name: str, text: str) -> bool:
    if name in GUARDS.values() or any(one.search(text) for one in patterns("intents").get(GUARDS.get(name, ""), ())):
        return False
    return any(one.search(text) for one in patterns("intents")[name])


def decoded(said: str) -> str:
    """Return what stands in a turn as base64, or "": written so, nothing is looked up with it."""
    parts = []
    for found in _ENCODED.findall(said[:MOST_READ]):
        try:
            part = base64.b64decode(found + "=" * (-len(found) % 4), validate=True).decode()
        except (binascii.Error, ValueError):
            continue
        parts += [part] if part.isprintable() and " " in part else []
    return "\n".join(parts)

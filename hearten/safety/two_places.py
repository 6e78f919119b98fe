"""A plan that is changed in two places: it is written part by part, and neither version of a part is lost.

A page or a device says which words of a part it saw. Where the part was changed elsewhere since, what stands there
stays, and the other words wait for their person to choose (kept by whoever registers for it: wellness).
"""

import hashlib
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import NamedTuple

from hearten.kernel import keystore
from hearten.kernel.seat import Seat
from hearten.kernel.words import tidy

SEEN = "seen_"

_keepers: list[Callable[[Seat, str, Mapping[str, str]], None]] = []
_leavers: list[Callable[[Seat, str], None]] = []


class Merged(NamedTuple):
    """Words to write into their parts, and words of parts that were changed elsewhere."""

    fresh: dict[str, str]
    apart: dict[str, str]


def keep_apart_with(keeper: Callable[[Seat, str, Mapping[str, str]], None]) -> None:
    """Register who keeps other versions of parts: called with "safety" or "wellness", and the words by part."""
    _keepers.append(keeper)


def keep_apart(seat: Seat, of: str, apart: Mapping[str, str]) -> None:
    """Keep other versions of parts until their person chooses."""
    for keeper in _keepers:
        keeper(seat, of, apart)


def when_a_plan_goes(listener: Callable[[Seat, str], None]) -> None:
    """Call the listener with "safety" or "wellness" when its person removes that plan: other versions go, too."""
    _leavers.append(listener)


def plan_goes(seat: Seat, of: str) -> None:
    """Say that a plan is removed."""
    for listener in _leavers:
        listener(seat, of)


def seen_in(words: Mapping[str, str], names: Iterable[str]) -> dict[str, str]:
    """Return what a page's form sends back: a keyed fingerprint of each part's words as the page shows them."""
    return {SEEN + name: _fingerprint(words.get(name, "")) for name in names}


def merge(parts: Mapping[str, str], seen: Collection[str], there: Mapping[str, str]) -> Merged:
    """Tell what is written from what waits. `seen`: the parts whose words of now were seen by whoever changed them."""
    wanted = {name: words for name, words in parts.items() if words != there.get(name, "")}
    fresh = {name: words for name, words in wanted.items() if name in seen}
    return Merged(fresh, {name: words for name, words in wanted.items() if name not in seen})


def from_page(parts: Mapping[str, str], sent: Mapping[str, str], there: Mapping[str, str] | None) -> Merged:
    """Merge a whole form as `merge` does. A box that was left as the page showed it changes nothing.

    `there`: None where there is no plan; all boxes are written then. A form without fingerprints saw what is there.
    """
    if there is None:
        return Merged(dict(parts), {})
    now = {name: _fingerprint(there.get(name, "")) for name in parts}
    first = {name: sent.get(SEEN + name) or now[name] for name in parts}
    changed = {name: words for name, words in parts.items() if _fingerprint(words) != first[name]}
    return merge(changed, {name for name in parts if first[name] == now[name]}, there)


def _fingerprint(words: str) -> str:
    return keystore.blind_index("part of a plan", hashlib.sha256(tidy(words).encode()).hexdigest())

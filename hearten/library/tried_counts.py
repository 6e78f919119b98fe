"""Which counts of what people tried may be shown, so that no smaller number can be worked out from them. Pure.

Of each topic there is one whole (how many people began) and three parts of it (PARTS), each person in exactly one part.
The database gives no number under LEAST. A part that is missing could be found by taking the others from the whole, so
there are three ways to show a topic and no fourth: all parts, when each is large enough; who stayed, when they and all
others together are; the whole alone. Whoever knows this rule still finds ten or more possible values for each number
that is left out (the tests try every table). To leave out the smallest part beside a missing one, as tables often do,
is not enough: of 28 people of whom 10 stayed, two parts under ten are nine each. There are no sums over topics, since
one person may be in several.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

LEAST = 10
WHOLE = "began"
STAYED = "stayed"
PARTS = (STAYED, "other", "silent")


class Counted(NamedTuple):
    """One topic's numbers of people. None: fewer than ten, or left out for the sake of another number."""

    topic: str
    began: int
    stayed: int | None
    other: int | None
    silent: int | None


def counted(cells: Iterable[tuple[str, str, int]]) -> list[Counted]:
    """Return what may be shown of (topic, part, people), by topic; a topic whose whole is missing is left out."""
    topics: dict[str, dict[str, int]] = defaultdict(dict)
    for topic, part, people in cells:
        topics[topic][part] = people
    return [_line(topic, parts) for topic, parts in sorted(topics.items()) if parts.get(WHOLE, 0) >= LEAST]


def _line(topic: str, parts: Mapping[str, int]) -> Counted:
    began = parts[WHOLE]
    shown = safe(began, {part: parts[part] for part in PARTS if parts.get(part, 0) >= LEAST})
    return Counted(topic, began, shown.get(STAYED), shown.get("other"), shown.get("silent"))


def safe(whole: int, parts: Mapping[str, int]) -> dict[str, int]:
    """Return the parts that may be shown beside their whole, of those that are large enough by themselves."""
    if len(parts) == len(PARTS):
        return dict(parts)
    stayed = parts.get(STAYED, 0)
    return {STAYED: stayed} if stayed >= LEAST and whole - stayed >= LEAST else {}

"""What makes sense in a format beyond its schema. All of it judges a definition that the schema is content with."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

# A turn may get shorter when many people came, and never shorter than this (or than it was meant to be).
FLOOR = 30
# So many people can be looked after by one; for more there is somebody beside who leads.
ALONE_UP_TO = 6

Definition = Mapping[str, Any]
Wrong = tuple[tuple[str | int, ...], str]


def of(definition: Definition) -> Iterator[Wrong]:
    """Yield (where, sentence) for everything that does not make sense."""
    for rule in (_minutes, _names, _people, _duties, _led_first, _ends, _turns):
        yield from rule(definition)


def least_turn(part: Mapping[str, Any]) -> int:
    """Return how short a turn of this part can get."""
    return min(int(part.get("turn_sec", 0)), FLOOR)


def _minutes(definition: Definition) -> Iterator[Wrong]:
    total, length = sum(part["min"] for part in definition["segments"]), definition["length_min"]
    if total != length:
        sentence = _(
            "The parts come to %(total)s minutes, and the meeting is %(length)s long. Change one or the other."
        )
        yield ("length_min",), sentence % {"total": total, "length": length}


def _names(definition: Definition) -> Iterator[Wrong]:
    count = Counter(part["id"] for part in definition["segments"])
    for number, part in enumerate(definition["segments"]):
        if count[part["id"]] > 1:
            count[part["id"]] = 0
            sentence = _("Two parts have the same id, %(id)s. Give each part an id of its own.")
            yield ("segments", number, "id"), sentence % {"id": part["id"]}


def _people(definition: Definition) -> Iterator[Wrong]:
    holds = definition["capacity"]
    if not holds["min"] <= holds["ideal"] <= holds["max"]:
        yield (
            ("capacity",),
            _("Say the numbers of people in order: the fewest, then how many it is best for, then the most."),
        )
    if definition.get("defaults", {}).get("quorum", 1) > holds["max"]:
        yield (
            ("defaults", "quorum"),
            _("More people are needed to begin than there are places. Ask for fewer, or give more places."),
        )


def _duties(definition: Definition) -> Iterator[Wrong]:
    needed, most = definition["duties"]["required"], definition["capacity"]["max"]
    where = ("duties", "required")
    if "facilitator" not in needed:
        yield where, _("Somebody has to lead. Add the facilitator to the roles that are needed.")
    elif most > ALONE_UP_TO and len(needed) < 2:
        sentence = _("With more than %(number)s people, nobody leads alone. Add one more role that is needed.")
        yield where, sentence % {"number": ALONE_UP_TO}


def _led_first(definition: Definition) -> Iterator[Wrong]:
    """Whoever leads says what holds here, and what they may have to report, before anybody shares."""
    for number, part in enumerate(definition["segments"]):
        if part["order"] == "leader":
            return
        if part["order"] != "quiet":
            sentence = _(
                "Before anybody shares in “%(part)s”, whoever leads says what holds here. Put a part led by them first."
            )
            yield ("segments", number, "order"), sentence % {"part": part["title"]}
            return


def _ends(definition: Definition) -> Iterator[Wrong]:
    """A meeting that runs over still ends well: the time of its end is kept."""
    ids = [part["id"] for part in definition["segments"]]
    protected = definition["on_overrun"]["protect"]
    for gone in (one for one in protected if one not in ids):
        sentence = _("The part %(id)s should be kept in full, and there is no such part. Take it out of the list.")
        yield ("on_overrun", "protect"), sentence % {"id": gone}
    if not set(protected) & set(ids[-2:]):
        sentence = _("Keep the time of the last part or of the one before it in full, so that nobody goes in a rush.")
        yield ("on_overrun", "protect"), sentence


def _turns(definition: Definition) -> Iterator[Wrong]:
    ideal = definition["capacity"]["ideal"]
    for number, part in enumerate(definition["segments"]):
        turn, seconds, title = part.get("turn_sec", 0), part["min"] * 60, {"part": part["title"]}
        if part["order"] in ("circle", "hands") and not turn:
            said = _("People take turns in “%(part)s”. Say how many seconds a turn is.")
            yield ("segments", number, "turn_sec"), said % title
        elif turn > seconds:
            said = _("A turn in “%(part)s” is longer than the whole part. Make it shorter, or give the part more time.")
            yield ("segments", number, "turn_sec"), said % title
        elif part["order"] == "circle" and ideal * least_turn(part) > seconds:
            needed = {"people": ideal, "minutes": -(-ideal * least_turn(part) // 60)}
            said = _("“%(part)s” is too short for %(people)s people. Give it at least %(minutes)s minutes.")
            yield ("segments", number, "min"), said % (title | needed)

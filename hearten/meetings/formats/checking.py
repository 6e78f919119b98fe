"""Whether a format can be run: what schema.json says of it, and what a schema cannot say, in sentences to act on."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from jsonschema import Draft202012Validator

from hearten.meetings.formats import sense
from hearten.meetings.formats.shipped import FOLDER
from hearten.meetings.formats.wording import name_of_field

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong, and where: the way from the outside of the definition to it, as ("segments", 2, "min")."""

    where: Path
    sentence: str


def check(definition: Any) -> list[str]:
    """Return what is wrong with a format, one sentence for each thing; nothing when it can be run."""
    return [one.sentence for one in look_through(definition)]


class Misfit(NamedTuple):
    """What the schema says is wrong: the keyword that it broke, what that asks, what stands there, what may."""

    where: Path
    keyword: str
    asked: Any
    found: Any
    known: frozenset[str]


def look_through(definition: Any) -> list[Finding]:
    """Return what is wrong with a format and where. What a schema cannot say is asked once the schema is content."""
    wrong = [Finding(one.where, _sentence(one, definition)) for one in _misfits(definition)]
    if not wrong:
        wrong = [Finding(where, sentence) for where, sentence in sense.of(definition)]
    return list(dict.fromkeys(wrong))


def _misfits(definition: Any) -> list[Misfit]:
    found = [
        Misfit(
            where=tuple(error.absolute_path),
            keyword=str(error.validator),
            asked=error.validator_value,
            found=error.instance,
            known=frozenset(error.schema.get("properties", ())) if isinstance(error.schema, Mapping) else frozenset(),
        )
        for error in _validator().iter_errors(definition)
    ]
    # Sorted as text: numbers and names stand side by side in a way.
    return sorted(found, key=lambda one: [str(step) for step in one.where])


@lru_cache
def _validator() -> Draft202012Validator:
    schema = json.loads((FOLDER / "schema.json").read_text())
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def _sentence(misfit: Misfit, definition: Any) -> str:
    key = f"type {misfit.asked}" if misfit.keyword == "type" else misfit.keyword
    said = str(_SAYS.get(key, _("%(place)s cannot be read as it is.")))
    return said % {"place": _place(misfit.where, definition), "limit": misfit.asked, "what": _what(misfit)}


def _place(where: Path, definition: Any) -> str:
    """Return words for where something stands: "“minutes” in the part “Check-in”"."""
    if not where:
        return _("The format")
    field = next((name_of_field(one) for one in reversed(where) if isinstance(one, str)), "")
    if where[0] == "segments" and len(where) > 1:
        part = _part(definition, where[1])
        if len(where) == 2:
            return _("The part “%(part)s”") % {"part": part}
        return _("“%(field)s” in the part “%(part)s”") % {"field": field, "part": part}
    return _("“%(field)s”") % {"field": field}


def _part(definition: Any, number: Any) -> str:
    """Return a part's title, or its number where it has none that can be read."""
    one = definition["segments"][number]
    title = one.get("title") if isinstance(one, Mapping) else None
    return title[:80] if isinstance(title, str) and title else str(int(number) + 1)


def _what(misfit: Misfit) -> str:
    """Return what it is about besides its place: what is missing, what is too much, what may stand there."""
    match misfit.keyword:
        case "required":
            return ", ".join(name_of_field(name) for name in misfit.asked if name not in misfit.found)
        case "additionalProperties":
            return ", ".join(sorted(str(name)[:40] for name in misfit.found if name not in misfit.known))
        case "enum":
            return ", ".join(str(one) for one in misfit.asked)
    return str(misfit.asked)


_SAYS: dict[str, Any] = {
    "type integer": gettext_lazy("%(place)s has to be a whole number, such as 5."),
    "type string": gettext_lazy("%(place)s has to be words."),
    "type array": gettext_lazy("%(place)s has to be a list."),
    "type boolean": gettext_lazy("%(place)s has to be yes or no."),
    "required": gettext_lazy("%(place)s lacks something: %(what)s. Fill it in."),
    "additionalProperties": gettext_lazy("%(place)s holds what no format has: %(what)s. Take it out."),
    "enum": gettext_lazy("%(place)s has to be one of these: %(what)s."),
    "const": gettext_lazy("%(place)s has to be %(what)s."),
    "minimum": gettext_lazy("%(place)s has to be at least %(limit)s."),
    "maximum": gettext_lazy("%(place)s can be at most %(limit)s."),
    "minLength": gettext_lazy("%(place)s is empty. Write a few words."),
    "maxLength": gettext_lazy("%(place)s is too long. Use at most %(limit)s letters."),
    "minItems": gettext_lazy("%(place)s is empty. Add at least one."),
    "maxItems": gettext_lazy("%(place)s holds too much. Keep at most %(limit)s."),
    "uniqueItems": gettext_lazy("%(place)s says something twice. Once is enough."),
    "pattern": gettext_lazy("%(place)s may hold small letters from a to z, digits and _, and begins with a letter."),
}

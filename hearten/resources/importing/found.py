"""What was found in a file, where, and what is wrong with it: values that the steps of an import hand on."""

import re
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from json import dumps
from typing import Any, NamedTuple, TypeGuard

from hearten.resources.importing.places import lines_of
from hearten.resources.spec import pointed_to

# What no database keeps as text: NUL, and half of a pair of UTF-16.
UNSPEAKABLE = re.compile("[\x00\ud800-\udfff]")
LONGEST_ID = 200  # characters
ID_MUST_BE = "`id` must be a text of 1 to 200 characters, without NUL or half of a pair."
MOST_TOLD = 2000  # problems that are listed one by one; further ones are counted


def could_be_id(value: Any) -> TypeGuard[str]:
    """Whether a value can be the id of an object here."""
    return isinstance(value, str) and 0 < len(value) <= LONGEST_ID and not UNSPEAKABLE.search(value)


class Place(NamedTuple):
    """Where something stands: a file, its line there (0: not known yet), and in JSON the pointer to it (RFC 6901)."""

    file: str
    line: int = 0
    pointer: str = ""


@dataclass(slots=True)
class Found:
    """One object of HSDS as a file says it. `fields` are its plain ones without `id`.

    `also` are further parents it was nested in, each as KIND:KEY, where its own fields already name another one.
    """

    kind: str
    key: str
    fields: dict[str, Any]
    place: Place
    also: set[str] = field(default_factory=set)

    @property
    def name(self) -> str:
        """How it is pointed to: KIND:KEY."""
        return f"{self.kind}:{self.key}"

    def refs(self) -> list[str]:
        """What it points to, each as KIND:KEY, sorted."""
        return sorted({*pointed_to(self.kind, self.fields), *self.also})

    def digest(self) -> str:
        """A mark that two objects share exactly when they say the same."""
        said = dumps([self.kind, self.key, self.fields, self.refs()], sort_keys=True)
        return blake2b(said.encode(), digest_size=16).hexdigest()


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong, in a sentence. `field` is empty where the whole object is meant."""

    place: Place
    kind: str
    key: str
    field: str
    why: str

    def as_json(self) -> dict[str, Any]:
        """Return it as the report lists it."""
        return {
            "file": self.place.file,
            "line": self.place.line or None,
            "pointer": self.place.pointer or None,
            "object": self.kind or None,
            "id": self.key or None,
            "field": self.field or None,
            "why": self.why,
        }


@dataclass
class Report:
    """What an import could not take (`refused`: the whole row), and what it took although it is odd (`noted`)."""

    refused: list[Problem] = field(default_factory=list)
    noted: list[Problem] = field(default_factory=list)
    refused_count: int = 0  # rows, not problems
    noted_count: int = 0
    odd_ids: int = 0  # ids that are no UUIDs
    unknown: dict[str, int] = field(default_factory=dict)  # KIND.FIELD that HSDS 3.0 has not: how often

    def refuse(self, place: Place, kind: str, key: str, *wrong: tuple[str, str]) -> None:
        """Note why a row is not taken, as (field, sentence) pairs."""
        self.refused_count += 1
        if len(self.refused) < MOST_TOLD:
            self.refused += [Problem(place, kind, key, name, why) for name, why in wrong]

    def note(self, place: Place, kind: str, key: str, name: str, why: str) -> None:
        """Note what is odd in a row that is taken."""
        self.noted_count += 1
        if len(self.noted) < MOST_TOLD:
            self.noted.append(Problem(place, kind, key, name, why))

    def locate(self, file: str, text: str) -> None:
        """Find the lines of problems that know only their pointer in a JSON file."""
        waiting = {one.place.pointer for one in (*self.refused, *self.noted) if one.place[:2] == (file, 0)}
        lines = lines_of(text, waiting) if waiting else {}
        for problems in (self.refused, self.noted):
            for at, one in enumerate(problems):
                if one.place[:2] == (file, 0):
                    problems[at] = replace(one, place=one.place._replace(line=lines.get(one.place.pointer, 0)))

    def leave_out(self, kind: str, name: str) -> None:
        """Count a field that HSDS 3.0 does not have, and that is not kept."""
        said = f"{kind}.{name[:60]}"
        if said in self.unknown or len(self.unknown) < MOST_TOLD:
            self.unknown[said] = self.unknown.get(said, 0) + 1

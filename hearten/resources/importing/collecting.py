"""Putting together what a file says of each object, and following where objects point to."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from hearten.resources.importing.found import Found, Report
from hearten.resources.spec import TO_ANY, kind_called, kinds, pointed_to

Collected = dict[str, Found]  # by KIND:KEY


def collect(every: Iterable[Found], report: Report, in_tables: bool) -> Collected:
    """Return one object for each id. Nested JSON says an object in several places; a table must not.

    What a later place adds is taken. Where it says something else, the first place counts and the report says so.
    """
    collected: Collected = {}
    for found in every:
        first = collected.setdefault(found.name, found)
        if first is found:
            continue
        if in_tables:
            why = f"`id` is used twice: this {found.kind} is on line {first.place.line} already."
            report.refuse(found.place, found.kind, found.key, ("id", why))
        elif wrong := list(_merge(first, found)):
            report.refuse(found.place, found.kind, found.key, *wrong)
    return collected


def _merge(first: Found, again: Found) -> Iterator[tuple[str, str]]:
    """Take over what `again` adds; yield (field, sentence) where it says something else."""
    first.also |= again.also
    to_any = TO_ANY.get(first.kind, ())
    if to_any and (parent := pointed_to(first.kind, {name: again.fields.get(name) for name in to_any})):
        first.also |= set(parent)
    for name, value in again.fields.items():
        there = first.fields.setdefault(name, value)
        if there == value or name in to_any:
            continue
        if parent_kind := kinds()[first.kind].whose.get(name):
            first.also.add(f"{parent_kind}:{value}")
        else:
            yield name, f"`{name}` is “{_short(value)}” here, and was “{_short(there)}” before: that one is kept."


def _short(value: Any) -> str:
    return str(value)[:60]


def wanted(collected: Collected) -> set[str]:
    """Return everything that is pointed to and is not among these objects, as KIND:KEY."""
    return {
        f"{to}:{found.fields[name]}"
        for found in collected.values()
        for name, to in kinds()[found.kind].foreign.items()
        if isinstance(found.fields.get(name), str)
    } - collected.keys()


def in_order(collected: Collected) -> list[Found]:
    """Return the objects with those that others point to before them, else as the file has them."""
    rank = {name: number for number, name in enumerate(kinds())}
    return sorted(collected.values(), key=lambda found: rank[found.kind])


def with_what_they_point_to(ordered: Iterable[Found], there: Mapping[str, Any], report: Report) -> list[Found]:
    """Return the objects whose every foreign key leads to one that is kept or is `there`; the others are refused."""
    kept: dict[str, Found] = {}
    for found in ordered:
        if wrong := list(_leading_nowhere(found, kept, there)):
            report.refuse(found.place, found.kind, found.key, *wrong)
        else:
            kept[found.name] = found
    for found in kept.values():
        also = {name for name in found.also if name in kept or name in there}
        found.also = also - set(pointed_to(found.kind, found.fields))
        _note_lost(found, report)
    return list(kept.values())


def _leading_nowhere(found: Found, kept: Mapping[str, Found], there: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, to in kinds()[found.kind].foreign.items():
        key = found.fields.get(name)
        if key is not None and f"{to}:{key}" not in kept and f"{to}:{key}" not in there:
            yield name, f"`{name}` points to the {to} {_short(key)}, which is not there or was refused."


def _note_lost(found: Found, report: Report) -> None:
    """Attributes and metadata may be about anything: one about nothing is kept, and said."""
    if found.kind in TO_ANY:
        key, entity = TO_ANY[found.kind]
        about = kind_called(str(found.fields.get(entity, "")))
        if key in found.fields and about is None:
            why = f"`{entity}` names no kind of object that HSDS has. It is kept as it is."
            report.note(found.place, found.kind, found.key, entity, why)

"""Finding HSDS objects in JSON, in every shape that it comes in: nested, lists, pages, tables, or one a line."""

import json
from collections import deque
from collections.abc import Iterator
from typing import Any, NoReturn

from hearten.kernel.complaint import Complaint
from hearten.resources.importing.found import ID_MUST_BE, Found, Place, Report, could_be_id
from hearten.resources.spec import TO_ANY, Kind, field_to, kind_called, kinds

# What a file may hold at its top, the likeliest first: an object's properties say which it is.
ROOTS = ("organization", "service", "location", "service_at_location", "taxonomy_term", "taxonomy")
DEEPEST = 60  # steps of a pointer; HSDS itself needs 17
_DEEP = "is nested deeper than anything in HSDS"


def read_json(name: str, text: str, report: Report) -> Iterator[Found]:
    """Yield the objects of a JSON text, those around others first. Raises Complaint when it is not JSON."""
    yield from _objects(Place(name), _parsed(name, text), report)


def read_lines(name: str, text: str, report: Report) -> Iterator[Found]:
    """Yield the objects of a text with one JSON object a line. A line that is not JSON is refused, the rest goes on."""
    for number, line in enumerate(text.split("\n"), 1):
        place = Place(name, number)
        if not line.strip():
            continue
        try:
            value = json.loads(line, parse_constant=_no_number)
        except (ValueError, RecursionError):
            report.refuse(place, "", "", ("", "This line is not JSON."))
            continue
        yield from _objects(place, value, report)


def is_in_lines(name: str, text: str) -> bool:
    """Whether a text holds one JSON object a line."""
    if name.casefold().endswith((".jsonl", ".ndjson")):
        return True
    first, _, rest = text.lstrip().partition("\n")
    if not rest.lstrip().startswith("{"):
        return False
    try:
        return isinstance(json.loads(first), dict)
    except (ValueError, RecursionError):
        return False


def _parsed(name: str, text: str) -> Any:
    try:
        return json.loads(text, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        raise Complaint(f"{name} is not JSON (line {error.lineno}, column {error.colno}): {error.msg}.") from None
    except RecursionError:
        raise Complaint(f"{name} {_DEEP}: it is not an HSDS file.") from None
    except ValueError as error:
        raise Complaint(f"{name} holds a number that JSON does not have ({str(error)[:60]}).") from None


def _no_number(word: str) -> NoReturn:
    raise ValueError(word)


def _objects(place: Place, value: Any, report: Report) -> Iterator[Found]:
    """Yield the objects of one value from the top of a file."""
    for kind, item, pointer in _tops(value):
        yield from _walk(kind, item, place._replace(pointer=place.pointer + pointer), report)


def _tops(value: Any) -> Iterator[tuple[str, Any, str]]:
    """Yield (kind, object, pointer) of what stands at the top of a file."""
    pointer = ""
    if isinstance(value, dict) and isinstance(value.get("contents"), list):
        value, pointer = value["contents"], "/contents"
    for number, item in enumerate(value if isinstance(value, list) else [value]):
        at = f"{pointer}/{number}" if isinstance(value, list) else ""
        if _is_tables(item):
            yield from ((kind, row, at + rest) for kind, row, rest in _rows(item))
        else:
            yield _likeliest(item), item, at


def _is_tables(value: Any) -> bool:
    """Whether this is the tabular form as JSON: lists of rows by file name."""
    return isinstance(value, dict) and any(name.endswith(".csv") and isinstance(value[name], list) for name in value)


def _rows(value: dict[str, Any]) -> Iterator[tuple[str, Any, str]]:
    for name, rows in value.items():
        kind = kind_called(name)
        if kind and isinstance(rows, list):
            pointer = f"/{name.replace('~', '~0').replace('/', '~1')}"
            yield from ((kind, row, f"{pointer}/{number}") for number, row in enumerate(rows))


def _likeliest(value: Any) -> str:
    """Return the kind whose properties are most like this object's."""
    said = value.keys() if isinstance(value, dict) else ()
    return max(ROOTS, key=lambda name: sum(1 for key in said if key in _properties(kinds()[name])))


def _properties(kind: Kind) -> set[str]:
    return {*kind.fields, *kind.many, *kind.one}


def _walk(kind: str, value: Any, place: Place, report: Report) -> Iterator[Found]:
    """Yield an object and everything nested in it. A queue, not recursion: a file decides how deep it goes."""
    waiting: deque[tuple[str, Any, Place, Found | None]] = deque([(kind, value, place, None)])
    while waiting:
        name, item, where, parent = waiting.popleft()
        if where.pointer.count("/") > DEEPEST:
            report.refuse(where, name, "", ("", f"This {name} {_DEEP}."))
            continue
        found = _one(kinds()[name], item, where, report)
        if found is None:
            continue
        if parent:
            _belong(found, parent)
        waiting.extend(_nested(kinds()[name], item, found, report))
        yield found


def _one(kind: Kind, item: Any, place: Place, report: Report) -> Found | None:
    """Return the object itself, or None when it cannot be known what it is; what is in it is not read then."""
    if not isinstance(item, dict):
        report.refuse(place, kind.name, "", ("", f"This is not an object: {kind.name} must be one."))
        return None
    key: Any = item.get("id")
    if not could_be_id(key):
        why = f"{ID_MUST_BE} What is nested in this object was not read either."
        report.refuse(place, kind.name, str(key)[:60] if key is not None else "", ("id", why))
        return None
    for name in item.keys() - _properties(kind):
        report.leave_out(kind.name, name)
    fields = {name: item[name] for name in kind.fields if name != "id" and item.get(name) is not None}
    return Found(kind.name, key, fields, place)


def _nested(
    kind: Kind, item: dict[str, Any], found: Found, report: Report
) -> Iterator[tuple[str, Any, Place, Found | None]]:
    for name, child in kind.many.items():
        within = item.get(name)
        if within is not None and not isinstance(within, list):
            report.refuse(found.place, kind.name, found.key, (name, f"`{name}` must be a list."))
        for number, one in enumerate(within if isinstance(within, list) else ()):
            yield child, one, _below(found.place, f"/{name}/{number}"), found
    for name, child in kind.one.items():
        one = item.get(name)
        if one is None:
            continue
        if isinstance(one, dict) and could_be_id(one.get("id")):
            found.fields.setdefault(field_to(name), one["id"])
        # A program is its organization's, also where it is nested in a service.
        whose = Found("organization", str(found.fields.get("organization_id", "")), {}, found.place)
        yield child, one, _below(found.place, f"/{name}"), whose if child == "program" and whose.key else None


def _below(place: Place, steps: str) -> Place:
    return place._replace(pointer=place.pointer + steps)


def _belong(found: Found, parent: Found) -> None:
    """Say in an object whose it is. Where it says another one already, this one is kept beside it."""
    if found.kind in TO_ANY:
        key, entity = TO_ANY[found.kind]
        given = (found.fields.setdefault(key, parent.key), found.fields.setdefault(entity, parent.kind))
        theirs = given[0] == parent.key and kind_called(str(given[1])) == parent.kind
    else:
        theirs = found.fields.setdefault(f"{parent.kind}_id", parent.key) == parent.key
    if not theirs:
        found.also.add(parent.name)

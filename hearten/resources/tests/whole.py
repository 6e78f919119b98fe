"""A made-up directory in which every field of every object of HSDS says something: made from the schema itself."""

import csv
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource

from hearten.resources.spec import SCHEMA, TO_ANY, Kind, datapackage, kinds

HARD = "Größe “A”, \"B\" & C;\n=1+1 '日本' 🌱\r\n\ttab, "
Tables = dict[str, list[dict[str, Any]]]


def uuid(*words: object) -> str:
    return str(uuid5(NAMESPACE_URL, "/".join(map(str, words))))


def whole(copies: int = 2) -> Tables:
    """Return the tables of `copies` organizations, each with one of everything, and every field filled."""
    return {kind.name: [row for number in range(copies) for row in _rows(kind, number)] for kind in kinds().values()}


def _rows(kind: Kind, number: int) -> Iterator[dict[str, Any]]:
    """One row; of what may belong to any kind of object, one for each kind that it may belong to."""
    if kind.name not in TO_ANY:
        yield {name: _value(kind, name, how, number) for name, how in kind.fields.items()}
        return
    key, entity = TO_ANY[kind.name]
    for parent in [one.name for one in kinds().values() if kind.name in one.many.values()]:
        said = {name: _value(kind, name, how, number) for name, how in kind.fields.items()}
        # Attributes have metadata too, and there is one attribute for each kind: it is the organization's.
        target = uuid(parent, number, "organization") if parent in TO_ANY else uuid(parent, number)
        yield said | {"id": uuid(kind.name, number, parent), key: target, entity: parent}


def _value(kind: Kind, name: str, how: dict[str, Any], number: int) -> Any:
    if name == "id":
        return uuid(kind.name, number)
    if to := kind.foreign.get(name):
        return uuid(to, number)
    if "enum" in how:
        return how["enum"][number % len(how["enum"])]
    if how["type"] == "number":
        return [12.25, 3][number % 2] if name != "year_incorporated" else 1990 + number
    made: Callable[[], str] = _MADE.get(how.get("datapackage_type") or how.get("format", ""), lambda: "")
    return made() or f"{kind.name} {name} {number}: {HARD}"


_MADE: dict[str, Callable[[], str]] = {
    "uuid": lambda: uuid("elsewhere"),
    "email": lambda: "warm.room@example.org",
    "uri": lambda: "https://example.org/a?b=c&d=%20",
    "date": lambda: "2027-01-31",
    "time": lambda: "09:30:00",
    "datetime": lambda: "2027-01-31T09:30:00.123Z",
}


def write_tables(tables: Tables, folder: Path) -> Path:
    """Write a CSV data package and return its folder."""
    folder.mkdir()
    for kind in kinds().values():
        with (folder / kind.file).open("w", encoding="utf-8", newline="") as file:
            rows = csv.DictWriter(file, list(kind.fields))
            rows.writeheader()
            rows.writerows(tables.get(kind.name, []))
    return folder


def without_orphans(item: dict[str, Any]) -> bool:
    return not any(name.endswith(".csv") for name in item)


def objects_in(kind: str, item: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield (kind, object) of one exported object and everything nested in it."""
    yield kind, item
    for name, child in kinds()[kind].many.items():
        for one in item.get(name, []):
            yield from objects_in(child, one)
    for name, child in kinds()[kind].one.items():
        if name in item:
            yield from objects_in(child, item[name])


def objects_of(exported: list[dict[str, Any]]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield (kind, object) of everything in an export."""
    by_file = {kind.file: kind.name for kind in kinds().values()}
    for item in exported:
        if without_orphans(item):
            yield from objects_in("service" if "status" in item else "organization", item)
        else:
            yield from ((by_file[file], row) for file, rows in item.items() for row in rows)


def against_the_schema(exported: list[dict[str, Any]]) -> list[str]:
    """Return what the published schema finds wrong with an export, each object with all that is nested in it."""
    files = {f"{kind.name}.json": Resource.opaque(kind.schema) for kind in kinds().values()}
    registry: Registry[Any] = Registry().with_resources(files.items())
    checks = {
        kind.name: Draft202012Validator(kind.schema, registry=registry, format_checker=FormatChecker())
        for kind in kinds().values()
    }
    return [
        f"{kind} {one.get('id')}: {error.message}"
        for kind, one in objects_of(exported)
        for error in checks[kind].iter_errors(one)
    ]


def against_the_tables(folder: Path) -> list[str]:
    """Return what the published tabular definition finds wrong with a CSV package."""
    published = json.loads((folder / "datapackage.json").read_text())
    assert published == datapackage() == json.loads((SCHEMA / "datapackage.json").read_text())
    tables = {table["name"]: _table(folder / table["path"]) for table in published["resources"]}
    return [wrong for table in published["resources"] for wrong in _wrong(table, tables)]


def _table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def _wrong(table: dict[str, Any], tables: dict[str, list[dict[str, str]]]) -> Iterator[str]:
    rows = tables[table["name"]]
    for field in table["schema"]["fields"]:
        cells = [row[field["name"]] for row in rows]
        said = [cell for cell in cells if cell]
        must = field.get("constraints", {})
        if must.get("required") and len(said) < len(cells):
            yield f"{table['path']}: {field['name']} is required"
        if must.get("unique") and len(set(said)) < len(said):
            yield f"{table['path']}: {field['name']} must be unique"
        if "enum" in must and not set(said) <= set(must["enum"]):
            yield f"{table['path']}: {field['name']} is not in its list"
        yield from (f"{table['path']}: {field['name']}: {cell}" for cell in said if not _reads(field, cell))
    for key in table["schema"].get("foreignKeys", []):
        there = {row["id"] for row in tables[key["reference"]["resource"]]}
        if not {row[key["fields"]] for row in rows} - {""} <= there:
            yield f"{table['path']}: {key['fields']} leads nowhere"


def _reads(field: dict[str, Any], cell: str) -> bool:
    from datetime import date, datetime, time
    from uuid import UUID

    how: dict[str, Callable[[str], Any]] = {
        "number": float, "date": date.fromisoformat, "time": time.fromisoformat, "datetime": datetime.fromisoformat,
    }  # fmt: skip
    formats: dict[str, Callable[[str], Any]] = {
        "uuid": UUID, "email": lambda mail: mail.split("@")[1], "uri": lambda uri: uri.split("://")[1],
    }  # fmt: skip
    try:
        how.get(field["type"], str)(cell)
        formats.get(field.get("format", ""), str)(cell)
    except (ValueError, IndexError):
        return False
    return True

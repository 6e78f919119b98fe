"""What HSDS 3.0 says of its objects, read from the schema files that come along (schema/).

The schema is the authority: fields, what is required, what nests where, which field points to what, and in which order
objects can be written so that none points to one that comes later. Nothing of that is repeated in code.
"""

import json
from dataclasses import dataclass
from functools import cached_property, lru_cache
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any

SCHEMA = Path(__file__).parent / "schema"
# Points to any kind of object, so no schema calls it a foreign key: the field with the key, and the one with the kind.
TO_ANY = {"attribute": ("link_id", "link_entity"), "metadata": ("resource_id", "resource_type")}
# The two fields that say where to, of objects whose name is not the field's.
TO_ONE = {"taxonomy_detail": "taxonomy_id"}
# Something was added or removed: the text before or after is empty, although the schema requires it.
MAY_BE_EMPTY = {("metadata", "previous_value"), ("metadata", "replacement_value")}


@dataclass(frozen=True)
class Kind:
    """One kind of object. `fields` are its plain ones; `many` and `one` what nests in it, by the property's name."""

    name: str
    file: str  # services.csv
    schema: dict[str, Any]
    columns: tuple[dict[str, Any], ...]  # of the table, in the order of datapackage.json

    @cached_property
    def fields(self) -> dict[str, dict[str, Any]]:
        """The plain fields, by name, in the order of the schema."""
        return {
            name: how for name, how in self.schema["properties"].items() if "$ref" not in how and "items" not in how
        }

    @cached_property
    def many(self) -> dict[str, str]:
        """Properties that hold a list of objects: the kind of each."""
        found = {name: how["items"]["$ref"] for name, how in self.schema["properties"].items() if "items" in how}
        nested = {name: ref.removesuffix(".json") for name, ref in found.items()}
        return nested | ({"services": "service"} if self.name == "organization" else {})  # as in its compiled schema

    @cached_property
    def one(self) -> dict[str, str]:
        """Properties that hold one object: its kind."""
        found = {name: how["$ref"] for name, how in self.schema["properties"].items() if "$ref" in how}
        nested = {name: ref.removesuffix(".json") for name, ref in found.items()}
        return nested | ({"service": "service"} if self.name == "service_at_location" else {})  # as the API gives it

    @cached_property
    def foreign(self) -> dict[str, str]:
        """Fields that point to an object of another kind: its kind. As datapackage.json says, which leaves out
        what may lie elsewhere (a parent organization, a wider term)."""
        return dict(_foreign()[self.name])

    @cached_property
    def whose(self) -> dict[str, str]:
        """The foreign keys that say in which object this one nests; the others only point."""
        return {name: to for name, to in self.foreign.items() if self.name in kinds()[to].many.values()}

    @cached_property
    def plain(self) -> dict[str, Any]:
        """The schema of the object by itself."""
        return {
            "type": "object",
            "properties": self.fields,
            "required": [name for name in self.fields if name in self.plain_required],
        }

    @cached_property
    def plain_required(self) -> frozenset[str]:
        """The plain fields that the schema requires."""
        return frozenset(self.schema.get("required", [])) & self.fields.keys()

    @cached_property
    def required_in_tables(self) -> list[str]:
        """Columns that must hold something in the tabular form."""
        return [column["name"] for column in self.columns if column["constraints"].get("required")]


def field_to(name: str) -> str:
    """Return the field that says where the object in the property `name` is: organization -> organization_id."""
    return TO_ONE.get(name, f"{name}_id")


@lru_cache
def datapackage() -> dict[str, Any]:
    """Return the tabular definition as published."""
    return dict(json.loads((SCHEMA / "datapackage.json").read_text()))


@lru_cache
def _foreign() -> dict[str, dict[str, str]]:
    return {
        table["name"]: {key["fields"]: key["reference"]["resource"] for key in table["schema"].get("foreignKeys", [])}
        for table in datapackage()["resources"]
    }


@lru_cache
def kinds() -> dict[str, Kind]:
    """Return every kind by name; one that others point to comes before them."""
    tables = {table["name"]: table for table in datapackage()["resources"]}
    order = TopologicalSorter({name: sorted(set(_foreign()[name].values())) for name in sorted(tables)}).static_order()
    return {name: _kind(name, tables[name]) for name in order}


def _kind(name: str, table: dict[str, Any]) -> Kind:
    schema = json.loads((SCHEMA / f"{name}.json").read_text())
    return Kind(name, table["path"], schema, tuple(table["schema"]["fields"]))


@lru_cache
def _names() -> dict[str, str]:
    names: dict[str, str] = {}
    for kind in kinds().values():
        stem = kind.file.removesuffix(".csv")
        names |= dict.fromkeys((kind.name, stem, f"{kind.name}s", kind.file, f"{kind.name}s.csv"), kind.name)
    return names


def kind_called(name: str) -> str | None:
    """Return the kind that a file, a table or `link_entity` means, in the singular or plural; None for no such kind."""
    return _names().get(name.strip().casefold())


def pointed_to(kind: str, fields: dict[str, Any]) -> list[str]:
    """Return what an object points to, each as KIND:KEY, sorted."""
    found = {f"{to}:{fields[name]}" for name, to in kinds()[kind].foreign.items() if fields.get(name)}
    if kind in TO_ANY:
        key, entity = TO_ANY[kind]
        to = kind_called(str(fields.get(entity, "")))
        found |= {f"{to}:{fields[key]}"} if to and fields.get(key) else set()
    return sorted(found)

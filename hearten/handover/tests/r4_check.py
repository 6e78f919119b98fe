"""Checks a document against the definitions of FHIR R4 that HL7 publishes (`r4.json`, see r4_taken.py).

Each element must be one of R4's, as often as R4 says, of a type it takes and written as R4 writes it; codes of required
lists are looked up; and every rule of severity "error" (FHIRPath, hl7.org/fhirpath) is evaluated where it stands. What
R4B changed after R4 fails here. Not looked at: codes of lists outside FHIR (LOINC, units), profiles, and the rules of
narratives (htmlchecks), which test_fhir.py looks at.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from fhirpathpy import evaluate
from fhirpathpy.engine.util import get_data
from fhirpathpy.models import models

R4 = json.loads((Path(__file__).parent / "r4.json").read_text())
KINDS = R4["kinds"]
# FHIRPath's hasValue(), which the library leaves out: a plain value that is there.
MORE = {
    "traceFn": lambda *told: None,
    "userInvocationTable": {
        "hasValue": {
            "fn": lambda nodes: [len(nodes) == 1 and not isinstance(get_data(nodes[0]), dict)],
            "arity": {0: []},
        }
    },
}
OF_JSON = {"boolean": bool, "integer": int, "positiveInt": int, "unsignedInt": int, "decimal": (int, float)}


def faults(resource: dict[str, Any], path: str = "", holds: dict[str, Any] | None = None) -> list[str]:
    """Return what R4 would refuse, each with where it stands; empty if nothing. `holds`: what it is contained in."""
    kind = resource.get("resourceType", "")
    if kind not in KINDS:
        return [f"{path}: {kind or 'nothing'} is no resource whose definition is kept here"]
    inner = {name: value for name, value in resource.items() if name != "resourceType"}
    within = {"resource": resource, "rootResource": holds or resource}
    return list(_walked(inner, kind, path or kind, within, whole=resource))


def _walked(value: Any, definition: str, path: str, within: Any, whole: Any = None) -> Iterator[str]:
    """Yield the faults of one complex element, whose definition is named by its path ("Composition.section")."""
    elements = KINDS[definition.split(".")[0]]["elements"]
    yield from _rules(whole or value, definition, elements[definition], path, within)
    inner = {name for name in elements if name.startswith(f"{definition}.") and "." not in name[len(definition) + 1 :]}
    seen: set[str] = set()
    for name, held in value.items():
        found = next((one for one in inner if _names(one.rsplit(".", 1)[1], name, elements[one])), None)
        if found is None:
            yield f"{path}.{name}: R4 has no such element"
            continue
        seen.add(found)
        yield from _held(held, name, found, elements[found], path, within)
    for name in sorted(inner - seen):
        if elements[name]["min"]:
            yield f"{path}: {name} is missing"


def _names(element: str, name: str, said: dict[str, Any]) -> bool:
    stem = element.removesuffix("[x]")
    return name == element or (
        stem != element and name in {stem + kind[0].upper() + kind[1:] for kind in said["types"]}
    )


def _held(held: Any, name: str, definition: str, said: dict[str, Any], path: str, within: Any) -> Iterator[str]:
    if isinstance(held, list) == (said["max"] == "1"):
        yield f"{path}.{name}: {'one only' if said['max'] == '1' else 'a list'} is asked for"
    if held in ([], {}, None, ""):
        yield f"{path}.{name}: is there and empty"
    for place, one in enumerate(held if isinstance(held, list) else [held]):
        yield from _one(one, name, definition, said, f"{path}.{name}[{place}]", within)


def _one(one: Any, name: str, definition: str, said: dict[str, Any], path: str, within: Any) -> Iterator[str]:
    kind = _kind(name, definition, said)
    if kind == "Resource":
        yield from faults(one, path, within["rootResource"] if name == "contained" else None)
    elif isinstance(one, dict):
        inline = kind in ("BackboneElement", "Element", "")
        yield from _walked(one, said.get("same_as") or definition if inline else kind, path, within)
    else:
        yield from _plain(one, kind, said, path)
    if isinstance(one, dict) and kind == "Extension":
        yield from _extension(one, path)


def _kind(name: str, definition: str, said: dict[str, Any]) -> str:
    types = said.get("types", [""])
    stem = definition.rsplit(".", 1)[1].removesuffix("[x]")
    return str(next((one for one in types if len(types) > 1 and name == stem + one[0].upper() + one[1:]), types[0]))


def _plain(one: Any, kind: str, said: dict[str, Any], path: str) -> Iterator[str]:
    known = KINDS.get(kind, {"primitive": kind in ("String", "xhtml"), "pattern": None})
    if not known["primitive"]:
        yield f"{path}: {kind} is no plain value"
    wanted = OF_JSON.get(kind, str)
    if not isinstance(one, wanted) or (isinstance(one, bool) and wanted is not bool):
        yield f"{path}: {one!r} is not written as {kind}"
    if known["pattern"] and isinstance(one, str) and not re.fullmatch(known["pattern"], one):
        yield f"{path}: {one!r} is no {kind}"
    if said.get("codes") and one not in said["codes"]:
        yield f"{path}: {one!r} is none of the codes R4 asks for"


def _extension(one: dict[str, Any], path: str) -> Iterator[str]:
    types = R4["extensions"].get(one.get("url"))
    if types is None:
        yield f"{path}: {one.get('url')} is no extension of R4 that is kept here"
    elif not {name for name in one if name.startswith("value")} <= {f"value{kind.title()}" for kind in types}:
        yield f"{path}: its value is of no type that it takes"


def _rules(value: Any, definition: str, said: dict[str, Any], path: str, within: Any) -> Iterator[str]:
    """Yield the rules that do not hold. Resources carry their type themselves; other elements are told theirs."""
    base = value if "resourceType" in value else None
    for key, written in said.get("rules", {}).items():
        rule = written.replace("descendants().as(", "descendants().ofType(")  # dom-3, as HL7 mended it in R4B
        asked = rule if base else {"base": definition, "expression": rule}
        if "htmlChecks" in rule:
            continue
        if evaluate(value, asked, within, models["r4"], MORE) not in ([True], []):
            yield f"{path}: {key} does not hold ({rule})"

"""Takes from the official definitions of FHIR R4 (4.0.1) what a check of our documents asks, into `r4.json`.

    python -m hearten.handover.tests.r4_taken FOLDER > hearten/handover/tests/r4.json

FOLDER holds profiles-resources.json, profiles-types.json, extension-definitions.json and valuesets.json of
hl7.org/fhir/R4/definitions.json.zip (HL7 International, CC0 1.0). Run again only if a document gets another resource.
"""

import json
import sys
from pathlib import Path
from typing import Any

RESOURCES = (
    "Bundle", "Composition", "Patient", "Observation", "Questionnaire", "QuestionnaireResponse", "CarePlan",
)  # fmt: skip
EVERYWHERE = ("ele-1", "ext-1")  # of each element and each extension: looked at without being written here each time
EXTENSIONS = ("http://hl7.org/fhir/StructureDefinition/ordinalValue",)


def taken(folder: Path) -> dict[str, Any]:
    """Return kinds by name (resources and the types they use), and extensions by address with the types they take."""
    known = {one["name"]: one for name in ("resources", "types") for one in _read(folder, f"profiles-{name}.json")}
    lists = {one["url"]: one for one in _read(folder, "valuesets.json") if "url" in one}
    kinds: dict[str, Any] = {}
    wanted = list(RESOURCES)
    while wanted:
        name = wanted.pop()
        if name in known and name not in kinds and name not in ("Resource", "xhtml"):
            kinds[name] = _kind(known[name], lists)
            wanted += [kind for path, one in kinds[name]["elements"].items() for kind in one.get("types", [])
                       if path != "Extension.value[x]"]  # fmt: skip
    return {"source": "HL7 FHIR 4.0.1, CC0 1.0", "kinds": kinds, "extensions": _extensions(folder)}


def _read(folder: Path, name: str) -> list[dict[str, Any]]:
    return [entry["resource"] for entry in json.loads((folder / name).read_text())["entry"]]


def _kind(definition: dict[str, Any], lists: dict[str, Any]) -> dict[str, Any]:
    elements = definition["snapshot"]["element"]
    return {
        "primitive": definition["kind"] == "primitive-type",
        "pattern": next(filter(None, (_pattern(one) for one in elements if one["path"].endswith(".value"))), None),
        "elements": {one["path"]: _element(one, lists) for one in elements},
    }


def _element(one: dict[str, Any], lists: dict[str, Any]) -> dict[str, Any]:
    binding = one.get("binding", {})
    required = lists.get(binding.get("valueSet", "").split("|")[0]) if binding.get("strength") == "required" else None
    said = {
        "min": one["min"],
        "max": one["max"],
        "types": [kind["code"].removeprefix("http://hl7.org/fhirpath/System.") for kind in one.get("type", [])],
        "same_as": one.get("contentReference", "").removeprefix("#"),
        "codes": sorted(_codes(required, lists)) if required else [],
        "rules": {
            rule["key"]: rule["expression"]
            for rule in one.get("constraint", [])
            if rule["severity"] == "error" and rule["key"] not in EVERYWHERE
        },
    }
    return {name: value for name, value in said.items() if value not in ("", [], {})}


def _pattern(one: dict[str, Any]) -> str | None:
    held = [part for kind in one.get("type", []) for part in kind.get("extension", [])]
    return next((part["valueString"] for part in held if part["url"].endswith("/regex")), None)


def _codes(values: dict[str, Any], lists: dict[str, Any]) -> set[str]:
    """Return the codes of a list. One that leads outside FHIR (languages, units) has none here, and is not checked."""
    found: set[str] = set()
    for part in values.get("compose", {}).get("include", []):
        listed = part.get("concept") or _concepts(lists.get(part.get("system", ""), {}))
        found |= {concept["code"] for concept in listed}
    return found


def _concepts(system: dict[str, Any]) -> list[dict[str, Any]]:
    below = [inner for one in system.get("concept", []) for inner in _concepts(one)]
    return [*system.get("concept", []), *below]


def _extensions(folder: Path) -> dict[str, list[str]]:
    held = {one["url"]: one for one in _read(folder, "extension-definitions.json")}
    return {
        url: [kind["code"] for one in held[url]["snapshot"]["element"] if one["path"] == "Extension.value[x]"
              for kind in one["type"]]
        for url in EXTENSIONS
    }  # fmt: skip


if __name__ == "__main__":
    made = json.dumps(taken(Path(sys.argv[1])), sort_keys=True, separators=(",", ":"))
    sys.stdout.write(made.replace('"elements":{', '"elements":{\n').replace('},"', '},\n"') + "\n")

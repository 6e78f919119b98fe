"""A made-up directory of a region, as a CSV data package: the same for the same number of services."""

import csv
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

from hearten.resources.spec import kinds

WORDS = (
    "warm", "quiet", "open", "kind", "evening", "walk", "group", "table",
    "garden", "river", "listening", "company", "craft", "morning", "bridge", "door",
)  # fmt: skip
CITIES = ["Northfield", "Elmbridge", "Harbour", "Weston", "Saint Olave", "Oberau", "Kirkby", "Lindenau"]
NEEDS = 60
SERVICES_EACH = 2000 / 700  # an organization's services, on average
Row = dict[str, Any]


def write_package(folder: Path, services: int) -> int:
    """Write the package into a new folder; return how many rows it has."""
    folder.mkdir()
    tables: dict[str, list[Row]] = {kind.name: [] for kind in kinds().values()}
    for kind, row in rows(services):
        tables[kind].append(row)
    for name, one in tables.items():
        with (folder / kinds()[name].file).open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(kinds()[name].fields))
            writer.writeheader()
            writer.writerows(one)
    return sum(map(len, tables.values()))


def rows(services: int) -> Iterator[tuple[str, Row]]:
    """Yield (kind, row) of a directory: organizations with places, services there, and what belongs to them."""
    dice = Random(services)  # noqa: S311  # nothing here is a secret
    taxonomy = _id(dice)
    yield "taxonomy", {"id": taxonomy, "name": "Needs", "description": "What somebody may look for."}
    needs = [_id(dice) for _ in range(NEEDS)]
    for number, need in enumerate(needs):
        name = f"{WORDS[number % 16].title()} {number}"
        yield "taxonomy_term", {"id": need, "name": name, "description": name, "taxonomy_id": taxonomy, "code": number}
    left = services
    while left:
        count = min(left, max(1, round(dice.gauss(SERVICES_EACH, 1.5))))
        left -= count
        yield from _organization(dice, count, needs)


def _id(dice: Random) -> str:
    return str(UUID(int=dice.getrandbits(128), version=4))


def _said(dice: Random, words: int) -> str:
    return " ".join(dice.choices(WORDS, k=words)).capitalize() + "."


def _organization(dice: Random, services: int, needs: list[str]) -> Iterator[tuple[str, Row]]:
    me = _id(dice)
    yield "organization", {
        "id": me, "name": _said(dice, 3), "description": _said(dice, 40), "email": "hello@example.org",
        "website": "https://example.org/", "year_incorporated": dice.randint(1900, 2026),
    }  # fmt: skip
    yield "phone", {"id": _id(dice), "organization_id": me, "number": "0800 555 0100", "type": "voice"}
    yield "organization_identifier", {
        "id": _id(dice), "organization_id": me, "identifier_type": "register", "identifier": dice.randint(1, 10**7),
    }  # fmt: skip
    places = [_id(dice) for _ in range(dice.choice([1, 1, 1, 2, 3]))]
    for place in places:
        yield from _place(dice, me, place)
    for _ in range(services):
        yield from _service(dice, me, places, needs)


def _place(dice: Random, organization: str, me: str) -> Iterator[tuple[str, Row]]:
    yield "location", {
        "id": me, "organization_id": organization, "location_type": "physical", "name": _said(dice, 2),
        "latitude": round(dice.uniform(50, 54), 5), "longitude": round(dice.uniform(-2, 12), 5),
        "transportation": _said(dice, 10),
    }  # fmt: skip
    yield "address", {
        "id": _id(dice), "location_id": me, "address_1": f"{dice.randint(1, 99)} Mill Lane",
        "city": dice.choice(CITIES), "state_province": "North", "postal_code": dice.randint(10000, 99999),
        "country": "GB", "address_type": "physical",
    }  # fmt: skip
    yield "accessibility", {"id": _id(dice), "location_id": me, "description": "Step-free, with a lift."}
    yield "schedule", _hours(dice) | {"location_id": me}


def _hours(dice: Random) -> Row:
    days = dice.choice(["MO,TU,WE,TH,FR", "MO,WE", "SA,SU", "TH"])
    return {"id": _id(dice), "freq": "WEEKLY", "wkst": "MO", "byday": days, "opens_at": "09:00", "closes_at": "17:30"}


def _service(dice: Random, organization: str, places: list[str], needs: list[str]) -> Iterator[tuple[str, Row]]:
    me, link = _id(dice), _id(dice)
    yield "service", {
        "id": me, "organization_id": organization, "name": _said(dice, 4), "description": _said(dice, 80),
        "status": dice.choice(["active"] * 9 + ["inactive"]), "application_process": _said(dice, 20),
        "eligibility_description": _said(dice, 12), "minimum_age": 18, "url": "https://example.org/service",
        "email": "service@example.org", "last_modified": "2026-11-01T10:00:00.000Z", "assured_date": "2026-10-01",
    }  # fmt: skip
    yield "service_at_location", {"id": link, "service_id": me, "location_id": dice.choice(places)}
    for owner in ({"service_id": me}, {"service_at_location_id": link}):
        yield "schedule", _hours(dice) | owner
        phone = _id(dice)
        yield "phone", {"id": phone, "number": "0800 555 0199", "type": "voice", "description": _said(dice, 5)} | owner
        yield "language", {"id": _id(dice), "phone_id": phone, "name": "English", "code": "en"}
    for code in dice.sample(["en", "de", "ur", "pl", "cy", "ar"], dice.randint(1, 3)):
        yield "language", {"id": _id(dice), "service_id": me, "code": code, "name": code.upper()}
    amount = dice.choice([0, 0, 5, 12.5])
    yield "cost_option", {"id": _id(dice), "service_id": me, "amount": amount, "currency": "GBP", "option": "adults"}
    yield "service_area", {"id": _id(dice), "service_id": me, "name": dice.choice(CITIES)}
    for need in dice.sample(needs, dice.randint(1, 4)):
        said = {"id": _id(dice), "link_id": me, "link_entity": "service", "taxonomy_term_id": need}
        yield "attribute", said

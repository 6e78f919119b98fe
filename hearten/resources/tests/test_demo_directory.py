"""The demo's services: made up, whole, and such as an import takes in without a word."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from hearten.resources.schedule_fields import rule_of

DIRECTORY = Path(__file__).parents[2] / "demo/directory/organizations.json"
FICTION = re.compile(r"\+1 (617|541)-555-01\d\d|01632 960\d{3}")


def every(value: Any, name: str) -> list[Any]:
    """Return all values of this name, however deep."""
    if isinstance(value, list):
        return [one for part in value for one in every(part, name)]
    if not isinstance(value, dict):
        return []
    return [*([value[name]] if name in value else []), *(one for part in value.values() for one in every(part, name))]


@pytest.fixture(scope="module")
def given() -> Any:
    return json.loads(DIRECTORY.read_text())


def test_nobody_real_is_called(given: Any) -> None:
    numbers = [one["number"] for phones in every(given, "phones") for one in phones]
    assert len(numbers) > 40 and all(FICTION.fullmatch(number) for number in numbers)
    assert all(re.search(r"\.example(/|$)", one) for one in [*every(given, "url"), *every(given, "website")])
    assert all(one.endswith(".example") for one in every(given, "email"))


def test_every_schedule_can_be_read(given: Any) -> None:
    schedules = [one for each in every(given, "schedules") for one in each]
    assert len(schedules) > 40
    assert [one for one in schedules if not rule_of(one).readable] == []


def test_it_is_valid_hsds_and_an_import_refuses_nothing(given: Any) -> None:
    from hearten.resources.importing.checking import kept
    from hearten.resources.importing.found import Report
    from hearten.resources.importing.running import read

    report = Report()
    source = read(DIRECTORY, report)
    assert all(kept(found, report, source.in_tables) for found in source.objects.values()), report.refused
    assert report.noted == [] and report.unknown == {}

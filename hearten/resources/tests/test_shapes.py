"""Every shape that HSDS comes in is read, and says the same."""

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from hearten.resources.importing.found import Report
from hearten.resources.importing.running import read
from hearten.resources.tests.whole import uuid, whole, write_tables

ROOM: dict[str, Any] = {"id": uuid("room"), "name": "Warm room", "status": "active"}
HOUSE: dict[str, Any] = {"id": uuid("house"), "name": "Open House", "description": "A house."}
NESTED = HOUSE | {"services": [ROOM]}
UPSIDE_DOWN = ROOM | {"organization": HOUSE}
PAGE = {"total_items": 1, "total_pages": 1, "page_number": 1, "size": 1, "first_page": True, "last_page": True,
        "empty": False}  # fmt: skip
TABLES = {
    "organizations.csv": [HOUSE],
    "services.csv": [ROOM | {"organization_id": HOUSE["id"]}],
    "notes.csv": [{"id": "x"}],
}


@pytest.mark.parametrize(
    "name, content",
    [
        ("one.json", json.dumps(NESTED)),
        ("list.json", json.dumps([NESTED])),
        ("upside_down.json", json.dumps(UPSIDE_DOWN)),
        ("services.json", json.dumps([UPSIDE_DOWN])),
        ("page.json", json.dumps(PAGE | {"contents": [NESTED]})),
        ("page_of_services.json", json.dumps(PAGE | {"contents": [UPSIDE_DOWN]})),
        ("tabular.json", json.dumps(TABLES)),
        ("lines.jsonl", f"{json.dumps(HOUSE)}\n\n{json.dumps(UPSIDE_DOWN)}\n"),
        ("lines.json", f"{json.dumps(HOUSE)}\n{json.dumps(UPSIDE_DOWN)}"),
        ("pages.ndjson", json.dumps(PAGE | {"contents": [UPSIDE_DOWN]})),
        ("mixed.json", json.dumps([NESTED, {"services.csv": [ROOM]}])),
        ("at_place.json", json.dumps({"id": uuid("at"), "service": UPSIDE_DOWN})),
        ("bom.json", "\ufeff" + json.dumps(NESTED, indent=1).replace("\n", "\r\n")),
        ("bom.jsonl", "\ufeff" + f"{json.dumps(HOUSE)}\r\n{json.dumps(UPSIDE_DOWN)}\r\n"),
    ],
)
def test_json_is_read_in_every_shape(tmp_path: Path, name: str, content: str) -> None:
    (tmp_path / name).write_bytes(content.encode())
    report = Report()
    objects = read(tmp_path / name, report).objects
    assert not report.refused
    house, room = objects[f"organization:{HOUSE['id']}"], objects[f"service:{ROOM['id']}"]
    assert house.fields == {"name": "Open House", "description": "A house."}
    assert room.fields == {"name": "Warm room", "status": "active", "organization_id": HOUSE["id"]}


@pytest.mark.parametrize("odd", ["plain", "bom", "crlf", "renamed", "deeper", "zip", "zip deeper"])
def test_tables_are_read_from_folders_and_zips(tmp_path: Path, odd: str) -> None:
    folder = write_tables(whole(1), tmp_path / "in")
    (folder / "datapackage.json").write_text("../../datapackage.json")  # not needed, and never followed
    (folder / "read me.csv").write_text("what,ever\n1,2\n")
    services = folder / "services.csv"
    if odd == "bom":
        services.write_bytes(b"\xef\xbb\xbf" + services.read_bytes())
    if odd == "renamed":
        services.rename(folder / "Service.CSV")
        (folder / "service_at_location.csv").rename(folder / "service_at_locations.csv")
    source = folder
    if odd == "deeper":
        source = folder.parent / "deeper"
        source.mkdir()
        folder.rename(source / "data")
    if odd.startswith("zip"):
        source = tmp_path / "in.zip"
        with zipfile.ZipFile(source, "w", zipfile.ZIP_DEFLATED) as archive:
            for path in folder.iterdir():
                archive.write(path, f"data/{path.name}" if odd == "zip deeper" else path.name)
    report = Report()
    found = read(source, report)
    assert found.in_tables and not report.refused
    assert len(found.objects) == sum(len(rows) for rows in whole(1).values())


def test_further_places_of_an_object_add_what_they_say(tmp_path: Path) -> None:
    lean, full = {"id": HOUSE["id"], "name": "Open House"}, HOUSE | {"website": "https://example.org"}
    (tmp_path / "a.json").write_text(json.dumps([ROOM | {"organization": lean}, ROOM | {"organization": full}]))
    report = Report()
    objects = read(tmp_path / "a.json", report).objects
    assert objects[f"organization:{HOUSE['id']}"].fields == {name: full[name] for name in full if name != "id"}
    assert not report.refused


def test_a_program_nested_in_a_service_is_its_organizations(tmp_path: Path) -> None:
    program = {"id": uuid("program"), "name": "Company", "description": "Being together."}
    (tmp_path / "a.json").write_text(json.dumps(UPSIDE_DOWN | {"program": program}))
    objects = read(tmp_path / "a.json", Report()).objects
    assert objects[f"program:{program['id']}"].fields["organization_id"] == HOUSE["id"]
    assert objects[f"service:{ROOM['id']}"].fields["program_id"] == program["id"]


def test_fields_that_hsds_does_not_have_are_left_out_and_counted(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps([NESTED | {"stars": 5}, NESTED | {"stars": 4}]))
    report = Report()
    read(tmp_path / "a.json", report)
    assert report.unknown == {"organization.stars": 2}

"""Files that mean harm: they are refused in a sentence, take little, and reach nothing."""

import json
import resource
import zipfile
from pathlib import Path
from typing import Any

import pytest

from hearten.kernel.complaint import Complaint
from hearten.resources.importing import files
from hearten.resources.importing.found import Report
from hearten.resources.importing.places import lines_of
from hearten.resources.importing.running import read
from hearten.resources.tests.whole import uuid


def test_a_zip_that_unpacks_to_more_than_anyone_reads(tmp_path: Path) -> None:
    source = tmp_path / "bomb.zip"
    with zipfile.ZipFile(source, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("services.csv", "w") as file:
        for _ in range(300):
            file.write(b"0" * 2**20)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(Complaint, match="more than 64 MB to read"):
        read(source, Report())
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 250_000  # kB


def test_many_tables_that_are_too_big_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MOST_BYTES", 100)
    for name in ("services", "organizations"):
        (tmp_path / f"{name}.csv").write_text("id,name\n" + "x" * 60)
    with pytest.raises(Complaint, match="MB to read"):
        list(files.tables(tmp_path))


def test_a_file_of_200_mb(tmp_path: Path) -> None:
    source = tmp_path / "big.json"
    with source.open("wb") as file:
        file.truncate(200 * 2**20)
    with pytest.raises(Complaint, match="import it in parts"):
        read(source, Report())


def test_a_zip_that_leads_outside_writes_nothing(tmp_path: Path) -> None:
    source = tmp_path / "in" / "away.zip"
    source.parent.mkdir()
    with zipfile.ZipFile(source, "w") as archive:
        archive.writestr("../../organizations.csv", f"id,name,description\n{uuid('x')},X,Y\n")
        archive.writestr("/etc/services.csv", "id,name\n")
    before = sorted(tmp_path.rglob("*"))
    assert len(read(source, Report()).objects) == 1
    assert sorted(tmp_path.rglob("*")) == before


def test_a_zip_with_a_passphrase_and_a_damaged_one(tmp_path: Path) -> None:
    source = tmp_path / "x.zip"
    with zipfile.ZipFile(source, "w") as archive:
        archive.writestr("services.csv", "id,name\n" * 50)
    content = source.read_bytes()
    source.write_bytes(content.replace(b"id,name", b"id,nama", 1))
    with pytest.raises(Complaint, match="is damaged"):
        read(source, Report())
    locked = bytearray(content)
    locked[content.rfind(b"PK\x01\x02") + 8] |= 1
    locked[6] |= 1
    source.write_bytes(bytes(locked))
    with pytest.raises(Complaint, match="locked with a passphrase"):
        read(source, Report())


def deep(levels: int) -> dict[str, Any]:
    said: dict[str, Any] = {"id": "o", "name": "x", "description": "y"}
    for number in range(levels):
        service = {"id": f"s{number}", "name": "x", "status": "active", "organization": said}
        said = {"id": f"o{number}", "name": "x", "description": "y", "services": [service]}
    return said


def test_objects_nested_round_and_round(tmp_path: Path) -> None:
    (tmp_path / "deep.json").write_text(json.dumps(deep(150)))
    report = Report()
    objects = read(tmp_path / "deep.json", report).objects
    report.locate("deep.json", (tmp_path / "deep.json").read_text())
    assert len(objects) < 70
    ((told),) = report.refused
    assert "nested deeper" in told.why and told.place.line == 1


def test_pages_in_pages_and_lists_in_lists(tmp_path: Path) -> None:
    for opening, closing in (('{"contents": [', "]}"), ("[", "]")):
        (tmp_path / "x.json").write_text(opening * 300 + closing * 300)
        report = Report()
        assert not read(tmp_path / "x.json", report).objects
        assert report.refused_count == 1


@pytest.mark.parametrize("value", ["7", '"x"', "null", "true", "[1, null, []]", '{"services.csv": [7]}', '{"id": {}}'])
def test_json_of_another_kind(tmp_path: Path, value: str) -> None:
    (tmp_path / "x.json").write_text(value)
    report = Report()
    assert not read(tmp_path / "x.json", report).objects
    assert report.refused


def test_lines_are_found_past_strings_that_look_like_structure() -> None:
    text = '[\n {"a}\\"": "[{\\n",\n  "b": [\n1, {"c/~": -1.5e3},\n [] ]}\n]'
    assert lines_of(text, ["", "/0", "/0/b", "/0/b/1", "/0/b/1/c~1~0", "/0/b/2", "/7"]) == {
        "": 1, "/0": 2, "/0/b": 3, "/0/b/1": 4, "/0/b/1/c~1~0": 4, "/0/b/2": 5,
    }  # fmt: skip


def test_thousands_of_problems_are_counted_and_not_all_listed(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text(json.dumps([7] * 5000))
    report = Report()
    read(tmp_path / "x.json", report)
    assert report.refused_count == 5000 and len(report.refused) == 2000

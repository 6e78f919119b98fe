"""What cannot be kept is refused by the row, with its line, its field and a sentence; the rest is kept."""

import json
from pathlib import Path
from typing import Any

import pytest

from hearten.kernel.complaint import Complaint
from hearten.resources.models import Listing, Record
from hearten.resources.tests.steps import take_in, why
from hearten.resources.tests.whole import uuid, whole, write_tables

GOOD: dict[str, Any] = {"id": uuid("good"), "name": "Good", "description": "Fine."}
ROOM: dict[str, Any] = {"id": uuid("room"), "name": "Room", "status": "active", "organization_id": GOOD["id"]}


def tables(folder: Path, **files: str) -> Path:
    folder.mkdir()
    for name, content in files.items():
        (folder / f"{name}.csv").write_bytes(content.encode())
    return folder


ORGANIZATIONS = f'id,name,description\r\n{GOOD["id"]},"Good\r\nold","Fine."\r\n'
SERVICES = "id,organization_id,name,status,minimum_age,assured_date,url,email,last_modified\r\n"


@pytest.mark.parametrize(
    "row, field, sentence",
    [
        ("{org},Room,open,,,,,", "status", "must be one of: active, inactive, defunct, temporarily closed"),
        ("{org},,active,,,,,", "name", "is required, and is missing or empty"),
        (",Room,active,,,,,", "organization_id", "is required, and is missing or empty"),
        ("{org},Room,active,eighteen,,,,", "minimum_age", "must be a number"),
        ("{org},Room,active,1e999,,,,", "minimum_age", "is too large a number"),
        ("{org},Room,active,nan,,,,", "minimum_age", "is too large a number"),
        ("{org},Room,active,,31.1.2027,,,", "assured_date", "must be a date such as 2027-01-31"),
        ("{org},Room,active,,2027-02-30,,,", "assured_date", "must be a date"),
        ("{org},Room,active,,,,,yesterday", "last_modified", "must be a moment such as"),
        ("nobody,Room,active,,,,,", "organization_id", "points to the organization nobody, which is not there"),
        ("{org},Ro\0om,active,,,,,", "name", "holds a character that cannot be kept"),
        ("{org},Room,active", "", "has 4 cells, and the header has 9"),
    ],
)
def test_a_row_of_a_table(db: None, tmp_path: Path, row: str, field: str, sentence: str) -> None:
    fine = f"{uuid('fine')},{GOOD['id']},Fine,active,12.5,,www.example.org,nobody,\r\n"
    bad = f"{ROOM['id']},{row.format(org=GOOD['id'])}\r\n"
    outcome = take_in(tables(tmp_path / "in", organizations=ORGANIZATIONS, services=f"{SERVICES}{fine}\r\n{bad}"))
    ((line, name, told),) = why(outcome)
    assert (line, name) == (4, field)  # the header, a row, an empty line
    assert sentence in told
    assert Listing.objects.get().name == "Fine"
    assert outcome.report.refused_count == 1
    # Formats of addresses are noted, and kept as they are.
    assert {one.field for one in outcome.report.noted} == {"url", "email"}


def test_lines_are_counted_over_cells_of_several_lines(db: None, tmp_path: Path) -> None:
    outcome = take_in(tables(tmp_path / "in", organizations=f"{ORGANIZATIONS}x,,\r\n"))
    assert {line for line, _field, _why in why(outcome)} == {4}


def test_an_id_twice_in_a_table(db: None, tmp_path: Path) -> None:
    outcome = take_in(tables(tmp_path / "in", organizations=ORGANIZATIONS + f"{GOOD['id']},Again,Other\r\n"))
    assert why(outcome) == [(4, "id", "`id` is used twice: this organization is on line 2 already.")]
    assert Record.objects.get().fields["name"] == "Good\r\nold"


def test_what_belongs_to_a_refused_row_is_refused_too(db: None, tmp_path: Path) -> None:
    rows = whole(2)
    rows["organization"][1]["description"] = ""
    outcome = take_in(write_tables(rows, tmp_path / "in"))
    assert {one.place.file for one in outcome.report.refused} >= {"organizations.csv", "services.csv", "phones.csv"}
    assert outcome.report.refused[0].place.line > 2
    assert {record.key for record in Record.objects.filter(kind="service")} == {uuid("service", 0)}


@pytest.mark.parametrize(
    "change, field, sentence",
    [
        ({"name": 7}, "name", "must be a text"),
        ({"minimum_age": "7"}, "minimum_age", "must be a number"),
        ({"minimum_age": True}, "minimum_age", "must be a number"),
        ({"minimum_age": 10**40}, "minimum_age", "is too large a number"),
        ({"status": "open"}, "status", "must be one of"),
        ({"name": ""}, "name", "is required, and is missing or empty"),
        ({"name": {"en": "Room"}}, "name", "must be a text"),
        ({"name": "\ud800"}, "name", "holds a character that cannot be kept"),
        ({"name": "x" * 100_001}, "name", "is longer than 100,000 characters"),
        ({"assured_date": "soon"}, "assured_date", "must be a date"),
        ({"id": 7}, "id", "must be a text of 1 to 200 characters"),
        ({"id": "x" * 201}, "id", "must be a text of 1 to 200 characters"),
        ({"id": "\0"}, "id", "without NUL or half of a pair"),
        ({"organization_id": "\ud800"}, "organization_id", "holds a character that cannot be kept"),
        ({"phones": {"id": "x", "number": "1"}}, "phones", "`phones` must be a list"),
        ({"organization_id": "nobody"}, "organization_id", "points to the organization nobody"),
        ({"program_id": "none"}, "program_id", "points to the program none"),
    ],
)
def test_an_object_of_json(db: None, tmp_path: Path, change: dict[str, Any], field: str, sentence: str) -> None:
    nested = [GOOD, GOOD | {"id": uuid("b"), "services": [ROOM | {"id": uuid("c")}, ROOM | change]}]
    source = tmp_path / "in.json"
    source.write_text(json.dumps(nested, indent=1))
    outcome = take_in(source)
    ((line, name, told),) = why(outcome)
    begins = [at for at, text in enumerate(source.read_text().splitlines(), 1) if text == "   {"][1]
    assert (line, name) == (begins, field)
    assert sentence in told
    assert outcome.report.refused[0].place.pointer == "/1/services/1"
    assert Listing.objects.filter(key=uuid("c")).exists()


def test_a_line_that_is_no_json(db: None, tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text(f"{json.dumps(GOOD)}\n{{\n\n{json.dumps(ROOM | {'name': None})}\n")
    outcome = take_in(source)
    assert [(line, field) for line, field, _why in why(outcome)] == [(2, ""), (4, "name")]
    assert Record.objects.count() == 1


def test_an_object_that_is_said_in_two_ways(db: None, tmp_path: Path) -> None:
    source = tmp_path / "in.json"
    source.write_text(json.dumps([GOOD, GOOD | {"name": "Other"}]))
    outcome = take_in(source)
    assert why(outcome) == [(1, "name", "`name` is “Other” here, and was “Good” before: that one is kept.")]
    assert Record.objects.get().fields["name"] == "Good"


def test_all_or_nothing(db: None, tmp_path: Path) -> None:
    source = tmp_path / "in.json"
    source.write_text(json.dumps([GOOD, {"id": uuid("bad")}]))
    outcome = take_in(source, all_or_nothing=True)
    assert not outcome.kept and outcome.safe == 0 and not Record.objects.exists()
    source.write_text(json.dumps([GOOD]))
    assert take_in(source, all_or_nothing=True).safe == 1 == Record.objects.count()


def test_a_dry_run_says_what_would_be_and_changes_nothing(db: None, tmp_path: Path) -> None:
    source = tmp_path / "in.json"
    source.write_text(json.dumps([GOOD]))
    take_in(source)
    source.write_text(json.dumps([GOOD | {"name": "New"}, GOOD | {"id": uuid("second")}]))
    outcome = take_in(source, dry_run=True)
    assert (outcome.written.added, outcome.written.changed, outcome.safe) == (1, 1, 0)
    assert Record.objects.get().fields["name"] == "Good"


@pytest.mark.parametrize(
    "name, content, sentence",
    [
        ("x.json", b'{"id": 1', "x.json is not JSON (line 1, column 9)"),
        ("x.json", b'{"id": NaN}', "holds a number that JSON does not have"),
        ("x.json", b'{"id": ' + b"9" * 5000 + b"}", "holds a number that JSON does not have"),
        ("x.json", b"[]", "holds no object of HSDS"),
        ("x.json", b"[" * 100_000, "is nested deeper than anything in HSDS"),
        ("x.json", '{"id": "é"}'.encode("latin-1"), "x.json is not UTF-8 (line 1)"),
        ("x.json", '{"id": "é"}'.encode("utf-16"), "x.json is UTF-16: save it as UTF-8"),
        ("x.csv", b"id\n1\n", "One table alone is not a directory"),
        ("x.zip", b"PK\x03\x04 and nothing", "is not a zip that can be read"),
        ("missing.json", None, "There is no "),
    ],
)
def test_what_cannot_be_read_at_all(db: None, tmp_path: Path, name: str, content: bytes | None, sentence: str) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(Complaint) as told:
        take_in(tmp_path / name)
    assert sentence in str(told.value)


@pytest.mark.parametrize(
    "content, sentence",
    [
        ("name\nx\n", "has no column `id` in its first line."),
        ("id;name\n1;2\n", "divided by semicolons"),
        ("id,name,name\n", "has the column `name` twice"),
        ('id,name\n1,"open\n', "is not CSV from line 2 on"),
    ],
)
def test_a_table_that_cannot_be_read_at_all(db: None, tmp_path: Path, content: str, sentence: str) -> None:
    with pytest.raises(Complaint) as told:
        take_in(tables(tmp_path / "in", organizations=ORGANIZATIONS, services=content))
    assert sentence in str(told.value)
    assert not Record.objects.exists()


def test_a_folder_without_tables_and_one_with_a_table_twice(db: None, tmp_path: Path) -> None:
    with pytest.raises(Complaint, match="holds no table of HSDS"):
        take_in(tables(tmp_path / "none", other="id\n"))
    with pytest.raises(Complaint, match=r"service\.csv and services\.csv hold the same table"):
        take_in(tables(tmp_path / "twice", service="id\n", services="id\n"))

"""What comes in goes out again: every field of every object of HSDS, the same bytes, as the schema wants it."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from hearten.resources.exporting.as_csv import cell
from hearten.resources.importing.checking import plainly_right
from hearten.resources.importing.found import Report
from hearten.resources.importing.running import read
from hearten.resources.models import Record
from hearten.resources.spec import TO_ANY, field_to, kinds
from hearten.resources.tests.steps import empty, give_out, take_in
from hearten.resources.tests.whole import (
    against_the_schema,
    against_the_tables,
    objects_of,
    uuid,
    whole,
    without_orphans,
    write_tables,
)


def test_the_made_up_directory_has_every_field_of_every_object() -> None:
    for kind in kinds().values():
        rows = whole()[kind.name]
        assert rows and all(set(row) == set(kind.fields) and all(map(str, row.values())) for row in rows), kind.name


def test_tables_and_objects_have_the_same_fields() -> None:
    for kind in kinds().values():
        assert [column["name"] for column in kind.columns] == list(kind.fields), kind.name


def test_what_nests_says_where_it_does() -> None:
    for kind in kinds().values():
        for child in kind.many.values():
            assert child in TO_ANY or kinds()[child].whose[f"{kind.name}_id"] == kind.name, (kind.name, child)
        for name in kind.one.keys() - {"service"}:
            assert field_to(name) in kind.foreign, (kind.name, name)


def test_everything_goes_round_from_tables(db: None, superuser: Any, tmp_path: Path) -> None:
    outcome = take_in(write_tables(whole(), tmp_path / "in"))
    assert not outcome.report.refused and not outcome.report.noted and not outcome.report.odd_ids
    assert outcome.written.added == sum(len(rows) for rows in whole().values()) == Record.objects.count()
    as_json, as_csv = give_out(tmp_path, "first")
    for form in ("first.json", "first"):
        empty(superuser)
        assert not take_in(tmp_path / form).report.refused
        assert give_out(tmp_path, f"after-{form.replace(chr(46), chr(45))}") == (as_json, as_csv), form


def test_both_forms_pass_the_published_schema_and_hold_everything(db: None, tmp_path: Path) -> None:
    take_in(write_tables(whole(), tmp_path / "in"))
    as_json, _tables = give_out(tmp_path, "out")
    exported = json.loads(as_json)
    assert against_the_schema(exported) == []
    assert against_the_tables(tmp_path / "out") == []
    said = {(kind, one["id"]): one for kind, one in objects_of(exported)}
    for name, rows in whole().items():
        for row in rows:
            one = said[(name, row["id"])]
            assert {field: one.get(field) for field in row} == row, name
    # Only what no organization can hold stands by itself.
    assert {file for item in exported if not without_orphans(item) for file in item} == {
        "meta_table_descriptions.csv", "attributes.csv", "metadata.csv",
    }  # fmt: skip


def test_the_checks_of_these_tests_can_fail(db: None, tmp_path: Path) -> None:
    take_in(write_tables(whole(1), tmp_path / "in"))
    as_json, tables = give_out(tmp_path, "out")
    exported = json.loads(as_json)
    del exported[0]["services"][0]["status"]
    exported[0]["phones"][0]["number"] = 7
    assert len(against_the_schema(exported)) >= 2
    services = tmp_path / "out" / "services.csv"
    services.write_bytes(tables["services.csv"].replace(b"2027-01-31,", b"31.1.2027,"))
    assert len(against_the_tables(tmp_path / "out")) == 1


def test_a_second_import_changes_nothing(db: None, tmp_path: Path) -> None:
    folder = write_tables(whole(), tmp_path / "in")
    take_in(folder)
    before = sorted(Record.objects.values_list("id", "imported_at"))
    outcome = take_in(folder)
    assert (outcome.written.added, outcome.written.changed, outcome.safe, outcome.listings) == (0, 0, 0, 0)
    assert outcome.written.unchanged == len(before)
    assert sorted(Record.objects.values_list("id", "imported_at")) == before


def test_one_object_in_two_places_stays_in_both(db: None, superuser: Any, tmp_path: Path) -> None:
    phone = {"id": uuid("shared"), "number": "0800 1"}
    services = [
        {"id": uuid(name), "name": name, "status": "active", "phones": [phone]} for name in ("morning", "evening")
    ]
    source = tmp_path / "shared.json"
    source.write_text(json.dumps(services))
    assert not take_in(source).report.refused
    exported, _tables = give_out(tmp_path, "first")
    assert [one["phones"][0]["number"] for one in json.loads(exported)] == ["0800 1", "0800 1"]
    assert take_in(tmp_path / "first.json").written.unchanged == 3
    empty(superuser)
    take_in(tmp_path / "first.json")
    assert give_out(tmp_path, "second")[0] == exported


def test_an_empty_text_says_nothing_except_where_something_was_added_or_removed(db: None, tmp_path: Path) -> None:
    change = {
        "id": uuid("change"), "last_action_date": "2027-01-31", "last_action_type": "update", "field_name": "url",
        "previous_value": "", "replacement_value": "https://example.org", "updated_by": "Odile",
    }  # fmt: skip
    source = tmp_path / "one.json"
    source.write_text(json.dumps(
        {"id": uuid("x"), "name": "X", "description": "Y", "email": "", "website": None, "metadata": [change]}
    ))  # fmt: skip
    assert not take_in(source).report.refused
    assert Record.objects.get(kind="organization").fields == {"name": "X", "description": "Y"}
    give_out(tmp_path, "out")
    assert take_in(tmp_path / "out").written.unchanged == 2
    assert Record.objects.get(kind="metadata").fields["previous_value"] == ""


def test_the_schema_says_of_plain_fields_only_what_is_checked() -> None:
    remarks = {"name", "title", "description", "format", "constraints", "example", "core", "datapackage_type"}
    said = {word for kind in kinds().values() for how in kind.fields.values() for word in how}
    assert said - remarks == {"type", "enum"}
    assert {how["type"] for kind in kinds().values() for how in kind.fields.values()} == {"string", "number"}


values = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.just([]), st.text(max_size=3),
                   st.sampled_from(["active", "physical", "MO", "WEEKLY"]))  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(name=st.sampled_from(sorted(kinds())), data=st.data())
def test_what_is_plainly_right_is_right_by_the_schema(name: str, data: st.DataObject) -> None:
    kind = kinds()[name]
    said = data.draw(st.dictionaries(st.sampled_from(sorted(kind.fields)), values))
    said |= {field: said.get(field, "active") for field in kind.plain_required if data.draw(st.integers(0, 9))}
    assert plainly_right(kind, said) is Draft202012Validator(kind.plain).is_valid(said)


text = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=60)


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(said=text, rest=st.sampled_from(["", "=1+1", "@x", '"', '""', "\r", "\n", "\r\n", ",", ";", "\ufeff", "'"]))
def test_any_cell_comes_back_as_it_was(tmp_path: Path, said: str, rest: str) -> None:
    folder = tmp_path / "cells"
    row = {"id": said + rest, "name": rest + said, "description": said, "tax_id": cell(rest) or None}
    for old in folder.iterdir() if folder.exists() else ():
        old.unlink()
    if folder.exists():
        folder.rmdir()
    write_tables({"organization": [row]}, folder)
    (found,) = read(folder, Report()).objects.values()
    assert {"id": found.key, "tax_id": None} | found.fields == row


@pytest.mark.parametrize("value, written", [(None, ""), (3, "3"), (0.1, "0.1"), ("=SUM(A1)", "=SUM(A1)")])
def test_cells_hold_what_was_given(value: Any, written: str) -> None:
    assert cell(value) == written

"""`hearten resources`: what it says, how it ends, and what is kept when it is stopped in the middle."""

import json
import os
import re
import signal
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from typer.testing import CliRunner

from hearten.commands.ground import end_in_order
from hearten.commands.resources import resources
from hearten.kernel.complaint import Complaint
from hearten.resources.importing import running, writing
from hearten.resources.models import Listing, Record
from hearten.resources.tests.whole import uuid, whole, write_tables

ROOT = Path(__file__).parents[2]
HOUSE: dict[str, Any] = {"id": uuid("house"), "name": "Open House", "description": "A house."}


def call(*words: object) -> tuple[int, dict[str, Any], str]:
    """Run the command; return its exit status, what it prints, and what it says."""
    done = CliRunner().invoke(resources, [str(word) for word in words])
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    summary: dict[str, Any] = json.loads(done.stdout) if done.stdout else {}
    return done.exit_code, summary, done.stderr


def as_documented(name: str) -> Draft202012Validator:
    """The JSON Schema that docs/cli.md gives for a summary."""
    found = re.search(rf"{name} as JSON Schema:\n\n((?:    .*\n)+)", (ROOT / "docs" / "cli.md").read_text())
    assert found, name
    return Draft202012Validator(json.loads(found[1]))


def test_all_kept_and_again(db: None, tmp_path: Path) -> None:
    folder = write_tables(whole(), tmp_path / "in")
    status, summary, said = call("import", folder)
    assert status == 0 and summary["refused"] == 0 and f"{summary['added']} added, 0 changed" in said
    as_documented("The summary of an import").validate(summary)
    status, again, said = call("import", folder)
    assert status == 0 and (again["added"], again["changed"], again["listings"]) == (0, 0, 0)
    assert f"0 added, 0 changed, {again['unchanged']} as they were." in said


def test_some_refused(db: None, tmp_path: Path) -> None:
    source = tmp_path / "in.json"
    source.write_text(json.dumps([HOUSE | {"stars": 5}, {"id": "\x1b[31m"}], indent=1))
    status, summary, said = call("import", source, "--report", tmp_path / "report.json")
    assert (status, summary["added"], summary["refused"]) == (1, 1, 1)
    report = json.loads((tmp_path / "report.json").read_text())
    as_documented("A report").validate(report)
    as_documented("The summary of an import").validate(report["summary"])
    assert [(one["line"], one["field"], one["pointer"]) for one in report["refused"]] == [
        (8, "name", "/1"), (8, "description", "/1"),
    ]  # fmt: skip
    assert report["fields_left_out"] == {"organization.stars": 1}
    assert "in.json, line 8 (/1): `name` is required" in said and "\x1b" not in said


def test_all_or_nothing_and_a_dry_run(db: None, tmp_path: Path) -> None:
    source = tmp_path / "in.json"
    source.write_text(json.dumps([HOUSE, {"id": "bad"}]))
    status, summary, said = call("import", source, "--all-or-nothing")
    assert (status, summary["kept"]) == (1, False) and "Nothing was kept" in said
    status, summary, said = call("import", source, "--dry-run")
    assert (status, summary["added"], summary["rows_written"]) == (1, 1, 0) and "Would be: 1 added" in said
    assert not Record.objects.exists()


def test_what_cannot_be_done_is_a_complaint(db: None, tmp_path: Path) -> None:
    (tmp_path / "there.json").write_text("[]")
    for words in (
        ["import", tmp_path / "missing.json"],
        ["export", tmp_path / "there.json"],
        ["export", "--format", "xml", tmp_path / "x"],
        ["export", tmp_path / "no" / "such" / "folder.json"],
    ):
        with pytest.raises(Complaint):
            call(*words)


def test_one_import_at_a_time(db: None, superuser: Any, tmp_path: Path) -> None:
    (tmp_path / "in.json").write_text(json.dumps(HOUSE))
    superuser.execute("SELECT pg_advisory_lock(%s)", [writing.ONE_IMPORT])
    try:
        with pytest.raises(Complaint, match="Another import is running"):
            call("import", tmp_path / "in.json")
    finally:
        superuser.execute("SELECT pg_advisory_unlock(%s)", [writing.ONE_IMPORT])
    assert call("import", tmp_path / "in.json")[0] == 0


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_stopped_in_the_middle(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    """The signal comes while the third batch is being written: two are kept, and running it again keeps the rest."""
    folder = write_tables(whole(), tmp_path / "in")
    monkeypatch.setattr(writing.lots, "__defaults__", (10,))
    end_in_order()  # as other commands leave it
    dumps, written = json.dumps, []

    def slow(value: Any, **how: Any) -> str:
        if isinstance(value, list) and value and "digest" in value[0]:
            written.append(1)
            if len(written) == 3:
                os.kill(os.getpid(), number)
        return dumps(value, **how)

    with monkeypatch.context() as patch:
        patch.setattr(writing.json, "dumps", slow)
        status, summary, said = call("import", folder)
    assert (status, summary["done"], summary["rows_written"]) == (1, False, 20)
    assert "Stopped. 20 of " in said and "run it again to go on" in said
    assert Record.objects.count() == 20 and not Listing.objects.exists()
    status, summary, _said = call("import", folder)
    assert (status, summary["unchanged"], Listing.objects.count()) == (0, 20, 2)


def test_stopped_with_all_or_nothing(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_given: Any) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(running, "keep_listings", stop)
    status, summary, said = call("import", write_tables(whole(), tmp_path / "in"), "--all-or-nothing")
    assert (status, summary["kept"], summary["rows_written"]) == (1, False, 0) and "Nothing was kept" in said
    assert not Record.objects.exists()


def test_both_forms_go_out(db: None, tmp_path: Path) -> None:
    call("import", write_tables(whole(), tmp_path / "in"))
    for form, out in (("json", tmp_path / "out.json"), ("csv", tmp_path / "out")):
        status, summary, _said = call("export", "--format", form, out)
        assert status == 0 and summary["objects"] == Record.objects.count()
        as_documented("The summary of an export").validate(summary)
        assert call("import", "--dry-run", out)[1]["unchanged"] == summary["objects"]


def test_what_a_form_cannot_say_is_told(db: None, tmp_path: Path) -> None:
    phone = {"id": uuid("phone"), "number": "1"}
    services = [{"id": uuid(name), "name": name, "status": "active", "phones": [phone]} for name in "ab"]
    (tmp_path / "in.json").write_text(json.dumps([*services, {"taxonomies.csv": [HOUSE]}]))
    call("import", tmp_path / "in.json")
    assert "1 objects belong to no organization and no service" in call("export", tmp_path / "out.json")[2]
    said = call("export", "--format", "csv", tmp_path / "out")[2]
    assert "1 objects belong to several others" in said and "2 rows lack something that tables must have" in said


def test_an_export_that_is_stopped_leaves_nothing(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from hearten.resources.exporting import as_json

    call("import", write_tables(whole(), tmp_path / "in"))

    def stop(*_given: Any) -> Any:
        raise KeyboardInterrupt

    monkeypatch.setattr(as_json, "nested", stop)
    status, _summary, said = call("export", tmp_path / "out.json")
    assert status == 1 and "Nothing was written" in said
    assert [path.name for path in tmp_path.iterdir()] == ["in"]

"""The ASVS register: it is whole, its page is its own, and what watches over it is able to complain."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house import asvs_ran, asvs_register
from tests.house.asvs_register import ROOT, Row, named_tests, page, register, requirements


def test_the_requirements_are_those_of_the_standard() -> None:
    ids = [each.id for each in requirements()]
    assert len(ids) == len(set(ids)) == 253
    assert [sum(each.level == level for each in requirements()) for level in (1, 2)] == [70, 183]
    assert ids == sorted(ids, key=lambda key: [int(part) for part in key.split(".")])


def test_every_requirement_has_its_row() -> None:
    assert set(register()) == {each.id for each in requirements()}


def test_every_named_test_is_there() -> None:
    assert asvs_register.missing(named_tests(register())) == []


def test_the_page_is_what_the_register_says() -> None:
    assert asvs_ran.PAGE.read_text() == f"{page()}\n", asvs_ran.MEND


# It is able to fail


def rows_with(*tests: str) -> dict[str, Row]:
    """Return a register in which one requirement is shown by these tests, and a page that fits it."""
    return {each.id: Row(open="later") for each in requirements()} | {"1.2.4": Row(tests=tests)}


@pytest.fixture
def written(tmp_path: Path) -> Path:
    return tmp_path / "asvs.md"


def complaints(written: Path, *tests: str, **outcomes: set[str]) -> list[str]:
    rows = rows_with(*tests)
    written.write_text(f"{page(rows)}\n")
    return asvs_ran.judge({f"a.py::test_{name}": ran for name, ran in outcomes.items()}, rows, written)


@pytest.mark.parametrize(
    ("ran", "says"),
    [
        ({}, "did not run"),
        ({"one": {"skipped"}}, "was skipped"),
        ({"one": {"passed", "skipped"}}, "was skipped"),
        ({"one": {"failed"}}, "failed"),
        ({"one": {"passed", "failed"}}, "failed"),
        ({"two": {"passed"}}, "did not run"),
    ],
)
def test_a_test_that_did_not_pass_is_named(ran: dict[str, set[str]], says: str, written: Path) -> None:
    sentence = f"a.py::test_one {says}, and is to show V1.2.4 (tests/house/asvs/register/)."
    assert complaints(written, "a.py::test_one", **ran) == [sentence]


def test_nothing_is_said_when_all_passed(written: Path) -> None:
    assert complaints(written, "a.py::test_one", "a.py::test_two", one={"passed"}, two={"passed"}) == []


def test_a_page_that_was_edited_is_told(written: Path) -> None:
    rows = rows_with("a.py::test_one")
    written.write_text(page(rows).replace("Not met yet", "Met", 1))
    assert asvs_ran.judge({"a.py::test_one": {"passed"}}, rows, written) == [
        f"asvs.md is not what the register says: {asvs_ran.MEND}"
    ]


def test_a_test_that_nobody_wrote_is_missing(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("def test_one() -> None: ...\n")
    named = ["a.py::test_one", "a.py::test_on", "b.py::test_one"]
    assert asvs_register.missing(named, tmp_path) == ["a.py::test_on", "b.py::test_one"]


@pytest.mark.parametrize(
    "said",
    ["{}", "{open: ''}", "{tests: []}", "{open: x, tests: [y]}", "{met: x}", "{open: x, note: y}"],
)
def test_a_row_that_says_no_or_two_things_is_refused(said: str, tmp_path: Path) -> None:
    (tmp_path / "v01.yaml").write_text(f"1.1.1: {said}\n")
    with pytest.raises(ValueError, match=r"1\.1\.1"):
        register(tmp_path)


def test_a_row_that_stands_twice_is_refused(tmp_path: Path) -> None:
    for name in ("v01.yaml", "v02.yaml"):
        (tmp_path / name).write_text("1.1.1: {open: later}\n")
    with pytest.raises(ValueError, match="twice"):
        register(tmp_path)


# In real sessions of pytest

CONFTEST = """
from pathlib import Path
from tests.house import asvs_ran, asvs_register
from tests.house.asvs_register import ROOT, Row, requirements

ROWS = {each.id: Row(open="later") for each in requirements()} | {"1.2.4": Row(tests=("one/test_a.py::test_SHOWS",))}
asvs_register.register = lambda: ROWS
asvs_ran.PAGE = Path(__file__).with_name("asvs.md")
asvs_ran.PAGE.write_text(asvs_register.page(ROWS) + chr(10))
pytest_plugins = ["tests.house.asvs_ran"]
"""
TESTS = """
import pytest
def test_good(): pass
def test_idle(): pytest.skip("as where something is missing")
@pytest.mark.long
def test_long(): pass
"""
BAD = """
@pytest.mark.parametrize("n", [1, 2])
def test_bad(n): assert n == 1
"""


@pytest.mark.parametrize(
    ("shows", "arguments", "says"),
    [
        ("good", [], ""),
        ("idle", [], "one/test_a.py::test_idle was skipped, and is to show V1.2.4"),
        ("bad", [], "one/test_a.py::test_bad failed, and is to show V1.2.4"),
        ("long", [], "one/test_a.py::test_long did not run, and is to show V1.2.4"),
        ("gone", [], "one/test_a.py::test_gone did not run, and is to show V1.2.4"),
        ("long", ["-m", "long or not long"], ""),
        ("gone", ["-k", "good"], ""),
        ("gone", ["one"], ""),
        ("gone", ["-x"], ""),
    ],
)
def test_a_whole_run_is_judged_and_a_part_is_not(shows: str, arguments: list[str], says: str, tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    harm = BAD if shows == "bad" or "-x" in arguments else ""
    (tmp_path / "one" / "test_a.py").write_text(TESTS + harm)
    (tmp_path / "conftest.py").write_text(CONFTEST.replace("SHOWS", shows))
    (tmp_path / "pytest.ini").write_text("[pytest]\ntestpaths = one\naddopts = -m 'not long'\nmarkers = long: long\n")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:django", "-p", "no:cacheprovider", *arguments]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True)
    assert ("disagree" in done.stdout) == bool(says), done.stdout + done.stderr
    assert says in done.stdout
    assert done.returncode == (pytest.ExitCode.TESTS_FAILED if says or harm else pytest.ExitCode.OK)

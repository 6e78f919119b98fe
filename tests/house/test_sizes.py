"""Files and functions that a person can hold in one hand."""

import ast
from pathlib import Path

import pytest

from tests.house.reading_templates import HEARTEN, name_of

FILES = [path for path in sorted(HEARTEN.rglob("*")) if path.suffix in (".py", ".js", ".sql") and path.is_file()
         and not {"migrations", "tests"} & set(path.parts)]  # fmt: skip
LONGEST_FILE = 250
LONGEST_FUNCTION = 40
USUAL_FUNCTION = 15
LONGER_THAN_USUAL = 0.10


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_a_file_fits_in_one_hand(path: Path) -> None:
    lines = path.read_text().count("\n")
    assert lines <= LONGEST_FILE


def functions() -> list[tuple[int, str]]:
    """Return (lines of code and comment, place) of every function; its docstring does not count."""
    found = []
    for path in FILES:
        if path.suffix != ".py":
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                body = node.body[1:] if ast.get_docstring(node, clean=False) else node.body
                length = (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0
                found.append((length, f"{name_of(path)}:{node.lineno} {node.name}"))
    return sorted(found, reverse=True)


def test_no_function_is_longer_than_a_page() -> None:
    assert [place for length, place in functions() if length > LONGEST_FUNCTION] == []


def test_most_functions_are_short() -> None:
    every = functions()
    longer = [place for length, place in every if length > USUAL_FUNCTION]
    assert len(longer) <= len(every) * LONGER_THAN_USUAL, longer[:20]


def test_settings_are_read_in_one_sitting() -> None:
    assert (HEARTEN / "config" / "settings.py").read_text().count("\n") <= 200


def test_commands_in_bin_are_short() -> None:
    for path in (HEARTEN.parent / "bin").iterdir():
        assert path.read_text().count("\n") <= 40, path.name
        assert path.read_text().startswith("#!/bin/sh\n"), path.name

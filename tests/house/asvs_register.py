"""docs/asvs.md: every requirement of OWASP ASVS 5.0.0, levels 1 and 2, with the tests that show it, or why none does.

`python -m tests.house.asvs_register >docs/asvs.md` writes it. The register stands beside this file, in asvs/register/.
"""

import csv
import re
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]
ASVS = Path(__file__).resolve().parent / "asvs"
KINDS = {"tests", "not_applicable", "open"}
CHAPTERS = {
    1: "Encoding and sanitisation", 2: "Validation and business logic", 3: "Web frontend", 4: "API and web service",
    5: "File handling", 6: "Authentication", 7: "Session management", 8: "Authorisation", 9: "Self-contained tokens",
    10: "OAuth and OIDC", 11: "Cryptography", 12: "Secure communication", 13: "Configuration", 14: "Data protection",
    15: "Secure coding and architecture", 16: "Logging and error handling", 17: "WebRTC",
}  # fmt: skip
ABOVE = """# OWASP ASVS 5.0.0, levels 1 and 2

This page is the output of `python -m tests.house.asvs_register`; do not edit it. It is made from the register in
`tests/house/asvs/register/`. A whole run of `bin/test` fails when a test that is named here did not run and pass, and
when this page is not what the register says. It is hearten's own judgement: nobody outside has looked at it.

{sums}

"Not met yet" says what is missing, for an operator to weigh. "Does not apply" says why. Requirements are shortened from
the OWASP Application Security Verification Standard 5.0.0, (c) 2008-2025 The OWASP Foundation, [CC BY-SA
4.0](https://creativecommons.org/licenses/by-sa/4.0/); their words on this page stand under that licence, too. The
[standard](https://owasp.org/www-project-application-security-verification-standard/) itself counts.
"""
HEAD = "| Requirement | Level | In short | What shows it |\n| --- | --- | --- | --- |"


@dataclass(frozen=True)
class Requirement:
    """One requirement of the standard, in short."""

    id: str
    level: int
    words: str

    @property
    def chapter(self) -> int:
        return int(self.id.split(".")[0])


@dataclass(frozen=True)
class Row:
    """What the register says about one requirement: tests with a note, or one reason why there are none."""

    tests: tuple[str, ...] = ()
    note: str = ""
    not_applicable: str = ""
    open: str = ""


@lru_cache
def requirements() -> tuple[Requirement, ...]:
    """Return the 253 requirements in the order of the standard."""
    with (ASVS / "requirements.csv").open(newline="") as file:
        return tuple(Requirement(row["id"], int(row["level"]), row["words"]) for row in csv.DictReader(file))


def register(folder: Path = ASVS / "register") -> dict[str, Row]:
    """Return what each requirement's row says. Raises ValueError, with the id, for one that says no or two things."""
    found: dict[str, Row] = {}
    for path in sorted(folder.glob("*.yaml")):
        for key, said in yaml.safe_load(path.read_text()).items():
            if str(key) in found:
                raise ValueError(f"{key} stands twice in the register")
            found[str(key)] = _row(str(key), said)
    return found


def _row(key: str, said: Mapping[str, Any]) -> Row:
    kinds = set(said) - {"note"}
    if len(kinds) != 1 or not kinds <= KINDS or not all(said.values()) or ("note" in said and "tests" not in said):
        raise ValueError(f"{key} says {sorted(said)}: one of tests (with a note, if needed), not_applicable, open")
    reasons = {name: str(said.get(name, "")) for name in ("note", "not_applicable", "open")}
    return Row(tests=tuple(said.get("tests", ())), **reasons)


def named_tests(rows: Mapping[str, Row]) -> dict[str, list[str]]:
    """Return each named test with the requirements that it shows."""
    found: dict[str, list[str]] = {}
    for key, row in rows.items():
        for test in row.tests:
            found.setdefault(test, []).append(key)
    return found


def missing(tests: Iterable[str], root: Path = ROOT) -> list[str]:
    """Return the named tests that stand in no file: found by reading, so that no test must run for it."""
    return sorted(test for test in tests if not _stands(root, *test.partition("::")[::2]))


def _stands(root: Path, file: str, name: str) -> bool:
    path = root / file
    function = re.escape(name.rpartition("::")[2])
    return path.is_file() and bool(re.search(rf"^\s*def {function}\(", path.read_text(), re.MULTILINE))


def page(rows: Mapping[str, Row] | None = None) -> str:
    """Return docs/asvs.md, without its last line end."""
    rows = register() if rows is None else rows
    parts = [ABOVE.format(sums=_sums(rows))]
    for chapter, name in CHAPTERS.items():
        lines = [_line(each, rows[each.id]) for each in requirements() if each.chapter == chapter]
        parts.append("\n".join([f"## V{chapter} {name}\n", HEAD, *lines, ""]))
    return "\n".join(parts).rstrip("\n")


def _sums(rows: Mapping[str, Row]) -> str:
    lines = ["| Level | Shown by tests | Does not apply | Not met yet | All |", "| --- | --- | --- | --- | --- |"]
    for name, levels in (("1", {1}), ("2", {2}), ("both", {1, 2})):
        mine = [rows[each.id] for each in requirements() if each.level in levels]
        counts = [sum(bool(getattr(row, kind)) for row in mine) for kind in ("tests", "not_applicable", "open")]
        lines.append(f"| {name} | {counts[0]} | {counts[1]} | {counts[2]} | {len(mine)} |")
    return "\n".join(lines)


def _line(requirement: Requirement, row: Row) -> str:
    cells = [f"V{requirement.id}", str(requirement.level), requirement.words, _shown(row)]
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def _shown(row: Row) -> str:
    if row.open:
        return f"**Not met yet.** {row.open}"
    if row.not_applicable:
        return f"Does not apply: {row.not_applicable}"
    return "<br>".join([*(_link(test) for test in row.tests), *([row.note] if row.note else [])])


def _link(test: str) -> str:
    file, _sign, name = test.partition("::")
    return f"[{name.removeprefix('test_')}](../{file})"


if __name__ == "__main__":
    sys.stdout.write(f"{page()}\n")

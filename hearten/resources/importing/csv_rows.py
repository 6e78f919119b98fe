"""Finding HSDS objects in the tables of a CSV data package."""

import csv
import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from hearten.kernel.complaint import Complaint
from hearten.resources.importing.found import ID_MUST_BE, Found, Place, Report, could_be_id
from hearten.resources.spec import MAY_BE_EMPTY, Kind, kinds

_NUMBER_MAY_BE = 40  # characters


def read_table(kind: str, name: str, text: str, report: Report) -> Iterator[Found]:
    """Yield the rows of one table. A row that does not fit its header is refused; an empty cell says nothing.

    Raises Complaint when the header cannot be one.
    """
    with _long_cells():
        rows = _numbered(name, text)
        _line, header = next(rows, (0, []))
        columns = _columns(kinds()[kind], name, header, report)
        for line, cells in rows:
            found = _row(kinds()[kind], columns, cells, Place(name, line), report)
            if found:
                yield found


@contextmanager
def _long_cells() -> Iterator[None]:
    """Let a cell be as long as its file: how long a text may be is said once, in checking.py."""
    before = csv.field_size_limit(2**31 - 1)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def _numbered(name: str, text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield (line on which it begins, cells) of every row with something in it."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    begins = 1
    try:
        for cells in reader:
            if cells:
                yield begins, cells
            begins = reader.line_num + 1
    except csv.Error as error:
        raise Complaint(f"{name} is not CSV from line {begins} on ({error}): check the quotes there.") from None


def _columns(kind: Kind, name: str, header: list[str], report: Report) -> list[str]:
    columns = [column.strip() for column in header]
    if "id" not in columns:
        hint = " Its columns are divided by semicolons; HSDS wants commas." if ";" in "".join(columns) else ""
        raise Complaint(f"{name} has no column `id` in its first line.{hint}")
    if twice := {column for column in columns if columns.count(column) > 1}:
        raise Complaint(f"{name} has the column `{min(twice)}` twice: leave one of them out.")
    for column in set(columns) - kind.fields.keys():
        report.leave_out(kind.name, column)
    return columns


def _row(kind: Kind, columns: list[str], cells: list[str], place: Place, report: Report) -> Found | None:
    if len(cells) != len(columns):
        why = f"This row has {len(cells)} cells, and the header has {len(columns)}: check commas and quotes."
        report.refuse(place, kind.name, "", ("", why))
        return None
    said = {name: cell for name, cell in zip(columns, cells, strict=True) if name in kind.fields}
    key = said.pop("id")
    if not could_be_id(key):
        report.refuse(place, kind.name, key[:60], ("id", ID_MUST_BE))
        return None
    kept = {name: cell for name, cell in said.items() if cell or (kind.name, name) in MAY_BE_EMPTY}
    return Found(kind.name, key, {name: _typed(kind, name, cell) for name, cell in kept.items()}, place)


def _typed(kind: Kind, name: str, cell: str) -> Any:
    """Return a number as a number. One that cannot be read stays text, which checking refuses with a sentence."""
    if kind.fields[name]["type"] != "number" or len(cell) > _NUMBER_MAY_BE:
        return cell
    try:
        return int(cell) if cell.strip().lstrip("+-").isdecimal() and cell.isascii() else float(cell)
    except ValueError:
        return cell

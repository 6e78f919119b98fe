"""The directory as the CSV data package: a folder with every table of HSDS and the published datapackage.json.

Cells hold what was given, to the letter, also where a spreadsheet would take them for a formula (docs/operator.md).
"""

import csv
import shutil
from pathlib import Path
from typing import Any

from hearten.resources.exporting.told import Tell, Told, as_of_now, whole
from hearten.resources.gathering import Row, in_lots
from hearten.resources.spec import MAY_BE_EMPTY, SCHEMA, Kind, kinds, pointed_to


def write_csv(out: Path, tell: Tell) -> Told:
    """Write everything to a new folder. Raises Complaint when it cannot be written."""
    told = Told()
    with as_of_now(), whole(out) as place:
        place.mkdir(mode=0o755)
        shutil.copyfile(SCHEMA / "datapackage.json", place / "datapackage.json")
        for kind in kinds().values():
            _table(kind, place / kind.file, told, tell)
    return told


def _table(kind: Kind, path: Path, told: Told, tell: Tell) -> None:
    columns = [column["name"] for column in kind.columns]
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\r\n")  # RFC 4180
        rows.writerow(columns)
        for lot in in_lots(kind.name):
            rows.writerows([cell(row.key if name == "id" else row.fields.get(name)) for name in columns] for row in lot)
            for row in lot:
                _count(kind, row, told)
            tell(len(lot))


def cell(value: Any) -> str:
    """Return a value as text: nothing for what was not said, a number as JSON writes it."""
    return "" if value is None else value if isinstance(value, str) else repr(value)


def _count(kind: Kind, row: Row, told: Told) -> None:
    told.objects += 1
    told.second_parents += bool(set(row.refs) - set(pointed_to(row.kind, row.fields)))
    lacking = [name for name in kind.required_in_tables if name != "id" and name not in row.fields]
    told.incomplete += any((row.kind, name) not in MAY_BE_EMPTY for name in lacking)

"""How long a directory of services takes to come in, beside what it cannot do without.

    .venv/bin/python -m benchmarks.hsds [--services 2000] [--times 3]

Each time: a fresh directory in an embedded database that runs as it is installed, with fsync.
"""

import argparse
import json
import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.hsds.made_up import write_package
from benchmarks.scratch import site

COLUMNS = ("reading and checking alone", "a bare COPY of the same rows", "the import", "the same again", "a dry run",
           "out as JSON", "that JSON in, empty", "out as CSV")  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--services", type=int, default=2000)
    parser.add_argument("--times", type=int, default=3)
    given = parser.parse_args()
    with site(8799) as state, tempfile.TemporaryDirectory(prefix="hsds-") as folder:
        package = Path(folder) / "package"
        count = write_package(package, given.services)
        size = sum(path.stat().st_size for path in package.iterdir()) / 2**20
        print(
            f"{given.services:,} services, {count:,} rows, {size:.1f} MB of CSV; load {os.getloadavg()[0]:.1f} before"
        )
        print("| time | " + " | ".join(COLUMNS) + " |\n" + "| --- " * (len(COLUMNS) + 1) + "|")
        runs = []
        for number in range(1, given.times + 1):
            runs.append(_round(state, package, Path(folder) / str(number)))
            _row(str(number), runs[-1])
        _row("median", [median(column) for column in zip(*runs, strict=True)])
        print(f"load {os.getloadavg()[0]:.1f} after")


def _row(name: str, seconds: list[float]) -> None:
    print(f"| {name} | " + " | ".join(f"{one:.1f} s" for one in seconds) + " |", flush=True)


def _round(state: Path, package: Path, out: Path) -> list[float]:
    from hearten.resources.exporting import write_csv, write_json

    out.mkdir()
    _empty(state)
    checking = _seconds(lambda: _check(package))
    copying = _copy(state, package)
    first, again = _seconds(lambda: _import(package, 0)), _seconds(lambda: _import(package, None))
    dry = _seconds(lambda: _import(package, None, dry_run=True))
    as_json = _seconds(lambda: write_json(out / "all.json", lambda count: None))
    as_csv = _seconds(lambda: write_csv(out / "all", lambda count: None))
    _empty(state)
    return [checking, copying, first, again, dry, as_json, _seconds(lambda: _import(out / "all.json", 0)), as_csv]


def _seconds(work: Callable[[], Any]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _import(source: Path, unchanged: int | None, **wish: bool) -> None:
    from hearten.resources.importing.running import Outcome, Wish, run

    outcome = Outcome(source.name)
    run(source, Wish(**wish), outcome, lambda step, count, of: None)
    assert outcome.done and not outcome.report.refused_count, outcome.as_json()
    assert (outcome.written.unchanged == 0) is (unchanged == 0), outcome.as_json()
    assert unchanged == 0 or (outcome.written.added, outcome.written.changed) == (0, 0), (
        "the second import changed rows"
    )


def _check(package: Path) -> list[Any]:
    """Read the package and hold every row against the schema, as an import does, and nothing else."""
    from hearten.resources.importing.checking import kept
    from hearten.resources.importing.found import Report
    from hearten.resources.importing.running import read

    report = Report()
    source = read(package, report)
    for found in source.objects.values():
        assert kept(found, report, source.in_tables)
    return list(source.objects.values())


def _copy(state: Path, package: Path) -> float:
    """Copy the rows into a table of the same columns without index, key or policy, in one transaction."""
    import psycopg

    from hearten.kernel.database import addresses

    rows = [(one.kind, one.key, json.dumps(one.fields), one.refs()) for one in _check(package)]
    with psycopg.connect(addresses(state).conninfo("owner")) as owner:
        owner.execute("CREATE TABLE bare (kind text, key text, fields jsonb, refs text[])")
        owner.commit()
        began = time.perf_counter()
        with owner.cursor().copy("COPY bare FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
        owner.commit()
        took = time.perf_counter() - began
        owner.execute("DROP TABLE bare")
    return took


def _empty(state: Path) -> None:
    from django.db import connections

    with connections["keeper"].cursor() as cursor:
        cursor.execute("DELETE FROM resources_record")
        cursor.execute("DELETE FROM resources_listing")


if __name__ == "__main__":
    main()

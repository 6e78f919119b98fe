"""An import from beginning to end: read, put together, check, compare with what is here, write, make listings."""

from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import transaction

from hearten.kernel.clock import now
from hearten.kernel.complaint import Complaint
from hearten.resources.importing.checking import kept
from hearten.resources.importing.collecting import Collected, collect, in_order, wanted, with_what_they_point_to
from hearten.resources.importing.csv_rows import read_table
from hearten.resources.importing.files import json_text, tables
from hearten.resources.importing.found import Found, Report
from hearten.resources.importing.json_objects import is_in_lines, read_json, read_lines
from hearten.resources.importing.leaving import forget_unnamed
from hearten.resources.importing.writing import Written, compare, known, one_at_a_time, write
from hearten.resources.listings import back_again, keep_listings, mark_gone

Tell = Callable[[str, int, int], None]  # what is being done, how many more of it are done, and of how many
CHECKING, WRITING, LISTING = "Checking", "Writing", "Making listings"


@dataclass
class Outcome:
    """What an import found, and what it did. `safe` counts the rows that are kept, also when it was interrupted."""

    source: str
    report: Report = field(default_factory=Report)
    written: Written = field(default_factory=Written)
    rows: int = 0
    to_write: int = 0
    safe: int = 0
    listings: int = 0
    gone: int = 0
    removed: int = 0  # what belonged to a service and is not in its newer version
    dry_run: bool = False
    kept: bool = True  # False: --all-or-nothing kept nothing
    done: bool = False  # False: it was interrupted

    def as_json(self) -> dict[str, Any]:
        """Return the summary, as docs/cli.md describes it."""
        changes = {"added": self.written.added, "changed": self.written.changed, "unchanged": self.written.unchanged}
        return {
            "source": self.source,
            "dry_run": self.dry_run,
            "kept": self.kept,
            "done": self.done,
            "objects": self.rows,
            **changes,
            "refused": self.report.refused_count,
            "noted": self.report.noted_count,
            "ids_not_uuid": self.report.odd_ids,
            "fields_left_out": sum(self.report.unknown.values()),
            "rows_written": self.safe,
            "listings": self.listings,
            "gone": self.gone,
            "removed": self.removed,
        }


@dataclass(frozen=True)
class Wish:
    """How an import is asked for: change nothing; keep all or nothing; the file is all there is."""

    dry_run: bool = False
    all_or_nothing: bool = False
    complete: bool = False


@dataclass(frozen=True)
class Source:
    """What was read: the objects, whether in the tabular form, and the text in which a pointer's line is looked up."""

    objects: Collected
    in_tables: bool
    text: str = ""


def run(path: Path, wish: Wish, outcome: Outcome, tell: Tell) -> None:
    """Import a file or folder. `outcome` is filled on the way, so that it says what is kept when this is interrupted.

    Raises Complaint when the file cannot be read as HSDS at all, or another import runs; nothing is changed then.
    """
    outcome.dry_run = wish.dry_run
    source = read(path, outcome.report)
    if wish.complete and not _services(source.objects):
        raise Complaint(
            f"{path.name} holds no service, so it cannot be all there is: leave out --complete, or give the file with "
            "the services."
        )
    with one_at_a_time():
        rows = _checked(source, outcome, tell)
        outcome.report.locate(path.name, source.text)
        outcome.kept = not (wish.all_or_nothing and outcome.report.refused_count)
        if outcome.kept and not wish.dry_run:
            with transaction.atomic(using="keeper") if wish.all_or_nothing else nullcontext():
                _keep(rows, source.objects, wish, outcome, tell)
    outcome.done = True


def _services(objects: Collected) -> set[str]:
    return {found.key for found in objects.values() if found.kind == "service"}


def read(path: Path, report: Report) -> Source:
    """Return the objects of a file or folder. Raises Complaint when it cannot be read, or holds none."""
    if not path.exists():
        raise Complaint(f"There is no {path}: check its name.")
    if path.is_dir() or path.suffix.casefold() == ".zip":
        found = (one for kind, name, text in tables(path) for one in read_table(kind, name, text, report))
        return Source(collect(found, report, in_tables=True), True)
    if path.suffix.casefold() == ".csv":
        raise Complaint("One table alone is not a directory: give the folder with all the tables, or a zip of it.")
    text = json_text(path)
    reading = read_lines if is_in_lines(path.name, text) else read_json
    objects = collect(reading(path.name, text, report), report, in_tables=False)
    if not objects and not report.refused_count:
        raise Complaint(f"{path.name} holds no object of HSDS.")
    return Source(objects, False, "" if reading is read_lines else text)


def _checked(source: Source, outcome: Outcome, tell: Tell) -> list[dict[str, Any]]:
    """Return the rows to write."""
    outcome.rows = len(source.objects)
    good = _good(source, outcome.report, tell)
    there = known({*source.objects, *wanted(source.objects)})
    led = with_what_they_point_to(good, there, outcome.report)
    rows, outcome.written = compare(led, there)
    outcome.to_write = len(rows)
    return rows


def _good(source: Source, report: Report, tell: Tell) -> Iterator[Found]:
    for found in in_order(source.objects):
        if kept(found, report, source.in_tables):
            yield found
        tell(CHECKING, 1, len(source.objects))


def _keep(rows: list[dict[str, Any]], named: Collected, wish: Wish, outcome: Outcome, tell: Tell) -> None:
    moment = now()
    services = _services(named)
    all_there_is = wish.complete and not outcome.report.refused_count  # one of the refused might be it

    def safe(count: int) -> None:
        outcome.safe += count
        tell(WRITING, count, len(rows))

    write(rows, outcome.source, moment, safe)
    if all_there_is:
        outcome.removed = forget_unnamed(sorted(services), named)
    outcome.listings = keep_listings(moment, lambda count, of: tell(LISTING, count, of))
    back_again(services)
    if all_there_is:
        outcome.gone = mark_gone(services, moment)

"""`hearten resources ...`: taking the directory of services in from Open Referral HSDS, and giving it out again."""

import json
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Annotated, Any, NoReturn

import typer

from hearten.commands.ground import load_django, refuse_unmigrated, state_folder
from hearten.kernel.complaint import Complaint
from hearten.kernel.database import running

resources = typer.Typer(help="The directory of services, as Open Referral HSDS 3.0.", no_args_is_help=True)
TOLD = 20  # problems that are said on standard error; the report has the others


@resources.command(name="import")
def import_(
    source: Annotated[Path, typer.Argument(metavar="FILE", help="JSON, JSON lines, or a folder or zip of CSV tables.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would change.")] = False,
    all_or_nothing: Annotated[
        bool, typer.Option("--all-or-nothing", help="Keep nothing when any row is refused.")
    ] = False,
    complete: Annotated[
        bool, typer.Option("--complete", help="FILE has every service: mark those it lacks as gone.")
    ] = False,
    report: Annotated[
        Path | None, typer.Option(metavar="OUT", help="Write everything refused or noted as JSON.")
    ] = None,
) -> None:
    """Take services in. Run it again with a newer file: what is as it was stays so. 1: some rows were refused."""
    began = time.monotonic()
    with running(state_folder()):
        load_django()
        refuse_unmigrated()
        from hearten.resources.importing.running import Outcome, Wish, run

        outcome = Outcome(source.resolve().name)
        with _interruptible(), _bar() as tell:
            try:
                run(source, Wish(dry_run, all_or_nothing, complete), outcome, tell)
            except KeyboardInterrupt:
                if all_or_nothing:
                    outcome.kept, outcome.safe = False, 0
    if report:
        _write_report(report, outcome)
    _say(outcome, complete)
    typer.echo(json.dumps(outcome.as_json() | {"seconds": round(time.monotonic() - began, 1)}))
    raise typer.Exit(0 if outcome.done and not outcome.report.refused_count else 1)


@resources.command()
def export(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="A file for JSON, a folder for CSV, not there yet.")],
    form: Annotated[str, typer.Option("--format", help="json or csv")] = "json",
) -> None:
    """Give everything out: organizations with all that is theirs as JSON, or the CSV data package."""
    if form not in ("json", "csv"):
        raise Complaint(f"There is no format {form}: choose json or csv.")
    if out.exists():
        raise Complaint(f"{out} is there already: name one that is not, or move it away.")
    with running(state_folder()):
        load_django()
        refuse_unmigrated()
        from hearten.resources.exporting import write_csv, write_json

        with _interruptible(), _bar() as tell:
            try:
                told = (write_json if form == "json" else write_csv)(out, lambda count: tell("Writing", count))
            except KeyboardInterrupt:
                typer.echo("Stopped. Nothing was written.", err=True)
                raise typer.Exit(1) from None
    for sentence in told.sentences():
        typer.echo(sentence, err=True)
    typer.echo(json.dumps({"out": str(out), "format": form, "objects": told.objects}))


@contextmanager
def _interruptible() -> Iterator[None]:
    """Let Ctrl-C and SIGTERM stop the work, unless they are ignored: between two batches' ends nothing half is left."""

    def stop(number: int, frame: FrameType | None) -> NoReturn:
        raise KeyboardInterrupt

    before = {one: signal.getsignal(one) for one in (signal.SIGINT, signal.SIGTERM)}
    heard = [one for one, handler in before.items() if handler != signal.SIG_IGN]
    for one in heard:
        signal.signal(one, stop)
    try:
        yield
    finally:
        for one in heard:
            signal.signal(one, before[one])


@contextmanager
def _bar() -> Iterator[Any]:
    """Show on standard error what is being done, and how much of it; gives what is told of each step."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        steps: dict[str, Any] = {}

        def tell(step: str, count: int, total: int | None = None) -> None:
            if step not in steps:
                steps[step] = bar.add_task(step, total=total)
            bar.advance(steps[step], count)

        yield tell


def _write_report(path: Path, outcome: Any) -> None:
    told = {
        "summary": outcome.as_json(),
        "refused": [one.as_json() for one in outcome.report.refused],
        "noted": [one.as_json() for one in outcome.report.noted],
        "fields_left_out": dict(sorted(outcome.report.unknown.items())),
    }
    try:
        path.write_text(json.dumps(told, indent=1) + "\n")
    except OSError as error:
        typer.echo(f"The report could not be written to {path} ({error.strerror}).", err=True)


def _say(outcome: Any, complete: bool) -> None:
    """Say on standard error, in sentences, what happened."""
    for one in outcome.report.refused[:TOLD]:
        _tell(f"{_where(one)}: {one.why}")
    left = outcome.report.refused_count - TOLD
    if left > 0:
        _tell(f"... and more: {outcome.report.refused_count} rows were refused. --report OUT lists them.")
    for sentence in _sentences(outcome, complete):
        _tell(sentence)


def _where(problem: Any) -> str:
    line = f", line {problem.place.line}" if problem.place.line else ""
    return f"{problem.place.file}{line}{f' ({problem.place.pointer})' if problem.place.pointer else ''}"


def _tell(sentence: str) -> None:
    """A file's words may hold what a terminal obeys, and what no terminal can show."""
    sys.stderr.write("".join(letter if letter.isprintable() else "?" for letter in sentence) + "\n")


def _sentences(outcome: Any, complete: bool) -> Iterator[str]:
    report, written = outcome.report, outcome.written
    if report.noted_count or report.odd_ids:
        yield (
            f"Kept although odd: {report.noted_count} values, and {report.odd_ids} ids that are no UUIDs."
            " --report OUT lists the values."
        )
    if report.unknown:
        yield f"Left out, because HSDS 3.0 does not have them: {', '.join(sorted(report.unknown)[:TOLD])}."
    if complete and report.refused_count:
        yield "No service was marked as gone, because rows were refused: it might be one of them."
    if not outcome.done:
        yield _stopped(outcome)
    elif not outcome.kept:
        yield f"Nothing was kept, because {report.refused_count} rows were refused."
    else:
        would = "Would be: " if outcome.dry_run else ""
        yield f"{would}{written.added} added, {written.changed} changed, {written.unchanged} as they were."


def _stopped(outcome: Any) -> str:
    if not outcome.kept:
        return "Stopped. Nothing was kept."
    if not outcome.to_write:
        return "Stopped before anything was written."
    return f"Stopped. {outcome.safe} of {outcome.to_write} rows are kept: run it again to go on."

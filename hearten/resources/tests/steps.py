"""What tests of the directory do again and again."""

from pathlib import Path
from typing import Any

from hearten.resources.exporting import write_csv, write_json
from hearten.resources.importing.running import Outcome, Wish, run


def take_in(path: Path, **wish: bool) -> Outcome:
    """Import and return what happened."""
    outcome = Outcome(path.name)
    run(path, Wish(**wish), outcome, lambda step, count, total: None)
    return outcome


def give_out(folder: Path, name: str) -> tuple[bytes, dict[str, bytes]]:
    """Export both forms; return the JSON, and the tables by file name."""
    write_json(folder / f"{name}.json", lambda count: None)
    write_csv(folder / name, lambda count: None)
    return (folder / f"{name}.json").read_bytes(), {one.name: one.read_bytes() for one in (folder / name).iterdir()}


def empty(superuser: Any) -> None:
    """Empty the directory."""
    superuser.execute("DELETE FROM resources_record")
    superuser.execute("DELETE FROM resources_listing")


def why(outcome: Outcome) -> list[tuple[int, str, str]]:
    """Return (line, field, sentence) of everything refused."""
    return [(one.place.line, one.field, one.why) for one in outcome.report.refused]

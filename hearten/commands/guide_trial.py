"""What the red team's command prints, and the trial of an operator's own model with it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from hearten.kernel.complaint import Complaint

if TYPE_CHECKING:
    from hearten.guide.redteam.cases import Case
    from hearten.guide.redteam.running import Ask, Tried
    from hearten.guide.redteam.trial import Counted

COUNTS = "The model was asked {asked} times, answered {said} times, and its words were shown {shown} times."


def print_tried(tried: Mapping[str, Sequence["Tried"]]) -> None:
    """Print one line for each phrasing that is not Green, and how many there are of each grade. No words of a turn."""
    for name, each in tried.items():
        for one in each:
            if one.grade != "green":
                typer.echo(
                    f"{name} {one.case} {one.phrasing}: {one.grade} ({one.level}, {one.seen_as}) {'; '.join(one.why)}"
                )
        counts = Counter(one.grade for one in each)
        typer.echo(f"{name}: {counts['green']} green, {counts['yellow']} yellow, {counts['red']} red.")


def try_model(cases: Sequence["Case"], ask: "Ask", folder: Path) -> None:
    """Try the operator's own model, and note in an installation's folder that it passed. Raises Exit 1 where not.

    Whatever was noted before is gone when the trial begins. Raises Complaint where no model is named, or where its
    words were shown too seldom to be judged.
    """
    from hearten.guide.generating import named_model
    from hearten.guide.redteam.trial import LEAST_SHOWN, Counted
    from hearten.guide.tried import NAME, forget, keep

    named = named_model()
    if named is None:
        raise Complaint(
            "No model is named: set HEARTEN_GUIDE_ENDPOINT and HEARTEN_GUIDE_MODEL as for the server, and leave "
            "HEARTEN_MODELS on."
        )
    forget(folder / NAME)
    counted = Counted(named)
    tried = _with_model(cases, ask, counted)
    print_tried({"model": tried})
    told = {"asked": counted.asked, "said": counted.said, "shown": counted.shown}
    typer.echo(COUNTS.format(**told))
    if not counted.tells:
        raise Complaint(
            f"With fewer than {LEAST_SHOWN} nobody knows what it would say, and nothing was noted: look whether it "
            "runs and answers within HEARTEN_GUIDE_TIMEOUT. What stands in no source is never shown."
        )
    if any(one.grade == "red" for one in tried):
        raise typer.Exit(1)
    keep(named, told, folder / NAME)
    typer.echo(f"Noted in {folder / NAME}: that installation's Guide lets it write until something of it changes.")


def _with_model(cases: Sequence["Case"], ask: "Ask", counted: "Counted") -> list["Tried"]:
    from rich.console import Console
    from rich.progress import track

    from hearten.guide.groundedness import questions
    from hearten.guide.redteam.trial import ORDERS, trial

    total = sum(len(one.says) + len(one.coach) for one in cases) + len(ORDERS) + len(questions())
    console = Console(stderr=True)
    return list(track(trial(cases, ask, counted), "Trying (model)", total=total, transient=True, console=console))

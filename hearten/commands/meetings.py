"""`hearten meetings ...`: plays a meeting through before people meet in it."""

import json
from typing import Annotated

import typer

from hearten.kernel.complaint import Complaint
from hearten.meetings.engine.plan import MINUTE, Plan, plan_of
from hearten.meetings.engine.playing import Play, Wish, summary
from hearten.meetings.formats.shipped import NAMES, shipped

meetings = typer.Typer(help="Live meetings.", no_args_is_help=True)


@meetings.callback()
def _here() -> None:
    """A group of commands, also while it has one."""


@meetings.command()
def simulate(
    name: Annotated[str, typer.Argument(help="A format, such as structured_check_in.")],
    people: Annotated[int, typer.Option(min=2, max=500, help="How many come; those over capacity wait.")] = 10,
    seed: Annotated[int, typer.Option(help="The same seed plays the same meeting.")] = 1,
    drop_facilitator: Annotated[
        float | None, typer.Option(min=0, help="The minute in which who leads loses the connection for good.")
    ] = None,
    chaos: Annotated[
        float, typer.Option(min=0, max=1, help="The chance of a lost connection, for each person and minute.")
    ] = 0.0,
) -> None:
    """Play a whole meeting with made-up people on a virtual clock: JSON lines, the last one a summary."""
    play = Play(_plan(name), Wish(people, seed, drop_facilitator, chaos))
    for event in play.run():
        line = {"minute": round(event.at / MINUTE, 2), "event": event.what, "who": event.who}
        typer.echo(json.dumps(line | ({"value": event.value} if event.value is not None else {})))
    said = summary(play)
    typer.echo(json.dumps({"summary": said}))
    if said["invariants_broken"]:
        raise Complaint(f"The engine broke its own rules: {', '.join(sorted(set(said['invariants_broken'])))}.")


def _plan(name: str) -> Plan:
    if name not in NAMES:
        raise Complaint(f"There is no format {name}. The formats are: {', '.join(NAMES)}.")
    return plan_of(shipped(name))

"""`hearten coach ...`: what a peer would be shown for drafts, from the command line; and how good it is."""

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from hearten.commands.reading import pair_of

# On which it is tried how strongly a frame carries its mechanism.
ANY_POSTS = (
    "I can't get out of bed and nobody asks.",
    "My sister died last year and the house is so quiet.",
    "Work is too much.",
)
coach = typer.Typer(help="Feedback on drafts, on this machine alone.", no_args_is_help=True)


@coach.command()
def suggest(
    wish: Annotated[str, typer.Option(help="listen, stories, ideas, information or company.")] = "listen",
    rules: Annotated[bool, typer.Option("--rules", help="Without any model.")] = False,
) -> None:
    """Read pairs as JSON lines from standard input (a line may name a `wish`), write what a peer would be shown."""
    from hearten.coach.mind.feedback import Asked, feedback
    from hearten.coach.mind.thinking import as_told, composer_with
    from hearten.reading.reader import reader

    mind, composer = reader(not rules), composer_with(not rules)
    for number, line in enumerate(sys.stdin.buffer, 1):
        if not line.strip():
            continue
        pair = pair_of(line)
        if isinstance(pair, str):
            told: dict[str, Any] = {"line": number, "error": pair}
        else:
            own = json.loads(line).get("wish", wish)
            told = as_told(feedback(Asked(*pair, wish=own if isinstance(own, str) else wish), mind, composer))
        sys.stdout.write(f"{json.dumps(told)}\n")
        sys.stdout.flush()


@coach.command()
def prepare() -> None:
    """Work out the vectors of the sentence frames again, after frames or lexicon were changed."""
    import numpy as np

    from hearten.coach.mind.frames import frames, keep_vectors, sample
    from hearten.reading.meaning import MeaningModel
    from hearten.reading.reader import reader

    mind = reader()
    read = [
        mind.read_many([(post, f"{sample(frame)} Thanks for telling us.") for post in ANY_POSTS]) for frame in frames()
    ]
    carries = [sum(one[frame.mechanism].level for one in each) for frame, each in zip(frames(), read, strict=True)]
    vectors = MeaningModel().vectors([frame.meaning() for frame in frames()])
    keep_vectors(vectors, np.array(carries) / (2 * len(ANY_POSTS)))
    typer.echo(f"{len(frames())} frames are ready.")


@coach.command()
def evaluate(
    data: Annotated[Path, typer.Argument(help="A CSV of annotated pairs, in EPITOME's columns.")],
    most: Annotated[int, typer.Option(help="How many low-empathy pairs to try.")] = 600,
    show: Annotated[Path | None, typer.Option(help="Where to write what was suggested, for reading by hand.")] = None,
) -> None:
    """Measure suggestions over pairs with little empathy: rise, specificity, variety, and what the readings stopped."""
    from rich.progress import track

    from hearten.coach.mind.measuring import measure, tried
    from hearten.reading.training.pairs import read_pairs

    low = [pair for pair in read_pairs(data) if sum(pair.levels) <= 1][:most]
    found = list(track(tried(low), "Suggesting", total=len(low)))
    if show:
        show.write_text("".join(f"{json.dumps(one.shown())}\n" for one in found))
    typer.echo(json.dumps(measure(found), indent=1))

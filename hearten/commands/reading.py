"""`hearten reading ...`: reading texts from the command line, and making the weights that read them."""

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from hearten.kernel.complaint import Complaint

reading = typer.Typer(help="Read texts by machine, on this machine alone.", no_args_is_help=True)
training = typer.Typer(help="Make weights anew. Needs the packages of requirements-train.lock.", no_args_is_help=True)
reading.add_typer(training, name="train")
LOT = 64


@reading.command()
def empathy(workers: Annotated[int, typer.Option(help="Processes to read with.")] = 2) -> None:
    """Read pairs as JSON lines from standard input, write one reading a line; an unreadable one gets an error."""
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    with ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_begin) as pool:
        for lines in pool.map(_read_lot, _lots(sys.stdin.buffer)):
            sys.stdout.write("".join(f"{line}\n" for line in lines))
            sys.stdout.flush()


def _lots(source: Iterable[bytes]) -> Iterator[list[tuple[int, bytes]]]:
    """Yield numbered lines in lots; blank lines are left out."""
    lot: list[tuple[int, bytes]] = []
    for number, line in enumerate(source, 1):
        if line.strip():
            lot.append((number, line))
        if len(lot) == LOT:
            yield lot
            lot = []
    if lot:
        yield lot


@reading.command()
def fairness() -> None:
    """Measure how often a reading moves when only names, words of identity or the variety of English are others."""
    from hearten.reading.fairness import moved
    from hearten.reading.reader import reader

    typer.echo(json.dumps({"model": moved(reader().read_many), "rules": moved(reader(False).read_many)}, indent=1))


_models: list[Any] = []


def _begin() -> None:
    from hearten.reading.reader import reader

    _models.append(reader())


def _read_lot(lot: list[tuple[int, bytes]]) -> list[str]:
    """Return the answers to one lot of lines, in their order."""
    taken = [(number, pair_of(line)) for number, line in lot]
    good = [pair for _number, pair in taken if isinstance(pair, tuple)]
    read = iter(_models[0].read_many(good))
    return [
        json.dumps(as_json(next(read)) if isinstance(pair, tuple) else {"line": number, "error": pair})
        for number, pair in taken
    ]


def pair_of(line: bytes) -> tuple[str, str] | str:
    """Return (post, reply) of a line, or the sentence that says what is wrong with it."""
    try:
        said = json.loads(line)
        post, reply = said["seeker_post"], said["response_post"]
    except (ValueError, UnicodeDecodeError):
        return "This line is not JSON in UTF-8."
    except (KeyError, TypeError):
        return "This line has no seeker_post and response_post."
    if not isinstance(post, str) or not isinstance(reply, str):
        return "seeker_post and response_post must be text."
    return post, reply


def as_json(read: Any) -> dict[str, Any]:
    """Return a reading as plain values; spans are code points."""
    return {
        name: {
            "level": found.level,
            "probabilities": [round(one, 4) for one in found.probabilities],
            "rationales": [list(span) for span in found.rationales],
        }
        for name, found in read.items()
    }


@training.command(name="empathy")
def train_empathy(
    data: Annotated[Path, typer.Argument(help="A CSV of annotated pairs, in EPITOME's columns.")],
    work: Annotated[Path, typer.Option(help="Where a run that was interrupted is taken up again.")] = Path(".training"),
    seed: Annotated[int, typer.Option(help="The same seed makes the same weights.")] = 7,
    into: Annotated[Path | None, typer.Option(help="Where the weights go; our own folder unless said.")] = None,
) -> None:
    """Train the reading of empathy: about 45 minutes on two cores, less where an accelerator is found."""
    from rich.progress import Progress, TimeRemainingColumn

    try:
        from hearten.reading.training import run, starting
    except ImportError as missing:
        raise Complaint(f"{missing.name} is not installed: see “Training” in docs/models/empathy.md.") from None
    from hearten.reading.training.pairs import read_pairs
    from hearten.reading.weights import FOLDER

    pairs = read_pairs(data)
    model, tokenizer = starting.files_checked()
    with Progress(*Progress.get_default_columns(), TimeRemainingColumn()) as bar:
        task = bar.add_task("Training", total=run.pairs_to_read(len(pairs)))
        told = run.train(
            pairs,
            model,
            tokenizer,
            work,
            seed,
            lambda name, done: bar.update(task, advance=done, description=name),
            into or FOLDER,
        )
    typer.echo(json.dumps(told, indent=1))


@training.command()
def start() -> None:
    """Write the sentence encoder and the tokenizer, which are not trained here, into the folder of weights."""
    from hearten.reading.training import starting

    starting.ship()
    typer.echo("Written.")

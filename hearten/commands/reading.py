"""`hearten reading ...`: reading texts from the command line, and making the weights that read them."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from hearten.kernel.complaint import Complaint

reading = typer.Typer(help="Read texts by machine, on this machine alone.", no_args_is_help=True)
training = typer.Typer(help="Make weights anew. Needs the packages of requirements-train.lock.", no_args_is_help=True)
reading.add_typer(training, name="train")
LOT = 64
Lot = list[tuple[int, bytes]]


@reading.command()
def empathy(workers: Annotated[int, typer.Option(help="Processes to read with.")] = 2) -> None:
    """Read pairs as JSON lines from standard input, write one reading a line; an unreadable one gets an error."""
    _read_all(workers, _begin, _read_lot)


@reading.command()
def risk(
    workers: Annotated[int, typer.Option(help="Processes to read with.")] = 2,
    rules: Annotated[bool, typer.Option("--rules", help="Read by rules alone.")] = False,
) -> None:
    """Read texts as JSON lines from standard input, write how much danger each tells of, one a line, in order."""
    _read_all(workers, partial(_begin_watching, not rules), _watch_lot)


def _read_all(workers: int, begin: Callable[[], None], read: Callable[[Lot], list[str]]) -> None:
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    with ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=begin) as pool:
        for lines in pool.map(read, _lots(sys.stdin.buffer)):
            sys.stdout.write("".join(f"{line}\n" for line in lines))
            sys.stdout.flush()


def _lots(source: Iterable[bytes]) -> Iterator[Lot]:
    """Yield numbered lines in lots; blank lines are left out."""
    lot: Lot = []
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


def _begin_watching(models: bool) -> None:
    from hearten.reading.watch import Watcher

    _models.append(Watcher(models))


def _watch_lot(lot: Lot) -> list[str]:
    """Return the answers to one lot of lines with a text, in their order."""
    taken = [(number, *text_of(line)) for number, line in lot]
    read = iter(_models[0].read_many([text for _number, text, wrong in taken if not wrong]))
    return [
        json.dumps({"line": number, "error": wrong} if wrong else as_watched(next(read)))
        for number, _text, wrong in taken
    ]


def text_of(line: bytes) -> tuple[str, str]:
    """Return (text, "") of a line, or ("", the sentence that says what is wrong with it)."""
    try:
        text = json.loads(line)["text"]
    except (ValueError, UnicodeDecodeError):
        return "", "This line is not JSON in UTF-8."
    except (KeyError, TypeError):
        return "", "This line has no text."
    return (text, "") if isinstance(text, str) else ("", "text must be text.")


def as_watched(read: Any) -> dict[str, Any]:
    """Return a reading of danger as plain values; cues are code points."""
    return {"level": read.level, "about": read.about, "cues": [list(cue) for cue in read.cues]}


def _read_lot(lot: Lot) -> list[str]:
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


@training.command(name="risk")
def train_risk(
    data: Annotated[list[Path] | None, typer.Argument(help="Posts with a severity, and pairs (their replies).")] = None,
    work: Annotated[Path, typer.Option(help="Where a run that was interrupted is taken up again.")] = Path(".training"),
    seed: Annotated[int, typer.Option(help="The same seed makes the same weights.")] = 7,
    into: Annotated[Path | None, typer.Option(help="Where the weights go; our own folder unless said.")] = None,
) -> None:
    """Train the reading of risk on our own texts, the demo's and DATA: about three quarters of an hour on two cores."""
    from rich.progress import Progress, TimeRemainingColumn

    try:
        from hearten.reading.training import risk_run, risk_texts, starting
    except ImportError as missing:
        raise Complaint(f"{missing.name} is not installed: see “Training” in docs/models/risk.md.") from None
    from hearten.reading.weights import FOLDER

    model, _tokenizer = starting.files_checked()
    texts = risk_run.chosen(
        risk_texts.own_texts()
        + risk_texts.demo_texts()
        + [one for path in data or [] for one in risk_texts.read_texts(path)]
    )
    with Progress(*Progress.get_default_columns(), TimeRemainingColumn()) as bar:
        task = bar.add_task("Training", total=risk_run.texts_to_read(len(texts)))
        told = risk_run.train(
            texts,
            model,
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

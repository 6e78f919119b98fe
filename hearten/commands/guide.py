"""`hearten guide ...`: asking the Guide on a demo state, and trying what people may try with it."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from hearten.commands.ground import demo_mark, load_django, refuse_unmigrated, state_folder
from hearten.commands.guide_trial import print_tried, try_model
from hearten.kernel.complaint import Complaint
from hearten.kernel.database import running

if TYPE_CHECKING:
    from hearten.guide.answers import Answer
    from hearten.guide.redteam.cases import Case
    from hearten.guide.redteam.running import Ask, Tried
    from hearten.kernel.seat import Seat

WHO = "Ben"
DEMANDED = ("embedded", "hostile")  # nothing may be Red; in other words it is run, and told
OPPONENTS = (*DEMANDED, "unseen", "fresh")
T = TypeVar("T")
guide = typer.Typer(help="The Guide, a program that quotes what this place has approved.", no_args_is_help=True)


@guide.command()
def ask(
    question: Annotated[str, typer.Argument(help="One turn, as a member would write it.")],
    as_member: Annotated[str, typer.Option("--as", metavar="MEMBER", help="Somebody of the demo's cast.")] = WHO,
) -> None:
    """Print the answer to one question as JSON: its sources, the level that was read, and what was refused."""
    with _demo_seat(as_member) as seat:
        from hearten.guide.turn import answer

        typer.echo(json.dumps(_told(answer(seat, question)), ensure_ascii=False, indent=1))


@guide.command()
def redteam(
    case: Annotated[str, typer.Option(metavar="RT07", help="Only this case.")] = "",
    hostile: Annotated[
        bool, typer.Option("--hostile", help="Only against a generator that says harmful things.")
    ] = False,
    write: Annotated[bool, typer.Option("--write", help="Write the report into docs/models/.")] = False,
    generator: Annotated[
        bool, typer.Option("--generator", help="Try your own model (HEARTEN_GUIDE_ENDPOINT), and note that it passed.")
    ] = False,
    keep: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="The state of the installation that it is noted for.")
    ] = None,
) -> None:
    """Try RT01 to RT30, five ways each, as a made-up member. 0: nothing is Red; 1: something is."""
    from hearten.guide.redteam.cases import cases

    chosen = [one for one in cases() if case in ("", one.key)]
    if not chosen:
        raise Complaint(f"There is no case {case}: they are RT01 to RT30.")
    if generator and (case or hostile or write):
        raise Complaint("A model is tried with everything: run `hearten guide redteam --generator` alone.")
    if keep is not None and not (generator and (keep / "secret").is_file()):
        raise Complaint(f"{keep} holds no installation, or no model is tried: --keep names another HEARTEN_STATE.")
    with _demo_seat(WHO) as seat:
        if generator:
            return try_model(chosen, _asking(seat), keep or state_folder())
        tried = _against(chosen, _asking(seat), ["hostile"] if hostile else OPPONENTS)
    print_tried(tried)
    if write:
        _write_tried(chosen, tried)
    if any(one.grade == "red" for name, each in tried.items() if name in DEMANDED for one in each):
        raise typer.Exit(1)


@guide.command()
def groundedness(
    write: Annotated[bool, typer.Option("--write", help="Write the report into docs/models/.")] = False,
) -> None:
    """Ask 387 questions, as a made-up member: how many are answered, from the right page, with the right sentence."""
    from hearten.guide import groundedness as of_pages
    from hearten.guide import right_sentences as of_sentences
    from hearten.guide.redteam.report import table_of_answers
    from hearten.guide.redteam.report import write as write_down

    with _demo_seat(WHO) as seat:
        asking = _asking(seat)
        each = of_pages.measure(lambda said: asking(said, (), None), lambda said, answer: _texts(seat, said, answer))
        found = _seen(each, len(of_pages.questions()))
        told = _seen(of_sentences.measure(lambda said: asking(said, (), None)), len(of_sentences.questions()))
    answers, about = of_pages.figures(found), of_sentences.figures(told)
    tables = {"groundedness": table_of_answers(answers), "telling": table_of_answers(about, of_sentences.SHARES)}
    for line in (*tables.values(), *of_pages.missed(found)):
        typer.echo(line)
    if write:
        write_down("groundedness", tables["groundedness"], answers)
        write_down("telling", tables["telling"], about)


def _seen(each: Iterator[T], total: int) -> list[T]:
    """Return all of them, with a bar while they are asked."""
    from rich.console import Console
    from rich.progress import track

    return list(track(each, "Asking", total=total, transient=True, console=Console(stderr=True)))


@contextmanager
def _demo_seat(name: str) -> Iterator["Seat"]:
    """Yield the seat of somebody of the demo. Raises Complaint elsewhere: nobody is asked for whom it is real."""
    if demo_mark(state_folder()) != "whole":
        raise Complaint(
            f"{state_folder()} holds no demo, and nobody asks the Guide in a member's place where people are real: "
            "run `bin/demo` once, or name its folder, as in `HEARTEN_STATE=.hearten hearten guide ask ...`."
        )
    with running(state_folder()):
        load_django()
        refuse_unmigrated()
        seat = _seat_of(name)
        _wake(seat)
        yield seat


def _wake(seat: "Seat") -> None:
    """Wait for the models, as a page that somebody reads before asking has done: else the first turns go without."""
    from hearten.guide import nearness, passages
    from hearten.kernel.aside import Busy
    from hearten.kernel.door import at_table
    from hearten.safety.triage import judged
    from hearten.search.encoder import meanings

    with suppress(Busy, OSError):
        judged("Is it warm?", within=60)
        meanings(["Is it warm?"])
        with at_table(seat):
            house = passages.of_house(seat)
        nearness.make_ready(house, wait=True)


def _seat_of(name: str) -> "Seat":
    from hearten.kernel.seat import Seat
    from hearten.members.models import Profile

    found = Profile.objects.using("keeper").filter(name=name).values_list("member_id", flat=True).first()
    if found is None:
        raise Complaint(f"Nobody in the demo is called {name}: try {WHO}.")
    return Seat(found)


def _asking(seat: "Seat") -> "Ask":
    from hearten.guide.turn import answer

    return lambda said, before, generator: answer(seat, said, before, generator)


def _told(answer: "Answer") -> dict[str, Any]:
    return {name: value for name, value in asdict(answer).items() if value not in ("", (), None, False)}


def _texts(seat: "Seat", said: str, answer: "Answer") -> dict[str, str]:
    """Return the texts of an answer's sources, read anew as the same seat."""
    from hearten.guide import passages
    from hearten.guide.intents import LOOK_UP
    from hearten.guide.lookups import looked_up
    from hearten.kernel.door import at_table
    from hearten.search import encoder
    from hearten.search.asking import read

    known = {one.passage.key: one.passage.text for one in passages.shipped()}
    if all(source.key in known for source in answer.sources):
        return known
    question = read(said)
    with at_table(seat):
        found = [*passages.written(seat), *passages.found(seat, question, encoder.meant(question.meaning))]
        here = [one for what in LOOK_UP for one in looked_up(seat, what, said)]
    return known | {one.key: one.text for one in (*(text.passage for text in found), *here)}


def _against(cases: Sequence["Case"], ask: "Ask", opponents: Sequence[str]) -> dict[str, list["Tried"]]:
    """Try the cases without a generator, with a hostile one, and in words that nobody tuned on."""
    from rich.console import Console
    from rich.progress import track

    from hearten.guide.redteam.cases import IN_OTHER_WORDS, in_other_words
    from hearten.guide.redteam.hostile import Hostile
    from hearten.guide.redteam.running import run

    evil, tried = Hostile(), {}
    for name in opponents:
        keys = {one.key for one in cases}
        others = in_other_words(name) if name in IN_OTHER_WORDS else cases
        these = [one for one in others if one.key in keys]
        total = sum(len(one.says) + len(one.coach) for one in these)
        each = run(these, {"usual": ask}, (lambda: evil) if name == "hostile" else (lambda: None))
        tried[name] = list(track(each, f"Trying ({name})", total=total, transient=True, console=Console(stderr=True)))
    return tried


def _write_tried(cases: Sequence["Case"], tried: dict[str, list["Tried"]]) -> None:
    from hearten.guide.redteam.report import table_of_cases, write

    write(
        "redteam", table_of_cases(cases, tried), {name: [asdict(one) for one in each] for name, each in tried.items()}
    )

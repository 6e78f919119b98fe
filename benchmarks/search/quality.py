"""How well searches find what they should: by words, by meaning, and both, on questions with known answers.

    .venv/bin/python -m benchmarks.search.quality [--half tune|test|all] [--tune]

The texts are the demo's cards and guides (hearten/demo/library), the questions stand in
hearten/search/tests/data/questions.yaml: `- {ask, answers: {key: grade}}`, 2 answers it squarely, 1 is also useful.
Each text becomes a conversation in one group, and everything after it is the real way: triggers, the worker's
functions, the encoder, the member's seat under row-level security. The half of a question is decided by a hash of its
text, so numbers tuned on one half were never seen by the other. `--tune` tries the numbers of hearten/search/fusing.py
on the first half, and nothing else.

Printed: recall at 5 (of all answers, whatever their grade) and nDCG at 10 (graded; Järvelin & Kekäläinen 2002,
doi:10.1145/582415.582418), and the difference between two ways with a paired bootstrap interval (95 %, 10,000 draws).
"""

import argparse
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from math import log2
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import numpy as np
import yaml

from benchmarks.scratch import site

QUESTIONS = Path(__file__).parents[2] / "hearten" / "search" / "tests" / "data" / "questions.yaml"
DRAWS = 10_000
Scores = dict[str, "np.ndarray"]
Text = tuple[str, str, str]  # key, title, words
GRID = {
    "words": (1.0,),
    "meaning": (0.5, 1.0, 1.5, 2.0),
    "depth": (2.0, 5.0, 10.0, 20.0, 60.0),
    "floor": (0.15, 0.25, 0.35),
}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--half", choices=["tune", "test", "all"], default="all")
    parser.add_argument("--tune", action="store_true")
    given = parser.parse_args()
    half = "tune" if given.tune else given.half
    asked = [one for one in yaml.safe_load(QUESTIONS.read_text()) if half in ("all", half_of(one["ask"]))]
    with site(8793) as folder:
        written = list(texts())
        seat, keys = fill(folder, written)
        if given.tune:
            tune(seat, keys, asked)
            return
        scores = measure(seat, keys, asked)
    print(f"{len(written)} texts, {len(asked)} questions ({half})")
    for measured in ("recall@5", "nDCG@10"):
        show(measured, {way: found[measured] for way, found in scores.items()})


def texts() -> Iterator[Text]:
    """Yield the demo's cards and guides, with the words that each is indexed by beside its title."""
    from hearten.demo.library_texts import cards, guides

    for card in cards():
        parts = (card["what"], card["fits"], *card["steps"], card["wrong"])
        yield card["key"], card["title"], "\n".join(part for part in parts if part)
    for guide in guides():
        steps = [part for step in guide["steps"] for part in (step["title"], step["words"])]
        yield guide["key"], guide["title"], "\n".join((guide["summary"], *steps))


def half_of(ask: str) -> str:
    """Return the half that a question belongs to, by its text alone."""
    return "tune" if hashlib.sha256(ask.strip().lower().encode()).digest()[0] % 2 else "test"


def fill(folder: Path, written: Sequence[Text]) -> tuple[Any, dict[UUID, str]]:
    """Write the texts as conversations of one group and index them. Returns the seat, and which post is which."""
    import psycopg

    from benchmarks.search import scene
    from hearten.kernel.cluster import Cluster
    from hearten.kernel.database import addresses, database_name
    from hearten.kernel.seat import Seat

    superuser, worker = Cluster(folder).conninfo(database_name()), addresses(folder).conninfo("worker")
    reader, group, place = scene.one_group()
    keys = {}
    with psycopg.connect(superuser, autocommit=True) as owner:
        for key, title, body in written:
            thread, post = uuid4(), uuid4()
            keys[post] = key
            owner.execute(
                "INSERT INTO threads_thread (id, group_id, membership_id, title, kind, wish, mood, note, made_at, "
                "last_at) VALUES (%s, %s, %s, %s, 'win', 'stories', '', '', now(), now())",
                [thread, group, place, title[:120]],
            )
            owner.execute(
                "INSERT INTO threads_post (id, group_id, thread_id, membership_id, opens, quoted, move, body, html, "
                "made_at) VALUES (%s, %s, %s, %s, true, '', '', %s, '', now())",
                [post, group, thread, place, body],
            )
    scene.index_all(worker)
    with psycopg.connect(worker, autocommit=True) as connection:
        encode(connection)
    return Seat(reader), keys


def encode(worker: Any) -> None:
    """Give every entry its meaning, through the worker's functions and the encoder."""
    from hearten.search.encoder import meanings, parts_of
    from hearten.search.fields import written

    while unread := worker.execute("SELECT * FROM search_unread(16)").fetchall():
        for entry, title, body in unread:
            vectors = [written(one) for one in meanings(parts_of(title, body))]
            worker.execute("SELECT search_add_meaning(%s, %s)", [entry, vectors])


def measure(seat: Any, keys: Mapping[UUID, str], asked: Sequence[Mapping[str, Any]]) -> dict[str, Scores]:
    """Ask each question three ways. Returns for each way the scores of all questions."""
    from hearten.kernel.door import at_table
    from hearten.search.asking import read
    from hearten.search.encoder import meanings
    from hearten.search.finding import Meant, find, meant_by

    found: dict[str, list[tuple[float, float]]] = {"words": [], "meaning": [], "both": []}
    for one in asked:
        with at_table(seat):
            meant = meant_by(seat, read(one["ask"]), exact=False)
            vector = meanings([meant.question.meaning])[0]
            ways = {
                "words": (meant, None),
                "meaning": (Meant(meant.question, (), meant.apart), vector),
                "both": (meant, vector),
            }
            for way, (how, near) in ways.items():
                ranked = [keys[result.found.item] for result in find(seat, how, near)]
                found[way].append((recall(ranked, one["answers"]), ndcg(ranked, one["answers"])))
    return {way: dict(zip(("recall@5", "nDCG@10"), np.array(pairs).T, strict=True)) for way, pairs in found.items()}


def recall(ranked: Sequence[str], answers: Mapping[str, int], most: int = 5) -> float:
    """Return which share of the answers is among the first `most`."""
    return len(set(ranked[:most]) & set(answers)) / min(most, len(set(answers)))


def ndcg(ranked: Sequence[str], answers: Mapping[str, int], most: int = 10) -> float:
    """Return how far up the answers are, the square ones before the others, from 0 to 1."""
    gained = sum((2 ** answers.get(one, 0) - 1) / log2(place + 2) for place, one in enumerate(ranked[:most]))
    best = sorted(answers.values(), reverse=True)[:most]
    return gained / sum((2**grade - 1) / log2(place + 2) for place, grade in enumerate(best))


def tune(seat: Any, keys: Mapping[UUID, str], asked: Sequence[Mapping[str, Any]]) -> None:
    """Print how well each setting of the grid does on these questions, the best ten first, by nDCG at 10."""
    from hearten.search.fusing import TUNING, Tuning

    lists = [both_lists(seat, one["ask"]) for one in asked]
    tried = []
    for values in product(*GRID.values()):
        tuning = Tuning(**dict(zip(GRID, values, strict=True)), alone=TUNING.alone, near=TUNING.near)
        scored = [score(one, keys, tuning, question["answers"]) for one, question in zip(lists, asked, strict=True)]
        tried.append((sum(scored) / len(scored), tuning))
    for value, tuning in sorted(tried, key=lambda one: -one[0])[:10]:
        print(f"{value:.4f} {tuning}")


def both_lists(seat: Any, ask: str) -> Any:
    """Return what a search finds by words and by meaning, before they become one list, and which post each is."""
    from hearten.kernel.door import at_table
    from hearten.search import reading
    from hearten.search.asking import read
    from hearten.search.encoder import meanings
    from hearten.search.fields import written
    from hearten.search.finding import _asked, hits_of, meant_by
    from hearten.search.fusing import CANDIDATES

    with at_table(seat):
        meant = meant_by(seat, read(ask), exact=False)
        wanted = _asked(meant, "", None)
        by_words = reading.scored(seat, wanted, CANDIDATES) if wanted.words else []
        vector = meanings([meant.question.meaning])[0]
        hits = hits_of(by_words, reading.near(seat, written(vector), wanted, CANDIDATES))
    near = {one.id: one.near for one in hits.values() if one.near}
    return {one.id: one.score for one in by_words}, near, {one.id: one.item for one in hits.values()}


def score(lists: Any, keys: Mapping[UUID, str], tuning: Any, answers: Mapping[str, int]) -> float:
    """Return nDCG at 10 of one question with these numbers."""
    from hearten.search.fusing import fused

    by_words, near, items = lists
    return ndcg([keys[items[one]] for one in fused(by_words, near, tuning)], answers)


def show(measured: str, scores: Scores) -> None:
    """Print one measure of each way, and the differences."""
    for way, values in scores.items():
        print(f"{measured:9} {way:8} {values.mean():.3f}")
    for one, other in (("both", "words"), ("both", "meaning"), ("meaning", "words")):
        low, high = interval(scores[one] - scores[other])
        print(f"{measured:9} {one} - {other}: {(scores[one] - scores[other]).mean():+.3f} [{low:+.3f}, {high:+.3f}]")


def interval(differences: "np.ndarray") -> tuple[float, float]:
    """Return the 95 % interval of a mean difference, questions drawn again with themselves."""
    draws = np.random.default_rng(1).integers(0, len(differences), (DRAWS, len(differences)))
    low, high = np.quantile(differences[draws].mean(axis=1), [0.025, 0.975])
    return float(low), float(high)


if __name__ == "__main__":
    main()

"""Whole searches of one seat among many groups' posts, beside bare queries in the same run; and how indexing keeps up.

    .venv/bin/python -m benchmarks.search [--posts 200000] [--groups 80] [--cards 5000] [--questions 300]

One core has it all: the page (a POST of the form, as the web role under row-level security), PostgreSQL, and the
encoder's process. "Of the CPU" is how long a processor worked for an answer, in all three: on a machine that others
use, too, that is what it costs; "took" has the waiting in it. The seat may read an eighth of the posts, and all cards.
The baselines come first, so that a run that is interrupted has them: they are asked as the superuser, whom no policy
binds, of the same groups' posts: full text with a GIN index, and ILIKE. The last lines say what a page's parts take.
"""

import argparse
import os
import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import psycopg

from benchmarks.scratch import site

if TYPE_CHECKING:
    from benchmarks.search.scene import Scene
    from benchmarks.search.searching import Searcher

PARTS = (("p50", 0.5), ("p95", 0.95), ("most", 1.0))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--posts", type=int, default=200_000)
    parser.add_argument("--groups", type=int, default=80)
    parser.add_argument("--cards", type=int, default=5_000)
    parser.add_argument("--questions", type=int, default=300)
    given = parser.parse_args()
    os.environ["HEARTEN_RATE_LIMITS"] = "off"
    with site(8791) as folder:
        from benchmarks.search import keeping_up, scene
        from benchmarks.search.corpus import Corpus
        from hearten.kernel.cluster import Cluster
        from hearten.kernel.database import addresses, database_name

        superuser, worker = Cluster(folder).conninfo(database_name()), addresses(folder).conninfo("worker")
        corpus = Corpus()
        made = scene.make(superuser, worker, corpus, given.posts, given.groups, given.cards)
        sizes(superuser)
        questions = [corpus.question() for _each in range(given.questions)]
        searching(superuser, made, questions)
        keeping_up.show(superuser, worker, corpus, made)


def searching(superuser: str, made: "Scene", questions: list[str]) -> None:
    """Print the table of searches, and how many times the first baseline's processor time a page costs."""
    from benchmarks.search.searching import Searcher, fulltext, ilike, parts_apart

    with psycopg.connect(superuser, autocommit=True) as owner, Searcher(made.seat, owner) as searcher:
        rows: list[tuple[str, Callable[[str], object]]] = [
            ("full text with GIN, no policy", fulltext(owner, made.mine)),
            ("ILIKE in the same groups, no policy", ilike(owner, made.mine)),
            ("the whole page, words and meaning", searcher.page),
            ("  the same, words alone (encoder off)", searcher.by_words),
        ]
        costs = [_row(name, ask, searcher, questions) for name, ask in rows]
        print(f"the page costs {costs[2] / costs[0]:.2f} times the processor time of full text with GIN (p50)")
        with parts_apart() as parts:
            whole = parts.setdefault("the whole page, at the same time", [])
            for question in questions:
                whole.append(timed(searcher.page, searcher, question)[0])
    for name, times in parts.items():
        print(f"  {name:38} {'took':10} {_shares(times)}", flush=True)


def _row(name: str, ask: Callable[[str], object], searcher: "Searcher", questions: list[str]) -> float:
    """Print one row. Returns the p50 of its processor time."""
    times = [timed(ask, searcher, question) for question in (*questions[:20], *questions)][20:]
    took, worked = (list(values) for values in zip(*times, strict=True))
    print(f"{name:40} {'took':10} {_shares(took)}\n{name:40} {'of the CPU':10} {_shares(worked)}", flush=True)
    return share(worked, 0.5)


def _shares(values: Sequence[float]) -> str:
    return "   ".join(f"{said} {share(values, part):6.1f} ms" for said, part in PARTS)


def timed(ask: Callable[[str], object], searcher: "Searcher", question: str) -> tuple[float, float]:
    """Return how long a question took, and how long of that a processor worked for it, in milliseconds."""
    began, worked = time.perf_counter(), searcher.worked()
    ask(question)
    return (time.perf_counter() - began) * 1000, searcher.worked() - worked


def share(times: Sequence[float], part: float) -> float:
    return sorted(times)[min(len(times) - 1, int(len(times) * part))]


def sizes(superuser: str) -> None:
    """Print what the index takes on disk."""
    with psycopg.connect(superuser, autocommit=True) as owner:
        for table in ("threads_post", "search_entry", "search_word", "search_known", "search_meaning"):
            (size,) = owner.execute("SELECT pg_total_relation_size(%s::regclass)", [table]).fetchone()  # type: ignore[misc]
            print(f"{table:20} {size / 1e6:8.0f} MB")


if __name__ == "__main__":
    main()

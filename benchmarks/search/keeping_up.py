"""Whether indexing keeps up while somebody writes 50 posts a second, and how far behind it gets."""

import statistics
import threading
import time
from typing import TYPE_CHECKING

import psycopg

if TYPE_CHECKING:
    from benchmarks.search.corpus import Corpus
    from benchmarks.search.scene import Scene

A_SECOND = 50
SECONDS = 15
PAUSE_S = 0.5  # of indexing.keep_index


def show(superuser: str, worker: str, corpus: "Corpus", made: "Scene") -> None:
    """Print the rates and the lag."""
    print(f"indexing words, nothing else to do: {made.index_rate:.0f} posts a second")
    lags = _lags(superuser, worker, corpus, made)
    print(
        f"a writer at {A_SECOND} a second: a post can be found after p50 {statistics.median(lags):.2f} s, "
        f"p95 {sorted(lags)[int(len(lags) * 0.95)]:.2f} s, at most {max(lags):.2f} s ({len(lags)} posts)"
    )
    print(f"the encoder reads {_encoded(corpus):.0f} posts a second")


def _lags(superuser: str, worker: str, corpus: "Corpus", made: "Scene") -> list[float]:
    from benchmarks.search.scene import add_posts

    ended = threading.Event()
    indexing = threading.Thread(target=_index, args=(worker, ended))
    with psycopg.connect(superuser, autocommit=True) as owner:
        owner.execute("CREATE TABLE bench_done AS SELECT item, clock_timestamp() AS at FROM search_entry WHERE false")
        owner.execute("CREATE FUNCTION bench_note() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN "
                      "INSERT INTO bench_done VALUES (NEW.item, clock_timestamp()); RETURN NEW; END $$")  # fmt: skip
        owner.execute("CREATE TRIGGER bench AFTER INSERT ON search_entry FOR EACH ROW EXECUTE FUNCTION bench_note()")
        indexing.start()
        for _tenth in range(SECONDS * 10):
            due = time.monotonic() + 0.1
            add_posts(owner, corpus, made, A_SECOND // 10)
            time.sleep(max(0.0, due - time.monotonic()))
        time.sleep(3)
        ended.set()
        indexing.join()
        lag = (
            "SELECT extract(epoch FROM d.at - p.made_at)::float8 FROM bench_done d JOIN threads_post p ON p.id = d.item"
        )
        return [one for (one,) in owner.execute(lag).fetchall()]


def _index(worker: str, ended: threading.Event) -> None:
    from benchmarks.search.scene import index_all

    while not ended.wait(PAUSE_S):
        index_all(worker)


def _encoded(corpus: "Corpus") -> float:
    from hearten.search import encoder

    texts = list(corpus.texts(160))
    encoder._pool.clear()  # the one of the searches was ended
    encoder.meanings(["Warming up."])
    began = time.perf_counter()
    for start in range(0, len(texts), 16):
        encoder.meanings(texts[start : start + 16])
    rate = len(texts) / (time.perf_counter() - began)
    encoder.encoders().close()
    return rate

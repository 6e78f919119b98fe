"""How a question is asked: as a page by a signed-in browser, and as bare queries."""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch
from uuid import UUID

import psycopg
from django.conf import settings
from django.test import Client

from benchmarks.thread_page.scene import _cookie
from hearten.members.models import Member
from hearten.search import encoder, finding, reading


class Searcher:
    """One signed-in browser."""

    def __init__(self, seat: UUID, owner: psycopg.Connection) -> None:
        self.owner = owner
        self.client = Client()
        self.client.cookies[settings.SESSION_COOKIE_NAME] = _cookie(Member.objects.using("keeper").get(pk=seat))

    def __enter__(self) -> "Searcher":
        settings.ALLOWED_HOSTS = ["*"]
        encoder.meanings(["Warming up."])
        return self

    def __exit__(self, *_error: object) -> None:
        encoder.encoders().close()

    def worked(self) -> float:
        """Return how long a processor has worked so far, in ms: for this process, the encoder's, and the database's."""
        (encoding,) = (one._child.pid for one in encoder.encoders()._free.queue if one)
        serving = self.owner.execute(
            "SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend'"
        ).fetchall()
        others = sum(_worked(pid) for pid in (encoding, *(pid for (pid,) in serving)))
        return time.process_time() * 1000 + others / 1e6

    def page(self, question: str) -> Any:
        answer = self.client.post("/search/", {"q": question})
        assert answer.status_code == 200, answer.status_code
        return answer

    def by_words(self, question: str) -> Any:
        settings.HEARTEN_MODELS = False
        try:
            return self.page(question)
        finally:
            settings.HEARTEN_MODELS = True


def _worked(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/schedstat").read_text().split()[0])
    except OSError:
        return 0


@contextmanager
def parts_apart() -> Iterator[dict[str, list[float]]]:
    """Time the parts of pages within the block: gives name -> milliseconds, one for each call."""
    times: dict[str, list[float]] = {}
    with ExitStack() as stack:
        for where, name, said in (
            (encoder, "meant", "what the question means (encoder)"),
            (reading, "look_up", "how its words are looked up"),
            (reading, "words_like", "words that look like a mistyped one"),
            (reading, "scored", "scores by words"),
            (reading, "near", "nearness of all meanings"),
            (finding, "read_in_order", "reading what was found, with excerpts"),
        ):
            stack.enter_context(patch.object(where, name, _timed(getattr(where, name), times.setdefault(said, []))))
        yield times


def _timed(asks: Callable[..., Any], times: list[float]) -> Callable[..., Any]:
    def ask(*values: Any, **also: Any) -> Any:
        began = time.perf_counter()
        try:
            return asks(*values, **also)
        finally:
            times.append((time.perf_counter() - began) * 1000)

    return ask


def fulltext(owner: psycopg.Connection, groups: list[UUID]) -> Callable[[str], object]:
    """Full text as one would write it without policies: a GIN index, OR of the words, ranked."""
    owner.execute("CREATE INDEX bare ON threads_post USING gin (to_tsvector('english', body))")
    owner.execute("ANALYZE threads_post")
    sql = """SELECT id, ts_headline('english', body, q) FROM (
      SELECT id, body, q FROM threads_post, to_tsquery('english', %s) q
      WHERE to_tsvector('english', body) @@ q AND group_id = ANY (%s)
      ORDER BY ts_rank(to_tsvector('english', body), q) DESC LIMIT 10) x"""
    return lambda question: owner.execute(sql, [" | ".join(question.split()), groups]).fetchall()


def ilike(owner: psycopg.Connection, groups: list[UUID]) -> Callable[[str], object]:
    """What stands in for search where there is none."""
    sql = (
        "SELECT body FROM threads_post WHERE group_id = ANY (%s) AND body ILIKE ANY (%s) ORDER BY made_at DESC LIMIT 10"
    )
    return lambda question: owner.execute(sql, [groups, [f"%{word}%" for word in question.split()]]).fetchall()

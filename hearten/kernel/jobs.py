"""Jobs: work that follows a write. Enqueued in the same transaction, run by the worker as the seat that asked."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.db import transaction
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.manager import JobManager

from hearten.kernel.acting import acting, as_member

Work = Callable[..., None]


def job(name: str, *, queue: str = "everyday", nobodys: bool = False) -> Callable[[Work], Callable[..., None]]:
    """Make a function a job. Calling it enqueues it; the worker runs it in one transaction as the same seat.

    Arguments are ids (text, numbers), never words: the queue is not sealed. A job may run twice (a worker that was
    killed leaves it to the next one), so it must not mind. A failing job is tried again five times. `nobodys`: it runs
    as nobody, and says nothing of who asked: what has to be done also after they were forgotten here.
    """

    def make(work: Work) -> Callable[..., None]:
        @app.task(name=name, queue=queue, retry=RetryStrategy(max_attempts=5, exponential_wait=2))
        def run(acting_member: str, **values: Any) -> None:
            seat = UUID(acting_member) if acting_member else None
            with as_member(seat), transaction.atomic():
                work(**values)

        @wraps(work)
        def enqueue(**values: Any) -> None:
            deferrer = run.configure()
            # In the worker the app's own connector is another connection, which would commit at once: what a job asks
            # for would be there although its transaction failed, and before anybody else could see what it is about.
            deferrer.job_manager = JobManager(DjangoConnector())
            deferrer.defer(acting_member="" if nobodys else str(acting.get() or ""), **values)

        enqueue.now = work  # type: ignore[attr-defined]  # tests run the work itself
        return enqueue

    return make

"""`hearten worker`: runs the jobs, as the worker role."""

import asyncio
import os
import threading
from collections.abc import Callable
from typing import Any

from procrastinate import PsycopgConnector

from hearten.commands.ground import end_in_order, finish_erasures, load_django, refuse_unmigrated, state_folder
from hearten.kernel.database import addresses, running

CONCURRENCY = 4
# Reading for danger has a queue and hands of its own: a thousand notices never make it wait.
# So have pictures: an operator's check that hangs holds up pictures alone.
PICTURES, PICTURES_CONCURRENCY = ["pictures"], 1
EVERYDAY, SAFETY, SAFETY_CONCURRENCY = ["everyday", "builtin", "default"], "safety", 2
# A worker that was killed leaves its job "doing": this is how long it waits for the next one.
SWEEP_SECONDS = 60
STALLED_SECONDS = 120


def worker() -> None:
    """Run jobs until Ctrl-C; what runs then may finish, for five seconds."""
    end_in_order()
    os.environ["HEARTEN_ROLE"] = "worker"  # The settings give this process the worker's address.
    with running(state_folder()):
        load_django()
        refuse_unmigrated()
        finish_erasures()
        asyncio.run(_work())


async def _work() -> None:
    from procrastinate.contrib.django import app

    from hearten.meetings.room.clockwork import keep_time
    from hearten.safety.timers import keep_watch
    from hearten.search.indexing import keep_index

    # A connection of its own: the queue listens on it, and a pooler in between would lose the notifications.
    connector = PsycopgConnector(conninfo=addresses(state_folder()).conninfo("worker"))
    with app.replace_connector(connector) as working:
        async with working.open_async():
            sweeping = asyncio.create_task(_sweep(working))
            ended = threading.Event()
            watches = (keep_watch, keep_time, keep_index)
            watching = [asyncio.create_task(asyncio.to_thread(watch, ended)) for watch in watches]
            runs = [
                asyncio.create_task(_run(working, EVERYDAY, CONCURRENCY)),
                asyncio.create_task(_run(working, [SAFETY], SAFETY_CONCURRENCY, install_signal_handlers=False)),
                asyncio.create_task(_run(working, PICTURES, PICTURES_CONCURRENCY, install_signal_handlers=False)),
            ]
            try:
                await asyncio.wait(runs, return_when=asyncio.FIRST_COMPLETED)
            finally:
                ended.set()
                await asyncio.gather(*watching)
                for task in (sweeping, *runs):
                    task.cancel()
                for error in await asyncio.gather(*runs, sweeping, return_exceptions=True):
                    if isinstance(error, Exception):
                        raise error


async def _run(working: Any, queues: list[str], concurrency: int, **options: Any) -> None:
    await working.run_worker_async(
        queues=queues,
        concurrency=concurrency,
        listen_notify=True,
        delete_jobs="successful",
        shutdown_graceful_timeout=5,
        task_middleware=[_with_fresh_connections],
        **options,
    )


def _with_fresh_connections(call_next: Callable[[], Any], context: object, worker: object) -> Any:
    """No job inherits a connection that broke in the job before it on the same thread."""
    from django.db import close_old_connections

    close_old_connections()
    try:
        return call_next()
    finally:
        close_old_connections()


async def _sweep(app: Any) -> None:
    while True:
        for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_SECONDS):
            await app.job_manager.retry_job(job)
        await asyncio.sleep(SWEEP_SECONDS)

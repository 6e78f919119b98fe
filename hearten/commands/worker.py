"""`hearten worker`: runs the jobs, as the worker role."""

import asyncio
import os
import signal
import threading
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from procrastinate import PsycopgConnector

from hearten.commands.ground import end_in_order, finish_erasures, load_django, refuse_unmigrated, state_folder
from hearten.kernel.database import addresses, running

if TYPE_CHECKING:
    from hearten.kernel.watches import Tries


class Queue(NamedTuple):
    """Jobs that have hands of their own: the queues that these take from, and how many jobs they do at once."""

    names: list[str]
    hands: int


# Reading for danger has a queue and hands of its own: a thousand notices never make it wait.
# So have pictures: an operator's check that hangs holds up pictures alone.
QUEUES = {
    "jobs": Queue(["everyday", "builtin", "default"], 4),
    "reading for danger": Queue(["safety"], 2),
    "pictures": Queue(["pictures"], 1),
}
# A worker that was killed leaves its job "doing": this is how long it waits for the next one.
SWEEP, SWEEP_SECONDS, STALLED_SECONDS = "jobs of a killed worker", 60.0, 120
# How long the queue's pool tries for a connection, and is waited for: then it is said, and asked again (watches.py).
RECONNECT_S = 5.0
# After so long a queue's hands are known to be at work.
SETTLED_S = 5.0


class Stopped(Exception):
    """The hands of a queue laid down their work; why, they said in the log themselves."""


def worker() -> None:
    """Run jobs until Ctrl-C; what runs then may finish, for five seconds."""
    end_in_order()
    os.environ["HEARTEN_ROLE"] = "worker"  # The settings give this process the worker's address.
    with running(state_folder()):
        load_django()
        refuse_unmigrated()
        _refuse_an_open_door()
        finish_erasures()
        asyncio.run(_work())


def _refuse_an_open_door() -> None:
    """Raise Complaint where letters would come in by a door that others can reach."""
    from hearten.by_letter.place import is_on, place

    if is_on():
        place()


async def _work() -> None:
    from procrastinate.contrib.django import app

    # A connection of its own: the queue listens on it, and a pooler in between would lose the notifications.
    place = addresses(state_folder()).conninfo("worker")
    connector = PsycopgConnector(conninfo=place, reconnect_timeout=RECONNECT_S, timeout=RECONNECT_S)
    with app.replace_connector(connector) as working:
        async with working.open_async():
            told, loop = asyncio.Event(), asyncio.get_running_loop()
            for number in (signal.SIGINT, signal.SIGTERM):
                loop.add_signal_handler(number, told.set)
            await _until(told, working)


async def _until(told: asyncio.Event, working: Any) -> None:
    """Do all that a worker does until it is told to end. Nothing that goes wrong in one thing ends it or another."""
    from hearten.kernel import beats

    ended, watches = threading.Event(), _watches()
    # Threads of their own: the loop's pool has as few as six, and jobs run in it.
    hands = ThreadPoolExecutor(len(watches), "watch")
    watching = [asyncio.get_running_loop().run_in_executor(hands, watch, ended) for watch in watches.values()]
    show = partial(_show, working, [*watches, *QUEUES, SWEEP])
    keeping = [asyncio.create_task(_keep_running(working, what)) for what in QUEUES]
    keeping.append(asyncio.create_task(_again(SWEEP, partial(_sweep, working), SWEEP_SECONDS)))
    keeping.append(asyncio.create_task(_again("showing what goes well", show, beats.EVERY_S)))
    try:
        await told.wait()
    finally:
        ended.set()
        for task in keeping:
            task.cancel()
        await asyncio.gather(*watching, *keeping, return_exceptions=True)


def _watches() -> dict[str, Callable[[threading.Event], None]]:
    """Return what runs in threads, by the names it is shown under; what is switched off here is left out."""
    from hearten.answering.watching import CALLS, keep_calling
    from hearten.by_letter import place as letters_in
    from hearten.by_letter.watching import RECEIVES, keep_receiving
    from hearten.meetings.room.clockwork import ROOMS, keep_time
    from hearten.notices.outside import watching
    from hearten.notices.outside.mail import letters
    from hearten.notices.outside.push import pushing
    from hearten.safety.timers import TIMERS, keep_watch
    from hearten.search.indexing import INDEX, keep_index

    every: dict[str, tuple[Callable[[threading.Event], None], bool]] = {
        TIMERS: (keep_watch, True),
        CALLS: (keep_calling, True),
        ROOMS: (keep_time, True),
        INDEX: (keep_index, True),
        watching.REMINDERS: (watching.keep_giving, True),
        watching.LETTERS: (watching.keep_mailing, letters.is_on()),
        RECEIVES: (keep_receiving, letters_in.is_on()),
        watching.PUSHES: (watching.keep_pushing, pushing.is_on()),
    }
    return {what: watch for what, (watch, is_on) in every.items() if is_on}


async def _keep_running(working: Any, what: str) -> None:
    """Have hands at one queue, and new ones whenever they stopped: the queue's own end at a lost connection."""
    from hearten.kernel.watches import Tries

    tries = Tries(what)
    while True:
        hands = asyncio.create_task(_run(working, QUEUES[what]))
        try:
            await asyncio.sleep(tries.failed(await _stopped(hands, tries), 1.0))
        finally:
            hands.cancel()
            await asyncio.gather(hands, return_exceptions=True)


async def _stopped(hands: "asyncio.Task[None]", tries: "Tries") -> BaseException:
    """Wait until hands stop, and return why."""
    while not (await asyncio.wait([hands], timeout=SETTLED_S))[0]:
        tries.worked()
    return hands.exception() or Stopped()


async def _run(working: Any, queue: Queue) -> None:
    await working.run_worker_async(
        queues=queue.names,
        concurrency=queue.hands,
        listen_notify=True,
        delete_jobs="successful",
        shutdown_graceful_timeout=5,
        install_signal_handlers=False,
        task_middleware=[_with_fresh_connections],
    )


def _with_fresh_connections(call_next: Callable[[], Any], context: object, worker: object) -> Any:
    """No job inherits a connection that broke in the job before it on the same thread."""
    from django.db import close_old_connections

    close_old_connections()
    try:
        return call_next()
    finally:
        close_old_connections()


async def _again(what: str, work: Callable[[], Awaitable[object]], every_s: float) -> None:
    """Do something again and again in the loop, as `keep_doing` does in a thread."""
    from hearten.kernel.watches import Tries

    tries = Tries(what)
    while True:
        try:
            await work()
            wait = every_s
            tries.worked()
        except Exception as fault:
            wait = tries.failed(fault, 1.0)
        await asyncio.sleep(wait)


async def _sweep(app: Any) -> None:
    for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_SECONDS):
        await app.job_manager.retry_job(job)


async def _show(app: Any, known: list[str]) -> None:
    from hearten.kernel import beats
    from hearten.kernel.watches import well_within

    await beats.show(app, well_within(beats.EVERY_S * 2), known)

"""`hearten serve`: the web server, and the worker beside it when asked."""

import asyncio
import logging
import os
import socket
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from signal import SIGTERM
from typing import Annotated

import typer
import uvicorn

from hearten.commands.ground import (
    demo_mark,
    end_in_order,
    finish_erasures,
    load_django,
    refuse_unmigrated,
    state_folder,
)
from hearten.kernel.children import dies_with_parent
from hearten.kernel.complaint import Complaint
from hearten.kernel.database import running

WORKER_RESTARTS_AFTER = 2.0
Revive = Callable[[], None]


def _nothing() -> None:
    """Nothing to do when ready, and no database of our own."""


def serve(
    with_worker: Annotated[bool, typer.Option("--with-worker", help="Run the worker too, as a child.")] = False,
) -> None:
    """Serve the site on HEARTEN_HOST:HEARTEN_PORT (127.0.0.1:8000) until Ctrl-C."""
    end_in_order()
    if demo_mark(state_folder()):
        raise Complaint(
            f"{state_folder()} holds the demo, whose passphrases everybody knows: run `bin/demo`, "
            "or choose another folder with HEARTEN_STATE."
        )
    with listening() as listener, running(state_folder()) as revive:
        load_django()
        refuse_unmigrated()
        finish_erasures()
        serve_on(listener, with_worker, revive=revive)


def listening() -> socket.socket:
    """Take the port before anything slow happens. Raises Complaint when something else has it."""
    host, port = os.environ.get("HEARTEN_HOST", "127.0.0.1"), int(os.environ.get("HEARTEN_PORT", "8000"))
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=1024)
    except OSError as error:
        raise Complaint(
            f"hearten cannot listen on {host} port {port} ({os.strerror(error.errno or 0)}): "
            f"choose another port, as in `HEARTEN_PORT={port + 1} bin/demo`."
        ) from None


def serve_on(
    listener: socket.socket, with_worker: bool, when_ready: Callable[[], None] = _nothing, revive: Revive = _nothing
) -> None:
    """Serve until a signal ends it; `when_ready` is called once the first request could be answered.

    `revive` starts a database of our own again, should it have died (kernel/database.py).
    """
    config = uvicorn.Config(
        "hearten.config.asgi:application",
        log_config=None,  # Django's own: it never writes an address or a path.
        access_log=False,
        server_header=False,
        timeout_keep_alive=20,
        timeout_graceful_shutdown=3,
        limit_concurrency=4000,
        h11_max_incomplete_event_size=64_000,
        ws="none",
    )
    logging.getLogger("uvicorn.error").addFilter(_is_news)
    with asyncio.Runner(loop_factory=config.get_loop_factory()) as runner:
        runner.run(_serving(uvicorn.Server(config), listener, with_worker, when_ready, revive))


def _is_news(record: logging.LogRecord) -> bool:
    """Whether a line is worth a person's time: that open live streams are cut when the server stops is not."""
    cut = record.exc_info is not None and isinstance(record.exc_info[1], asyncio.CancelledError)
    return not cut and not record.getMessage().startswith("Cancel ")


async def _serving(
    server: uvicorn.Server, listener: socket.socket, with_worker: bool, when_ready: Callable[[], None], revive: Revive
) -> None:
    beside = [asyncio.create_task(_announced(server, when_ready)), asyncio.create_task(_reviving(revive, server))]
    if with_worker:
        beside.append(asyncio.create_task(_working()))
    try:
        await server.serve(sockets=[listener])
    finally:
        for task in beside:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task


async def _reviving(revive: Revive, server: uvicorn.Server) -> None:
    """Keep the database alive; end the server, which says why, when it cannot be.

    This thread waits while one starts: without it nothing could be answered anyway.
    """
    try:
        while True:
            await asyncio.sleep(0.5)
            revive()
    except Complaint:
        server.should_exit = True
        raise


async def _announced(server: uvicorn.Server, when_ready: Callable[[], None]) -> None:
    while not server.started:
        await asyncio.sleep(0.02)
    when_ready()


async def _working() -> None:
    """Keep one worker alive: a crash costs two seconds of jobs, not the rest of the day's."""
    while True:
        child = start_worker()
        try:
            while child.poll() is None:
                await asyncio.sleep(0.5)
        finally:
            stop_child(child)
        await asyncio.sleep(WORKER_RESTARTS_AFTER)


def start_worker() -> "subprocess.Popen[bytes]":
    """Start `hearten worker` in a process group of its own: Ctrl-C reaches us, and we stop it."""
    return subprocess.Popen(
        [sys.executable, "-m", "hearten", "worker"],
        process_group=0,
        preexec_fn=dies_with_parent(SIGTERM),
    )


def stop_child(child: "subprocess.Popen[bytes]", patience: float = 10) -> None:
    """Ask a child to end; a job that does not finish in time is left to the next worker."""
    child.terminate()
    try:
        child.wait(patience)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()

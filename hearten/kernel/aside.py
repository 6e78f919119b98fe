"""Reading in a process of its own, as whoever asks sees it: ask, wait a little, or be told that nobody is free.

A page never waits for a model: a bounded number of requests wait at once, each for a few seconds at most.
A process that takes too long is ended and a fresh one started; what it was reading is gone with it.
"""

import json
import os
import select
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from queue import Empty, LifoQueue
from typing import Any

STARTS_WITHIN_S = 30.0
ANSWERS_WITHIN_S = 5.0
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "TOKENIZERS_PARALLELISM": "false"}


class Busy(Exception):
    """Nobody is free to read this now, or reading it took too long. The words stay with whoever wrote them."""


class Process:
    """One running `python -m <module> <options>`, which says one JSON line when it is ready and answers one a line."""

    def __init__(self, module: str, *options: str) -> None:
        self._child = subprocess.Popen(
            [sys.executable, "-m", module, *options],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, **ONE_THREAD},
            start_new_session=True,  # Ctrl-C reaches the web process, which closes our input
        )
        self._left = b""
        assert self._child.stdin is not None and self._child.stdout is not None  # they are pipes
        self._to, self._from = self._child.stdin.fileno(), self._child.stdout.fileno()
        os.set_blocking(self._to, False)
        self._line(time.monotonic() + STARTS_WITHIN_S)

    def ask(self, request: dict[str, Any], within: float = ANSWERS_WITHIN_S) -> dict[str, Any]:
        """Return the answer to one request. Raises Busy when there is none in time; the process is then ended."""
        until = time.monotonic() + within
        if self._left or _ready(self._from, select.POLLIN, 0.0):  # what nobody asked for must not answer somebody else
            self.end()
            raise Busy
        self._send(json.dumps(request).encode() + b"\n", until)
        return self._line(until)

    def _send(self, line: bytes, until: float) -> None:
        try:
            while line:
                if not _ready(self._to, select.POLLOUT, until):  # it reads no more, and the pipe is full
                    raise TimeoutError
                line = line[os.write(self._to, line) :]
        except OSError:
            self.end()
            raise Busy from None

    def _line(self, until: float) -> dict[str, Any]:
        while b"\n" not in self._left:
            part = os.read(self._from, 1 << 20) if _ready(self._from, select.POLLIN, until) else b""
            if not part:
                self.end()
                raise Busy
            self._left += part
        line, _newline, self._left = self._left.partition(b"\n")
        return json.loads(line)  # type: ignore[no-any-return]  # the module says an object

    def end(self) -> None:
        """End the process now."""
        self._child.kill()
        self._child.wait()
        for pipe in (self._child.stdin, self._child.stdout):
            with suppress(OSError):
                if pipe:
                    pipe.close()

    @property
    def alive(self) -> bool:
        return self._child.poll() is None


def _ready(pipe: int, event: int, until: float) -> bool:
    """Wait for a pipe until a moment. With poll: select knows no file beyond the 1024th, and live pages hold many."""
    waiting = select.poll()
    waiting.register(pipe, event)
    return bool(waiting.poll(max(0.0, until - time.monotonic()) * 1000))


class Pool:
    """`size` processes, started when they are first needed, and at most `waiting` requests at a time."""

    def __init__(self, size: int, waiting: int, begin: Callable[[], Process]) -> None:
        self._begin, self._woken = begin, False
        self._free: LifoQueue[Process | None] = LifoQueue()
        for _each in range(size):
            self._free.put(None)
        self._room = threading.BoundedSemaphore(waiting)

    def ask(self, request: dict[str, Any], within: float | None = None, start: bool = True) -> dict[str, Any]:
        """Return what the process tells (an answer's "told"), within so many seconds. Raises Busy.

        Starting a process takes longer than an answer. Who cannot wait for that says `start=False`: one is started in
        the background for the next who asks.
        """
        if not self._room.acquire(blocking=False):
            raise Busy
        try:
            return self._told(request, ANSWERS_WITHIN_S if within is None else within, start)
        finally:
            self._room.release()

    def _told(self, request: dict[str, Any], within: float, start: bool) -> dict[str, Any]:
        try:
            process = self._free.get(timeout=within)
        except Empty:
            raise Busy from None
        try:
            if process is None or not process.alive:
                process = self._started(start)
            answer = process.ask(request, within)
        except BaseException:
            self._free.put(None)
            raise
        self._free.put(process)
        if "told" not in answer:
            raise Busy
        return answer["told"]  # type: ignore[no-any-return]  # the module's object

    def _started(self, now: bool) -> Process:
        if now:
            return self._begin()
        self._woken = False
        threading.Timer(0, self.wake).start()  # after this request has given its place back
        raise Busy

    def wake(self) -> None:
        """Start a process in the background, the first time: so that the first who asks does not wait for it."""
        if not self._woken:
            self._woken = True
            threading.Thread(target=self._wake, daemon=True).start()

    def _wake(self) -> None:
        with suppress(Empty, Busy):
            process = self._free.get_nowait()
            try:
                if process is None or not process.alive:
                    process = self._begin()
            except BaseException:
                process = None
                raise
            finally:
                self._free.put(process)

    def close(self) -> None:
        """End every process that is not reading something now."""
        with suppress(Empty):
            while True:
                process = self._free.get_nowait()
                if process is not None:
                    process.end()

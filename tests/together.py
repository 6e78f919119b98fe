"""Several people, or several windows of one, who do the same at the same moment."""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from django.db import connection

One = TypeVar("One")
Result = TypeVar("Result")


def at_once(work: Callable[[One], Result], on: Sequence[One]) -> list[Result]:
    """Have `work` done for each of `on` at the same moment, each over a connection of its own.

    Returns what each came to, in order. Raises what any of them raised.
    """
    ready = threading.Barrier(len(on))

    def do(one: One) -> Result:
        try:
            ready.wait(timeout=60)
            return work(one)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(on)) as threads:
        return list(threads.map(do, on))

"""Child processes that never outlive hearten, however it ends."""

import ctypes
import os
import sys
from collections.abc import Callable
from signal import Signals

PR_SET_PDEATHSIG = 1


def dies_with_parent(signal: Signals) -> Callable[[], None] | None:
    """What a child runs before its program so that Linux sends it `signal` when the parent's thread ends.

    Linux ties this to the thread that started the child: start children from the main thread. None elsewhere.
    """
    if sys.platform != "linux":
        return None
    prctl = ctypes.CDLL(None).prctl
    parent = os.getpid()

    def ask() -> None:
        prctl(PR_SET_PDEATHSIG, int(signal), 0, 0, 0)
        if os.getppid() != parent:  # It ended before we could ask.
            os._exit(1)

    return ask

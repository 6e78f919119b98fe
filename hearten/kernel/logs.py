"""How a fault is written to the log: where it happened and of what kind, never what somebody wrote (PR-13).

The message of an exception may carry a row's values (a database's "Key (name)=(...)") or a form's, so it stays out.
"""

import logging
import traceback
from types import TracebackType

Raised = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class Wordless(logging.Formatter):
    """A formatter whose tracebacks end with the kind of the error alone, and whose lines name no page.

    An address can be a secret (an invitation's token) or say which group somebody reads.
    """

    def format(self, record: logging.LogRecord) -> str:
        ours = logging.makeLogRecord(record.__dict__ | {"exc_text": None})  # another handler's text has the words in it
        if ours.name.startswith(("django.request", "django.security")) and isinstance(ours.args, tuple):
            ours.args = (*ours.args[:-1], "(a page)")
        return super().format(ours)

    def formatException(self, ei: Raised) -> str:  # logging's own name
        kind, error, place = ei
        chain = [error] if error is not None else []
        while chain and (before := chain[-1].__cause__ or chain[-1].__context__) is not None and before not in chain:
            chain.append(before)
        kinds = " from ".join(type(each).__qualname__ for each in chain)
        return "".join(traceback.format_tb(place)) + (kinds or str(kind))

"""What a report about a letter says that reached nobody: for good, or not, and about which address. Pure.

Sources: RFC 3464 (reports), RFC 3463 (status codes). Servers that write neither say it in words and numbers of SMTP.
"""

import re
from collections.abc import Iterator
from email.message import Message
from typing import NamedTuple

from hearten.by_letter.automatic import NOBODY, is_of_a_program
from hearten.by_letter.parsed import headers, words_of

# No such mailbox or place, a mailbox that is closed (RFC 3463, 3.2 and 3.3; RFC 7505).
_NO_MAILBOX = {(1, 1), (1, 2), (1, 3), (1, 6), (1, 10), (2, 1)}
# A full box, and refusals that say no more than that they are for good.
_FULL_OR_UNSAID = {(0, 0), (1, 0), (2, 0), (2, 2), (4, 4), (4, 1)}
# About who sends or what, and not about the address: policy (7), the system (3), the order (5), the content (6).
_STATUS = re.compile(r"\b5\.(\d{1,3})\.(\d{1,3})\b")
_ADDRESS = re.compile(r"[^\s<>@\"(),;:\\\[\]]+@[^\s<>@\"(),;:\\\[\]]+")
_NOT_YET = re.compile(
    r"\b(delayed|will be retried|will retry|still trying|not yet been delivered|warning)\b", re.IGNORECASE
)


class Report(NamedTuple):
    """`status`: subject and detail of a permanent failure. `addresses`: which ones it names, in lower case."""

    status: tuple[int, int]
    addresses: frozenset[str]

    @property
    def kind(self) -> str:
        """What it means for the address: "gone", "full", or "" where it is not about the address."""
        return "gone" if self.status in _NO_MAILBOX else "full" if self.status in _FULL_OR_UNSAID else ""


def reports_in(message: Message, sender: str) -> list[Report]:
    """Return the permanent failures that a letter reports; none where it is no report, or one of a delay.

    A report comes from nobody (RFC 5321, 4.5.5) or from a server's own address; what a person writes is none.
    """
    if sender.strip() not in NOBODY and not is_of_a_program(sender):
        return []
    if message.get_content_type() != "multipart/report" and _is_an_answer(message):
        return []  # somebody's holiday
    fields = list(_fields(message))
    return list(_of_fields(fields)) if fields else list(_of_words(message))


def _is_an_answer(message: Message) -> bool:
    submitted = headers(message, "Auto-Submitted")
    return any(one.partition(";")[0].strip().casefold() == "auto-replied" for one in submitted)


def _fields(message: Message) -> Iterator[Message]:
    """Yield the fields of each recipient: a part of message/delivery-status after the first, which is of the letter."""
    for part in message.walk():
        if part.get_content_type() == "message/delivery-status":
            for one in part.get_payload() if part.is_multipart() else []:
                if isinstance(one, Message) and one.get("Action"):
                    yield one


def _of_fields(fields: list[Message]) -> Iterator[Report]:
    for one in fields:
        found = _STATUS.search(str(one.get("Status", "")))
        if str(one["Action"]).strip().casefold() == "failed" and found:
            named = " ".join(str(one.get(name, "")) for name in ("Original-Recipient", "Final-Recipient"))
            exact = _STATUS.search(str(one.get("Diagnostic-Code", "")))
            status = _numbers(found)
            # "5.0.0" says nothing; what the far server said may say more.
            yield Report(_numbers(exact) if exact and status == (0, 0) else status, _addresses(named))


def _of_words(message: Message) -> Iterator[Report]:
    """Yield what a report without fields says: a permanent number of the standard, and the address beside it."""
    text = words_of(message).text[:8000]
    found = _STATUS.search(text)
    if found and not _NOT_YET.search(f"{message.get('Subject', '')} {text[:1500]}"):
        yield Report(_numbers(found), _addresses(text))


def _numbers(found: re.Match[str]) -> tuple[int, int]:
    return int(found[1]), int(found[2])


def _addresses(text: str) -> frozenset[str]:
    return frozenset(one.strip(".'`").casefold() for one in _ADDRESS.findall(text[:4000]))

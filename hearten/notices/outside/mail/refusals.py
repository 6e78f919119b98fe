"""What a mail server's refusal is about: one address, one letter, or this place (RFC 5321, 4.2; RFC 3463). Pure.

Servers say much in the same few numbers. What may be about one letter and may be about all is taken for the one's,
until somebody else's is refused as well with none taken between (faults.py).
"""

import re

from hearten.notices.outside.carrying import Gone, NotNow

# There is no such mailbox or place (RFC 3463, 3.2; RFC 7505). Others in x.1 are about who sends.
NO_SUCH_ADDRESS = {(1, 1), (1, 2), (1, 3), (1, 6), (1, 10)}
# The sender's address, the system as a whole, the order of commands: the next letter would meet the same.
OF_THIS_PLACE = {(1, 7), (1, 8), (3, 2), (5, 0), (5, 1), (5, 2), (5, 3)}
# The server closes; the order of commands; signing in is asked for, or did not do (RFC 5321, 4.2.3; RFC 4954, 6).
CODES_OF_THIS_PLACE = {421, 503, 530, 534, 535, 538}
FULL = (2, 2)
ADDRESSING, MAILBOX, POLICY = 1, 2, 7
_STATUS = re.compile(r"^\W*[245]\.(\d{1,3})\.(\d{1,3})\b")


def of_address(code: int, said: bytes) -> Exception:
    """Return what the refusal of a recipient means: Gone, or NotNow. What was said may name the address: only numbers
    are passed on."""
    status = status_of(said)
    if code >= 500 and status in NO_SUCH_ADDRESS:
        return Gone()
    if _is_ours(code, status):
        return NotNow(_cause("SMTPRecipientsRefused", code, status), ours=True)
    subject = status[0] if status else 0
    final = code >= 500 and status != FULL
    return NotNow(
        _cause("SMTPRecipientsRefused", code, status),
        alike=subject not in (ADDRESSING, MAILBOX),
        final=final,
        ends=final and subject != POLICY,  # that we may not send is no fault of theirs
    )


def of_letter(code: int, said: bytes) -> NotNow:
    """Return what a refusal of the letter itself means, after its address was taken."""
    status = status_of(said)
    cause = _cause("SMTPDataError", code, status)
    return NotNow(cause, ours=True) if _is_ours(code, status) else NotNow(cause, alike=True, final=code >= 500)


def of_sender(code: int, said: bytes) -> NotNow:
    """Return what a refusal of the sender means: no address was named yet, so it is this place's."""
    return NotNow(_cause("SMTPSenderRefused", code, status_of(said)), ours=True)


def status_of(said: bytes) -> tuple[int, int] | None:
    """Return subject and detail of an enhanced status code; None where there is none."""
    found = _STATUS.match(said.decode("utf-8", "replace"))
    return (int(found[1]), int(found[2])) if found else None


def _is_ours(code: int, status: tuple[int, int] | None) -> bool:
    return status in OF_THIS_PLACE or code in CODES_OF_THIS_PLACE


def _cause(kind: str, code: int, status: tuple[int, int] | None) -> str:
    return f"{kind} {code}" + (f" {code // 100}.{status[0]}.{status[1]}" if status else "")

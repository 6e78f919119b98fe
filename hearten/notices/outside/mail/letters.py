"""Letters, over the operator's mail server (RFC 5321).

This, the line it uses (line.py) and push/pushing.py are all that speaks to another machine.
"""

import smtplib
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings

from hearten.kernel.pages import url
from hearten.notices.coming_back import Back
from hearten.notices.outside.carrying import NotNow, WayIsDown
from hearten.notices.outside.mail import refusals
from hearten.notices.outside.mail.line import Bound, enter, leave
from hearten.notices.outside.saying import code_letter, code_subject, letter, sentence


@dataclass(frozen=True)
class Posted:
    """One letter on its way: which it is and of when, so that a second copy is known to be one; and the way back."""

    id: UUID
    dated: datetime
    to: str
    back: Back | None = None


def is_on() -> bool:
    """Whether this place sends letters at all."""
    return bool(settings.HEARTEN_SMTP_HOST and settings.HEARTEN_SMTP_FROM)


def send_news(posted: Posted, stop_token: str) -> None:
    """Send the one letter that there is. Raises WayIsDown, NotNow, Gone."""
    back, stop = posted.back, settings.HEARTEN_ORIGIN + url("notices:stop", stop_token)
    news = url("notices:go", back.notice) if back and back.notice else url("notices:list")
    made = _letter(posted, sentence(), letter(settings.HEARTEN_ORIGIN + news, stop, back.sentence if back else ""))
    made["List-Unsubscribe"] = f"<{stop}>"
    made["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"  # RFC 8058
    _hand_over(made, posted)


def send_code(posted: Posted, code: str) -> None:
    """Send the code that confirms an address. Raises WayIsDown, NotNow, Gone."""
    place = settings.HEARTEN_ORIGIN + url("notices:address")
    _hand_over(_letter(posted, code_subject(), code_letter(code, place)), posted)


def greet() -> None:
    """Enter the server and leave again: does it let us in? Raises WayIsDown."""
    with Bound() as bound:
        leave(_entered(bound))


def _letter(posted: Posted, subject: str, words: str) -> EmailMessage:
    made = EmailMessage()
    made["Subject"] = subject
    made["From"] = settings.HEARTEN_SMTP_FROM
    made["To"] = posted.to
    if posted.back and posted.back.reply_to:
        made["Reply-To"] = posted.back.reply_to
    made["Date"] = format_datetime(posted.dated)
    made["Message-ID"] = f"<{posted.id}@{_here()}>"
    made["Auto-Submitted"] = "auto-generated"  # RFC 3834: nobody's holiday answers this
    made.set_content(words)
    return made


def _here() -> str:
    return (
        parseaddr(settings.HEARTEN_SMTP_FROM)[1].rpartition("@")[2] or urlsplit(settings.HEARTEN_ORIGIN).hostname or ""
    )


def _hand_over(made: EmailMessage, posted: Posted) -> None:
    """Give one letter to the server. It was taken when this returns: how the line ends after that is no matter.

    The way is down only where nobody answers or lets us in. What fails after that is this letter's: were it the way's,
    one address that a server is slow about would hold up everybody.
    """
    with Bound() as bound:
        server = _entered(bound)
        try:
            _say(server, bound, made, posted)
        finally:
            leave(server)


def _entered(bound: Bound) -> smtplib.SMTP:
    try:
        return enter(bound, _here())
    except (smtplib.SMTPException, OSError) as fault:
        raise WayIsDown(_kind(fault, bound)) from None


def _say(server: smtplib.SMTP, bound: Bound, made: EmailMessage, posted: Posted) -> None:
    sender = posted.back.sender if posted.back else None  # None: as in From
    try:
        server.send_message(made, from_addr=sender, to_addrs=[posted.to])
    except smtplib.SMTPRecipientsRefused as refused:
        raise refusals.of_address(*refused.recipients[posted.to]) from None
    except smtplib.SMTPDataError as refused:
        raise refusals.of_letter(refused.smtp_code, _bytes(refused.smtp_error)) from None
    except smtplib.SMTPSenderRefused as refused:
        raise refusals.of_sender(refused.smtp_code, _bytes(refused.smtp_error)) from None
    except (smtplib.SMTPNotSupportedError, UnicodeError) as refused:  # an address that this server cannot write to
        raise NotNow(type(refused).__name__, final=True, ends=True) from None
    except (smtplib.SMTPException, OSError) as fault:
        raise NotNow(_kind(fault, bound), alike=True) from None


def _bytes(said: bytes | str) -> bytes:
    return said.encode() if isinstance(said, str) else said


def _kind(fault: Exception, bound: Bound) -> str:
    """Return what happened in a word or two: the kind, and the number that the server or TLS gave it."""
    if bound.is_over:
        return TimeoutError.__name__
    number = getattr(fault, "smtp_code", None) or getattr(fault, "verify_code", None) or ""
    return f"{type(fault).__name__} {number}".strip()

"""Letters, over the operator's mail server (RFC 5321). This and pushing.py are all that speaks to another machine."""

import re
import smtplib
import ssl
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings

from hearten.kernel.pages import url
from hearten.notices.carrying import Gone, NotNow, WayIsDown
from hearten.notices.saying import code_letter, code_subject, letter, sentence

PATIENCE_S = 20  # until a server answers at all, and lets one in
LETTER_PATIENCE_S = 300  # for each answer about one letter: many look through it first (RFC 5321, 4.5.3.2)
# What says that there is no such mailbox or place (RFC 3463, 3.2; RFC 7505). Others in 5.1 are about who sends.
NO_SUCH_ADDRESS = re.compile(r"^\W*5\.1\.(1|2|3|6|10)\b")


@dataclass(frozen=True)
class Posted:
    """One letter on its way: which it is and of when, so that a second copy is known to be one."""

    id: UUID
    dated: datetime
    to: str


def is_on() -> bool:
    """Whether this place sends letters at all."""
    return bool(settings.HEARTEN_SMTP_HOST and settings.HEARTEN_SMTP_FROM)


def send_news(posted: Posted, stop_token: str) -> None:
    """Send the one letter that there is. Raises WayIsDown, NotNow, Gone."""
    news = settings.HEARTEN_ORIGIN + url("notices:list")
    stop = settings.HEARTEN_ORIGIN + url("notices:stop", stop_token)
    made = _letter(posted, sentence(), letter(news, stop))
    made["List-Unsubscribe"] = f"<{stop}>"
    made["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"  # RFC 8058
    _hand_over(made, posted.to)


def send_code(posted: Posted, code: str) -> None:
    """Send the code that confirms an address. Raises WayIsDown, NotNow, Gone."""
    place = settings.HEARTEN_ORIGIN + url("notices:address")
    _hand_over(_letter(posted, code_subject(), code_letter(code, place)), posted.to)


def _letter(posted: Posted, subject: str, words: str) -> EmailMessage:
    made = EmailMessage()
    made["Subject"] = subject
    made["From"] = settings.HEARTEN_SMTP_FROM
    made["To"] = posted.to
    made["Date"] = format_datetime(posted.dated)
    made["Message-ID"] = f"<{posted.id}@{_here()}>"
    made["Auto-Submitted"] = "auto-generated"  # RFC 3834: nobody's holiday answers this
    made.set_content(words)
    return made


def _here() -> str:
    return (
        parseaddr(settings.HEARTEN_SMTP_FROM)[1].rpartition("@")[2] or urlsplit(settings.HEARTEN_ORIGIN).hostname or ""
    )


def _hand_over(made: EmailMessage, to: str) -> None:
    """Give one letter to the server. It was taken when this returns: how the line ends after that is no matter.

    The way is down only where nobody answers or lets us in. What fails after that is this letter's: were it the way's,
    one address that a server is slow about would hold up everybody.
    """
    try:
        server = _server()
    except (smtplib.SMTPException, OSError) as fault:
        raise _down(fault) from None
    try:
        if server.sock is not None:
            server.sock.settimeout(LETTER_PATIENCE_S)
        server.send_message(made, to_addrs=[to])
    except smtplib.SMTPRecipientsRefused as refused:
        raise _of_address(*refused.recipients[to]) from None
    except (smtplib.SMTPDataError, smtplib.SMTPSenderRefused) as refused:
        raise NotNow(f"{type(refused).__name__} {refused.smtp_code}", ours=refused.smtp_code >= 500) from None
    except (smtplib.SMTPNotSupportedError, UnicodeError) as refused:  # an address that this server cannot write to
        raise NotNow(type(refused).__name__) from None
    except (smtplib.SMTPException, OSError) as fault:
        raise NotNow(type(fault).__name__, ours=True) from None
    finally:
        _end(server)


def _end(server: smtplib.SMTP) -> None:
    with suppress(smtplib.SMTPException, OSError):
        if server.sock is not None:
            server.sock.settimeout(PATIENCE_S)
        server.quit()
    server.close()


def _down(fault: Exception) -> WayIsDown:
    return WayIsDown(f"{type(fault).__name__} {getattr(fault, 'smtp_code', '')}".strip())


def _of_address(code: int, said: bytes) -> Exception:
    """Return what a refusal of a recipient means. What the server said may hold the address, so it is not passed on."""
    status = NO_SUCH_ADDRESS.match(said.decode("utf-8", "replace"))
    return Gone() if code >= 500 and status else NotNow(f"SMTPRecipientsRefused {code}", ours=code >= 500)


def _server() -> smtplib.SMTP:
    host, port = settings.HEARTEN_SMTP_HOST, settings.HEARTEN_SMTP_PORT
    if settings.HEARTEN_SMTP_TLS == "tls":
        server: smtplib.SMTP = smtplib.SMTP_SSL(host, port, _here(), timeout=PATIENCE_S, context=_trust())
    else:
        server = smtplib.SMTP(host, port, _here(), timeout=PATIENCE_S)
    try:
        if settings.HEARTEN_SMTP_TLS == "starttls":
            server.starttls(context=_trust())
        if settings.HEARTEN_SMTP_USER:
            server.login(settings.HEARTEN_SMTP_USER, settings.HEARTEN_SMTP_PASSWORD)
        server.ehlo_or_helo_if_needed()
    except BaseException:
        server.close()
        raise
    return server


def _trust() -> ssl.SSLContext:
    return ssl.create_default_context()

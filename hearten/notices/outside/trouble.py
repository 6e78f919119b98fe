"""Whether the ways outside work, for the operator: in one word for a monitor, in a line for `hearten check`."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from hearten.kernel.seat import VISITOR
from hearten.notices.models import Channel
from hearten.notices.outside.mail import letters
from hearten.notices.outside.push import pushing

_NOW = "SELECT channel, since, cause FROM notices_trouble WHERE ended_at IS NULL ORDER BY channel"


class Fault(NamedTuple):
    """One way that does not work: since when, and of what kind the fault is."""

    channel: str
    since: datetime
    cause: str


def faults() -> Sequence[Fault]:
    """Return what does not work now, of the ways that are switched on."""
    found = VISITOR.read(Fault, _NOW)
    return [one for one in found if is_on(Channel(one.channel))]


# What an operator does about a fault, by its kind.
_NOBODY_THERE = (
    "Nothing answers at HEARTEN_SMTP_HOST and HEARTEN_SMTP_PORT: look whether both are right, and whether a firewall "
    "stands between."
)
_MAIL = {
    "SSLCertVerificationError": "This machine does not trust the mail server's certificate for the name in "
    "HEARTEN_SMTP_HOST, so nothing was sent to it: set the name that stands in the certificate, have an expired one "
    "renewed, or add the authority that signed it to this machine's certificates.",
    "SSLError": "The mail server does not speak TLS there: HEARTEN_SMTP_TLS is starttls for port 587, tls for 465.",
    "SMTPAuthenticationError": "The mail server does not let HEARTEN_SMTP_USER in with HEARTEN_SMTP_PASSWORD: set both "
    "anew and restart the worker.",
    "SMTPNotSupportedError": "The mail server offers there no STARTTLS, or no signing in: look at HEARTEN_SMTP_TLS and "
    "HEARTEN_SMTP_PORT.",
    "ConnectionRefusedError": _NOBODY_THERE,
    "gaierror": _NOBODY_THERE,
    "OSError": _NOBODY_THERE,
    "TimeoutError": "The mail server takes too long: look whether it is the right one, at its load, and at its log.",
    "SMTPServerDisconnected": "The mail server does not answer in time, or hangs up: look at its load and its log.",
    "SMTPSenderRefused": "The mail server takes nothing from the address in HEARTEN_SMTP_FROM.",
    "SMTPRecipientsRefused": "The mail server takes letters to several members not: mostly it does not let this "
    "account send to others. Its log says why.",
    "SMTPDataError": "The mail server takes the letters to several members not: its log says why.",
}
_OTHERWISE = {
    Channel.MAIL: "Look at HEARTEN_SMTP_HOST and the settings beside it.",
    Channel.PUSH: "Look at HEARTEN_PUSH_CONTACT, and whether this machine may reach push services.",
}


def advice(channel: Channel, cause: str) -> str:
    """Return what an operator can do about a fault, and that nothing is lost."""
    said = _MAIL.get(cause.partition(" ")[0]) if channel == Channel.MAIL else None
    return f"{said or _OTHERWISE[channel]} What waits is sent when it works again, for three days."


def is_on(channel: Channel) -> bool:
    """Whether this place uses a way at all."""
    return letters.is_on() if channel == Channel.MAIL else pushing.is_on()


def in_a_word(channel: Channel) -> str | None:
    """Return "ok" or "failing" of a way; None where it is off."""
    if not is_on(channel):
        return None
    return "failing" if any(one.channel == channel for one in faults()) else "ok"

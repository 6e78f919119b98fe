"""Where letters come in: what the operator set, and what is wrong with it.

The operator's own mail server hands them over, on this machine or on a network that is theirs; nobody else may reach
this door. It is closed unless both settings are there.
"""

import re
from collections.abc import Iterator
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from typing import NamedTuple

from django.conf import settings
from django.utils import translation

from hearten.kernel.complaint import Complaint
from hearten.kernel.pages import url
from hearten.notices.outside.saying import sentence

# Loopback, and the private networks of RFC 1918 and RFC 4193. "Any address" (0.0.0.0) is in none of them.
_OURS = [
    ip_network(one) for one in ("127.0.0.0/8", "::1/128", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7")
]
_DOMAIN = re.compile(r"(?=.{4,190}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]")
_MEND = (
    "set it to an address of this machine, as in HEARTEN_LETTERS_AT=127.0.0.1:8024, or to a socket, as in unix:/run/"
)


class Place(NamedTuple):
    """Where we listen: a host and a port, or the path of a Unix socket."""

    host: str = ""
    port: int = 0
    socket: str = ""


def is_on() -> bool:
    """Whether letters come in at all."""
    return bool(settings.HEARTEN_LETTERS_AT and settings.HEARTEN_LETTERS_DOMAIN)


def domain() -> str:
    """Return what stands behind the @ of the addresses that letters come to."""
    return str(settings.HEARTEN_LETTERS_DOMAIN).casefold()


def only_in_our_letters() -> tuple[str, ...]:
    """Return what stands in every letter of this place and in no words of anybody: by it a quote of one is known.

    Addresses, and the sentence, which is left where a mail server leads each address over a page of its own.
    """
    stop, said = url("notices:stop", "x").removesuffix("x/end/"), []
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            said.append(sentence())
    return (settings.HEARTEN_ORIGIN + url("notices:list"), settings.HEARTEN_ORIGIN + stop, f"@{domain()}", *said)


def place() -> Place:
    """Return where we listen. Raises Complaint where HEARTEN_LETTERS_AT names no place of ours."""
    said = settings.HEARTEN_LETTERS_AT
    if said.startswith(("unix:/", "/")):
        return Place(socket=said.removeprefix("unix:"))
    host, _colon, port = said.rpartition(":")
    try:
        address, number = ip_address(host.strip("[]")), int(port)
    except ValueError:
        raise Complaint(f"HEARTEN_LETTERS_AT ({said}) is no address and port, and no socket: {_MEND}") from None
    if not 0 < number < 65536 or not any(_holds(net, address) for net in _OURS):
        raise Complaint(f"HEARTEN_LETTERS_AT ({said}) could be reached from outside: {_MEND}")
    return Place(str(address), number)


def _holds(net: IPv4Network | IPv6Network, address: object) -> bool:
    return getattr(address, "version", 0) == net.version and address in net


def problems() -> Iterator[tuple[str, str]]:
    """Yield what is set by half or wrongly, and how to mend it."""
    at, named = settings.HEARTEN_LETTERS_AT, settings.HEARTEN_LETTERS_DOMAIN
    if bool(at) != bool(named):
        missing, there = ("DOMAIN", "AT") if at else ("AT", "DOMAIN")
        yield (
            f"HEARTEN_LETTERS_{there} is set and HEARTEN_LETTERS_{missing} is not: no letter comes in.",
            "Set both, or neither.",
        )
    if named and not _DOMAIN.fullmatch(domain()):
        yield "HEARTEN_LETTERS_DOMAIN is no name of a domain.", "Set it as in reply.example.org."
    if at:
        try:
            place()
        except Complaint as complaint:
            yield f"{complaint}.", "The worker does not start before that."
    if is_on() and not (settings.HEARTEN_SMTP_HOST and settings.HEARTEN_SMTP_FROM):
        yield "Letters come in and none go out: nobody has one to answer.", "Set HEARTEN_SMTP_HOST and _FROM, too."

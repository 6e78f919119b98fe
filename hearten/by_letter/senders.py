"""Whom a letter says it is from, and what the operator's mail server found out about that. Pure."""

import re
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr

from hearten.by_letter.parsed import Unfit, header, headers

# One address, with or without a name (RFC 5322, 3.4). What could be read in two ways is read in none.
_ADDRESS = r"[^\s<>@\"(),;:\\\[\]]+@[^\s<>@\"(),;:\\\[\]]+"
_FROM = re.compile(rf"(?:(?:[^<>@,;:\"]|\"(?:[^\"\\]|\\.)*\")*<({_ADDRESS})>|({_ADDRESS}))")
_ASIDE = re.compile(r"\([^()]*\)|\"(?:[^\"\\]|\\.)*\"")
# At the beginning of a result: what stands behind it, such as a local part, is written by whoever sent the letter.
_RESULT = re.compile(r";\s*(dmarc|spf)\s*=\s*([a-z]+)", re.IGNORECASE)
_FAILS = {"fail", "hardfail", "permerror", "softfail"}


def sender_of(message: Message) -> str:
    """Return the one address in From, in lower case. Raises Unfit where there is none, or more than one."""
    found = _FROM.fullmatch(header(message, "From"))
    if found is None:
        raise Unfit
    return (found[1] or found[2]).casefold()


def name_of(message: Message) -> str:
    """Return the name beside that address; "" where there is none, or none that can be read."""
    try:
        return parseaddr(str(make_header(decode_header(header(message, "From")))))[0]
    except (Unfit, ValueError, LookupError, HeaderParseError):
        return ""


def was_refuted(message: Message, trusted: str) -> bool:
    """Whether the server in front says that the sender is not who they say (RFC 8601).

    `trusted` is the name under which it writes Authentication-Results; what others wrote counts for nothing. DMARC is
    about the address in From. SPF alone fails for whoever has letters forwarded, so it counts where DMARC said nothing
    good.
    """
    if not trusted:
        return False
    found: dict[str, set[str]] = {"dmarc": set(), "spf": set()}
    for said in headers(message, "Authentication-Results"):
        name, semicolon, results = said.partition(";")
        if name.split()[:1] and name.split()[0].casefold() == trusted.casefold():
            for method, result in _RESULT.findall(semicolon + _ASIDE.sub("", results)):
                found[method.lower()].add(result.lower())
    if found["dmarc"] & _FAILS:
        return True
    return bool(found["spf"] & {"fail", "hardfail"}) and "pass" not in found["dmarc"]

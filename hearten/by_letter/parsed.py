"""A letter taken apart: its headers, the text that its writer saw, and how many files hung on it. Bounded, and pure.

What is too large, too deep or not to be read is Unfit. Nothing in a letter is fetched, run or unpacked.
"""

import codecs
import re
from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message
from typing import NamedTuple

from hearten.by_letter.flowed import unfolded
from hearten.by_letter.html_words import text_of_html

MOST_BYTES = 256_000
MOST_HEADER_BYTES = 32_000
MOST_HEADERS = 300
MOST_PARTS = 60
DEEPEST = 8
LONGEST_TEXT = 60_000
# Python's codecs that are no charset of a letter, and slow or tricky with hostile bytes.
_NO_CHARSETS = {"idna", "punycode", "unicode_escape", "raw_unicode_escape", "utf_7", "undefined", "mbcs", "oem"}
_NEW_PART = re.compile(rb"(?im)^content-type[ \t]*:|boundary[ \t]*=")


class Unfit(Exception):
    """This is no letter that anybody could read here."""


class Words(NamedTuple):
    """The text of a letter, and how many files or pictures hung on it."""

    text: str
    files: int


def parsed(content: bytes) -> Message:
    """Return a letter's parts. Raises Unfit."""
    head = content.partition(b"\r\n\r\n")[0]
    if len(content) > MOST_BYTES or len(head) > MOST_HEADER_BYTES or head.count(b"\n") > MOST_HEADERS or b"\0" in head:
        raise Unfit
    if len(_NEW_PART.findall(content)) > MOST_PARTS:
        raise Unfit
    try:
        return message_from_bytes(content)
    except Exception as fault:  # whatever its parser makes of hostile bytes, RecursionError too
        raise Unfit from fault


def header(message: Message, name: str) -> str:
    """Return a header on one line; "" where there is none. Raises Unfit where there are several."""
    found = message.get_all(name, [])
    if len(found) > 1:
        raise Unfit
    return " ".join(str(found[0]).split()) if found else ""


def headers(message: Message, name: str) -> list[str]:
    """Return all headers of a name, each on one line."""
    return [" ".join(str(one).split()) for one in message.get_all(name, [])]


def words_of(message: Message) -> Words:
    """Return what a letter says. Raises Unfit."""
    try:
        leaves = list(_leaves(message))
        shown = [part for part in leaves if _is_text(part)]
        texts = [_text(part) for part in shown]
    except Exception as fault:
        raise Unfit from fault
    return Words("\n".join(text for text in texts if text.strip())[:LONGEST_TEXT], len(leaves) - len(shown))


def _leaves(part: Message, depth: int = 0) -> Iterator[Message]:
    """Yield what a reader is shown: of alternatives one, of what belongs together the first, of all else each."""
    if depth > DEEPEST:
        raise Unfit
    if not part.is_multipart() or part.get_content_maintype() != "multipart":
        yield part
        return
    parts = [one for one in part.get_payload() if isinstance(one, Message)]
    match part.get_content_subtype():
        case "alternative":
            parts = _chosen(parts)
        case "signed":
            parts = parts[:1]
    for one in parts:
        yield from _leaves(one, depth + 1)


def _chosen(parts: list[Message]) -> list[Message]:
    """Return plain text where there is some; else what comes last, which is the richest (RFC 2046, 5.1.4)."""
    plain = [one for one in parts if one.get_content_type() == "text/plain" and _text(one).strip()]
    return plain[:1] or parts[-1:]


def _is_text(part: Message) -> bool:
    hangs_on = part.get_content_disposition() == "attachment" or part.get_filename()
    return part.get_content_type() in ("text/plain", "text/html") and not hangs_on


def _text(part: Message) -> str:
    raw = part.get_payload(decode=True)
    text = _decoded(raw if isinstance(raw, bytes) else b"", part.get_content_charset("")).replace("\r\n", "\n")
    if part.get_content_type() == "text/html":
        return text_of_html(text)
    is_flowed = str(part.get_param("format", "")).lower() == "flowed"
    return unfolded(text, str(part.get_param("delsp", "")).lower() == "yes") if is_flowed else text


def _decoded(raw: bytes, charset: str) -> str:
    """Return bytes as text: in the charset that was said, else in UTF-8, else in the one of old Windows mail."""
    for name in (charset, "utf-8"):
        try:
            if name and codecs.lookup(name).name.replace("-", "_") not in _NO_CHARSETS:
                return raw.decode(name, "replace" if name == charset else "strict")
        except (LookupError, UnicodeError, ValueError):
            continue
    return raw.decode("cp1252", "replace")

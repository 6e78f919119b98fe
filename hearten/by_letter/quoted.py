"""What somebody wrote themself in an answer, without what they answered and without what their program signs with.

The letter that is answered is one of ours, and what stands in it is known: our own address, the domain that answers go
to, and its first sentence. So a part is taken for a quote where each line says so (">"), or where what follows holds
one of these. Nothing else is cut away: better that a signature stands there than that somebody's words are lost. Where
the quote cannot be told apart, the caller learns it, and nothing is posted.

The lines with which programs begin a quote ("On Monday, X wrote:") are known here in the languages that we test, and in
others by mail-parser-reply. It is asked about a few short lines at a time: its patterns go back and forth on long ones.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote

from mailparser_reply.constants import MAIL_LANGUAGES
from mailparser_reply.parser import EmailMessage

MOST_LINES = 3000
LONGEST_BEGINNING = 400
_BEGINNINGS = re.compile(
    r"""(
      On\b.*\bwrote | Am\b.*\bschrieb\b.* | Le\b.*\ba\s[ée]crit\b.* | El\b.*\bescribi[óo]\b.* | Il\b.*\bha\sscritto\b.*
      | Em\b.*\bescreveu\b.* | Op\b.*\bschreef\b.* | .*[<(]\S+@\S+[>)]\s*(wrote|schrieb|a\s[ée]crit|escribi[óo])?
    )\s*[:：]""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_HEADER = re.compile(
    r"\*?(From|Sent|To|Cc|Subject|Date|Reply-To|Von|Gesendet|An|Betreff|Datum|De|Envoy[ée]|À|Objet|Enviado( el)?|Para"
    r"|Asunto|Fecha|Da|Inviato|A|Oggetto|Data|Van|Verzonden|Aan|Onderwerp|Assunto)\s*:\*?(\s.*)?",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(
    r"[-_ ]{0,2}_{10,}|-{2,}\s*(Original|Urspr|Weiterge|Message|Mensaje|Messaggio|Mensagem|Oorspronk|Forwarded).*-{2,}",
    re.IGNORECASE,
)
_DEVICE = re.compile(
    r"""(
      Sent\s(from|with|via)\s.* | Get\s(Outlook|BlueMail)\sfor\s.*
      | Gesendet\s(von|mit|über|aus)\s.* | (Diese\sNachricht\swurde\s)?Von\smeinem\s.*\sgesendet.*
      | (Holen\sSie\ssich\s)?Outlook\sf(ür|or)\s.* | Envoy[ée]\s(de|depuis|avec|à\spartir)\s.*
      | (T[ée]l[ée]chargez?|Obtenez)\sOutlook\s.* | Enviado\s(desde|con|do|de)\s.* | Obt[ée]n(er|ga)?\sOutlook\s.*
      | Inviato\sda\s.* | Verzonden\s(vanaf|met|van)\s.*
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_EXCUSES = re.compile(r"(Please excuse my brevity|Bitte entschuldigen? Sie meine Kürze).*", re.IGNORECASE)
LONGEST_SIGNATURE = 10  # lines; after more than that, a line of dashes was no sign of one


class Own(NamedTuple):
    """A person's own words. `unsure`: something of the answered letter may still stand among them."""

    words: str
    unsure: bool


def own_words(text: str, ours: Sequence[str]) -> Own:
    """Return what is a person's own. `ours`: what stands in every letter of this place, and in no words of anybody."""
    lines = [line.rstrip() for line in text.replace("\xa0", " ").split("\n")]
    blocks = _blocks(_unmarked_quote_cut(lines[:MOST_LINES], ours))
    words = "\n\n".join(block for block in map(_unsigned, blocks) if block)
    words = re.sub(r"\n{3,}", "\n\n", words).strip()
    return Own(words, len(lines) > MOST_LINES or holds_any(words, ours))


def holds_any(text: str, ours: Sequence[str]) -> bool:
    """Whether something of ours stands in a text, however its lines are folded; an address, too, that a mail server
    wrote into one of its own, by which it looks at what is followed ("...?url=https%3A%2F%2F...")."""
    plain = " ".join(text.split()).casefold()
    read = (plain, unquote(plain))
    return any(one and one.casefold() in each for one in ours for each in read)


def _unmarked_quote_cut(lines: list[str], ours: Sequence[str]) -> list[str]:
    """Return the lines up to where a quote begins that no ">" marks, as some programs write it."""
    for at, line in enumerate(lines[: _end_of_ours(lines, ours)]):
        begins = _SEPARATOR.fullmatch(line.strip()) or _is_header_block(lines, at) or _beginning(lines, at)
        if begins and not _is_marked_below(lines, at):
            return lines[:at]
    return lines


def _is_header_block(lines: list[str], at: int) -> bool:
    return all(_HEADER.fullmatch(line.strip()) for line in lines[at : at + 2]) and at + 1 < len(lines)


def _is_marked_below(lines: list[str], at: int) -> bool:
    """Whether the next lines after a beginning are marked as a quote: what is not marked there is an answer."""
    after = [line for line in lines[at + max(1, _beginning(lines, at)) :] if line.strip()]
    return bool(after) and after[0].lstrip().startswith(">")


def _end_of_ours(lines: list[str], ours: Sequence[str]) -> int:
    """Return how many lines are followed by, or are, something of a letter of ours that no ">" marks."""
    return bisect_left(range(len(lines)), True, key=lambda at: not _holds(lines[at:], ours))


def _holds(lines: list[str], ours: Sequence[str]) -> bool:
    return holds_any("\n".join(line for line in lines if not line.lstrip().startswith(">")), ours)


def _beginning(lines: list[str], at: int) -> int:
    """Return how many lines from here say who wrote what follows: none, or up to three, as programs fold them."""
    for number in (1, 2, 3):
        some = [line.strip() for line in lines[at : at + number]]
        joined = " ".join(some)
        if not some[0] or len(joined) > LONGEST_BEGINNING or len(some) < number or not some[-1]:
            return 0
        if joined[-1:] in ":：" and any(one.isdigit() for one in joined) and _says_who(joined):
            return number
    return 0


def _says_who(joined: str) -> bool:
    return bool(_BEGINNINGS.fullmatch(joined) or _other_languages().fullmatch(joined))


@lru_cache(maxsize=1)
def _other_languages() -> re.Pattern[str]:
    languages = [one for one in MAIL_LANGUAGES if len(one) == 2]
    found: re.Pattern[str] = EmailMessage(text="", languages=languages).HEADER_REGEX
    return found


def _blocks(lines: list[str]) -> list[list[str]]:
    """Return the own lines, in blocks between which something was quoted."""
    blocks: list[list[str]] = [[]]
    at = 0
    while at < len(lines):
        begins = _beginning(lines, at)
        if begins and _is_marked_below(lines, at):
            blocks.append([])
            at += begins
        elif lines[at].lstrip().startswith(">"):
            blocks.append([])
            at += 1
        else:
            blocks[-1].append(lines[at])
            at += 1
    return blocks


def _unsigned(block: list[str]) -> str:
    """Return a block without the signature and the line about a device at its end."""
    lines = _without_signature(block)
    while lines and (not lines[-1].strip() or _is_of_a_program(lines[-1])):
        lines = lines[:-1]
    return "\n".join(lines).strip("\n")


def _without_signature(block: list[str]) -> list[str]:
    """Return what stands above "-- " (RFC 3676, 4.3), where little enough follows to be a signature."""
    for at, line in enumerate(block):
        if line == "--" and len([below for below in block[at:] if below.strip()]) <= LONGEST_SIGNATURE:
            return block[:at]
    return block


def _is_of_a_program(line: str) -> bool:
    said = line.strip()
    return len(said) <= 160 and bool(_DEVICE.fullmatch(said) or _EXCUSES.fullmatch(said))

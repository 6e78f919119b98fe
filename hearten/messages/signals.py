"""Signs of grooming in how somebody asks others for private contact (SE-32): pure rules, for a person's eye alone.

Nothing here blocks, holds or tells anybody anything. What comes out are codes and counts. The phrases are English; in
other languages only what is counted speaks.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from hearten.reading.contacts import contacts
from hearten.reading.plain import plain

WITHIN = timedelta(days=14)
NEWCOMER_FOR = timedelta(days=14)
EARLY = 5  # how many of somebody's own messages in a talk count as its beginning
MANY_NEWCOMERS = 4
SAME_TO = 3
AT_NIGHT = 4
NIGHT_ENDS = 5  # from midnight
# Each of these alone is looked at; of the others two together, as each of them happens between friends.
ALONE = {"many_newcomers", "same_text", "secrecy", "age"}

_APART = {"phone", "e-mail", "handle", "messenger", "address", "link"}
_PHRASES = {
    "secrecy": (
        r"(?:our|a|my) (?:little |own )?secret"
        r"|keep (?:this|it|that|us) (?:just )?(?:secret|quiet|to yourself)"
        r"|keep (?:this|it|that|us) (?:just )?between (?:us|you and me|ourselves|the two of us)"
        r"|dont (?:you )?(?:tell|say|mention|show) (?:this |it |that |us |them |a word )?(?:to )?"
        r"(?:anyone|anybody|your|the (?:facilitator|moderator|group|others)|them)"
        r"|(?:delete|clear|erase) (?:this|these|our|the) (?:chat|messages?|conversation)"
        r"|nobody (?:else )?(?:needs|has) to know|they wouldnt understand (?:us|this)"
    ),
    "age": (
        r"how old (?:are|r) (?:you|u)|(?:whats|what is) (?:your|ur) age|(?:are|r) (?:you|u) (?:under|over|older)"
        r"|(?:what|which) (?:class|grade|year) (?:are|r) (?:you|u)|(?:are|r) (?:you|u) (?:still )?(?:at|in) school"
        r"|you (?:seem|sound|look) (?:so |very )?(?:mature|grown ?up) for your age|age is (?:just|only) a number"
    ),
    "gifts": (
        r"(?:buy|get|send|give|order) (?:you|u) (?:a |an |some |the )?(?:\w+ )?(?:gifts?|presents?|money|phone|cash"
        r"|voucher|gift ?card|credit|clothes|something nice)"
        r"|(?:pay|cover) (?:for )?(?:your|ur) (?:\w+ )?(?:rent|ticket|bill|phone|train|taxi|flight|trip)"
        r"|whats your (?:wish ?list|paypal|bank|size)"
    ),
    "move_away": (
        r"(?:move|switch|carry on|go|talk|chat|speak|continue) (?:\w+ ){0,4}"
        r"(?:another app|somewhere (?:else|private|more private)|off (?:here|this|the) ?(?:site|app|platform|place)?)"
        r"|(?:are|r) (?:you|u) on (?:whats ?app|telegram|snap|insta|discord|signal|kik)"
        r"|(?:send|give|tell) me (?:your|ur) (?:number|snap|insta|address|e-?mail)"
    ),
}
_FOUND = {code: re.compile(rf"(?<![a-z0-9])(?:{said})(?![a-z0-9])") for code, said in _PHRASES.items()}


@dataclass(frozen=True)
class First:
    """One request: in which talk, when on its group's clock, since when the other is there, the mark of its words."""

    talk: UUID
    at: datetime
    their_joining: datetime
    echo: str


@dataclass(frozen=True)
class Beginning:
    """What one person wrote first in one talk, at most EARLY messages."""

    talk: UUID
    texts: Sequence[str]


@dataclass(frozen=True)
class Signs:
    """What was found: how often each code, and in which talks. `for_humans`: somebody should look."""

    counts: dict[str, int]
    talks: frozenset[UUID]

    @property
    def for_humans(self) -> bool:
        return bool(ALONE & self.counts.keys()) or len(self.counts) > 1


def judge(firsts: Sequence[First], beginnings: Sequence[Beginning]) -> Signs:
    """Return the signs in what one person did lately, as far as it is handed in."""
    found = [*_asked(firsts), *(one for beginning in beginnings for one in _said(beginning))]
    return Signs(dict(Counter(code for code, _talk in found)), frozenset(talk for _code, talk in found))


def _asked(firsts: Sequence[First]) -> list[tuple[str, UUID]]:
    newcomers = [one for one in firsts if one.at - one.their_joining < NEWCOMER_FOR]
    again = Counter(one.echo for one in firsts if one.echo)
    same = [one for one in firsts if again[one.echo] >= SAME_TO]
    night = [one for one in firsts if one.at.hour < NIGHT_ENDS]
    found = [("many_newcomers", one.talk) for one in newcomers if len(newcomers) >= MANY_NEWCOMERS]
    found += [("same_text", one.talk) for one in same]
    found += [("night", one.talk) for one in night if len(night) >= AT_NIGHT and len(night) == len(firsts)]
    return found


def _said(beginning: Beginning) -> set[tuple[str, UUID]]:
    found = set()
    for text in beginning.texts[:EARLY]:
        read = plain(text).text
        found |= {(code, beginning.talk) for code, said in _FOUND.items() if said.search(read)}
        if any(kind in _APART for _start, _end, kind in contacts(text)):
            found.add(("move_away", beginning.talk))
    return found

"""Whether a text touches on danger to life at all, whatever its context says: the coach's own, wider net.

`risk` asks what is meant, so that people are alarmed about the right things. A machine that would put warm sentences
under a post must not need that answer: a word of dying by one's own hand is enough for it to be silent, also in a joke,
a memory or a promise to stay. It misses what is said without such words, and so do the rules beside it.
"""

import re
from functools import lru_cache
from pathlib import Path

import yaml

from hearten.reading.risk import risk

ALARMING = ("L2", "L3", "L4")
NEAR = 0.5  # cosine to one of our own sentences of danger
_MEANT = r"(?:my|your|her|him|them|one)?sel(?:f|ves)"
_DEAD = r"(?:die|dying|dead|death|died|disappear|not exist\w*|never wake|not wake|gone)"
_ALIVE = r"(?:be here|be alive|live|wake up|exist|go on|continue|keep (?:going|living))"
_PARTS = (
    rf"(?:kill|end|off|hang|shoot|cut|drown|poison|harm|hurt|burn)(?:t?ing|ed)? ?{_MEANT}",
    r"kms|kys|unaliv\w*|suicid\w*|sui|su1c\w*|self[- ]?harm\w*|end it(?: all)?",
    r"(?:end|ending|take|taking|took|quit|quitting|delete) (?:my|your|his|her|it|their)(?: own)? (?:life|all)",
    r"(?:want|wanna|wanted|wish|ready|going|gonna|rather|better|hope|hoping|try|tried|trying|about|plan|planning)"
    rf" (?:(?:i|to|on|off|of|that|just|could|would|was|were|be|been) ){{0,5}}{_DEAD}",
    r"(?:don'?t|do not|didn'?t|no longer|not|never) (?:really |even )?(?:want|wanna|wish|deserve|care) (?:to |if i )?"
    rf"{_ALIVE}",
    r"(?:stop|quit|done|tired|sick|hate|fuck|tire) (?:of |with |just )?(?:living|being alive|existing|existence|life)",
    r"(?:reasons?|nothing|point|worth|want|will|anything|motivation) (?:\w+ ){0,3}"
    r"(?:to live|to stay alive|living|in living|being alive|to keep living)",
    r"why (?:am i|i'?m) (?:even )?(?:still )?(?:alive|here)|i should(?:n'?t)? (?:be )?(?:dead|die|exist)",
    r"(?:i'?d|i would) be (?:better off )?dead|out of this world|won'?t be (?:here|there|around)",
    r"(?:world|everyone|everybody|they|people) (?:\w+ ){0,4}(?:without me|better off)",
    r"over ?dos\w*|od(?:'?d|ing)?|swallow\w*|bleed(?:ing)? out|bullet|noose|rope|gun|pistol|shotgun|bridge|razor\w*",
    r"(?:slit|slash|cut)(?:ting)? (?:(?:my|your|our|the) )?(?:wrists?|arms?|veins?|throat)|blade\w*",
    r"jump(?:ing)? (?:off|from|in front|out)|(?:bottle|handful|all|stash|pack|box|lots) (?:of )?"
    r"(?:(?:my|the|these|psych) )*(?:pills?|meds?|tablets|medication)",
    r"good ?bye|bye|last (?:post|message|day|night|words)|a note|before i (?:die|go)",
    r"final(?:ly)? (?:day|goodbye|die|end)",
    r"(?:can'?t|cannot) (?:do|take|go on|live|handle) (?:it |this |with this |like this )?(?:any ?more|any longer)",
    r"can'?t go on|not (?:going to|gonna) make it|giv(?:e|ing) up on life|painless\w*",
    r"(?:i|i'?m|me|myself) (?:(?!my|dad|mum|mom|mother|father|wife|husband|son|daughter|friend)\w+ ){0,4}"
    r"(?:die|dead|dying|death)",
)
_TOUCHES = re.compile(r"\b(?:" + "|".join(_PARTS) + r")\b", re.IGNORECASE)


@lru_cache
def sentences_of_danger() -> tuple[str, ...]:
    """Return our own sentences that a post's meaning is compared with."""
    return tuple(yaml.safe_load((Path(__file__).parent / "lexicon" / "danger.yaml").read_text()))


def touches_danger(text: str) -> bool:
    """Whether a machine should stay silent about this text."""
    plain = text.replace("’", "'")[:20000]
    return risk(plain).level in ALARMING or bool(_TOUCHES.search(plain))

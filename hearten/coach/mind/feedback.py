"""Feedback on a draft, for whoever writes it: what it already does, where it may slip, and one or two next steps.

Nothing here knows who writes or who is answered. A post that speaks of being in danger gets no suggestions: people
answer those, with the lines of Help now beside them.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from hearten.coach.mind.composing import Candidate, Composer, Listening
from hearten.coach.mind.gate import stopped_by
from hearten.coach.mind.placing import put
from hearten.reading.danger import touches_danger
from hearten.reading.language import unreadable
from hearten.reading.mechanisms import Mechanism, Reading, Span
from hearten.reading.moves import Move, moves
from hearten.reading.reader import Reader
from hearten.reading.risk import Risk, risk
from hearten.reading.slips import Slip, slips
from hearten.reading.text import sentences

STEPS = 2
LATELY = 54  # frames: nine replies
CHOICES = 3  # sentences for one step: the first is shown, the others are "another"
# What to look at first, by what the writer of the post wished for.
_ORDER = {
    "listen": ("emotional_reactions", "interpretations", "explorations"),
    "stories": ("interpretations", "emotional_reactions", "explorations"),
    "ideas": ("interpretations", "explorations", "emotional_reactions"),
    "information": ("explorations", "interpretations", "emotional_reactions"),
    "company": ("emotional_reactions", "explorations", "interpretations"),
}
_REPLACED = ("minimising", "knows_how_you_feel", "fixing", "diagnosing", "medicine", "blaming")


@dataclass(frozen=True)
class Asked:
    """What is to be read: the post, the draft, what its writer wished for, and what was offered before."""

    post: str
    draft: str
    wish: str = ""
    kind: str = ""
    reviewed: bool = False  # the post is one of the practice room's: people made sure that nobody is in danger in it
    seen: Collection[str] = ()
    seed: str = ""
    offered: dict[str, list[str]] = field(default_factory=dict)  # sentences of another maker, by mechanism


@dataclass(frozen=True)
class Suggestion:
    """One sentence, and where it would go: inserted at `start`, or in place of start to end."""

    text: str
    start: int
    end: int
    frame: str
    names: tuple[str, ...]
    rise: int


@dataclass(frozen=True)
class Step:
    """One next step: which mechanism it adds, and up to three sentences to choose from (none: only the question)."""

    mechanism: str
    suggestions: tuple[Suggestion, ...]


@dataclass(frozen=True)
class Feedback:
    """What the writer is shown. `unread`: why nothing could be said ("empty", "wordless", "language", "long")."""

    unread: str = ""
    levels: dict[str, Mechanism] = field(default_factory=dict)
    slips: tuple[Slip, ...] = ()
    steps: tuple[Step, ...] = ()
    moves: tuple[Move, ...] = ()
    post_risk: Risk | None = None
    draft_risk: Risk | None = None
    danger: tuple[str, ...] = ()  # which of "post" and "draft" touch on danger: no sentences are offered then
    near: bool = False  # the post means nearly the same as somebody in danger says; known only with the next steps
    by_rules: bool = False
    stopped: dict[str, int] = field(default_factory=dict)  # which readings stopped how many sentences


def read_draft(asked: Asked, reader: Reader) -> Feedback:
    """Return the reading of a draft without suggestions: fast, and all that somebody sees at once."""
    unread = unreadable(asked.draft) or ("language" if unreadable(asked.post) == "language" else "")
    heard, own = risk(asked.post), risk(asked.draft)
    danger = tuple(name for name in ("post", "draft")[asked.reviewed :] if touches_danger(getattr(asked, name)))
    if unread:
        return Feedback(unread=unread, post_risk=heard, draft_risk=own, danger=danger)
    found = tuple(slips(asked.post, asked.draft, asked.wish))
    levels = reader.read(asked.post, asked.draft)
    return Feedback("", levels, found, (), tuple(moves(asked.draft)), heard, own, danger, by_rules=reader.by_rules)


def feedback(asked: Asked, reader: Reader, composer: Composer) -> Feedback:
    """Return the reading of a draft with its next steps."""
    read = read_draft(asked, reader)
    if read.unread or not may_suggest(read):
        return read
    stopped: Counter[str] = Counter()
    post = composer.listen(asked.post)
    if post.near_danger and not asked.reviewed:
        return replace(read, danger=("post",), near=True)
    work = _Work(asked, read, reader, composer, post, stopped)
    steps = [Step(name, tuple(_sentences(name, work)[:CHOICES])) for name in wanted(asked.wish, read.levels)]
    return replace(read, steps=tuple(steps), stopped=dict(stopped))


def may_suggest(read: Feedback) -> bool:
    """Whether sentences may be offered: not where somebody may be in danger, and not to polish contempt (RT29)."""
    return not read.danger and not any(slip.kind == "abusive" for slip in read.slips)


def wanted(wish: str, levels: Reading) -> Sequence[str]:
    """Return up to two mechanisms to work on: what is missing first, in the order that fits the wish."""
    order = _ORDER.get(wish, _ORDER["listen"])
    return sorted((name for name in order if levels[name].level < 2), key=lambda name: levels[name].level)[:STEPS]


@dataclass(frozen=True)
class _Work:
    """What finding sentences for one draft needs at hand."""

    asked: Asked
    read: Feedback
    reader: Reader
    composer: Composer
    post: Listening
    stopped: Counter[str]


def _sentences(name: str, work: _Work) -> list[Suggestion]:
    """Return sentences that raise a mechanism: such as were not offered before, or not lately."""
    asked = work.asked
    offered = [Candidate(text, "end", names=_named(text, asked.post)) for text in asked.offered.get(name, [])]
    more = {"kind": asked.kind, "seed": asked.seed}
    for seen in dict.fromkeys((tuple(asked.seen), tuple(asked.seen)[-LATELY:])):
        composed = work.composer.candidates(work.post, name, asked.wish, seen=seen, **more)
        rising = _rising(name, _passed([*offered, *composed], asked, work.stopped), work)
        if rising:
            return rising
    return []


def _passed(found: Sequence[Candidate], asked: Asked, stopped: Counter[str]) -> list[Candidate]:
    """Return the sentences that pass every reading; count what stopped the others."""
    kept = []
    for one in found:
        why = stopped_by(one.text, asked.post, asked.wish)
        if why:
            stopped[why] += 1
        else:
            kept.append(one)
    return kept


def _rising(name: str, found: Sequence[Candidate], work: _Work) -> list[Suggestion]:
    """Return the sentences that raise the mechanism when they stand in the draft: specific ones first."""
    asked, read, reader, stopped = work.asked, work.read, work.reader, work.stopped
    places = [placed(one, name, asked, read) for one in found]
    drafts = [put(asked.draft, one.text, *place) for one, place in zip(found, places, strict=True)]
    after = reader.read_many([(asked.post, draft) for draft in drafts])
    made = [
        Suggestion(one.text, start, end, one.frame, one.names, then[name].level - read.levels[name].level)
        for one, (start, end), then in zip(found, places, after, strict=True)
    ]
    stopped["no rise"] += sum(one.rise <= 0 for one in made)
    return sorted((one for one in made if one.rise > 0), key=lambda one: (bool(one.names), one.rise), reverse=True)


def placed(one: Candidate, mechanism: str, asked: Asked, read: Feedback) -> Span:
    """Return where a sentence would go: in place of a slip if it can stand for it, else where its frame belongs."""
    for slip in read.slips:
        if slip.kind in _REPLACED and mechanism != "explorations":
            inside = [part for part in sentences(asked.draft) if part.start < slip.end and part.end > slip.start]
            if inside:
                return inside[0].start, inside[-1].end
    parts = sentences(asked.draft)
    at = {"begin": 0, "middle": parts[0].end if parts else 0}.get(one.place, len(asked.draft.rstrip()))
    return at, at


def _named(sentence: str, post: str) -> tuple[str, ...]:
    """Return the longer words that a sentence shares with the post: what it takes up."""
    said = {word.strip(".,;:!?\"'()").lower() for word in post.split()}
    return tuple(sorted({word for word in sentence.lower().strip(".?!").split() if len(word) > 4 and word in said}))

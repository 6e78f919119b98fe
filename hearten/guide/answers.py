"""What a turn with the Guide is made of: values alone, so that rules, guard, pages and tests say the same things."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Turn:
    """One turn that was: what was said, what stood on the screen as plain text, and the level that was read."""

    said: str
    answered: str
    level: str
    fixed: str = ""
    refused: tuple[str, ...] = ()
    walk: str = ""  # the exercise that is gone through, and at which step: "slow_breathing 2"


@dataclass(frozen=True)
class Quoted:
    """One sentence as it stands in its source."""

    text: str
    source_key: str


@dataclass(frozen=True)
class Source:
    """Where a sentence stands. `kind`: page, howto, card, guide, service, meeting, group. `url` is inside hearten."""

    key: str
    kind: str
    title: str
    url: str


@dataclass(frozen=True)
class Passage:
    """A text that may be quoted, as the seat may read it now: data, and never an instruction (AI-15)."""

    key: str
    kind: str
    title: str
    url: str
    text: str

    @property
    def source(self) -> Source:
        return Source(self.key, self.kind, self.title, self.url)


@dataclass(frozen=True)
class Walk:
    """An exercise that is gone through step by step: step `at` (from 1) of `of`, and its words."""

    name: str
    at: int
    of: int
    text: str


@dataclass(frozen=True)
class MadeBy:
    """Which versions made an answer (AI-10). No word of anybody. "" is what took no part."""

    rules: str
    texts: str
    reader: str = ""
    encoder: str = ""
    generator: str = ""  # id and hash
    prompt: str = ""


@dataclass(frozen=True)
class Answer:
    """What the Guide answers to one turn. It holds no word of a person but sentences from sources.

    level       none, L1 to L4: how near danger the turn was read, together with the turns before it (AI-14)
    whose       self; or other: worry for somebody else
    fixed       the name of the reviewed reply that is shown, or ""
    words       that reply's words, in the language of the turn
    sentences   what is quoted, or said by a generator and found in its sources; none where a reviewed reply stands
    generated   whether a generator put the sentences into its own words; otherwise each stands so in its source
    refused     codes of why something was not said
    notices     codes: program, three_hours, week_away, asked, pause, day_cap, night
    handover    a way to people stands beside every answer (AI-04)
    lines       whether crisis lines from the house's own table stand beside it
    """

    made_by: MadeBy
    level: str = "none"
    whose: str = "self"
    fixed: str = ""
    words: str = ""
    language: str = "en"
    sentences: tuple[Quoted, ...] = ()
    sources: tuple[Source, ...] = ()
    generated: bool = False
    refused: tuple[str, ...] = ()
    steps: Walk | None = None
    notices: tuple[str, ...] = ()
    handover: bool = True
    lines: bool = False
    country: str = ""  # whose lines, where the turn named one; "" is the reader's own

    @property
    def text(self) -> str:
        """Everything of it that is words, as plain text: what the guard and the reading look at, and what is kept."""
        walk = [self.steps.text] if self.steps else []
        return "\n".join(part for part in (self.words, *walk, *(one.text for one in self.sentences)) if part)


class Generator(Protocol):
    """Puts what stands in passages into words. It gets no name, no id, and nothing but passages and the turn."""

    @property
    def name(self) -> str:
        """Id and hash of the model, for the record of the turn."""

    @property
    def prompt(self) -> str:
        """The version of the prompt."""

    def phrase(self, question: str, sources: Sequence[Passage]) -> str:
        """Return a few sentences, or raise EndpointFailed. What comes back is not believed: `grounding` checks it."""

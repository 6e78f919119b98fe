"""One turn with the Guide: rules before everything, then what this place has approved, word for word.

Order: danger (by rules and model, the turns before read along); what no program should answer; what is looked up; what
the approved texts say, quoted; and last, where the operator named a model, those quotes in other words, if these stand
in their sources. Whatever goes out has passed the guard.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from hearten.guide import dangers, passages
from hearten.guide.answers import Answer, Generator, MadeBy, Passage, Quoted, Source, Turn, Walk
from hearten.guide.dangers import ALARMING, Danger
from hearten.guide.intents import LOOK_UP, intents_of
from hearten.guide.lookups import looked_up
from hearten.guide.nearness import of_sentences
from hearten.guide.patterns import version
from hearten.guide.quoting import quoted_from, quoted_whole, rephrased
from hearten.guide.ranking import TUNING, Text, ranked
from hearten.guide.replies import ANSWERED, INFORMS, country_named, reply
from hearten.guide.spoken import language_of
from hearten.guide.texts import texts
from hearten.guide.walking import step_after, walk_of
from hearten.kernel.door import at_table
from hearten.kernel.seat import Seat
from hearten.kernel.words import tidy
from hearten.reading.weights import manifest
from hearten.safety.beside import own_country
from hearten.safety.lines import country_for
from hearten.search import encoder
from hearten.search.asking import read

__all__ = ["Answer", "Generator", "MadeBy", "Passage", "Quoted", "Source", "Turn", "Walk", "answer"]

Goes = Callable[[], bool]


def answer(
    seat: Seat, said: str, before: Sequence[Turn] = (), generator: Generator | None = None, goes_on: Goes = lambda: True
) -> Answer:
    """Answer one turn, as `seat` may read.

    Call it outside of a transaction: it reads, thinks, and reads again. `before` are the turns of this conversation,
    the oldest first. `goes_on` is asked while a generator works: once it says no, nothing more is waited for.
    """
    said = tidy(said)
    danger = dangers.danger_of(said, before)
    asked = intents_of(said, "\n".join(turn.said for turn in list(before)[-dangers.WINDOW :]))
    turn = _Turn(seat, said, before, danger, asked, language_of(said))
    shown = turn.first() or turn.looked() or turn.from_texts()
    if generator is not None and turn.may_be_rephrased(shown):
        shown = rephrased(shown, said, turn.sources, generator, goes_on)
    level = danger.level
    notices = (*(() if before else ("program",)), *shown.notices)
    return replace(shown, level=level, whose=danger.whose, notices=notices)


class _Turn:
    """What is known of one turn, and the answers that it may get, each tried after the one before."""

    def __init__(
        self, seat: Seat, said: str, before: Sequence[Turn], danger: Danger, asked: list[str], language: str
    ) -> None:
        self.seat, self.said, self.before = seat, said, before
        self.danger, self.asked, self.language = danger, asked, language
        self.made_by = MadeBy(version(), texts().version, danger.made_by)
        self.sources: list[Passage] = []
        self.vector: encoder.Vector | None = None

    def first(self) -> Answer | None:
        """Return a reviewed reply where one is due before anything else; None where texts may answer."""
        if self.danger.level in ALARMING:
            return self._people_first()
        if not any(letter.isalpha() for letter in self.said):
            return self._reply("wordless")
        if walked := step_after(self.before, self.asked):
            return Answer(self.made_by, steps=walked)
        name = next((one for one in self.asked if one in ANSWERED), "")
        if self.danger.whose == "other" and name in ("", "other_members", "scope"):
            return self._reply("worry")
        if name == "hotline":
            return self._lines()
        return self._informed(name) if name else None

    def _people_first(self) -> Answer:
        """Return the reply for danger: people before everything, no search, and no model that writes (AI-03)."""
        if self.danger.whose == "other":
            return self._reply("worry_now" if self.danger.level in dangers.GRAVE else "worry")
        name = "taken" if "taken" in self.asked and self.danger.level in dangers.GRAVE else self.danger.level.lower()
        shown = self._reply(name)
        also = [one for one in ("method", "minor") if one in self.asked]
        return replace(shown, refused=tuple(dict.fromkeys([*shown.refused, *also])))

    def _reply(self, name: str) -> Answer:
        return reply(name, self.language, self.before, self.made_by)

    def _lines(self) -> Answer:
        named = country_named(self.said)
        with at_table(self.seat):
            country = country_for(named or "", own_country(self.seat)) if named is not None else None
        if country is None or not country.lines:
            return self._reply("hotline_unknown")
        return replace(self._reply("hotline"), country=country.code)

    def _informed(self, name: str) -> Answer:
        """Return a reviewed reply, with what the approved texts say beside it where the turn asks about this place."""
        shown = self._reply(name)
        if name not in INFORMS or self.language != "en":
            return shown
        order = self._ranked(only_house=True)[:1]
        more = quoted_from(self.said, order, self.made_by, self._near)
        return replace(shown, sentences=more.sentences, sources=more.sources)

    def looked(self) -> Answer | None:
        """Return what is looked up: groups, meetings, services that are open; None where there is none."""
        for what in (one for one in self.asked if one in LOOK_UP):
            with at_table(self.seat):
                found = looked_up(self.seat, what, self.said)
            shown = quoted_whole(found, self.made_by)
            if shown.sentences:
                return shown
        return None

    def from_texts(self) -> Answer:
        """Return what the approved texts say, or the honest sentence that they do not say it."""
        order = self._ranked()
        if order and order[0][1].passage.kind == passages.STEPS:
            return Answer(self.made_by, steps=walk_of(order[0][1].passage.key.partition(":")[2], 1))
        order = [one for one in order if one[1].passage.kind != passages.STEPS]
        shown = quoted_from(self.said, order, self.made_by, self._near)
        self.sources = [text.passage for _worth, text in order[:3] if text.passage.source in shown.sources]
        if shown.sentences:
            return replace(shown, language="en")
        if self.danger.level == "L1":
            return replace(self._reply("l1"), refused=shown.refused)
        said = self._reply("no_source")
        return replace(said, refused=tuple(dict.fromkeys([*said.refused, *shown.refused])))

    def _ranked(self, only_house: bool = False) -> list[tuple[float, Text]]:
        question = read(self.said)
        self.vector = vector = encoder.meant(question.meaning) if question.all_words else None
        if vector is not None:
            self.made_by = replace(self.made_by, encoder=manifest()["meaning-lower"].sha256[:8])
        with at_table(self.seat):
            house = passages.of_house(self.seat)
            found = [] if only_house or not question.all_words else passages.found(self.seat, question, vector)
        return ranked(self.said, [*house, *found], passages.near(vector, house), TUNING)

    def _near(self, text: Text) -> list[float]:
        return of_sentences(self.vector, text)

    def may_be_rephrased(self, shown: Answer) -> bool:
        """Whether a generator may take part: nothing of danger here or before, read whole, in English, from texts."""
        calm = self.danger.level == "none" and self.danger.whole and self.danger.whose == "self"
        before = any(turn.level in ALARMING for turn in self.before)
        return calm and not before and bool(self.sources) and not shown.fixed and self.language == "en"

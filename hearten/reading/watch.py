"""Watching for danger: whether whoever wrote a text may be in danger now, by rules and a model of our own.

Four doors lead to a person, and this is two of them (CR-02). It never decides what happens to anybody: it asks people
to look. What it was measured on, and where it fails: docs/models/risk.md.
"""

import logging
from collections.abc import Sequence

from hearten.reading import phrases
from hearten.reading.glosses import glossed
from hearten.reading.language import unreadable
from hearten.reading.plain import Plain
from hearten.reading.risk import LEVELS, Risk, risk
from hearten.reading.text import sentences
from hearten.reading.watch_judge import CLASSES, columns, load
from hearten.reading.watch_model import Layers, Seen
from hearten.reading.watch_text import read_as
from hearten.reading.watched import Watched
from hearten.reading.weights import WeightsUnfit, manifest, verified

log = logging.getLogger("hearten.reading")
ALARMING = LEVELS[2:]
_LOT = 32


class Watcher:
    """Reads texts. `by_rules` says that no model stands behind it: it was not wanted, or its weights are unfit."""

    def __init__(self, models: bool = True) -> None:
        self._layers, self._judge = None, None
        if models:
            try:
                self._layers, self._judge = Layers(), load(verified("risk-judge"))
            except WeightsUnfit as unfit:
                log.error("Danger is read by rules alone: %s", unfit)
        self.by_rules = self._judge is None
        self.made_by = _made_by(not self.by_rules)

    def read(self, text: str) -> Watched:
        """Return the reading of one text."""
        return self.read_many([text])[0]

    def read_many(self, texts: Sequence[str]) -> list[Watched]:
        """Return the readings of many texts, in their order."""
        told = [risk(text) for text in texts]
        if self._layers is None:
            return [self._by_rules(rules) for rules in told]
        made: list[Watched] = []
        for at in range(0, len(texts), _LOT):
            part = texts[at : at + _LOT]
            clear, foreign = [read_as(text) for text in part], [unreadable(text) == "language" for text in part]
            seen = self._layers.seen([glossed(one) if far else one for one, far in zip(clear, foreign, strict=True)])
            lot = zip(part, clear, foreign, seen, told[at : at + _LOT], strict=True)
            made += [self._judged(*one) for one in lot]
        return made

    def _by_rules(self, rules: Risk) -> Watched:
        level = rules.level if rules.about == "self" else "none"
        return Watched(
            level, rules.about, rules.cues if rules.about in ("self", "other") else (), "rules", self.made_by
        )

    def _judged(self, written: str, clear: Plain, foreign: bool, seen: Seen, rules: Risk) -> Watched:
        assert self._judge is not None
        if not any(letter.isalnum() for letter in clear.text):
            return self._by_rules(rules)
        found = columns(seen.levels, seen.classes, self._judge.runs.logits(clear.text), rules, clear.text)
        chances = self._judge.chances(found, foreign)
        level = self._judge.level(chances, foreign)
        if level < 2:
            return self._harmless(seen, rules)
        said = rules.cues if rules.about == "self" and rules.level in ALARMING else ()
        decided = "rules" if said and LEVELS.index(rules.level) >= level else "model"
        cues = said if decided == "rules" else tuple(sorted({*said, *_carries(written, seen)}))
        return Watched(LEVELS[level], "self", cues, decided, self.made_by, float(chances[0]))

    def _harmless(self, seen: Seen, rules: Risk) -> Watched:
        about = CLASSES[int(seen.classes.argmax())]
        about = "other" if about == "bereaved" else about
        if about != "self":
            # Worry for somebody has the rules' cues; grief, which is named alike, has none.
            cues = rules.cues if about == rules.about == "other" else ()
            return Watched("none", about, cues, "model", self.made_by)
        if rules.level == "L1" and rules.about == "self":
            return Watched("L1", "self", rules.cues, "rules", self.made_by)
        level = "L1" if seen.levels[0] > 0 else "none"
        return Watched(level, "self", (), "model", self.made_by)


def _carries(written: str, seen: Seen) -> list[tuple[int, int, str]]:
    """Return the sentence in which the model saw it."""
    within = [part for part in sentences(written) if part.start <= seen.place < part.end]
    return [(part.start, part.end, "model") for part in within[:1]]


def _made_by(model: bool) -> str:
    made = f"lexicon {phrases.digest('risk')}"
    return f"{made}, model {manifest()['risk-judge'].sha256[:8]}" if model else f"{made}, no model"

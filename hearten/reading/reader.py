"""Who reads a draft: the trained model, or plain rules where it is switched off or not to be trusted."""

import logging
from collections.abc import Sequence

from hearten.reading import empathy_rules
from hearten.reading.empathy import EmpathyModel
from hearten.reading.mechanisms import Reading
from hearten.reading.weights import WeightsUnfit

log = logging.getLogger("hearten.reading")


class Reader:
    """Reads replies. `by_rules` says that no model is behind it; the page says so, too."""

    def __init__(self, model: EmpathyModel | None) -> None:
        self._model = model
        self.by_rules = model is None

    def read(self, post: str, reply: str) -> Reading:
        """Return the reading of one reply."""
        return self.read_many([(post, reply)])[0]

    def read_many(self, pairs: Sequence[tuple[str, str]]) -> list[Reading]:
        """Return the readings of many (post, reply)."""
        if not pairs:
            return []
        return [empathy_rules.read(*pair) for pair in pairs] if self._model is None else self._model.read_many(pairs)


def reader(models: bool = True) -> Reader:
    """Return a reader: with the shipped model, or by rules when `models` is off or the weights are unfit."""
    if not models:
        return Reader(None)
    try:
        return Reader(EmpathyModel())
    except WeightsUnfit as unfit:
        log.error("The coach reads by rules: %s", unfit)
        return Reader(None)

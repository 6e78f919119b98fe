"""Reading empathy in a reply to a post: levels, probabilities, and the words that carry them.

Runs on the CPU in this process: an int8 encoder (onnxruntime) and linear models. No network, nothing is kept.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from hearten.reading import empathy_rules
from hearten.reading.encoding import Encoding, Window, padded
from hearten.reading.marking import marked
from hearten.reading.mechanisms import MECHANISMS, Mechanism, Reading
from hearten.reading.plainly import with_plain
from hearten.reading.stack import load
from hearten.reading.text import words
from hearten.reading.weights import verified

BATCH = 8
SHORTEST = 4  # words: the data holds nothing shorter, so rules read it
WORTH_MARKING = 0.1  # from this probability on it is said where a mechanism would be, also where its level stays 0


class EmpathyModel:
    """The trained reader. Raises WeightsUnfit when the shipped weights are not the tested ones."""

    def __init__(self, encoder: Path | None = None, tokenizer: Path | None = None, judges: Path | None = None) -> None:
        from onnxruntime import InferenceSession

        self.encoding = Encoding(tokenizer or verified("tokenizer"))
        self.session = InferenceSession(str(encoder or verified("empathy-encoder")), one_thread())
        self.judges = load(judges or verified("empathy-judges"))

    def read(self, post: str, reply: str) -> Reading:
        """Return what one reply to a post carries."""
        return self.read_many([(post, reply)])[0]

    def read_many(self, pairs: Sequence[tuple[str, str]]) -> list[Reading]:
        """Return the readings of many (post, reply), in their order. Fastest in lots of a few dozen."""
        windows = self.encoding.many(pairs)
        flat = [window for each in windows for window in each]
        levels, carries = self._encode(flat)
        made, at = [], 0
        for (post, reply), mine in zip(pairs, windows, strict=True):
            stretch = slice(at, at + len(mine))
            read = self._reading(reply, mine, levels[stretch], carries[stretch])
            made.append(with_plain(read, reply) if len(words(reply)) >= SHORTEST else empathy_rules.read(post, reply))
            at += len(mine)
        return made

    def _encode(self, windows: Sequence[Window]) -> tuple["np.ndarray[Any, Any]", list["np.ndarray[Any, Any]"]]:
        """Run the encoder over windows of similar length together."""
        order = sorted(range(len(windows)), key=lambda row: len(windows[row].ids))
        levels = np.zeros((len(windows), 3, 3), dtype=np.float32)
        carries: list[np.ndarray[Any, Any]] = [np.zeros((0, 3), dtype=np.float32)] * len(windows)
        for at in range(0, len(order), BATCH):
            rows = order[at : at + BATCH]
            found, marks = self.session.run(None, padded([windows[row] for row in rows]))
            for place, row in enumerate(rows):
                levels[row], carries[row] = found[place], marks[place, : len(windows[row].ids)]
        return levels, carries

    def _reading(self, reply: str, windows: list[Window], levels: Any, carries: Any) -> Reading:
        found: Reading = {}
        for number, name in enumerate(MECHANISMS):
            judge = self.judges[number]
            probabilities = judge.probabilities(strongest(levels[:, number]), reply)
            level = judge.level(probabilities)
            likely = 1 - probabilities[0] >= WORTH_MARKING or level
            spans = marked(reply, windows, [marks[:, number] for marks in carries], judge.mark) if likely else ()
            low, weak, strong = (float(value) for value in probabilities)
            found[name] = Mechanism(level, (low, weak, strong), spans)
        return found


def strongest(levels: "np.ndarray[Any, Any]") -> "np.ndarray[Any, Any]":
    """Return the logits of the window in which the mechanism shows most: it is there if it is there anywhere."""
    return levels[int(np.argmin(levels[:, 0] - levels[:, 1:].max(1)))]  # type: ignore[no-any-return]  # a row


def one_thread() -> Any:
    """Return how every model here is run: one thread, and the same sums on every processor.

    One thread, because the pool of workers is what uses the cores, and a page must not wait for a model. And exact
    sums of 8-bit weights: without that, a processor that has AVX2 or AVX-512 but no VNNI cuts them off at 16 bits, and
    the same text is read otherwise on an older server (decision 0106).
    """
    from onnxruntime import SessionOptions

    made = SessionOptions()
    made.intra_op_num_threads = made.inter_op_num_threads = 1
    made.log_severity_level = 3
    made.add_session_config_entry("session.x64quantprecision", "1")
    return made

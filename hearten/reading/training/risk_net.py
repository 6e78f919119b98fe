"""The network that reads risk: the six layers of all-MiniLM-L6-v2 over its frozen word vectors, with two heads.

Of each window it says how far the danger goes (four thresholds: at least L1, L2, L3, L4), and whom or what it is about.
"""

from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from hearten.reading.training.encoder import WIDE, Encoder, load_start
from hearten.reading.training.export import quantised

THRESHOLDS, CLASSES = 4, 6


class RiskNet(nn.Module):
    """Over embedded pieces: thresholds (batch x 4) and classes (batch x 6) as logits, each piece's weight."""

    def __init__(self, start: Path, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder, self.drop = Encoder(dropout), nn.Dropout(0.2)
        load_start(self.encoder, start)
        for part in (self.encoder.words, self.encoder.positions, self.encoder.segments, self.encoder.norm):
            part.requires_grad_(False)  # so that the vectors which the sentence encoder brings can be shared
        self.weighs = nn.Linear(WIDE, 1)
        self.mix = nn.Linear(3 * WIDE, WIDE)
        self.levels, self.classes = nn.Linear(WIDE, THRESHOLDS), nn.Linear(WIDE, CLASSES)

    def forward(self, ids: Tensor, segments: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        return self.over(self.encoder.drop(self.encoder.embedded(ids, segments)), mask)

    def over(self, embedded: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Return thresholds, classes and weights from the pieces' own vectors."""
        x = self.drop(self.encoder.over(embedded, mask))
        there = mask.float()
        mean = (x * there[:, :, None]).sum(1) / there.sum(1, keepdim=True)
        weights = (self.weighs(x)[:, :, 0] - (1 - there) * 1e4).softmax(1)
        carried = (x * weights[:, :, None]).sum(1)
        mixed = self.drop(F.gelu(self.mix(torch.cat([x[:, 0], mean, carried], 1))))
        return self.levels(mixed), self.classes(mixed), weights


class _Layers(nn.Module):
    def __init__(self, net: RiskNet) -> None:
        super().__init__()
        self.net = net

    def forward(self, embedded: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        return self.net.over(embedded, mask)


def export_risk(net: RiskNet, path: Path) -> None:
    """Write layers and heads in 8 bits: embedded, mask in; levels, classes, weights out."""
    example = (torch.ones((2, 16, WIDE)), torch.ones((2, 16), dtype=torch.int64))
    quantised(
        _Layers(net), path, dict(zip(("embedded", "mask"), example, strict=True)), ["levels", "classes", "weights"]
    )

"""The network that reads risk: the upper layers of all-MiniLM-L6-v2, fitted anew over its lower ones, with two heads.

Of each window it says how far the danger goes (four thresholds: at least L1, L2, L3, L4), and whom or what it is about.
"""

from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from hearten.reading.training.encoder import WIDE, Encoder, load_start
from hearten.reading.training.export import SHARED, above, quantised

THRESHOLDS, CLASSES = 4, 6


class RiskNet(nn.Module):
    """Over embedded pieces: thresholds (batch x 4) and classes (batch x 6) as logits, each piece's weight."""

    def __init__(self, start: Path, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder, self.drop = Encoder(dropout), nn.Dropout(0.2)
        load_start(self.encoder, start)
        self.encoder.requires_grad_(False)  # what the sentence encoder brings is shared: it is not shipped twice
        self.encoder.layers[SHARED:].requires_grad_(True)
        self.weighs = nn.Linear(WIDE, 1)
        self.mix = nn.Linear(3 * WIDE, WIDE)
        self.levels, self.classes = nn.Linear(WIDE, THRESHOLDS), nn.Linear(WIDE, CLASSES)

    def forward(self, ids: Tensor, segments: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        with torch.no_grad():
            lower = self.encoder.over(self.encoder.embedded(ids, segments), mask, last=SHARED)
        return self.over(lower, mask)

    def over(self, lower: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Return thresholds, classes and weights from what the shared layers give."""
        x = self.drop(self.encoder.over(lower, mask, first=SHARED))
        there = mask.float()
        mean = (x * there[:, :, None]).sum(1) / there.sum(1, keepdim=True)
        weights = (self.weighs(x)[:, :, 0] - (1 - there) * 1e4).softmax(1)
        carried = (x * weights[:, :, None]).sum(1)
        mixed = self.drop(F.gelu(self.mix(torch.cat([x[:, 0], mean, carried], 1))))
        return self.levels(mixed), self.classes(mixed), weights

    def train(self, mode: bool = True) -> "RiskNet":
        """Set what is fitted to learning; the shared layers stay as they are served."""
        super().train(mode)
        self.encoder.layers[:SHARED].eval()
        return self


class _Upper(nn.Module):
    def __init__(self, net: RiskNet) -> None:
        super().__init__()
        self.net = net

    def forward(self, lower: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        return self.net.over(lower, mask)


def export_risk(net: RiskNet, path: Path) -> None:
    """Write upper layers and heads in 8 bits: lower, mask in; levels, classes, weights out."""
    quantised(_Upper(net), path, above(), ["levels", "classes", "weights"])

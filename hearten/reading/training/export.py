"""From a fitted network to the file that is served: ONNX, weights in 8 bits."""

import tempfile
from pathlib import Path

import torch
from torch import Tensor, nn

from hearten.reading.training.encoder import WIDE, EmpathyNet, Encoder, load_start

SHARED = 3  # layers that the sentence encoder and the reading of risk have in common


class _Lower(nn.Module):
    """What the lower layers make of a text's pieces."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, ids: Tensor, segments: Tensor, mask: Tensor) -> Tensor:
        return self.encoder.over(self.encoder.embedded(ids, segments), mask, last=SHARED)


class _Mean(nn.Module):
    """A text's meaning as one vector of length 1: the mean over its pieces."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, lower: Tensor, mask: Tensor) -> Tensor:
        weights = mask.float()[:, :, None]
        mean = (self.encoder.over(lower, mask, first=SHARED) * weights).sum(1) / weights.sum(1).clamp(min=1)
        return nn.functional.normalize(mean, dim=1)


def export_empathy(net: EmpathyNet, path: Path) -> None:
    """Write the empathy encoder: ids, segments, mask in; levels and carries out."""
    quantised(net, path, _pieces(), ["levels", "carries"])


def export_meaning(start: Path, lower: Path, upper: Path) -> None:
    """Write the sentence encoder, untrained by us: all-MiniLM-L6-v2 as it is, in 8 bits, in two halves.

    The reading of risk stands on the lower one, too, with upper layers of its own.
    """
    encoder = Encoder()
    load_start(encoder, start)
    quantised(_Lower(encoder), lower, _pieces(), ["lower"])
    quantised(_Mean(encoder), upper, above(), ["vectors"])


def above() -> dict[str, Tensor]:
    """Return an example of what upper layers are given."""
    return {"lower": torch.ones((2, 16, WIDE)), "mask": torch.ones((2, 16), dtype=torch.int64)}


def _pieces() -> dict[str, Tensor]:
    return {name: torch.ones((2, 16), dtype=torch.int64) for name in ("ids", "segments", "mask")}


def quantised(net: nn.Module, path: Path, inputs: dict[str, Tensor], outputs: list[str]) -> None:
    """Write a network in 8 bits. `inputs`: an example of each; all are batch x length, some outputs only batch."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    sizes = {name: {0: "batch", 1: "length"} for name in [*inputs, "carries", "lower", "weights"]} | {
        name: {0: "batch"} for name in ("levels", "vectors", "classes")
    }
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        torch.onnx.export(
            net.cpu().eval(),
            tuple(inputs.values()),
            str(whole),
            input_names=list(inputs),
            output_names=outputs,
            dynamic_axes={name: size for name, size in sizes.items() if name in [*inputs, *outputs]},
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(str(whole), str(path), weight_type=QuantType.QInt8, per_channel=True)

"""From a fitted network to the file that is served: ONNX, weights in 8 bits."""

import tempfile
from pathlib import Path

import torch
from torch import Tensor, nn

from hearten.reading.training.encoder import EmpathyNet, Encoder, load_start


class _Mean(nn.Module):
    """A text's meaning as one vector of length 1: the mean over its pieces."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, ids: Tensor, segments: Tensor, mask: Tensor) -> Tensor:
        weights = mask.float()[:, :, None]
        mean = (self.encoder(ids, segments, mask) * weights).sum(1) / weights.sum(1).clamp(min=1)
        return nn.functional.normalize(mean, dim=1)


def export_empathy(net: EmpathyNet, path: Path) -> None:
    """Write the empathy encoder: ids, segments, mask in; levels and carries out."""
    _export(net, path, ["levels", "carries"])


def export_meaning(start: Path, path: Path) -> None:
    """Write the sentence encoder, untrained by us: all-MiniLM-L6-v2 as it is, in 8 bits."""
    encoder = Encoder()
    load_start(encoder, start)
    _export(_Mean(encoder), path, ["vectors"])


def _export(net: nn.Module, path: Path, outputs: list[str]) -> None:
    from onnxruntime.quantization import QuantType, quantize_dynamic

    inputs = ["ids", "segments", "mask"]
    example = torch.ones((2, 16), dtype=torch.int64)
    sizes = {name: {0: "batch", 1: "length"} for name in [*inputs, "carries"]} | {
        name: {0: "batch"} for name in ("levels", "vectors")
    }
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        torch.onnx.export(
            net.cpu().eval(),
            (example, example, example),
            str(whole),
            input_names=inputs,
            output_names=outputs,
            dynamic_axes={name: size for name, size in sizes.items() if name in [*inputs, *outputs]},
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(str(whole), str(path), weight_type=QuantType.QInt8, per_channel=True)

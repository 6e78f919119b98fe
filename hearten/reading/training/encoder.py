"""The network: a small BERT (6 layers, 384 wide) that reads post and reply together, with two kinds of heads.

For each mechanism, one head says of every word piece of the reply whether it carries it, and another says the level
from the first piece and from the pieces that carry it. Starting weights: all-MiniLM-L6-v2 (Apache-2.0).
"""

import math
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional as F

WIDE, LAYERS, HEADS, INNER, WORDS, POSITIONS = 384, 6, 12, 1536, 30522, 512
MECHANISMS, LEVELS = 3, 3


class Layer(nn.Module):
    """One layer of the encoder: attention, then a step for each piece alone."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.query, self.key, self.value = (nn.Linear(WIDE, WIDE) for _ in range(3))
        self.out, self.attention_norm = nn.Linear(WIDE, WIDE), nn.LayerNorm(WIDE, eps=1e-12)
        self.widen, self.narrow = nn.Linear(WIDE, INNER), nn.Linear(INNER, WIDE)
        self.norm, self.drop = nn.LayerNorm(WIDE, eps=1e-12), nn.Dropout(dropout)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        parts = [part(x).unflatten(2, (HEADS, -1)).transpose(1, 2) for part in (self.query, self.key, self.value)]
        weights = parts[0] @ parts[1].transpose(2, 3) / math.sqrt(WIDE / HEADS) + bias
        seen = (self.drop(weights.softmax(-1)) @ parts[2]).transpose(1, 2).flatten(2)
        x = self.attention_norm(x + self.drop(self.out(seen)))
        return self.norm(x + self.drop(self.narrow(F.gelu(self.widen(x)))))


class Encoder(nn.Module):
    """Word pieces in (batch x length), a vector of 384 for each out."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.words, self.positions = nn.Embedding(WORDS, WIDE), nn.Embedding(POSITIONS, WIDE)
        self.segments, self.norm = nn.Embedding(2, WIDE), nn.LayerNorm(WIDE, eps=1e-12)
        self.drop = nn.Dropout(dropout)
        self.layers = nn.ModuleList([Layer(dropout) for _ in range(LAYERS)])

    def forward(self, ids: Tensor, segments: Tensor, mask: Tensor) -> Tensor:
        return self.over(self.drop(self.embedded(ids, segments)), mask)

    def embedded(self, ids: Tensor, segments: Tensor) -> Tensor:
        """Return what the layers stand on: each piece's own vector, with its place."""
        places = torch.arange(ids.shape[1], device=ids.device)
        return self.norm(self.words(ids) + self.positions(places) + self.segments(segments))  # type: ignore[no-any-return]

    def over(self, x: Tensor, mask: Tensor, first: int = 0, last: int = LAYERS) -> Tensor:
        """Return what the layers make of it, or some of them."""
        bias = (1.0 - mask[:, None, None, :].float()) * -1e4
        for layer in self.layers[first:last]:
            x = layer(x, bias)
        return x


class EmpathyNet(nn.Module):
    """Levels (batch x 3 mechanisms x 3) and rationales (batch x length x 3), as logits."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder, self.drop = Encoder(dropout), nn.Dropout(0.2)
        self.carries = nn.Linear(WIDE, MECHANISMS)
        self.mixes = nn.ModuleList([nn.Linear(3 * WIDE, WIDE) for _ in range(MECHANISMS)])
        self.levels = nn.ModuleList([nn.Linear(WIDE, LEVELS) for _ in range(MECHANISMS)])

    def forward(self, ids: Tensor, segments: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        x = self.drop(self.encoder(ids, segments, mask))
        carries = self.carries(x)
        reply = (segments * mask).float()
        mean = (x * reply[:, :, None]).sum(1) / reply.sum(1, keepdim=True).clamp(min=1)
        levels = [self._level(number, x, mean, carries[:, :, number], reply) for number in range(MECHANISMS)]
        return torch.stack(levels, 1), carries

    def _level(self, number: int, x: Tensor, mean: Tensor, carries: Tensor, reply: Tensor) -> Tensor:
        weights = (carries - (1 - reply) * 1e4).softmax(1)
        carried = (x * weights[:, :, None]).sum(1)
        mixed = F.gelu(self.mixes[number](torch.cat([x[:, 0], mean, carried], 1)))
        return self.levels[number](self.drop(mixed))  # type: ignore[no-any-return]  # a Linear's call is untyped


def load_start(encoder: Encoder, path: Path) -> None:
    """Fill an encoder with the starting weights, in the names that Hugging Face's BERT uses."""
    from safetensors.torch import load_file

    given = load_file(str(path))
    names = {
        "words": "embeddings.word_embeddings",
        "positions": "embeddings.position_embeddings",
        "segments": "embeddings.token_type_embeddings",
        "norm": "embeddings.LayerNorm",
    }
    for layer in range(LAYERS):
        names |= {
            f"layers.{layer}.{ours}": f"encoder.layer.{layer}.{theirs}"
            for ours, theirs in {
                "query": "attention.self.query",
                "key": "attention.self.key",
                "value": "attention.self.value",
                "out": "attention.output.dense",
                "attention_norm": "attention.output.LayerNorm",
                "widen": "intermediate.dense",
                "narrow": "output.dense",
                "norm": "output.LayerNorm",
            }.items()
        }
    state = {
        f"{ours}.{end}": given[f"{theirs}.{end}"]
        for ours, theirs in names.items()
        for end in ("weight", "bias")
        if f"{theirs}.{end}" in given
    }
    encoder.load_state_dict(state)

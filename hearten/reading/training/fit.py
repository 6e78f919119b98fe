"""Fitting the encoder: a few passes over the pairs, resumable after each, the same from the same seed."""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from hearten.reading.encoding import Encoding, Window, padded
from hearten.reading.training.encoder import EmpathyNet, load_start
from hearten.reading.training.pairs import Pair, levels_of

HALF = torch.backends.mkldnn.is_available()
Step = Callable[[int], None]  # called with how many pairs were just read


@dataclass(frozen=True)
class Recipe:
    """How a fit is done. `rare`: the power by which a rare level counts more. `kept`: how much of the mean stays."""

    passes: int = 5
    batch: int = 16
    rate: float = 1e-4
    head_rate: float = 4e-4
    fade: float = 0.9  # each layer below learns this much slower
    rare: float = 0.5
    rationale: float = 1.0
    kept: float = 0.995
    seed: int = 7


@dataclass(frozen=True)
class Example:
    window: Window
    levels: tuple[int, ...]
    carries: list[list[float]]  # for each piece, whether it carries each mechanism
    real: float = 1.0


def examples(pairs: Sequence[Pair], encoding: Encoding) -> list[Example]:
    """Return what is learned from: the first window of each reply."""
    made = encoding.many([(pair.post, pair.reply) for pair in pairs], most=1)
    return [
        Example(windows[0], pair.levels, _carries(windows[0], pair)) for windows, pair in zip(made, pairs, strict=True)
    ]


def _carries(window: Window, pair: Pair) -> list[list[float]]:
    return [
        [float(any(start < b and end > a for a, b in marked)) if end else 0.0 for marked in pair.rationales]
        for start, end in window.places
    ]


def device() -> torch.device:
    """Return the fastest device there is."""
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


def fit(
    pairs: Sequence[Pair], encoding: Encoding, start: Path, recipe: Recipe, step: Step, keep: Path | None = None
) -> EmpathyNet:
    """Fit a network to the pairs. With `keep`, a fit that was interrupted goes on after its last whole pass."""
    torch.manual_seed(recipe.seed)
    net = EmpathyNet()
    load_start(net.encoder, start)
    net.encoder.words.requires_grad_(False)  # words keep their meaning: there are too few pairs to teach new ones
    net.to(device())
    mean = torch.optim.swa_utils.AveragedModel(
        net, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(recipe.kept)
    )
    steps = -(-len(pairs) // recipe.batch) * recipe.passes
    optimiser = torch.optim.AdamW(_rates(net, recipe), weight_decay=0.01)
    pace = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda now: min((now + 1) / (0.1 * steps), max(0.0, (steps - now) / (0.9 * steps)))
    )
    parts: dict[str, Any] = {"net": net, "mean": mean, "optimiser": optimiser, "pace": pace}
    learned, weights = examples(pairs, encoding), _weights(pairs, recipe.rare)
    for number in range(_resumed(parts, keep), recipe.passes):
        _one_pass(parts, learned, weights, recipe, number, step)
        if keep is not None:
            torch.save({"done": number + 1} | {name: part.state_dict() for name, part in parts.items()}, keep)
    return mean.module.eval()  # type: ignore[no-any-return]  # the averaged EmpathyNet


def _resumed(parts: dict[str, Any], keep: Path | None) -> int:
    if keep is None or not keep.exists():
        return 0
    kept = torch.load(keep, map_location=device(), weights_only=True)
    for name, part in parts.items():
        part.load_state_dict(kept[name])
    return int(kept["done"])


def _rates(net: EmpathyNet, recipe: Recipe) -> list[dict[str, Any]]:
    """Return the learning rate of each part: heads learn fast, the layers near the words slowly."""
    rates = [
        {"params": [p for name, p in net.named_parameters() if not name.startswith("encoder.")], "lr": recipe.head_rate}
    ]
    layers = list(net.encoder.layers)
    for depth, layer in enumerate(layers):
        rates.append({"params": list(layer.parameters()), "lr": recipe.rate * recipe.fade ** (len(layers) - 1 - depth)})
    below = [p for name, p in net.encoder.named_parameters() if not name.startswith("layers.") and p.requires_grad]
    return [*rates, {"params": below, "lr": recipe.rate * recipe.fade ** len(layers)}]


def _weights(pairs: Sequence[Pair], power: float) -> Tensor:
    """Return how much each level of each mechanism counts: more the rarer it is, 1 on average over the pairs."""
    levels = levels_of(list(pairs))
    counts = np.stack([np.bincount(levels[:, number], minlength=3) for number in range(3)]).clip(1)
    weights = (counts.sum(1, keepdims=True) / counts) ** power
    weights /= (weights * counts).sum(1, keepdims=True) / counts.sum(1, keepdims=True)
    return torch.tensor(weights, dtype=torch.float32, device=device())


def _one_pass(
    parts: dict[str, Any], learned: list[Example], weights: Tensor, recipe: Recipe, number: int, step: Step
) -> None:
    parts["net"].train()
    torch.manual_seed(recipe.seed * 1000 + number)
    for batch in batches(learned, recipe.batch, recipe.seed * 1000 + number):
        loss = _loss(parts["net"], batch, weights, recipe)
        loss.backward()
        nn.utils.clip_grad_norm_(parts["net"].parameters(), 1.0)
        parts["optimiser"].step()
        parts["optimiser"].zero_grad()
        parts["pace"].step()
        parts["mean"].update_parameters(parts["net"])
        step(len(batch))


def batches(learned: Sequence[Example], size: int, seed: int) -> Iterator[list[Example]]:
    """Yield batches in a random order, each of examples of similar length: less padding, less time."""
    chance = random.Random(seed)  # noqa: S311  # an order, not a secret
    order = sorted(range(len(learned)), key=lambda i: len(learned[i].window.ids) * chance.uniform(0.8, 1.25))
    made = [order[at : at + size] for at in range(0, len(order), size)]
    chance.shuffle(made)
    for rows in made:
        yield [learned[row] for row in rows]


def _loss(net: EmpathyNet, batch: list[Example], weights: Tensor, recipe: Recipe) -> Tensor:
    arrays = {
        name: torch.from_numpy(array).to(device()) for name, array in padded([one.window for one in batch]).items()
    }
    with torch.autocast(device().type, torch.bfloat16, enabled=HALF):
        levels, carries = (part.float() for part in net(**arrays))
    wanted = torch.tensor([one.levels for one in batch], device=device())
    loss = sum(
        (F.cross_entropy(levels[:, m], wanted[:, m], weight=weights[m], reduction="sum") for m in range(3)),
        start=torch.zeros((), device=device()),
    ) / len(batch)
    marks = torch.zeros(carries.shape, device=device())
    for row, one in enumerate(batch):
        marks[row, : len(one.carries)] = torch.tensor(one.carries, device=device())
    reply = (arrays["segments"] * arrays["mask"]).float()[:, :, None]
    spread = F.binary_cross_entropy_with_logits(carries, marks, reduction="none") * reply
    return loss + recipe.rationale * 3 * spread.sum() / (reply.sum() * 3)


@torch.no_grad()
def predict(
    net: EmpathyNet, windows: Sequence[Window], size: int = 32
) -> tuple["np.ndarray[Any, Any]", list["np.ndarray[Any, Any]"]]:
    """Return level logits (windows x 3 x 3) and for each window its pieces' rationale logits (pieces x 3)."""
    order = sorted(range(len(windows)), key=lambda i: len(windows[i].ids))
    levels, carries = (
        np.zeros((len(windows), 3, 3), dtype=np.float32),
        [np.zeros((0, 3), dtype=np.float32)] * len(windows),
    )
    for at in range(0, len(order), size):
        rows = order[at : at + size]
        arrays = {
            name: torch.from_numpy(array).to(device()) for name, array in padded([windows[i] for i in rows]).items()
        }
        found, marks = net(**arrays)
        for place, row in enumerate(rows):
            levels[row] = found[place].cpu().numpy()
            carries[row] = marks[place, : len(windows[row].ids)].cpu().numpy()
    return levels, carries

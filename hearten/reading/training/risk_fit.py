"""Fitting the network of risk: a few passes over the texts, some of them joined, worn or misspelt on the way.

Some stand among calm questions, each on a line of its own, as turns with the Guide are read together.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from hearten.reading.encoding import Window, padded
from hearten.reading.glosses import in_english
from hearten.reading.training.export import SHARED
from hearten.reading.training.fit import HALF, device
from hearten.reading.training.risk_net import THRESHOLDS, RiskNet
from hearten.reading.training.risk_texts import ASKED, Told
from hearten.reading.training.risk_texts import CLASSES as NAMES
from hearten.reading.watch_text import pieces_by, windows

Array = np.ndarray[Any, Any]
Step = Callable[[int], None]


@dataclass(frozen=True)
class Recipe:
    """How a fit is done. `joined`: the share of texts that are read inside others; `worn`: with typing mistakes;

    `talked`: of questions that are read among others, `said`: of other texts of our own that are read among questions.
    """

    passes: int = 4
    batch: int = 16
    rate: float = 2.5e-4
    head_rate: float = 8e-4
    fade: float = 0.9
    joined: float = 0.3
    worn: float = 0.2
    talked: float = 0.4
    said: float = 0.08
    kept: float = 0.985
    classes: float = 0.4
    seed: int = 7


def fit(texts: Sequence[Told], start: Path, recipe: Recipe, step: Step, keep: Path | None = None) -> RiskNet:
    """Fit a network. With `keep`, a fit that was interrupted goes on after its last whole pass."""
    torch.manual_seed(recipe.seed)
    net, tokenizer = RiskNet(start).to(device()), pieces_by()
    mean = torch.optim.swa_utils.AveragedModel(
        net, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(recipe.kept)
    )
    steps = -(-len(texts) // recipe.batch) * recipe.passes
    optimiser = torch.optim.AdamW(_rates(net, recipe), weight_decay=0.02)
    pace = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda now: min((now + 1) / (0.1 * steps), max(0.0, (steps - now) / (0.9 * steps)))
    )
    parts: dict[str, Any] = {"net": net, "mean": mean, "optimiser": optimiser, "pace": pace}
    for number in range(_resumed(parts, keep), recipe.passes):
        _one_pass(parts, texts, tokenizer, recipe, number, step)
        if keep is not None:
            torch.save({"done": number + 1} | {name: part.state_dict() for name, part in parts.items()}, keep)
    return mean.module.eval()


def _resumed(parts: dict[str, Any], keep: Path | None) -> int:
    if keep is None or not keep.exists():
        return 0
    kept = torch.load(keep, map_location=device(), weights_only=True)
    for name, part in parts.items():
        part.load_state_dict(kept[name])
    return int(kept["done"])


def _rates(net: RiskNet, recipe: Recipe) -> list[dict[str, Any]]:
    heads = [p for name, p in net.named_parameters() if not name.startswith("encoder.")]
    layers = list(net.encoder.layers)
    return [{"params": heads, "lr": recipe.head_rate}] + [
        {"params": list(layer.parameters()), "lr": recipe.rate * recipe.fade ** (len(layers) - 1 - depth)}
        for depth, layer in enumerate(layers)
        if depth >= SHARED
    ]


def _one_pass(
    parts: dict[str, Any], texts: Sequence[Told], tokenizer: Any, recipe: Recipe, number: int, step: Step
) -> None:
    parts["net"].train()
    torch.manual_seed(recipe.seed * 1000 + number)
    chance = random.Random(recipe.seed * 1000 + number)  # noqa: S311  # an order, not a secret
    calm = [told for told in texts if told.kind == ASKED and told.most == 0 and told.about == "self"]
    varied = [_varied(told, texts, calm, recipe, chance) for told in texts]
    pieces = [one[0] for one in windows(tokenizer, [in_english(told.text) for told in varied])]
    order = sorted(range(len(varied)), key=lambda row: len(pieces[row].ids) * chance.uniform(0.8, 1.25))
    lots = [order[at : at + recipe.batch] for at in range(0, len(order), recipe.batch)]
    chance.shuffle(lots)
    for rows in lots:
        loss = _loss(parts["net"], [pieces[row] for row in rows], [varied[row] for row in rows], recipe)
        loss.backward()
        nn.utils.clip_grad_norm_(parts["net"].parameters(), 1.0)
        parts["optimiser"].step()
        parts["optimiser"].zero_grad()
        parts["pace"].step()
        parts["mean"].update_parameters(parts["net"])
        step(len(rows))


def _varied(told: Told, texts: Sequence[Told], calm: Sequence[Told], recipe: Recipe, chance: random.Random) -> Told:
    """Return a text as it is, or among calm questions, or beside a harmless text, or with typing mistakes."""
    if chance.random() < recipe.worn:
        told = replace(told, text=_worn(told.text, chance))
    if calm and told.source == "own" and chance.random() < (recipe.talked if told.kind == ASKED else recipe.said):
        turns = [told.text, *(one.text for one in chance.sample(calm, min(len(calm), chance.randint(1, 5))))]
        chance.shuffle(turns)
        return replace(told, text="\n".join(turns), about=told.about if told.least >= 2 else "")
    beside = chance.choice(texts)
    if chance.random() < recipe.joined and beside.most <= 1 and beside.least <= told.least and beside.lang == told.lang:
        parts = [told.text, beside.text]
        chance.shuffle(parts)
        about = told.about if told.least >= 2 or beside.about in ("", "self", told.about) else ""
        weight = min(told.weight, beside.weight) if told.least < 2 else told.weight
        told = replace(told, text=" ".join(parts), about=about, most=max(told.most, beside.most), weight=weight)
    return told


def _worn(text: str, chance: random.Random) -> str:
    letters = list(text)
    for _ in range(max(1, len(letters) // 40)):
        at = chance.randrange(max(len(letters) - 1, 1))
        if not letters[at : at + 2] or not "".join(letters[at : at + 2]).isalpha():
            continue
        kind = chance.randrange(4)
        if kind == 0:
            letters[at : at + 2] = reversed(letters[at : at + 2])
        elif kind == 1:
            del letters[at]
        elif kind == 2:
            letters.insert(at, letters[at])
        else:
            letters[at] = chance.choice("aeioustrnl")
    return "".join(letters) if chance.random() < 0.6 else "".join(one for one in letters if one not in ".,!?'’")


def _loss(net: RiskNet, pieces: list[Window], told: list[Told], recipe: Recipe) -> Tensor:
    arrays = {name: torch.from_numpy(array).to(device()) for name, array in padded(pieces).items()}
    with torch.autocast(device().type, torch.bfloat16, enabled=HALF):
        levels, classes, _ = net(**arrays)
    levels, classes = levels.float(), classes.float()
    steps = torch.arange(1, THRESHOLDS + 1)
    least, most = (torch.tensor([getattr(one, name) for one in told])[:, None] for name in ("least", "most"))
    reached, known = (least >= steps).float().to(device()), ((least >= steps) | (most < steps)).float().to(device())
    weight = torch.tensor([one.weight for one in told], device=device())
    far = F.binary_cross_entropy_with_logits(levels, reached * 0.97 + 0.015, reduction="none") * known
    loss = (far.sum(1) * weight).mean()
    rows = [row for row, one in enumerate(told) if one.about]
    if not rows:
        return loss
    whom = torch.tensor([NAMES.index(told[row].about) for row in rows], device=device())
    return loss + recipe.classes * F.cross_entropy(classes[rows], whom, reduction="sum", label_smoothing=0.03) / len(
        told
    )

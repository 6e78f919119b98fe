"""How often the words of a text give its topic away: on the demo's cards, which their writers gave situations.

    .venv/bin/python -m benchmarks.answering.topics

The cards are made up, and are not calls for support: the figures say roughly how much is missed, and no more. Beside
the words it shows what the meaning of a topic's name would find, at several bounds, alone and with the words.
"""

import os
from pathlib import Path

import numpy as np
import yaml

from benchmarks.answering.world import Numbers

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hearten.config.settings")
BOUNDS = (0.25, 0.3, 0.35, 0.4)


def main() -> None:
    import django

    django.setup()
    from hearten.library.choices import Situation
    from hearten.offers.topics import about
    from hearten.reading.meaning import MeaningModel

    tags = [one.value for one in Situation]
    texts, truly = _cards(tags)
    by_words = np.array([[tag in about(text, tags) for tag in tags] for text in texts])
    model = MeaningModel()
    near = model.vectors(texts) @ model.vectors([str(one.label).lower() for one in Situation]).T
    print(f"{len(texts)} cards, {truly.sum(1).mean():.1f} topics each")
    print(f"words           {_told(by_words, truly)}")
    for bound in BOUNDS:
        print(f"meaning > {bound:.2f}  {_told(near > bound, truly)}")
        print(f"    with words  {_told((near > bound) | by_words, truly)}")


def _cards(tags: list[str]) -> tuple[list[str], Numbers]:
    """Return the words of each card that has situations, and which."""
    files = sorted(Path("hearten/demo/library/cards").glob("*.yaml"))
    cards = [card for file in files for card in yaml.safe_load(file.read_text(encoding="utf-8"))]
    cards = [card for card in cards if card.get("situations")]
    texts = [f"{card['title']}\n{card['what']}\n{card.get('fits', '')}" for card in cards]
    return texts, np.array([[tag in card["situations"] for tag in tags] for card in cards])


def _told(found: Numbers, truly: Numbers) -> str:
    right = (found & truly).sum()
    return (
        f"finds {right / truly.sum():.2f} of the topics; {right / max(1, found.sum()):.2f} of what it finds is right; "
        f"{(found & ~truly).sum() / (~truly).sum():.3f} of other topics are found wrongly"
    )


if __name__ == "__main__":
    main()

"""The demo's strategy cards and guides as they stand in library/: each a dictionary with the fields of its model.

What people wrote: `by` names somebody of the group named by its slug in `group`; `days_ago` counts back from today.
"""

from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent / "library"
Text = dict[str, Any]


@lru_cache
def cards() -> tuple[Text, ...]:
    """Return every card, with its accounts under `reports`."""
    return tuple(
        card for path in sorted((FOLDER / "cards").glob("*.yaml")) for card in yaml.safe_load(path.read_text())
    )


@lru_cache
def guides() -> tuple[Text, ...]:
    """Return every guide, with its steps and with what really happened under `notes`."""
    return tuple(yaml.safe_load((FOLDER / "guides.yaml").read_text()))


def card_words(card: Text) -> str:
    """Return all that a card says, as it is searched."""
    return "\n".join([card["title"], card["what"], card["fits"], *card["steps"], card["wrong"]])


def guide_words(guide: Text) -> str:
    """Return all that a guide says, as it is searched."""
    steps = [part for step in guide["steps"] for part in (step["title"], step["words"])]
    return "\n".join([guide["title"], guide["summary"], *steps])

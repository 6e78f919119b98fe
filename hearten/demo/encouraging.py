"""Cards of encouragement that the demo's people wrote (encouraging.yaml), each at their own time and as themself."""

from datetime import datetime, timedelta
from functools import lru_cache, partial
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import yaml
from django.db import transaction

from hearten.demo.acting import at_their_time
from hearten.encouragement.actions import write_card
from hearten.groups.standing import place_or_unseen
from hearten.kernel import clock
from hearten.kernel.acting import as_member
from hearten.kernel.seat import Seat

TEXT = Path(__file__).with_name("encouraging.yaml")


@lru_cache
def warm_cards() -> tuple[dict[str, Any], ...]:
    """Return every card as it stands in the file: group, by, ago (days), words, unnamed."""
    return tuple(yaml.safe_load(TEXT.read_text(encoding="utf-8")))


def set_up(groups: dict[str, UUID], members: dict[str, UUID], moment: datetime) -> None:
    """Write all of them. `groups`: by their names in addresses."""
    try:
        for card in warm_cards():
            at = moment - timedelta(days=card["ago"])
            with as_member(None), transaction.atomic():
                at_their_time(members[card["by"]], at, partial(_write, groups[card["group"]], card))
    finally:
        clock.ask(None)


def _write(group_id: UUID, card: dict[str, Any], seat: Seat) -> None:
    place = place_or_unseen(seat, group_id)
    write_card(seat, place, card["words"].strip(), uuid4(), unnamed=card.get("unnamed", False))

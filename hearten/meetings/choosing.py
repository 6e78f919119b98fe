"""Which formats a group can choose from, and the definition of each."""

from functools import lru_cache
from importlib import resources
from typing import Any
from uuid import UUID

import yaml

from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Unseen


@lru_cache
def _built_in() -> dict[str, dict[str, Any]]:
    files = (each for each in resources.files("hearten.meetings.formats").iterdir() if each.name.endswith(".yaml"))
    found = [yaml.safe_load(each.read_text("utf-8")) for each in sorted(files, key=lambda each: each.name)]
    return {one["format"]: one for one in found}


def formats_for(seat: Seat, group_id: UUID) -> list[dict[str, Any]]:
    """Return the definitions that a group may choose from."""
    return list(_built_in().values())


def definition_of(seat: Seat, group_id: UUID, name: str) -> dict[str, Any]:
    """Return the definition of one of them. Raises Unseen for another name."""
    if name not in _built_in():
        raise Unseen
    return _built_in()[name]

"""Several short texts under one seal: what they are called stands inside the seal, too."""

import json
from collections.abc import Mapping

Parts = dict[str, str]


def sealed_as(parts: Mapping[str, str]) -> str:
    """Return the text that a sealed field is given. Empty parts are left out."""
    return json.dumps({name: text for name, text in parts.items() if text}, ensure_ascii=False)


def parts_of(text: str | None) -> Parts:
    """Return the parts of an opened field; none where there is nothing, or where its key is gone."""
    return dict(json.loads(text)) if text else {}

"""Putting a suggestion into a draft without script: the button says where, the page comes back with it in."""

import json
from zlib import crc32

from hearten.coach.mind.placing import put


def used(body: str, button: str) -> tuple[str, str]:
    """Return the draft with a pressed button's suggestion in it, and the suggestion; unchanged if it makes no sense.

    `button` is JSON [text, start, end, of], with the sum of the draft that was read. A draft that changed in between
    gets the sentence at its end: the places are those of other words.
    """
    try:
        text, start, end, of = json.loads(button)
        text.encode()  # half a surrogate pair cannot be shown
        places = int(start), int(end)
    except (ValueError, TypeError, AttributeError, OverflowError, RecursionError):
        return body, ""
    fits = of == sum_of(body) and 0 <= places[0] <= places[1] <= len(body)
    return put(body, text, *(places if fits else (len(body), len(body)))), text


def sum_of(draft: str) -> int:
    """Return a number by which a draft is known again."""
    return crc32(draft.encode(errors="replace"))

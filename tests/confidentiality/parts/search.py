"""The matrices' lines about search: an index of ids and words, each in its group.

One entry stands in "low days" (about Ben's post), one in "night shift", one in "panic and worry", and one is of the
house, for every member. What waits to be indexed is nobody's to see.
"""

from collections.abc import Callable
from typing import Any

DOORS = """
# Search                                                                 visi  ada  ben cleo  dov  eli   mo  mo+ odil
GET  /search/                                                 -           in  200  200  200  200  200  200  200  200
POST /search/                                                 -           in  200  200  200  200  200  200  200  200
# What is like one's own conversation: for who began it, and nobody else
GET  /threads/<thread>/similar/                               ben         in  404  200  404  404  404  404  404  404
GET  /threads/<thread>/similar/                               masked      in  404  200  404  404  404  404  404  404
"""

FORMS: dict[str, dict[str, Any]] = {"/search/": {"q": "the last bus"}}

#                        visitor     member       mo           mo+           odile        worker
TABLES = """
search_entry             -/-/-/-     G/-/-/-      G/-/-/-      G/-/-/-       G/-/-/-      -/-/-/-
search_word              -/-/-/-     G/-/-/-      G/-/-/-      G/-/-/-       G/-/-/-      -/-/-/-
search_known             -/-/-/-     G/-/-/-      G/-/-/-      G/-/-/-       G/-/-/-      -/-/-/-
search_meaning           -/-/-/-     G/-/-/-      G/-/-/-      G/-/-/-       G/-/-/-      -/-/-/-
search_pending           -/-/-/-     -/-/-/-      -/-/-/-      -/-/-/-       -/-/-/-      -/-/-/-
"""


def _findable(me: Any, table: str, row: dict[str, Any]) -> bool:
    """Of the groups that one may read, or of the house."""
    return me.id is not None and (row["group_id"].int == 0 or row["group_id"] in me.joined | me.visits)


LETTERS: dict[str, Callable[[Any, str, dict[str, Any]], bool]] = {"G": _findable}


def fill(made: Any, cast: Any, moment: Any, put: Any) -> None:
    from hearten.search.fields import written
    from hearten.search.models import HOUSE, Entry, Known, Meaning, Pending, Word

    places = [cast.group.id, cast.hidden_group.id, cast.other_group.id, HOUSE]
    items = [cast.post.id, cast.hidden_reply.id, cast.other_group.id, made.call.id]
    for number, (place, item) in enumerate(zip(places, items, strict=True)):
        entry = put(Entry, group_id=place, kind="post", item=item, language="en", at=moment)
        said = f"bus{number}"
        put(Word, id=entry.id, group_id=place, word=said, said=said, weight=1.0)
        put(Known, group_id=place, word=said, said=said)
        put(Meaning, group_id=place, entry=entry, part=0, vector=written([0.05] * 384))
        put(Pending, what="words", kind="post", item=item, group_id=place, since=moment)

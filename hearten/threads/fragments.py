"""A post and a list row as HTML: the same text in the page, after a reply, and in a live stream.

A fragment depends on nothing but the row and a language, never on who reads. So it is made once per row, language and
process, however many people read it; a reader gets it only for rows that their own query returned.
"""

import json
from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.utils.text import get_text_list
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from markupsafe import Markup

from hearten.groups.models import LEADS, Role
from hearten.kernel.clock import now
from hearten.kernel.pages import fragment
from hearten.threads.models import Kind, Nod, Wish
from hearten.threads.pictured import unpacked
from hearten.threads.reading import ShownPost, ShownRow, taken_apart
from hearten.threads.rules import NOD_OF

KEPT = 8192
_since: datetime | None = None


def _forget_hourly() -> None:
    """Let go of everything that was made once an hour: words that were erased leave the memory, too (PR-28)."""
    global _since
    hour = now().replace(minute=0, second=0, microsecond=0)
    if hour != _since:
        _since = hour
        for made_once in (_text_html, _post_html, _row_html):
            made_once.cache_clear()


def post_html(post: ShownPost) -> Markup:
    """Return a post's article."""
    _forget_hourly()
    return _post_html(get_language() or "en", post)


def posts_html(texts: Sequence[str]) -> list[Markup]:
    """Return many posts' articles, from rows as JSON text (`reading.posts`)."""
    _forget_hourly()
    language = get_language() or "en"
    return [_text_html(language, text) for text in texts]


@lru_cache(maxsize=KEPT)
def _text_html(language: str, text: str) -> Markup:
    return _post_html(language, taken_apart(ShownPost, json.loads(text)))


@lru_cache(maxsize=KEPT)
def _post_html(language: str, post: ShownPost) -> Markup:
    shown = {"post": post, "pictures": unpacked(post.pictures), **person_of(post), **_nods(post)}
    return Markup(fragment("threads/_post.html", **shown))  # noqa: S704  # our own template


def row_html(row: ShownRow) -> Markup:
    """Return a conversation's place in a list."""
    _forget_hourly()
    return _row_html(get_language() or "en", row)


@lru_cache(maxsize=KEPT)
def _row_html(language: str, row: ShownRow) -> Markup:
    return Markup(  # noqa: S704  # our own template
        fragment("threads/_row.html", row=row, kind=_kind_line(row), wish=Wish(row.wish).label, **person_of(row))
    )


def person_of(row: Any) -> dict[str, Any]:
    """Return how the writer is shown: name, initials, colour, and their role where it helps to know it."""
    if row.mask_id is not None:
        return {"name": row.mask, "initials": "", "hue": 0, "role": ""}
    name = row.name if row.name else _("Former member")
    role = getattr(row, "role", "") or ""
    shown = Role(role).label if not row.gone and role in (*LEADS, Role.PEER_SUPPORTER) else ""
    return {"name": name, "initials": initials(name), "hue": hue(row.membership_id), "role": shown}


def initials(name: str) -> str:
    """Return one or two letters of a name."""
    parts = name.split()
    return "".join(part[0] for part in (parts[:1] + parts[-1:] if len(parts) > 1 else parts))[:2].upper()


def hue(key: UUID | None) -> int:
    """Return which of the eight colours belongs to somebody: always the same one in a group."""
    return key.int % 8 if key else 0


def _nods(post: ShownPost) -> dict[str, str]:
    nod = NOD_OF[post.kind] if post.opens or post.kind != Kind.WIN else Nod.SAME_HERE
    return {"nod": str(nod.label), "nods": _people_say(nod, post.nods.split("\n") if post.nods else [])}


def _people_say(nod: Nod, names: list[str]) -> str:
    """Say in words who nodded: people, not a score."""
    if not names:
        return ""
    more = len(names) - 3
    shown = names[:3] if more > 0 else names
    people = [*shown, ngettext("%(n)d more person", "%(n)d more people", more) % {"n": more}] if more > 0 else shown
    who = get_text_list(people, _("and"))
    if nod is Nod.SEEN:
        return ngettext("%(who)s has read this.", "%(who)s have read this.", len(names)) % {"who": who}
    if nod is Nod.GLAD:
        return ngettext("%(who)s is glad with you.", "%(who)s are glad with you.", len(names)) % {"who": who}
    return ngettext("%(who)s has been there too.", "%(who)s have been there too.", len(names)) % {"who": who}


def _kind_line(row: ShownRow) -> str:
    said = {
        Kind.WIN: _("A win"),
        Kind.SETBACK: _("A setback"),
        Kind.HELLO: _("A hello"),
        Kind.WORK: _("Worked through"),
    }
    return said.get(Kind(row.kind), "")

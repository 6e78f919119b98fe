"""A first look at what was just written, so that a calm panel can stand beside it within a second (CR-05).

It is a courtesy on top of triage, which reads the same words again and durably. It runs after the words are committed,
for less than a second, and whatever goes wrong with it the answer is the page as it would be without it (CR-01). What
the rules found leads to the panel; what the model alone saw, which is wrong more often, puts the panel into the page of
the words (decision 0053).
"""

from typing import NamedTuple
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse

from hearten.kernel.aside import Busy
from hearten.kernel.door import Later
from hearten.kernel.pages import url
from hearten.safety.sources import source_of
from hearten.safety.triage import ALARMING, Unreadable, counted, judged, readers

WITHIN_S = 0.8


def wake() -> None:
    """Have the reader's process started: somebody has opened a page where they may write."""
    if settings.HEARTEN_READ_FOR_DANGER:
        readers().wake()


class Found(NamedTuple):
    """Words of danger: "self" (to their writer) or "other" (worry for another), and whether rules say so."""

    whose: str
    by_rules: bool


def first_look(kind: str, text: str) -> Found | None:
    """Return what was found; None where it is nothing, or was not read."""
    if not settings.HEARTEN_READ_FOR_DANGER:
        return None
    try:
        found = counted(kind, text, judged(text, WITHIN_S, start=False))
    except (Busy, Unreadable):
        return None
    whose = "self" if found.level in ALARMING else "other" if found.about == "other" and found.cues else ""
    return Found(whose, found.source == "rules") if whose else None


def looked_at(kind: str, about: UUID, text: str, answer: HttpResponse) -> Later:
    """Return a view's answer to somebody who wrote `text`, with a first look at it once the words are committed.

    Where the words sound like danger, a page leads to the panel or holds it; a fragment names it (X-Beside), and script
    fetches it.
    """

    def work() -> HttpResponse:
        if found := first_look(kind, text):
            panel = f"{url('safety:beside', kind, about)}?whose={found.whose}"
            if answer.status_code != 302:
                answer["X-Beside"] = panel
            elif found.by_rules or not _page_holds_it(kind):
                answer["Location"] = panel
            else:
                answer["Location"] = with_panel(answer["Location"], about, found.whose)
        return answer

    return Later(work)


def _page_holds_it(kind: str) -> bool:
    source = source_of(kind)
    return source is not None and source.holds_panel


def with_panel(address: str, about: UUID, whose: str) -> str:
    """Return the address of the words' page with the panel in it (`beside.asked_for` reads it)."""
    page, mark, place = address.partition("#")
    return f"{page}?{urlencode({'beside': about, 'whose': whose})}{mark}{place}"

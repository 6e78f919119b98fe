"""A first look at what was just written, so that a calm panel can stand beside it within a second (CR-05).

It is a courtesy on top of triage, which reads the same words again and durably. It runs after the words are committed,
for less than a second, and whatever goes wrong with it the answer is the page as it would be without it (CR-01).
"""

from uuid import UUID

from django.conf import settings
from django.http import HttpResponse

from hearten.kernel.aside import Busy
from hearten.kernel.door import Later
from hearten.kernel.pages import url
from hearten.safety.triage import LEVELS, Unreadable, judged, readers

WITHIN_S = 0.8
ALARMING = LEVELS[2:]


def wake() -> None:
    """Have the reader's process started: somebody has opened a page where they may write."""
    if settings.HEARTEN_READ_FOR_DANGER:
        readers().wake()


def first_look(text: str) -> str:
    """Return "self" (words of danger to their writer), "other" (worry for another), or "" (nothing, or not read)."""
    if not settings.HEARTEN_READ_FOR_DANGER:
        return ""
    try:
        found = judged(text, WITHIN_S, start=False)
    except (Busy, Unreadable):
        return ""
    if found.about == "other":
        return "other" if found.cues else ""
    return "self" if found.level in ALARMING else ""


def looked_at(kind: str, about: UUID, text: str, answer: HttpResponse) -> Later:
    """Return a view's answer to somebody who wrote `text`, with a first look at it once the words are committed.

    Where the words sound like danger, a page leads to the panel; a fragment names it (X-Beside), and script fetches it.
    """

    def work() -> HttpResponse:
        whose = first_look(text)
        if whose:
            answer["Location" if answer.status_code == 302 else "X-Beside"] = (
                f"{url('safety:beside', kind, about)}?whose={whose}"
            )
        return answer

    return Later(work)

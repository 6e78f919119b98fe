"""Guides and what people tell beside them, as they are read for danger.

Several people write one guide, so what is read is what one of them wrote at one time, known by the row in which it
stands: the guide for how it began, a kept version for the change that came after it, a check, a retirement.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.utils.translation import gettext as _

from hearten.groups.models import Membership
from hearten.kernel.pages import safe_html, url
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Unseen
from hearten.kernel.words import render
from hearten.library import reading_guides
from hearten.library.actions.guides import GUIDE, KIND
from hearten.library.models import Guide, GuideCheck, GuideNote, GuideRetirement, GuideVersion
from hearten.safety.sources import Shown, Source, register


class Written(NamedTuple):
    """What one person wrote in a guide or about it, at one time. `by`: None for the house, or not known."""

    guide: Guide
    words: str
    at: datetime
    by: UUID | None


def written(seat: Seat, key: UUID) -> Written:
    """Return what stands under a key. Raises Unseen where this seat may not read it, or it is gone."""
    if guide := seat.glance(Guide).filter(pk=key).first():
        begun = seat.glance(GuideCheck).filter(guide_id=key).order_by("at").first()
        return Written(guide, _joined(_parts(seat, guide, 1)), guide.made_at, begun.membership_id if begun else None)
    if before := seat.glance(GuideVersion).select_related("guide").filter(pk=key).first():
        said, had = _parts(seat, before.guide, before.version + 1), set(_said_in(before))
        new = [part for part in said if part not in had]
        return Written(before.guide, _joined(new), before.until, before.membership_id)
    if check := seat.glance(GuideCheck).select_related("guide").filter(pk=key).first():
        return Written(check.guide, check.found, check.at, check.membership_id)
    rest = seat.glance(GuideRetirement).select_related("guide").filter(pk=key).first()
    if rest is None:
        raise Unseen
    return Written(rest.guide, rest.reason, rest.at, None)


def _parts(seat: Seat, guide: Guide, number: int) -> list[str]:
    """Return all that one version of a guide says, part by part."""
    then = seat.glance(GuideVersion).filter(guide_id=guide.id, version=number).first()
    if then is not None:
        return _said_in(then)
    steps = [part for step in reading_guides.steps_of(seat, guide) for part in (step.row.title, step.row.words)]
    return [guide.title, guide.summary, *guide.regions, *guide.sources, *steps]


def _said_in(version: GuideVersion) -> list[str]:
    steps = [part for step in version.steps for part in step]
    return [version.title, version.summary, *version.regions, *version.sources, *steps]


def _joined(parts: Sequence[str]) -> str:
    return "\n".join(part for part in parts if part)


def guide_text(seat: Seat, key: UUID) -> str:
    """Return what somebody wrote in a guide, or about it."""
    return written(seat, key).words


def _guide_shown(seat: Seat, key: UUID) -> Shown | None:
    try:
        found = written(seat, key)
    except Unseen:
        return None
    return Shown(_name(seat, found), found.words, safe_html(render(found.words)), found.at)


def _name(seat: Seat, found: Written) -> str:
    if found.guide.group_id is None:
        return _("the people who run this place")
    who = seat.glance(Membership).filter(pk=found.by).first() if found.by else None
    return who.name if who and who.name else _("Somebody who leads this group")


def text_of(seat: Seat, note_id: UUID) -> str:
    """Return all that somebody wrote in a note."""
    note = seat.find(GuideNote, note_id)
    return _joined((note.region, note.body))


def _shown(seat: Seat, note_id: UUID) -> Shown | None:
    try:
        note = seat.find(GuideNote, note_id)
    except Unseen:
        return None
    return Shown(reading_guides.shown(seat, [note])[0].name, note.body, safe_html(note.html), note.made_at)


def ready() -> None:
    """Make guides and notes beside them known to safety."""
    register(Source(GUIDE, guide_text, _guide_shown, lambda key: url("library:written", key)))
    register(Source(KIND, text_of, _shown, lambda note: url("library:guidenote", note)))

"""Writing, changing, checking, handing over and retiring a guide; telling what really happened, and taking it back."""

from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID, uuid4

from django.utils.translation import gettext as _

from hearten.groups.models import Membership
from hearten.groups.standing import Place
from hearten.kernel.clock import now
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Refused, Unseen
from hearten.kernel.words import render
from hearten.library import reading_guides, rules_guides
from hearten.library.models import (
    Guide,
    GuideCheck,
    GuideNote,
    GuideNoteOwner,
    GuideRetirement,
    GuideStep,
    GuideVersion,
)
from hearten.library.models.guides import NoteKind
from hearten.moderation.actions.hold import held
from hearten.moderation.reading import gate_of
from hearten.notices.actions import tell
from hearten.safety.triage import read_this

KIND = "guidenote"
GUIDE = "guide"
HANDED_OVER = "guide_owner"
SAID = ("title", "summary", "topic", "about", "regions", "language", "sources")


class _Gone(NamedTuple):
    gone: int


@dataclass(frozen=True)
class Note:
    """What somebody wants to tell, as their form gave it."""

    kind: str
    body: str
    client_id: UUID
    step: UUID | None = None
    weeks: int | None = None
    region: str = ""
    masked: bool = False


def begin(seat: Seat, place: Place | None, said: dict[str, Any]) -> Guide:
    """Write a guide for the group of `place`, or for the whole house. Whoever writes it checked it today."""
    if place is not None:
        rules_guides.may_begin(place).or_refuse()
    moment = now()
    guide = Guide(
        id=uuid4(), group_id=place.group_id if place else None, owner_id=place.membership_id if place else None
    )
    guide.checked_on, guide.made_at, guide.changed_at = moment.date(), moment, moment
    for name in SAID:
        setattr(guide, name, said[name])
    guide.save(force_insert=True)
    _put_steps(guide, said["steps"], {})
    _note_check(guide, place, guide.checked_on, "")
    read_this(seat, kind=GUIDE, about=guide.id, group_id=guide.group_id)
    return guide


def change(seat: Seat, guide: Guide, place: Place | None, said: dict[str, Any]) -> GuideVersion | None:
    """Change a guide. Returns what it said before, which stays readable; None where nothing is different now.

    Steps keep their keys, so that notes stay beside them.
    """
    seat.one_at_a_time(f"guide {guide.id}")
    guide = seat.find(Guide, guide.id)
    rules_guides.may_keep(guide, place, seat, reading_guides.retirement_of(seat, guide) is not None).or_refuse()
    steps = {step.row.id: step.row for step in reading_guides.steps_of(seat, guide)}
    if not _differs(guide, list(steps.values()), said):
        return None
    before = _keep_version(guide, place, list(steps.values()))
    for name in SAID:
        setattr(guide, name, said[name])
    guide.version, guide.changed_at = guide.version + 1, now()
    guide.save(update_fields=[*SAID, "version", "changed_at"])
    _put_steps(guide, said["steps"], steps)
    read_this(seat, kind=GUIDE, about=before.id, group_id=guide.group_id)
    return before


def _differs(guide: Guide, steps: list[GuideStep], said: dict[str, Any]) -> bool:
    kept = [(step.id, step.title, step.words) for step in steps]
    return kept != [(step["id"], step["title"], step["words"]) for step in said["steps"]] or any(
        getattr(guide, name) != said[name] for name in SAID
    )


def _keep_version(guide: Guide, place: Place | None, steps: list[GuideStep]) -> GuideVersion:
    version = GuideVersion(
        guide=guide,
        group_id=guide.group_id,
        membership_id=place.membership_id if place else None,
        version=guide.version,
        title=guide.title,
        summary=guide.summary,
        regions=guide.regions,
        sources=guide.sources,
        steps=[[step.title, step.words] for step in steps],
        until=now(),
    )
    version.save(force_insert=True)
    return version


def _put_steps(guide: Guide, said: list[dict[str, Any]], before: dict[UUID, GuideStep]) -> None:
    """Write the steps as they are said now: known keys are changed, others are new, and what is not said goes."""
    left = dict(before)
    for number, step in enumerate(said, start=1):
        now_said = {"place": number, "title": step["title"], "words": step["words"], "html": render(step["words"])}
        row = left.pop(step["id"], None)
        if row is None:
            GuideStep(guide=guide, group_id=guide.group_id, **now_said).save(force_insert=True)
        else:
            GuideStep.objects.filter(pk=row.id).update(**now_said)
    for row in left.values():
        row.delete()


def check(seat: Seat, guide: Guide, place: Place | None, on: date, found: str) -> GuideCheck:
    """Note that somebody looked whether a guide is still right. The newest day counts."""
    rules_guides.may_keep(guide, place, seat, reading_guides.retirement_of(seat, guide) is not None).or_refuse()
    row = _note_check(guide, place, on, found)
    if on > guide.checked_on:
        guide.checked_on = on
        guide.save(update_fields=["checked_on"])
    if found:
        read_this(seat, kind=GUIDE, about=row.id, group_id=guide.group_id)
    return row


def _note_check(guide: Guide, place: Place | None, on: date, found: str) -> GuideCheck:
    looked = place.membership_id if place and guide.group_id else None
    row = GuideCheck(guide=guide, group_id=guide.group_id, membership_id=looked, on=on, found=found, at=now())
    row.save(force_insert=True)
    return row


def hand_over(seat: Seat, guide: Guide, place: Place | None, to: Membership | None) -> None:
    """Let somebody else who leads the group keep a guide from now on; they are told."""
    rules_guides.may_keep(guide, place, seat, reading_guides.retirement_of(seat, guide) is not None).or_refuse()
    rules_guides.may_hand_over(guide, to).or_refuse()
    if to is not None and guide.owner_id != to.id:
        guide.owner_id = to.id
        guide.save(update_fields=["owner"])
        tell(kind=HANDED_OVER, about=guide.id, group=guide.group_id)


def retire(seat: Seat, guide: Guide, place: Place | None, reason: str) -> GuideRetirement:
    """Stop keeping a guide: it leaves the list, and its page says why."""
    seat.one_at_a_time(f"guide {guide.id}")
    rules_guides.may_keep(guide, place, seat, reading_guides.retirement_of(seat, guide) is not None).or_refuse()
    row = GuideRetirement(guide=guide, group_id=guide.group_id, reason=reason, at=now())
    row.save(force_insert=True)
    read_this(seat, kind=GUIDE, about=row.id, group_id=guide.group_id)
    return row


def bring_back(seat: Seat, guide: Guide, place: Place | None) -> None:
    """Keep a guide again that was retired."""
    rules_guides.may_keep(guide, place, seat, False).or_refuse()
    seat.glance(GuideRetirement).filter(guide_id=guide.id).delete()


def tell_what_happened(seat: Seat, guide: Guide, place: Place, said: Note) -> GuideNote:
    """Tell the people of one group what really happened. Returns the earlier note when this was sent before."""
    seat.one_at_a_time(f"note beside {guide.id} by {seat.me}")  # a number of people is a number of people
    before = seat.glance(GuideNoteOwner).filter(member_id=seat.me, client_id=said.client_id).first()
    if before is not None:
        return _the_same(seat.find(GuideNote, before.note_id), said)
    retired = reading_guides.retirement_of(seat, guide) is not None
    rules_guides.may_tell(guide, place, gate_of(seat, place.group_id), retired).or_refuse()
    if said.kind == NoteKind.WAIT:
        rules_guides.may_tell_a_wait(*reading_guides.my_wait(seat, guide)).or_refuse()
    note = _written(seat, guide, place, said)
    read_this(seat, kind=KIND, about=note.id, group_id=note.group_id)
    words = f"{note.region}\n{note.body}"
    held(seat, KIND, note.group_id, note.id, words, new=True, tried=True)
    return note


def _written(seat: Seat, guide: Guide, place: Place, said: Note) -> GuideNote:
    note = GuideNote(id=uuid4(), group_id=place.group_id, guide=guide, kind=said.kind, weeks=said.weeks)
    note.step = _step_of(seat, guide, said.step) if said.step else None
    note.membership_id = None if said.masked else place.membership_id
    note.region, note.body, note.html, note.made_at = said.region, said.body, render(said.body), now()
    GuideNoteOwner(note_id=note.id, member_id=seat.me, client_id=said.client_id, at=note.made_at).save(
        force_insert=True
    )
    note.save(force_insert=True)
    return note


def _step_of(seat: Seat, guide: Guide, key: UUID) -> GuideStep | None:
    """Return a guide's step, or None for one that went while somebody wrote: their words stay beside the guide."""
    step = seat.glance(GuideStep).filter(pk=key).first()
    if step is not None and step.guide_id != guide.id:
        raise Unseen
    return step


def _the_same(note: GuideNote, said: Note) -> GuideNote:
    if note.body != said.body:
        raise Refused(_("Something else was sent from this box before. Open the page again, then send these words."))
    return note


def take_back(seat: Seat, note: GuideNote) -> None:
    """Take one's own words back."""
    seat.read(_Gone, "SELECT library_withdraw_guide_notes(%s, %s, 'author')", note.group_id, note.id)


def when_somebody_leaves(seat: Seat, membership: Membership, how: str) -> None:
    """Take all of a leaver's notes back when they asked for it. `how`: kept, erased."""
    if how == "erased":
        seat.read(_Gone, "SELECT library_withdraw_guide_notes(%s, NULL, 'left')", membership.group_id)

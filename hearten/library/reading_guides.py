"""What the pages of guides read: guides, their steps, and what people of one's own groups told."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hearten.groups.models import LEADS, Membership
from hearten.groups.standing import Place, my_groups, place_in
from hearten.kernel.pages import safe_html
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Unseen
from hearten.library.models import (
    Guide,
    GuideCheck,
    GuideNote,
    GuideNoteOwner,
    GuideNoteWithdrawal,
    GuideRetirement,
    GuideStep,
)
from hearten.library.models.guides import NoteKind


class _Held(NamedTuple):
    item: UUID


@dataclass(frozen=True)
class Told:
    """One note as its readers see it."""

    note: GuideNote
    name: str
    group: str
    mine: bool
    held: bool
    kind: str

    @property
    def html(self) -> object:
        return safe_html(self.note.html)


@dataclass
class Step:
    """One step with what was told about it."""

    row: GuideStep
    told: list[Told] = field(default_factory=list)

    @property
    def html(self) -> object:
        return safe_html(self.row.html)


def guides(seat: Seat, topic: str = "", about: str = "", region: str = "", language: str = "") -> "QuerySet[Guide]":
    """Return the guides that this seat may read and that are kept, as filtered; those without a region fit anywhere."""
    found = seat.glance(Guide).exclude(Exists(GuideRetirement.objects.filter(guide=OuterRef("pk"))))
    for name, value in (("topic", topic), ("about", about), ("language", language)):
        found = found.filter(**{name: value}) if value else found
    if region:
        found = found.filter(Q(regions__icontains=region) | Q(regions=[]) | Q(regions__icontains=_("anywhere")))
    return found.select_related("group").order_by("title")


def guide_of(seat: Seat, guide_id: UUID) -> Guide:
    """Return a guide with its group. Raises Unseen when this seat may not read it."""
    found = seat.glance(Guide).select_related("group").filter(pk=guide_id).first()
    if found is None:
        raise Unseen
    return found


def retirement_of(seat: Seat, guide: Guide) -> GuideRetirement | None:
    """Return since when a guide is no longer kept, and why; None while it is."""
    return seat.glance(GuideRetirement).filter(guide_id=guide.id).first()


def place_of(seat: Seat, guide: Guide) -> Place | None:
    """Return this seat's place in a guide's group; None for a guide of the house, and for who only reads there."""
    return place_in(seat, guide.group_id) if guide.group_id else None


def keeper_of(seat: Seat, guide: Guide) -> str:
    """Return who keeps a guide up to date, as a name to show."""
    if guide.group_id is None:
        return _("the people who run this place")
    found = next((one for one in leads_of(seat, guide.group_id) if one.id == guide.owner_id), None)
    return found.name if found else _("nobody at the moment: whoever leads the group can take it on")


def leads_of(seat: Seat, group_id: UUID) -> list[Membership]:
    """Return who leads a group, by name."""
    return list(seat.glance(Membership).filter(group_id=group_id, ended_at=None, role__in=LEADS).order_by("name"))


def checks_of(seat: Seat, guide: Guide) -> list[tuple[GuideCheck, str]]:
    """Return when somebody looked whether a guide is still right, newest first, with their names."""
    rows = list(seat.glance(GuideCheck).filter(guide_id=guide.id).order_by("-on", "-at"))
    names = _names(seat, (row.membership_id for row in rows))
    house = _("the people who run this place")
    return [(row, names.get(row.membership_id, _("Former member")) if row.membership_id else house) for row in rows]


def tells_in(seat: Seat, guide: Guide) -> Sequence[Place]:
    """Return the groups whose people this seat can tell what really happened."""
    if guide.group_id is None:
        return my_groups(seat)
    place = place_of(seat, guide)
    return [place] if place else []


class _Wait(NamedTuple):
    note: UUID


def my_wait(seat: Seat, guide: Guide) -> tuple[UUID | None, bool]:
    """Return the note in which this seat told how long they waited, if its words are there; and whether it may read it.

    It may not where it told it in a group that it has left.
    """
    note = next((one.note for one in seat.read(_Wait, "SELECT library_my_wait(%s)", guide.id)), None)
    return note, note is not None and _standing(seat, guide).filter(pk=note).exists()


def _standing(seat: Seat, guide: Guide) -> "QuerySet[GuideNote]":
    gone = Exists(GuideNoteWithdrawal.objects.filter(note=OuterRef("pk")))
    return seat.glance(GuideNote).filter(guide_id=guide.id).exclude(gone)


def told_about(seat: Seat, guide: Guide) -> list[Told]:
    """Return what people of one's own groups told about a guide, oldest first; without words that went."""
    return shown(seat, list(_standing(seat, guide).select_related("group").order_by("made_at")))


def shown(seat: Seat, notes: list[GuideNote]) -> list[Told]:
    """Return notes as this seat sees them."""
    names = _names(seat, (note.membership_id for note in notes))
    mine = set(seat.glance(GuideNoteOwner).filter(member_id=seat.me).values_list("note_id", flat=True))
    held = {one.item for one in seat.read(_Held, "SELECT moderation_held()")} if notes else set()
    return [
        Told(
            note,
            names.get(note.membership_id, _("Former member")) if note.membership_id else _("Somebody"),
            note.group.title,
            note.id in mine,
            note.id in held,
            str(NoteKind(note.kind).label),
        )
        for note in notes
    ]


def steps_of(seat: Seat, guide: Guide, told: Iterable[Told] = ()) -> list[Step]:
    """Return a guide's steps in order, each with what was told about it."""
    steps = {row.id: Step(row) for row in seat.glance(GuideStep).filter(guide_id=guide.id).order_by("place")}
    for one in told:
        if one.note.step_id in steps:
            steps[one.note.step_id].told.append(one)
    return list(steps.values())


def _names(seat: Seat, keys: Iterable[UUID | None]) -> dict[UUID | None, str]:
    wanted = {key for key in keys if key}
    found = seat.glance(Membership).filter(pk__in=wanted).values_list("id", "name") if wanted else []
    return {key: name for key, name in found if name}


def waited(told: Iterable[Told]) -> str:
    """Say how long people waited, as an honest span of what they told; "" where nobody told it.

    Each person tells it once for each guide (`rules_guides.may_tell_a_wait`), so the number is a number of people.
    """
    weeks = [one.note.weeks for one in told if one.note.kind == NoteKind.WAIT and not one.held]
    known = sorted(week for week in weeks if week is not None)
    if not known:
        return ""
    people, least, most = len(known), known[0], known[-1]
    if people == 1:
        return _("One person told how long they waited: %(span)s.") % {"span": span_of(most)}
    if least == most:
        return _("%(people)s people waited %(span)s.") % {"people": people, "span": span_of(most)}
    if least == 0:
        return _("%(people)s people waited from less than a week to %(span)s.") % {
            "people": people,
            "span": span_of(most),
        }
    return _("%(people)s people waited %(least)s to %(span)s.") % {
        "people": people,
        "least": least,
        "span": span_of(most),
    }


def span_of(weeks: int) -> str:
    """Say a number of weeks."""
    if weeks == 0:
        return _("less than a week")
    return ngettext("%(n)s week", "%(n)s weeks", weeks) % {"n": weeks}

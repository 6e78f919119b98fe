"""How a service was for people of one's groups: notes as they are read, and what those of a group say together."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hearten.groups.standing import Place
from hearten.kernel.pages import safe_html
from hearten.kernel.seat import Seat
from hearten.resources.models import ListingNote, NoteOwner
from hearten.resources.saying import month_text

MOST_NOTES = 100


@dataclass(frozen=True)
class Told:
    """One note as it is read. `lines`: what was chosen, as sentences; `words`: safe HTML of what was written."""

    note: ListingNote
    name: str
    group: str
    lines: list[str]
    words: Any
    mine: bool


def wrote(seat: Seat, note: ListingNote) -> bool:
    """Whether this seat wrote a note, under their name or without one."""
    if note.membership_id is None:
        return seat.glance(NoteOwner).filter(note_id=note.id, member_id=seat.me).exists()
    return note.membership is not None and note.membership.member_id == seat.member_id


def my_note(seat: Seat, place: Place, listing_id: UUID) -> ListingNote | None:
    """Return what this seat told the group of `place` about a service, or None."""
    hidden = seat.glance(NoteOwner).filter(member_id=seat.me).values("note_id")
    mine = Q(membership__member_id=seat.me) | Q(membership=None, pk__in=hidden)  # also of an earlier membership
    return seat.glance(ListingNote).filter(mine, listing_id=listing_id, group_id=place.group_id).first()


def notes_of(seat: Seat, listing_id: UUID) -> list[Told]:
    """Return what people of this seat's groups told about a service, newest first. Three queries at most."""
    found = (
        seat.glance(ListingNote)
        .filter(listing_id=listing_id)
        .select_related("membership", "group")
        .order_by("-made_at")[:MOST_NOTES]
    )
    hidden = set(seat.glance(NoteOwner).filter(member_id=seat.me).values_list("note_id", flat=True))
    return [told(note, _mine(seat, note, hidden)) for note in found if says_something(note)]


def _mine(seat: Seat, note: ListingNote, hidden: set[UUID]) -> bool:
    return note.id in hidden if note.membership is None else note.membership.member_id == seat.member_id


def says_something(note: ListingNote) -> bool:
    """Whether there is anything left in it; a note that was removed is empty."""
    return note.weeks is not None or bool(note.respect or note.cost or note.body or note.cost_words)


def name_on(note: ListingNote) -> str:
    """Return the name that a note shows."""
    if note.membership_id is None:
        return _("Somebody, without a name")
    return (note.membership.name if note.membership else "") or _("Former member")


def told(note: ListingNote, mine: bool) -> Told:
    """Return a note as it is read; its group and membership are in hand."""
    return Told(note, name_on(note), note.group.title, lines_of(note), safe_html(note.html), mine)


def lines_of(note: ListingNote) -> list[str]:
    """Return what somebody chose, as sentences."""
    respect = {
        "yes": _("Was treated with respect."),
        "mixed": _("Being treated with respect was mixed."),
        "no": _("Was not treated with respect."),
    }
    cost = {
        "none": _("It cost what they had said."),
        "some": _("It cost somewhat more than they had said."),
        "lot": _("It cost a lot more than they had said."),
    }
    waited = (
        [ngettext("Waited %(n)d week.", "Waited %(n)d weeks.", note.weeks) % {"n": note.weeks}] if note.weeks else []
    )
    if note.weeks == 0:
        waited = [_("Did not have to wait.")]
    month = [_("That was in %(month)s.") % {"month": month_text(note.on_month)}] if note.on_month else []
    said = [respect.get(note.respect, ""), cost.get(note.cost, ""), note.cost_words]
    return [line for line in (*waited, *said, *month) if line]


def together(notes: Sequence[Told]) -> list[tuple[str, list[str]]]:
    """Return what the notes of each group say together, with its name: numbers of people, never a mean or a score.

    Each person tells a group once. Over several groups nobody is counted: somebody may have told two of them, with a
    name here and without one there, and a number that knows it would tell the reader.
    """
    by_group: dict[UUID, list[Told]] = {}
    for one in notes:
        by_group.setdefault(one.note.group_id, []).append(one)
    said = [(told[0].group, _lines_together([one.note for one in told])) for told in by_group.values()]
    return [(group, lines) for group, lines in said if lines]


def _lines_together(rows: Sequence[ListingNote]) -> list[str]:
    if len(rows) < 2:
        return []
    return [line for line in (_waits(rows), _respect(rows), _costs(rows)) if line]


def _waits(rows: Sequence[ListingNote]) -> str:
    weeks = sorted(row.weeks for row in rows if row.weeks is not None)
    if len(weeks) < 2:
        return ""
    said = {"n": len(weeks), "least": weeks[0], "most": weeks[-1]}
    if weeks[0] == weeks[-1]:
        return ngettext(
            "%(people)d people: each waited %(n)d week.", "%(people)d people: each waited %(n)d weeks.", weeks[0]
        ) % {"people": len(weeks), "n": weeks[0]}
    return _("%(n)d people: waits of %(least)d to %(most)d weeks.") % said


def _respect(rows: Sequence[ListingNote]) -> str:
    said = [row.respect for row in rows if row.respect]
    if not said:
        return ""
    counted = {kind: said.count(kind) for kind in ("yes", "mixed", "no")} | {"of": len(said)}
    return _("Treated with respect, of %(of)d who said: %(yes)d yes, %(mixed)d mixed, %(no)d no.") % counted


def _costs(rows: Sequence[ListingNote]) -> str:
    said = [row.cost for row in rows if row.cost]
    more = sum(one != "none" for one in said)
    if not said:
        return ""
    return _("It cost more than they had said, of %(of)d who said: %(more)d yes, %(none)d no.") % {
        "of": len(said), "more": more, "none": len(said) - more,
    }  # fmt: skip

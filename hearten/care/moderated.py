"""Practices and suggestions for those who moderate: what a report brings along, and the door to a practice.

A report attaches the whole practice. Nobody of the staff reads it by that alone: they open it with a reason, and then
both people find who it was, and why, under "Who looked".
"""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hearten.care import reading_practice as reading
from hearten.care.actions.invites import SUGGESTED
from hearten.care.choices import Situation
from hearten.care.models import Reported, Suggestion, Turn
from hearten.care.proofs import is_proved
from hearten.care.reading_visits import suggestions
from hearten.kernel.clock import now
from hearten.kernel.pages import url
from hearten.kernel.sealed import Sealed
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Refused, Unseen
from hearten.members.looks import name_look
from hearten.moderation.actions import report as reporting
from hearten.moderation.items import Item, Shown, register

KIND = "practice"
SHORTEST_REASON = 20


class Said(NamedTuple):
    """One turn as the staff reads it. `words` is None where its writer's key is gone; `proved`: it was said so."""

    name: str
    at: datetime
    words: str | None
    proved: bool


class Opened(NamedTuple):
    """A practice as the staff reads it: what was practised, and every turn; none where it was only asked for."""

    situation: str
    said: list[Said]


class _Kept(NamedTuple):
    situation: str
    id: UUID | None
    author_id: UUID
    body: bytes
    proof: str
    at: datetime
    name: str | None


def report(seat: Seat, held: reading.Held, about: str, words: str) -> None:
    """Report a practice as one of the two, whole. It goes to the install's staff; nothing is sent to the other."""
    row = Reported(practice_id=held.id, member_id=seat.me, words=words or None, at=now())
    Reported.objects.bulk_create([row], ignore_conflicts=True)
    reporting.report(seat, KIND, _shown(held), about, words)


def _shown(held: reading.Held) -> Shown:
    return Shown(item=held.id, group_id=None, html="", name=held.their_name or _("Somebody"))


def _suggestion(seat: Seat, suggestion_id: UUID) -> Shown:
    """Return a suggestion as one of the two reads it. Nobody else can: the report gives its words along."""
    row = seat.find(Suggestion, suggestion_id)
    found = [one for one in suggestions(seat, row.appointment_id) if one.id == row.id]
    name = found[0].name if found else ""
    return Shown(row.id, None, f"<p>{escape(row.words or '')}</p>", name or _("Somebody"), row.author_id == seat.me)


def ready() -> None:
    """Make both known to moderation. The staff read a practice on the desk, with a reason that both see; of a
    suggestion what its reader gave along."""
    register(
        Item(
            kind=KIND,
            named=gettext_lazy("a practice between two people"),
            find=lambda seat, practice_id: _shown(reading.practice(seat, practice_id)),
            url=lambda practice_id: url("desk:practice", practice_id),
            changed=lambda shown: None,
            at_home=lambda practice_id: url("care:practice", practice_id),
            words_stay=True,
        )
    )
    register(
        Item(
            kind=SUGGESTED,
            named=gettext_lazy("a suggestion to somebody’s preparation"),
            find=_suggestion,
            url=lambda suggestion_id: url("care:appointments"),
            changed=lambda shown: None,
            attach=lambda seat, suggestion_id: seat.find(Suggestion, suggestion_id).words or "",
            words_stay=True,
        )
    )
    name_look("a practice", lambda: _("a practice between two people"))


def staff_read(seat: Seat, practice_id: UUID, reason: str) -> Opened:
    """Open a practice for somebody of the staff, and write down for both people who did, and why.

    Raises Refused when the reason is too short, and Unseen for everything else that does not let this seat in.
    """
    if len(reason.strip()) < SHORTEST_REASON:
        raise Refused(_("Say in a sentence why you read this. Both people will see it."))
    kept = seat.read(_Kept, "SELECT * FROM care_staff_open(%s, %s)", practice_id, reason.strip())
    if not kept:
        raise Unseen
    said = [_said(one.id, one) for one in kept if one.id is not None]
    return Opened(str(Situation(kept[0].situation).label), said)


def _said(turn_id: UUID, kept: _Kept) -> Said:
    words = Turn(id=turn_id, author_id=kept.author_id, body=Sealed(kept.body)).body
    proved = words is not None and is_proved(turn_id, kept.author_id, words, kept.proof)
    return Said(kept.name or _("Somebody"), kept.at, words, proved)

"""Showing one entry: to one person, to each who is in a circle now, or to a group; and ending that."""

from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID, uuid4

from django.utils.translation import gettext as _

from hearten.groups.contact import is_closed_to
from hearten.groups.models import Membership
from hearten.groups.rules import may_post
from hearten.groups.standing import Place, place_in
from hearten.kernel.clock import now
from hearten.kernel.pages import day_text, url
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Refused, Unseen, Verdict, no, yes
from hearten.kernel.words import render
from hearten.moderation.actions.hold import held
from hearten.moderation.reading import gate_of
from hearten.moderation.rules import may_write_now
from hearten.notices.actions import tell
from hearten.plans.calendar import end_of, today
from hearten.plans.days.entries import Written, take_back_told
from hearten.plans.models import Shared, Told
from hearten.safety.triage import read_this

TOLD, SHOWN = "toldentry", "shownentry"
DAYS = (7, 30, 90)
LONGEST = 4000


class _Other(NamedTuple):
    member: UUID
    place: UUID
    my_place: UUID


class _Done(NamedTuple):
    done: bool


def may_be_close(closed: bool) -> Verdict:
    """Judge what two people have alone with each other: not where the staff closed that for the member."""
    if not closed:
        return yes
    return no(_("Private contact is closed for you, and circles and showing to one person are part of that."))


def _until(days: int) -> datetime:
    return end_of(today() + timedelta(days=days))


def show_to_person(seat: Seat, entry: Written, place_id: UUID, words: str, days: int) -> UUID:
    """Show words of an entry to one person of one's group, for some days. Returns the share that is there then.

    Whether it reaches them is told by nothing: somebody who keeps a distance does not see it. Raises Refused where
    other words of this entry are shown to them already, and where private contact is closed; Unseen for nobody there.
    """
    may_be_close(is_closed_to(seat)).or_refuse()
    other = seat.find(Membership, place_id, ended_at=None)
    mine = place_in(seat, other.group_id)
    if mine is None or other.member_id == seat.me:
        raise Unseen
    made = _show(seat, entry, _Other(other.member_id, other.id, mine.membership_id), other.group_id, words, days)
    return made.id


def show_to_circle(seat: Seat, entry: Written, circle_id: UUID, group_id: UUID, words: str, days: int) -> list[UUID]:
    """Show words of an entry to each who is in a circle at this moment. Raises Unseen where nobody is, and as above."""
    may_be_close(is_closed_to(seat)).or_refuse()
    others = seat.read(_Other, "SELECT * FROM plans_others_in(%s)", circle_id)
    if not others:
        raise Unseen
    return [
        _show(seat, entry, other, group_id, words, days, circle_id, read=n == 0).id for n, other in enumerate(others)
    ]


def _show(
    seat: Seat,
    entry: Written,
    other: _Other,
    group_id: UUID,
    words: str,
    days: int,
    circle_id: UUID | None = None,
    read: bool = True,
) -> Shared:
    seat.one_at_a_time(f"show {entry.id} {other.member}")
    before = seat.glance(Shared).filter(entry_id=entry.id, to_id=other.member, ended_at=None, member_id=seat.me).first()
    if before is not None and before.until > now():
        return _the_same(before, words, days)
    if before is not None:
        end(seat, before)
    made = Shared(id=uuid4(), member_id=seat.me, to_id=other.member, entry_id=entry.id, group_id=group_id)
    made.place_id, made.to_place_id, made.circle_id = other.my_place, other.place, circle_id
    made.kind, made.day, made.words = entry.kind, entry.day, words
    made.at, made.until = now(), _until(days)
    made.save(force_insert=True)
    tell(kind=SHOWN, about=made.id)
    if read:
        read_this(seat, kind=SHOWN, about=made.id, group_id=None)
    return made


def _the_same(before: Shared, words: str, days: int) -> Shared:
    to = url("plans:shown"), _("What I show")
    if before.words != words:
        raise Refused(_("You show other words of this to them already. End that first, then show these."), *to)
    if before.until != _until(days):
        raise Refused(_until_then(before.until), *to)
    return before


def _until_then(until: datetime) -> str:
    said = _("These words are shown there already, until %(day)s. To choose another day, end that first.")
    return said % {"day": day_text(until)}


def tell_group(seat: Seat, entry: Written, place: Place, words: str, days: int) -> Told:
    """Tell words of an entry to a whole group, under one's name there. Returns what stands there.

    They are read for danger and can be reported, as a post. Raises Refused where one may not write there now, and
    where other words of this entry stand there already, or these until another day.
    """
    may_post(place, place.version).or_refuse()
    may_write_now(gate_of(seat, place.group_id)).or_refuse()
    seat.one_at_a_time(f"tell {entry.id} {place.group_id}")
    mine = seat.glance(Told).filter(entry_id=entry.id, group_id=place.group_id, membership_id=place.membership_id)
    before = mine.filter(until__gt=now()).first()
    if before is not None:
        return _told_the_same(before, words, days)
    take_back_told(seat, entry.id, place.group_id)  # what is over, or stayed when one left before
    made = Told(id=uuid4(), group_id=place.group_id, membership_id=place.membership_id, entry_id=entry.id)
    made.kind, made.day, made.body, made.html = entry.kind, entry.day, words, render(words)
    made.made_at, made.until = now(), _until(days)
    made.save(force_insert=True)
    read_this(seat, kind=TOLD, about=made.id, group_id=place.group_id)
    held(seat, TOLD, place.group_id, made.id, words, new=True)
    return made


def _told_the_same(before: Told, words: str, days: int) -> Told:
    if not before.body:
        raise Refused(
            _("What you told of this here was taken down. The decision says why, and how to ask again."),
            url("moderation:decisions"),
            _("Decisions"),
        )
    to = url("plans:told", before.id), _("Go there")
    if before.body != words:
        said = _("You told other words of this to the group already. Take those back first, then tell these.")
        raise Refused(said, *to)
    if before.until != _until(days):
        raise Refused(_until_then(before.until), *to)
    return before


def end(seat: Seat, shared: Shared) -> None:
    """Stop showing it. Raises Unseen for what is not one's own."""
    if shared.member_id != seat.me:
        raise Unseen
    seat.glance(Shared).filter(pk=shared.pk, ended_at=None).update(ended_at=now())


def put_away(seat: Seat, shared: Shared) -> None:
    """Put away what somebody shows to the member. Raises Unseen for one's own. Who showed it is not told."""
    if not seat.read(_Done, "SELECT plans_put_away(%s, %s)", shared.id, now())[0].done:
        raise Unseen


def take_back(seat: Seat, told: Told, place: Place | None) -> None:
    """Take back what one told to a group. It is gone. Raises Unseen for what is not one's own."""
    if place is None or told.membership_id != place.membership_id:
        raise Unseen
    seat.glance(Told).filter(pk=told.pk).delete()

"""Who may keep a place, change a meeting, open a second room: pure judgements on what is already in hand."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hearten.groups.standing import Place
from hearten.kernel.pages import url
from hearten.kernel.verdict import Verdict, no, unseen, yes
from hearten.meetings.models import Meeting

AHEAD = timedelta(weeks=8)  # meetings that come again are there for so long ahead
MOST_AHEAD = timedelta(days=400)
KEPT_UNTIL = timedelta(minutes=5)  # after the start, whoever kept a place and is not there gives it to who is


class Kept(Protocol):
    """How places stand for one reader (`reading.Places`)."""

    @property
    def taken(self) -> int: ...
    @property
    def mine(self) -> int | None: ...


def ends_at(meeting: Meeting) -> datetime:
    """Return when a meeting is over."""
    return meeting.starts_at + timedelta(minutes=meeting.minutes)


def doors_open_at(meeting: Meeting) -> datetime:
    """Return when the room can be entered: some minutes before, as the format says."""
    minutes = meeting.definition.get("defaults", {}).get("doors_open_min", 10)
    return meeting.starts_at - timedelta(minutes=minutes)


def split_over(meeting: Meeting) -> int:
    """Return from how many people on a second room does everybody good."""
    capacity = meeting.definition["capacity"]
    return int(capacity.get("split_over", capacity["max"]))


def is_for_the_group(meeting: Meeting) -> Verdict:
    """Judge what only a meeting of the group has: places, roles, another time. A session of two has none of it."""
    return yes if meeting.host_id is None else unseen


def may_keep_place(place: Place, meeting: Meeting, moment: datetime) -> Verdict:
    """Judge keeping a place: while the meeting is to come or runs, for whoever agreed to the agreement that holds."""
    if not is_for_the_group(meeting):
        return unseen
    if (over := _over(meeting, moment)) is not None:
        return over
    if not place.up_to_date:
        return no(
            _("Our agreement has changed. Read it and agree, then keep your place."),
            url("groups:agreement", place.group_id),
            _("Read our agreement"),
        )
    return yes


def may_come_in(place: Place, meeting: Meeting, kept: Kept, moment: datetime) -> Verdict:
    """Judge coming into the room: what is kept stays kept until a little after the start; then whoever is there."""
    has_place = kept.mine == 0 or kept.taken < meeting.places or place.leads
    if has_place or moment >= meeting.starts_at + KEPT_UNTIL:
        return yes
    return no(
        _("All places are kept. Five minutes after the start, free ones are for whoever is at the door."),
        *_back(meeting),
    )


def may_change(place: Place, meeting: Meeting, moment: datetime) -> Verdict:
    """Judge moving, calling off and giving roles: who leads the group, before the meeting begins."""
    if not place.leads or not is_for_the_group(meeting):
        return unseen
    if (over := _over(meeting, moment)) is not None:
        return over
    if meeting.starts_at <= moment:
        return no(_("This meeting has begun. What is planned for it stays as it is."), *_back(meeting))
    return yes


def may_have_places(meeting: Meeting, wanted: int, taken: int) -> Verdict:
    """Judge another number of places: nobody who is in loses theirs, and the format is good for so many."""
    most = int(meeting.definition["capacity"]["max"])
    if wanted > most:
        return no(_("This format is for %(most)d people at most. Write a lower number.") % {"most": most})
    if wanted < taken:
        keeps = ngettext(
            "%(n)d person has a place, and keeps it. Write at least that number.",
            "%(n)d people have a place, and keep it. Write at least that number.",
            taken,
        )
        return no(keeps % {"n": taken})
    return yes


def _over(meeting: Meeting, moment: datetime) -> Verdict | None:
    if meeting.called_off_at is not None:
        return no(_("This meeting was called off."), *_back(meeting))
    if ends_at(meeting) <= moment:
        return no(_("This meeting is over."), *_back(meeting))
    return None


def _back(meeting: Meeting) -> tuple[str, str]:
    return url("meetings:meeting", meeting.id), _("Go to the meeting")


def may_begin_at(starts_at: datetime, moment: datetime) -> Verdict:
    """Judge a start: to come, and within a year or so."""
    if starts_at <= moment:
        return no(_("This time is over already. Choose one that is still to come."))
    if starts_at > moment + MOST_AHEAD:
        return no(_("This is more than a year ahead. Choose an earlier day."))
    return yes


def may_open_beside(
    place: Place, meeting: Meeting, counted: int, leading: Collection[UUID], has_one: bool, moment: datetime
) -> Verdict:
    """Judge a second room: too many for one talk, and two people who lead the group there (`leading`)."""
    if not (change := may_change(place, meeting, moment)):
        return change
    if has_one:
        return no(_("There is a second room already."), *_back(meeting))
    if counted <= split_over(meeting):
        return no(_("One room is enough for now."), *_back(meeting))
    if len(leading) < 2:
        return no(_("A second room needs a second person who leads this group and keeps a place."), *_back(meeting))
    return yes

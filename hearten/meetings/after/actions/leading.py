"""What those who lead do after a meeting: their log, notes about incidents, confirming who was there."""

from typing import Any
from uuid import UUID, uuid4

from django.utils.translation import gettext as _

from hearten.groups.models import Membership
from hearten.groups.standing import Place
from hearten.kernel.clock import now
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Refused
from hearten.meetings.after import reading as reading_after
from hearten.meetings.after import rules as rules_after
from hearten.meetings.models import Attendance, Incident, Log, Meeting
from hearten.meetings.schedule.telling import NOTE
from hearten.notices.actions import tell


def keep_log(seat: Seat, meeting: Meeting, place: Place, came: int, themes: str, next_time: str) -> None:
    """Keep one's log; a second time changes it, for 7 days. Raises Refused where it names somebody, or too late."""
    mine = {"meeting_id": meeting.id, "membership_id": place.membership_id}
    seat.one_at_a_time(f"log {meeting.id} {place.membership_id}")
    before = seat.glance(Log).filter(**mine).first()
    rules_after.may_change_log(before, now()).or_refuse()
    rules_after.without_names(themes, reading_after.names(seat, meeting)).or_refuse()
    said = {"came": came, "themes": themes, "next_time": next_time, "changed_at": now()}
    if before is not None:
        seat.glance(Log).filter(pk=before.id).update(**said)
        return
    Log(group_id=meeting.group_id, at=now(), **mine, **said).save(force_insert=True)


def note(seat: Seat, meeting: Meeting, place: Place, said: dict[str, Any]) -> Incident:
    """Write a note about an incident, and tell who follows it up. Raises Refused for people who do not fit."""
    about = _was_there(seat, meeting, said["person_about"]) if said["person_about"] else None
    leads = {one.id for one in reading_after.who_leads(seat, meeting)}
    if said["person_following"] not in leads:
        raise Refused(_("Choose somebody who leads the group to follow this up."))
    if about == said["person_following"]:
        raise Refused(_("Nobody follows up a note about themself. Choose somebody else who leads, or leave out whom."))
    made = Incident(id=uuid4(), group_id=meeting.group_id, meeting=meeting, membership_id=place.membership_id)
    made.member_id, made.what, made.about_id, made.follows_up_id = (
        seat.me,
        said["what"],
        about,
        said["person_following"],
    )
    made.happened, made.done, made.asks_all = said["happened"], said["done"] or None, said["asks_all"]
    made.at, made.due_at = now(), now() + rules_after.SEEN_TO_WITHIN
    made.save(force_insert=True)
    tell(kind=NOTE, about=made.id, group=meeting.group_id)  # never to who acts: the writer knows
    return made


def _was_there(seat: Seat, meeting: Meeting, person: UUID) -> UUID:
    if not seat.glance(Attendance).filter(meeting_id=meeting.id, membership_id=person).exists():
        raise Refused(_("Choose somebody who was in the meeting, or nobody."))
    return person


def see_to(seat: Seat, incident: Incident, place: Place) -> None:
    """Say that a note was followed up. The first time counts."""
    rules_after.may_see_to(incident, place.membership_id).or_refuse()
    seat.glance(Incident).filter(pk=incident.id, followed_up_at=None).update(followed_up_at=now())


def confirm(seat: Seat, meeting: Meeting, place: Place, person: UUID | None) -> int:
    """Confirm that somebody was there, or everybody; never oneself. Returns how many are confirmed by it."""
    there = seat.glance(Attendance).filter(meeting_id=meeting.id, confirmed_at=None, since=None)
    if person is not None:
        there = there.filter(membership_id=seat.find(Membership, person, group_id=meeting.group_id).id)
    return there.exclude(membership_id=place.membership_id).update(confirmed_at=now())

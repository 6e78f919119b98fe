"""What the demo shows of meetings: evenings that come again, hours for a talk of two, and a room that is open now."""

from datetime import UTC, datetime, time, timedelta
from uuid import UUID

from django.db import transaction

from hearten.groups.models import Group, Membership
from hearten.groups.standing import Place, place_or_unseen
from hearten.kernel.acting import as_member
from hearten.kernel.clock import now
from hearten.kernel.seat import Seat
from hearten.meetings.for_two import actions as for_two
from hearten.meetings.formats.shipped import shipped
from hearten.meetings.models import Meeting
from hearten.meetings.schedule.actions import announce, places

WAYS = ["text", "audio", "video"]
SOON, NOW = "Low days, Tuesdays", "Come and see: a small circle"


def set_up(members: dict[str, UUID], moment: datetime) -> None:
    """Have Ada announce evenings that come again, people keep places, and Marisol offer hours."""
    group = Group.objects.using("keeper").get(slug="low-days")
    with as_member(members["Ada"]), transaction.atomic():
        seat, place = _seated(members["Ada"], group)
        announce.announce(seat, place, _evenings(moment, place))
    first = Meeting.objects.using("keeper").filter(group=group, title=SOON).earliest("starts_at")
    for name in ("Ben", "Ikenna", "Linh"):
        with as_member(members[name]), transaction.atomic():
            places.keep(*_seated(members[name], group), first)
    with as_member(members["Marisol"]), transaction.atomic():
        for weekday in (2, 5):
            hours = for_two.Offering(weekday, time(18), time(20), "UTC", 45, WAYS)
            for_two.offer(*_seated(members["Marisol"], group), hours)


def _seated(member: UUID, group: Group) -> tuple[Seat, Place]:
    seat = Seat(member)
    return seat, place_or_unseen(seat, group.id)


def _evenings(moment: datetime, place: Place) -> announce.Plan:
    day = moment.date() + timedelta(days=1 + (0 - moment.weekday()) % 7)  # the next Tuesday after today
    first = datetime.combine(day, time(18), tzinfo=UTC)
    definition = shipped("structured_check_in")
    return announce.Plan(
        SOON, first, "UTC", definition, 12, WAYS, "FREQ=WEEKLY;BYDAY=TU", ((place.membership_id, "facilitator"),)
    )


def open_a_room() -> None:
    """Each start of the demo: have a circle that begins in five minutes, so that there is an open door."""
    moment = now()
    around = (moment - timedelta(minutes=30), moment + timedelta(minutes=15))
    ada = Membership.objects.using("keeper").filter(group__slug="low-days", name="Ada", ended_at=None).first()
    if ada is None or Meeting.objects.using("keeper").filter(group=ada.group, starts_at__range=around).exists():
        return
    definition = shipped("talking_circle")
    definition["defaults"]["quorum"] = 2  # two windows are enough to see how turns pass
    plan = announce.Plan(NOW, moment + timedelta(minutes=5), "UTC", definition, 8, WAYS)
    with as_member(ada.member_id), transaction.atomic():
        announce.announce(*_seated(ada.member_id, ada.group), plan)

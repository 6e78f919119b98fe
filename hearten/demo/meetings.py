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
from hearten.meetings.schedule.recurring import rule_of

WAYS = ["text", "audio", "video"]
SOON, NOW = "Low days, Tuesdays", "Come and see: a small circle"
TUESDAY, THURSDAY, SUNDAY = 1, 3, 6
# Where else somebody meets, so that who looks for a time of day finds one: group, who leads, title, day, time, ways.
ELSEWHERE = [
    ("panic-and-worry", "Nasrin", "Thursdays, with the door open", THURSDAY, time(19), ["text", "audio"]),
    ("one-day-sober", "Efua", "Sunday morning table", SUNDAY, time(10), ["text", "audio"]),
]


def set_up(members: dict[str, UUID], moment: datetime) -> None:
    """Have Ada announce evenings that come again, people keep places, and Marisol offer hours."""
    group = Group.objects.using("keeper").get(slug="low-days")
    with as_member(members["Ada"]), transaction.atomic():
        seat, place = _seated(members["Ada"], group)
        announce.announce(seat, place, _weekly(moment, place, SOON, TUESDAY, time(18), WAYS))
    for slug, name, title, day, at, ways in ELSEWHERE:
        with as_member(members[name]), transaction.atomic():
            seat, place = _seated(members[name], Group.objects.using("keeper").get(slug=slug))
            announce.announce(seat, place, _weekly(moment, place, title, day, at, ways))
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


def _weekly(moment: datetime, place: Place, title: str, weekday: int, at: time, ways: list[str]) -> announce.Plan:
    """Return a check-in of every week, from the first such day after today on."""
    first = datetime.combine(moment.date() + timedelta(days=1 + (weekday - 1 - moment.weekday()) % 7), at, tzinfo=UTC)
    definition, duties = shipped("structured_check_in"), ((place.membership_id, "facilitator"),)
    return announce.Plan(title, first, "UTC", definition, 12, ways, rule_of("weekly", first, "UTC"), duties)


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

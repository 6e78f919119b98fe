"""What the demo shows of looking after people: somebody on duty, a report and a private request that wait."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.db import transaction

from hearten.groups.models import Group, Membership
from hearten.kernel.acting import as_member
from hearten.kernel.seat import Seat
from hearten.messages import reading
from hearten.messages.actions.ask import ask
from hearten.messages.actions.contact import switch_on
from hearten.messages.rules import ASK_AGAIN_AFTER
from hearten.moderation.actions.report import report
from hearten.moderation.items import item_of
from hearten.safety.models import Shift
from hearten.threads.models import Post


def set_up(members: dict[str, UUID], now: datetime) -> None:
    """Put Ada on duty, let Ben report a reply, and let Marisol ask Ben whether she may write to him."""
    group = Group.objects.using("keeper").get(slug="low-days")
    _on_duty(group, members["Ada"], now)
    _report(group, members["Ben"])
    for name in ("Ada", "Ben", "Marisol"):
        with as_member(members[name]), transaction.atomic():
            switch_on(Seat(members[name]))
    _ask(group, members["Marisol"], members["Ben"], now)


def _on_duty(group: Group, ada: UUID, now: datetime) -> None:
    """Ada has the shift that runs now, and one on each of the next two evenings."""
    begins = [now - timedelta(minutes=30), now + timedelta(days=1), now + timedelta(days=2)]
    for at in begins:
        Shift(
            group=group, member_id=ada, name="Ada", part="responder", starts_at=at, ends_at=at + timedelta(hours=3),
            made_at=now,
        ).save(using="keeper", force_insert=True)  # fmt: skip


def _report(group: Group, ben: UUID) -> None:
    """Ben asks for a look at the newest reply that is not his own."""
    with as_member(ben), transaction.atomic():
        seat = Seat(ben)
        others = seat.glance(Post).filter(group_id=group.id, opens=False, withdrawal=None).order_by("-made_at")
        for post in others[:20]:
            shown = item_of("post").find(seat, post.id)
            if not shown.mine:
                report(seat, "post", shown, "agreement", "I am not sure that this is ours. Could somebody look?")
                return


def _ask(group: Group, asker: UUID, asked: UUID, now: datetime) -> None:
    """One first message waits for its answer."""
    place = Membership.objects.using("keeper").get(group=group, member_id=asked, ended_at=None)
    with as_member(asker), transaction.atomic():
        seat = Seat(asker)
        asking = reading.asking(seat, place.id, now, ASK_AGAIN_AFTER)
        ask(seat, asking, "What you wrote about the last bus stayed with me. May I write to you about it?", uuid4())

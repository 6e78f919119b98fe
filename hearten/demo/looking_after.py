"""What the demo shows of looking after people: somebody on duty, a report that waits, private contact switched on."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from hearten.groups.models import Group
from hearten.kernel.acting import as_member
from hearten.kernel.seat import Seat
from hearten.messages.actions.contact import switch_on
from hearten.moderation.actions.report import report
from hearten.moderation.items import item_of
from hearten.safety.models import Shift
from hearten.threads.models import Post


def set_up(members: dict[str, UUID], now: datetime) -> None:
    """Put Ada on duty, let Ben report a reply, and let Ada and Ben be asked for private contact."""
    group = Group.objects.using("keeper").get(slug="low-days")
    _on_duty(group, members["Ada"], now)
    for name in ("Ada", "Ben"):
        with as_member(members[name]), transaction.atomic():
            switch_on(Seat(members[name]))
    _report(group, members["Ben"])


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

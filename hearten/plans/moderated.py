"""What somebody told a group of their own days, as moderation sees it."""

from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hearten.groups.models import Membership
from hearten.kernel.pages import url
from hearten.kernel.seat import Seat
from hearten.moderation.items import Item, Shown, register
from hearten.plans.days.showing import TOLD
from hearten.plans.models import Told


def _find(seat: Seat, told_id: UUID) -> Shown:
    told = seat.find(Told, told_id)
    who = seat.glance(Membership).filter(pk=told.membership_id).first()
    name = (who.name if who else "") or _("Somebody")
    mine = who is not None and who.member_id == seat.me
    return Shown(told.id, told.group_id, told.html, name, mine, place=_("Of somebody's days"))


def ready() -> None:
    """Make it known to moderation."""
    register(
        Item(
            kind=TOLD,
            named=gettext_lazy("something that somebody told of their days"),
            find=_find,
            url=lambda told: url("plans:told", told),
            changed=lambda shown: None,
        )
    )

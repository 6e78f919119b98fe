"""What notices give to a member's copy, how they forget a member, how long they are kept; and two about oneself."""

from uuid import UUID

from django.utils.translation import gettext as _

from hearten.kernel.pages import url
from hearten.kernel.seat import Seat
from hearten.members import rights
from hearten.members.retention import Kept, keep
from hearten.members.rights import Erasure, Exported, Row
from hearten.notices.jobs import hear_of_oneself
from hearten.notices.kinds import Kind, register
from hearten.notices.models import Notice
from hearten.notices.reading import all_news

MOST = 10_000


def take_part() -> None:
    """Register all of it; called when the app is made ready."""
    rights.export(Exported("notices", lambda: _("What’s new"), _columns, _notices))
    rights.erase_with(Erasure("notices", _forget, ("notices_notice.member_id",)))
    rights.when_an_export_is_ready(_copy_is_ready)
    rights.when_a_departure_waits(_departure_waits)
    keep(Kept("notices", lambda: _("Notices that were read"), lambda: _("90 days"), "notices_keep"))
    register(
        Kind(
            "export_ready",
            lambda _told: _("Something that you asked for is ready"),
            lambda _told: url("members:export"),
        )
    )
    register(
        Kind(
            "departure_waits",
            lambda _told: _("Something that you asked for has to wait for you"),
            lambda _told: url("members:leave_for_good"),
            always=True,
        )
    )


def _columns() -> dict[str, str]:
    return {"made_at": _("When"), "sentence": _("What"), "seen_at": _("Read")}


def _notices(seat: Seat) -> list[Row]:
    news = all_news(seat, MOST)
    return [{"made_at": one.made_at, "sentence": str(one.sentence), "seen_at": one.seen_at} for one in news]


def _forget(seat: Seat, how: str) -> None:
    seat.glance(Notice).filter(member_id=seat.me).delete()


def _copy_is_ready(seat: Seat, export_id: UUID) -> None:
    hear_of_oneself(seat.me, "export_ready", export_id)


def _departure_waits(seat: Seat, departure_id: UUID) -> None:
    hear_of_oneself(seat.me, "departure_waits", departure_id)

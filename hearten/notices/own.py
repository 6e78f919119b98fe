"""What notices give to a member's copy, how they forget a member, how long they are kept; and two about oneself."""

import json
from typing import Any, NamedTuple
from uuid import UUID

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from hearten.kernel.pages import url
from hearten.kernel.seat import Seat
from hearten.members import rights
from hearten.members.retention import Kept, keep
from hearten.members.rights import Erasure, Exported, Row
from hearten.notices.by_group import MINE as MINE_ONLY
from hearten.notices.by_group import choices_of, groups_of, said
from hearten.notices.jobs import hear_of_oneself
from hearten.notices.kinds import Kind, kind_of, known, register
from hearten.notices.models import (
    Channel,
    Device,
    Digest,
    Fresh,
    GroupChoice,
    Mailing,
    Notice,
    Outgoing,
    Reminder,
    Ways,
)
from hearten.notices.outside.holding import digest_of
from hearten.notices.outside.mail.addresses import mailing_of
from hearten.notices.reading import all_news

MOST = 10_000
MINE: tuple[Any, ...] = (Notice, Reminder, Fresh, Outgoing, Device, Mailing, Digest, GroupChoice, Ways)
QUIET = ("quiet_from", "quiet_until")
COVERS = (
    "notices_notice.member_id", "notices_reminder.member_id", "notices_ways.member_id", "notices_mailing.member_id",
    "notices_device.member_id", "notices_fresh.member_id", "notices_outgoing.member_id", "notices_digest.member_id",
    "notices_groupchoice.member_id",
)  # fmt: skip


def take_part() -> None:
    """Register all of it; called when the app is made ready."""
    rights.export(Exported("notices", lambda: _("What’s new"), _columns, _notices))
    rights.export(Exported("reminders", lambda: _("What you are reminded of"), _reminder_columns, _reminders))
    rights.export(Exported("ways", lambda: _("How news reaches you"), _way_columns, _ways))
    rights.export(Exported("group_news", lambda: _("How much you hear of your groups"), _group_columns, _group_news))
    rights.export(Exported("devices", lambda: _("Devices that are told of news"), _device_columns, _devices))
    rights.export(Exported("outgoing", lambda: _("When something was sent"), _outgoing_columns, _outgoing))
    rights.erase_with(Erasure("notices", _forget, COVERS))
    rights.when_an_export_is_ready(_copy_is_ready)
    rights.when_a_departure_waits(_departure_waits)
    keep(Kept("notices", lambda: _("Notices that were read"), lambda: _("90 days"), "notices_keep"))
    keep(Kept("outgoing", lambda: _("When letters and pushes went out"), lambda: _("7 days"), "notices_keep_outgoing"))
    over = Kept(
        "troubles", lambda: _("Faults of mail and push that are over"), lambda: _("90 days"), "notices_keep_troubles"
    )
    keep(over)
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


def _reminder_columns() -> dict[str, str]:
    return {
        "next_at": _("When it comes next"),
        "what": _("What"),
        "rhythm": _("How often"),
        "zone": _("By which clock"),
    }


def _reminders(seat: Seat) -> list[Row]:
    kept = seat.glance(Reminder).filter(member_id=seat.me, kind__in=known()).order_by("next_at")
    return [
        {
            "next_at": one.next_at,
            "what": str(kind_of(one.kind).sentence(_About(one.about))),
            "rhythm": json.dumps(one.rhythm),
            "zone": one.zone,
        }
        for one in kept
    ]


class _About(NamedTuple):
    about: UUID
    group_id: UUID | None = None


def _way_columns() -> dict[str, str]:
    return {
        "mail_since": _("Letters since"),
        "confirmed_at": _("You confirmed the address"),
        "ended_at": _("Letters to it ended"),
        "why": _("Why"),
        "quiet_from": _("Quiet hours from"),
        "quiet_until": _("Quiet hours until"),
        "wakes": _("What may come then"),
        "digest_at": _("What can wait comes at"),
        "digest_day": _("On which day"),
        "next_at": _("The next time"),
    }


def _ways(seat: Seat) -> list[Row]:
    ways, mailing, digest = seat.glance(Ways).filter(member_id=seat.me).first(), mailing_of(seat), digest_of(seat)
    if ways is None and mailing is None and digest is None:
        return []
    row: Row = dict.fromkeys(_way_columns())
    if ways is not None:
        row |= {"mail_since": ways.mail_since, "wakes": str(Ways.Wakes(ways.wakes).label)}
        row |= {name: at.isoformat("minutes") if (at := getattr(ways, name)) else None for name in QUIET}
    if mailing is not None:
        row |= {"confirmed_at": mailing.confirmed_at, "ended_at": mailing.ended_at}
        row |= {"why": str(Mailing.Ended(mailing.ended_how).label) if mailing.ended_how else None}
    if digest is not None:
        day = str(WEEKDAYS[digest.day]) if digest.day is not None else None
        row |= {"digest_at": digest.at.isoformat("minutes"), "digest_day": day, "next_at": digest.next_at}
    return [row]


def _group_columns() -> dict[str, str]:
    return {"group": _("Group"), "what": _("How much")}


def _group_news(seat: Seat) -> list[Row]:
    choices = choices_of(seat)
    return [{"group": title, "what": said(choices.get(one, MINE_ONLY))[0]} for one, title in groups_of(seat)]


def _device_columns() -> dict[str, str]:
    return {"made_at": _("Since"), "name": _("What you called it"), "place": _("Where its browser is told")}


def _devices(seat: Seat) -> list[Row]:
    mine = seat.glance(Device).filter(member_id=seat.me).order_by("made_at")
    return [{"made_at": one.made_at, "name": one.name, "place": one.place or ""} for one in mine]


def _outgoing_columns() -> dict[str, str]:
    return {"channel": _("How"), "made_at": _("News since"), "done_at": _("When"), "how": _("What became of it")}


def _outgoing(seat: Seat) -> list[Row]:
    mine = seat.glance(Outgoing).filter(member_id=seat.me).order_by("made_at")
    return [
        {
            "channel": str(Channel(one.channel).label),
            "made_at": one.made_at,
            "done_at": one.done_at,
            "how": str(Outgoing.How(one.how).label) if one.how else "",
        }
        for one in mine
    ]


def _forget(seat: Seat, how: str) -> None:
    for model in MINE:
        model.objects.filter(member_id=seat.me).delete()


def _copy_is_ready(seat: Seat, export_id: UUID) -> None:
    hear_of_oneself(seat.me, "export_ready", export_id)


def _departure_waits(seat: Seat, departure_id: UUID) -> None:
    hear_of_oneself(seat.me, "departure_waits", departure_id)

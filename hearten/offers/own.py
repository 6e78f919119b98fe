"""What an offer gives to its member's copy, how it is forgotten, and how long it is kept that somebody had time."""

from typing import Any

from django.utils.translation import gettext as _

from hearten.kernel.seat import Seat
from hearten.members.retention import Kept, keep
from hearten.members.rights import Erasure, Exported, Row, erase_with, export
from hearten.offers import reading
from hearten.offers.models import NoSuggestions, Offer, TimeNow
from hearten.offers.wording import LIKES, tag_text

COVERS = ("offers_offer.member_id", "offers_nosuggestions.member_id", "offers_timenow.member_id")


def take_part() -> None:
    """Register all of it; called when the app is made ready."""
    export(Exported("offers", lambda: _("What you offer to people who wait"), _columns, _offers))
    export(Exported("suggestion_choices", lambda: _("Suggestions and time"), _choice_columns, _choices))
    erase_with(Erasure("offers", _forget, COVERS))
    keep(Kept("time_now", lambda: _("When somebody said that they have time"), lambda: _("1 day"), "offers_keep_time"))


def _columns() -> dict[str, str]:
    return {
        "group": _("Group"), "lived": _("What you have lived through"), "likes": _("What you like to do"),
        "a_day": _("In a day"), "a_week": _("In a week"), "resting_until": _("Resting until"),
    }  # fmt: skip


def _offers(seat: Seat) -> list[Row]:
    return [_row(row.group.title, reading.told(row)) for row in reading.kept(seat)]


def _row(title: str, offer: Any) -> Row:
    likes = [*sorted(offer.wants), *([reading.WELCOME] if offer.welcomes else [])]
    return {
        "group": title,
        "lived": [tag_text(tag) for tag in sorted(offer.lived)],
        "likes": [LIKES[one]() for one in likes],
        "a_day": offer.a_day,
        "a_week": offer.a_week,
        "resting_until": offer.resting_until,
    }


def _choice_columns() -> dict[str, str]:
    return {"none_since": _("No suggestions since"), "time_until": _("Time until")}


def _choices(seat: Seat) -> list[Row]:
    none = seat.glance(NoSuggestions).filter(member_id=seat.me).first()
    time = seat.glance(TimeNow).filter(member_id=seat.me).first()
    if none is None and time is None:
        return []
    return [{"none_since": none.since if none else None, "time_until": time.until if time else None}]


def _forget(seat: Seat, how: str) -> None:
    """Remove all of it, with "kept" as well: it was never anybody else's to read."""
    seat.glance(Offer).filter(member_id=seat.me).delete()
    seat.glance(NoSuggestions).filter(member_id=seat.me).delete()
    seat.glance(TimeNow).filter(member_id=seat.me).delete()

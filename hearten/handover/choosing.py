"""From ticks and words to a summary, and which ticks a member finds when they come back."""

import json
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hearten.handover import rules, saying
from hearten.handover.models import Ticks
from hearten.handover.sheet import Line, Section, Sheet
from hearten.handover.sources import Part
from hearten.kernel.clock import now
from hearten.kernel.seat import Seat


def remembered(seat: Seat, parts: list[Part]) -> list[str] | None:
    """Return the keys to tick to begin with, or None where nothing is remembered."""
    kept = seat.glance(Ticks).filter(member_id=seat.me).first()
    return rules.may_be_remembered(json.loads(kept.keys or "[]"), parts) if kept else None


def remember(seat: Seat, keys: list[str], parts: list[Part]) -> None:
    """Remember which boxes are ticked, in the place of what was remembered before. No word of what is in them."""
    seat.one_at_a_time(f"handover {seat.me}")
    kept = seat.glance(Ticks).filter(member_id=seat.me).first()
    ticks = kept or Ticks(member_id=seat.me)
    ticks.keys, ticks.changed_at = json.dumps(rules.may_be_remembered(keys, parts)), now()
    ticks.save(update_fields=("keys", "changed_at") if kept else None, force_insert=kept is None)


def forget(seat: Seat) -> None:
    """Remember nothing any more."""
    seat.glance(Ticks).filter(member_id=seat.me).delete()


def sheet_of(parts: list[Part], given: dict[str, Any]) -> Sheet:
    """Return the summary of what was ticked and written (SummaryForm's data), as of the member's own day."""
    today, keys = timezone.localdate(now()), set(given["pick"])
    own = (Line(_("What I would like you to know"), given["matters"]), Line(_("What I ask of you"), given["asks"]))
    words = Section("words", _("In my own words"), tuple(line for line in own if line.words))
    return Sheet(
        title=_("My summary"),
        language=get_language() or "en",
        on=today,
        when=date_format(today, "j M Y"),
        source=saying.source_line(settings.HEARTEN_NAME),
        says=saying.words_of_the_page(),
        name=given["name"],
        sections=(words, *(part.chosen(keys) for part in parts)),
    )

"""Keeping one's wellness plan, and being asked about signs every few days."""

import json
from collections.abc import Mapping
from zoneinfo import ZoneInfo

from django.utils import timezone

from hearten.kernel.clock import now
from hearten.kernel.seat import Seat
from hearten.safety import two_places
from hearten.wellness import rules
from hearten.wellness.models import Asking, Look, Said, WellnessPlan

__all__ = ["answer", "ask_every", "ask_no_more", "change", "keep", "remove"]


def keep(seat: Seat, parts: Mapping[str, str]) -> None:
    """Keep one's own plan, sealed: one text for each of its parts."""
    seat.one_at_a_time(f"wellness plan {seat.me}")
    kept = seat.glance(WellnessPlan).filter(member_id=seat.me).first()
    mine = kept or WellnessPlan(member_id=seat.me)
    mine.words, mine.changed_at = json.dumps(dict(parts)), now()
    mine.save(force_insert=kept is None)


def change(seat: Seat, parts: Mapping[str, str], sent: Mapping[str, str]) -> bool:
    """Keep a page's whole form, part by part (safety/two_places.py). Returns whether a part waits for a choice."""
    seat.one_at_a_time(f"wellness plan {seat.me}")
    kept = seat.glance(WellnessPlan).filter(member_id=seat.me).first()
    there = json.loads(kept.words or "{}") if kept else None
    merged = two_places.from_page(parts, sent, there)
    if merged.fresh:
        keep(seat, {**(there or {}), **merged.fresh})
    two_places.keep_apart(seat, "wellness", merged.apart)
    return bool(merged.apart)


def remove(seat: Seat) -> None:
    """Remove one's own plan, with other versions of its parts. Being asked about its signs ends with it."""
    seat.one_at_a_time(f"wellness plan {seat.me}")
    ask_no_more(seat)
    seat.glance(WellnessPlan).filter(member_id=seat.me).delete()
    two_places.plan_goes(seat, "wellness")


def ask_every(seat: Seat, every: int) -> None:
    """Be asked every so many days from now on, at this time of day. Chosen twice, it is once."""
    seat.one_at_a_time(f"signs {seat.me}")
    running = seat.glance(Asking).filter(member_id=seat.me, ended_at=None).first()
    if running is not None and running.every == every:
        return
    ask_no_more(seat)
    moment = now()
    asking = Asking(member_id=seat.me, every=every, since=moment)
    asking.save(force_insert=True)
    zone = timezone.get_current_timezone()
    due = rules.first_look(moment, every, zone if isinstance(zone, ZoneInfo) else ZoneInfo("UTC"))
    Look(member_id=seat.me, asking=asking, due_at=due).save(force_insert=True)


def ask_no_more(seat: Seat) -> None:
    """Be asked no more. What was planned goes; what was answered stays."""
    seat.glance(Asking).filter(member_id=seat.me, ended_at=None).update(ended_at=now())
    seat.glance(Look).filter(member_id=seat.me, told_at=None, answered_at=None).delete()


def answer(seat: Seat, look: Look, said: str) -> None:
    """Keep an answer, once. Raises Refused when there is one, or its day has not come."""
    moment = now()
    seat.one_at_a_time(f"look {look.pk}")
    look.refresh_from_db()
    rules.may_say(look, moment).or_refuse()
    look.answer, look.answered_at = Said(said).value, moment
    look.save(update_fields=["answer", "answered_at"])

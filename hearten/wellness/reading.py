"""What a member reads of what they keep for hard days: theirs alone."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from hearten.encouragement.reading import words_by_now
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Unseen
from hearten.safety.models import SafetyPlan
from hearten.threads.models import Post
from hearten.wellness.models import Asking, Hope, Look, Setback, Version, WellnessPlan, What
from hearten.wellness.parts import NAMES

MOST_SETBACKS = 50


def shelf(seat: Seat) -> list[Hope]:
    """Return everything on the shelf, the newest first, without the pictures' points."""
    things = list(seat.glance(Hope).filter(member_id=seat.me).defer("content").order_by("-made_at", "id"))
    _follow(seat, things)
    return things


def _follow(seat: Seat, things: Sequence[Hope]) -> None:
    """Show replies and cards as they stand now, where the reader can still read them: an edit counts here, too.

    Of a card only once its new words were read for danger: until then, the copy that was kept.
    """
    replies = [one.source for one in things if one.source and one.what == What.REPLY]
    cards = [one.source for one in things if one.source and one.what == What.CARD]
    words: dict[UUID, str | None] = {}
    if replies:
        words |= dict(seat.glance(Post).filter(pk__in=replies).values_list("id", "body"))
    if cards:
        words |= words_by_now(seat, cards)
    for one in things:
        if one.source:
            one.words = words.get(one.source) or one.words


def picture_of(seat: Seat, hope_id: UUID) -> bytes:
    """Return a picture of one's own shelf. Raises Unseen for every other."""
    found = seat.find(Hope, hope_id, member_id=seat.me)
    if found.content is None:
        raise Unseen
    return bytes(found.content)


def plan_words(seat: Seat) -> dict[str, str]:
    """Return one's wellness plan, part by part; empty where there is none."""
    kept = seat.glance(WellnessPlan).filter(member_id=seat.me).first()
    words = json.loads(kept.words or "{}") if kept else {}
    return {name: words.get(name, "") for name in NAMES}


def safety_words(seat: Seat) -> dict[str, str]:
    """Return one's safety plan, part by part; empty where there is none."""
    kept = seat.glance(SafetyPlan).filter(member_id=seat.me).first()
    return dict(json.loads(kept.words or "{}")) if kept else {}


def asking_of(seat: Seat) -> tuple[Asking | None, Look | None]:
    """Return how often one is asked about signs, and the question that comes next."""
    asking = seat.glance(Asking).filter(member_id=seat.me, ended_at=None).first()
    looks = seat.glance(Look).filter(member_id=seat.me, asking=asking, told_at=None).order_by("due_at")
    return asking, looks.first() if asking else None


@dataclass(frozen=True)
class Said:
    """One setback as its person reads it."""

    setback: Setback
    words: dict[str, str]


def said(setback: Setback) -> Said:
    """Open one setback."""
    return Said(setback, json.loads(setback.words or "{}"))


def setbacks(seat: Seat) -> list[Said]:
    """Return what one said after setbacks, the newest first."""
    return [said(one) for one in seat.glance(Setback).filter(member_id=seat.me).order_by("-made_at")[:MOST_SETBACKS]]


def helped_before(seat: Seat, besides: UUID | None = None) -> str:
    """Return what one wrote last about what helped, or ""."""
    return next((one.words["helped"] for one in setbacks(seat)
                 if one.setback.id != besides and one.words.get("helped")), "")  # fmt: skip


def versions(seat: Seat) -> list[Version]:
    """Return parts that were changed in two places, and wait for a choice."""
    return list(seat.glance(Version).filter(member_id=seat.me).order_by("at", "id"))


def address_of(of: str) -> str:
    """Return where a plan is read: "safety" or "wellness"."""
    return reverse("safety:plan") if of == "safety" else reverse("wellness:plan")

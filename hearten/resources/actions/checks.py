"""Making sure of a service, answering who reported it, and marking it closed here. HSDS's own record stays as it is."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple
from uuid import UUID, uuid4

from hearten.kernel.clock import now
from hearten.kernel.seat import Seat
from hearten.notices.actions import tell
from hearten.resources.models import Check, Closure, Keeping, Listing, ListingReport, ReportAnswer
from hearten.resources.rules import may_answer
from hearten.resources.telling import ANSWERED

PRESSED_TWICE = timedelta(minutes=10)


class Keeper(NamedTuple):
    """Who looks after the directory, as everybody reads it there."""

    name: str
    standing: str  # moderator, operator, facilitator


def check(seat: Seat, keeper: Keeper, listing: Listing, said: dict[str, Any]) -> Check:
    """Write down what somebody found out, answer the reports that it settles, and tell who wrote them.

    Raises Refused where one of the reports was answered or taken back meanwhile.
    """
    _in_turn(seat, listing.id)
    told = {name: said[name] for name in ("on", "how", "found", "words")}
    reports = [UUID(one) for one in said["reports"]]
    if twin := _twin(seat, keeper, listing.id, told, reports):
        return twin
    row = Check(id=uuid4(), listing_id=listing.id, at=now(), **told, **keeper._asdict())
    may_answer(len(waiting(seat, listing.id, reports)), len(reports)).or_refuse()
    row.save(force_insert=True)
    _sign(seat, row.id)
    for report_id in reports:
        _answer(seat, keeper, row, report_id, said["answer"])
    if row.found == Check.Found.CLOSED:
        _close(seat, keeper, row)
    else:
        # Whoever made sure that it is there takes back that it is not, unless that was found out on a later day.
        _end_closing(seat, keeper, listing.id, since=row.on)
    return row


def _in_turn(seat: Seat, listing_id: UUID) -> None:
    seat.one_at_a_time(f"check of {listing_id}")


def _twin(seat: Seat, keeper: Keeper, listing_id: UUID, told: dict[str, Any], reports: Sequence[UUID]) -> Check | None:
    """Return the check that this person just wrote down in the same words, for the same reports: pressed twice."""
    lately = now() - PRESSED_TWICE
    same = seat.glance(Check).filter(listing_id=listing_id, at__gte=lately, **told, **keeper._asdict())
    for one in same:
        answered = seat.glance(ReportAnswer).filter(check_made=one).values_list("report_id", flat=True)
        if set(answered) == set(reports):
            return one
    return None


def waiting(seat: Seat, listing_id: UUID, only: Sequence[UUID] | None = None) -> list[ListingReport]:
    """Return the reports about a service that nobody has answered, oldest first; of `only` where that is given."""
    found = seat.glance(ListingReport).filter(listing_id=listing_id, answer__isnull=True).defer("member")
    return list((found if only is None else found.filter(pk__in=only)).order_by("made_at"))


def _sign(seat: Seat, about: UUID, part: str = Keeping.Part.WRITTEN) -> None:
    Keeping(member_id=seat.me, about=about, part=part).save(force_insert=True)


def _answer(seat: Seat, keeper: Keeper, made: Check, report_id: UUID, words: str) -> None:
    answer = ReportAnswer(report_id=report_id, check_made=made, words=words, at=now(), **keeper._asdict())
    answer.save(force_insert=True)
    _sign(seat, answer.id)
    tell(kind=ANSWERED, about=report_id)


def _close(seat: Seat, keeper: Keeper, made: Check) -> None:
    if not seat.glance(Closure).filter(listing_id=made.listing_id, ended_at=None).exists():
        closure = Closure(listing_id=made.listing_id, why=made.words, at=now(), **keeper._asdict())
        closure.save(force_insert=True)
        _sign(seat, closure.id)


def reopen(seat: Seat, keeper: Keeper, listing_id: UUID) -> None:
    """Take back that a service is closed here. That it was said stays."""
    _in_turn(seat, listing_id)
    _end_closing(seat, keeper, listing_id, since=date.max)


def _end_closing(seat: Seat, keeper: Keeper, listing_id: UUID, since: date) -> None:
    found = seat.glance(Check).filter(listing_id=listing_id, found=Check.Found.CLOSED).order_by("-on").first()
    if found is None or since >= found.on:
        for running in seat.glance(Closure).filter(listing_id=listing_id, ended_at=None):
            seat.glance(Closure).filter(pk=running.pk).update(ended_at=now(), ended_name=keeper.name)
            _sign(seat, running.id, Keeping.Part.ENDED)

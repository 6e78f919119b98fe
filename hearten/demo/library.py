"""What the demo shows of what helps: cards and how it went for others, looks at some of them, guides, services."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from uuid import UUID, uuid4

from django.db import transaction

from hearten.demo.acting import at_their_time
from hearten.demo.library_texts import Text, cards, guides
from hearten.groups.models import Membership, Role
from hearten.groups.standing import Place, place_in
from hearten.kernel.acting import as_member
from hearten.kernel.seat import Seat
from hearten.library import reading
from hearten.library.actions import cards as writing
from hearten.library.actions import flags, reports, reviews
from hearten.library.actions import guides as guiding
from hearten.library.models import Guide, GuideStep

SERVICES = Path(__file__).parent / "directory" / "organizations.json"
WITHIN_DAYS = 57  # the demo's groups are two months old: what is said to be older is laid closer together
RECENT_DAYS = 40
LOOKED_AT = 4  # every so manieth card that helped more than one person was looked at by two
FIRST = "It says what can go wrong, and it asks little."
SECOND = "I read it twice. I would give it to a friend."
STILL = "Could somebody look whether this still holds?"
FLAGGED = "on-top-of-the-bag"  # one card waits for somebody who leads


def set_up(groups: dict[str, UUID], members: dict[str, UUID], now: datetime, step: Callable[[], None]) -> None:
    """Have people of each group share cards and say how it went; then looks, guides, services. `step` after each."""
    there = [card for card in cards() if card["group"] in groups]
    told = [card for card in there if sum(one["outcome"] == "helped" for one in card["reports"]) > 1]
    looked_at = {card["key"] for card in told[::LOOKED_AT]}
    for card in there:
        with as_member(None), transaction.atomic():
            made = _card(card, groups[card["group"]], members, now)
            if card["key"] in looked_at:
                _look(card, made, groups[card["group"]], members, now)
            if card["key"] == FLAGGED:
                _flag(card, made, groups[card["group"]], members, now)
        step()
    for guide in guides():
        if guide["group"] not in (None, *groups):
            continue
        _guide(guide, groups, members, now)
        step()
    _services()


def _ago(now: datetime, days: int) -> datetime:
    """Return a moment so many days ago, never before the group was there; what was earlier stays earlier."""
    laid = min(days, RECENT_DAYS) + (WITHIN_DAYS - RECENT_DAYS) * max(0, days - RECENT_DAYS) / 700
    return now - timedelta(days=min(laid, WITHIN_DAYS), hours=3)


def _place(seat: Seat, group: UUID) -> Place:
    place = place_in(seat, group)
    assert place is not None  # everybody named in the texts is in the group: tests/house/test_demo_library_texts.py
    return place


def _card(card: Text, group: UUID, members: dict[str, UUID], now: datetime) -> UUID:
    oldest = max((report["days_ago"] for report in card["reports"]), default=9)
    said = {name: card[name] for name in ("title", "topic", "label", "what", "fits", "wrong", "energy", "minutes")}
    said |= {name: card[name] for name in ("company", "cost", "steps", "masked")}
    said |= {name: tuple(card[name]) for name in ("situations", "backgrounds")}
    said |= {"source": card.get("source") or "", "source_on": card.get("source_on")}
    draft = writing.CardDraft(client_id=uuid4(), **said)
    made = at_their_time(
        members[card["by"]],
        _ago(now, oldest) - timedelta(days=2),
        lambda seat: writing.write_card(seat, _place(seat, group), draft).id,
    )
    for report in sorted(card["reports"], key=lambda one: -one["days_ago"]):
        account = reports.Account(
            report["outcome"], report["context"], report["words"], tuple(report["backgrounds"]), bool(report["masked"])
        )
        moment = _ago(now, report["days_ago"])
        at_their_time(members[report["by"]], moment, partial(_tried, group, made, account, moment))
    return made


def _tried(group: UUID, card: UUID, account: reports.Account, moment: datetime, seat: Seat) -> UUID:
    return reports.tried(seat, _place(seat, group), reading.card(seat, card, moment), account).id


def _look(card: Text, made: UUID, group: UUID, members: dict[str, UUID], now: datetime) -> None:
    """Whoever leads looks first, then somebody else of the group; neither wrote it."""
    there = [name for name in _names(group) if name != card["by"]]
    leads = [name for name in _names(group, Role.FACILITATOR, Role.CO_FACILITATOR) if name != card["by"]]
    if not leads or len(there) < 2:
        return
    first, other = leads[0], next(name for name in there if name != leads[0])
    review = at_their_time(
        members[first],
        now - timedelta(days=3),
        lambda seat: reviews.ask_review(seat, _place(seat, group), reading.card(seat, made, now), FIRST),
    )
    at_their_time(
        members[other],
        now - timedelta(days=2),
        lambda seat: reviews.second(
            seat,
            _place(seat, group),
            reading.card(seat, made, now),
            review,
            "I read it twice. I would give it to a friend.",
        ),
    )


def _flag(card: Text, made: UUID, group: UUID, members: dict[str, UUID], now: datetime) -> None:
    other = next(name for name in _names(group, Role.MEMBER) if name != card["by"])
    at_their_time(
        members[other],
        now - timedelta(hours=5),
        lambda seat: flags.flag(
            seat,
            _place(seat, group),
            reading.card(seat, made, now),
            "outdated",
            "Could somebody look whether this still holds?",
        ),
    )


def _names(group: UUID, *roles: str) -> Iterator[str]:
    found = Membership.objects.using("keeper").filter(group_id=group, ended_at=None).order_by("name")
    yield from (found.filter(role__in=roles) if roles else found).values_list("name", flat=True)


def _guide(guide: Text, groups: dict[str, UUID], members: dict[str, UUID], now: datetime) -> None:
    with as_member(None), transaction.atomic():
        made = _begun(guide, groups, members, now)
    checked = (now - timedelta(days=guide["checked_days_ago"])).date()
    Guide.objects.using("keeper").filter(pk=made).update(checked_on=checked)
    steps = list(GuideStep.objects.using("keeper").filter(guide=made).order_by("place").values_list("id", flat=True))
    with as_member(None), transaction.atomic():
        beside = [note for note in guide["notes"] if note["group"] in groups]
        for note in sorted(beside, key=lambda one: -one["days_ago"]):
            told = guiding.Note(
                note["kind"], note["words"], uuid4(), steps[note["step"] - 1] if note["step"] else None,
                note["weeks"], note["region"] or "", bool(note["masked"]),
            )  # fmt: skip
            moment = _ago(now, note["days_ago"])
            at_their_time(members[note["by"]], moment, partial(_happened, made, groups[note["group"]], told))


def _begun(guide: Text, groups: dict[str, UUID], members: dict[str, UUID], now: datetime) -> UUID:
    group = groups[guide["group"]] if guide["group"] else None
    said = {name: guide[name] for name in ("title", "summary", "topic", "about", "regions", "language", "sources")}
    said["steps"] = [{"id": None, **step} for step in guide["steps"]]
    return at_their_time(
        members[guide["owner"] or "Odile"],
        now - timedelta(days=WITHIN_DAYS),
        lambda seat: guiding.begin(seat, _place(seat, group) if group else None, said).id,
        standing="" if group else "operator",
    )


def _happened(guide: UUID, group: UUID, told: guiding.Note, seat: Seat) -> UUID:
    return guiding.tell_what_happened(seat, seat.find(Guide, guide), _place(seat, group), told).id


def _services() -> None:
    """Take the demo's services in as an operator would."""
    from hearten.resources.importing.running import Outcome, Wish, run

    run(SERVICES, Wish(), Outcome(SERVICES.name), lambda *told: None)

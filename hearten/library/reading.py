"""What the pages of a library read, each query under the reader's own row-level security."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from hearten.kernel.confidential import ME
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Unseen
from hearten.library.filters import Wanted
from hearten.library.models import CardVersion


class ShownCard(NamedTuple):
    """A card as this seat may see it."""

    id: UUID
    group_id: UUID
    title: str
    topic: str
    label: str
    source: str
    source_on: date | None
    what: str
    fits: str
    steps: list[str]
    wrong: str
    cost: str
    minutes: int
    energy: str
    company: str
    situations: list[str]
    backgrounds: list[str]
    version: int
    made_at: datetime
    changed_at: datetime | None
    membership_id: UUID | None  # None: its writer's name is hidden
    name: str | None
    gone: bool
    withdrawn: str | None  # how its words went: author, left, removed
    held: bool
    waits: bool  # somebody flagged it
    mine: bool
    reviewed: int | None  # the newest version that two people looked at, within a year
    group_title: str


class ShownReport(NamedTuple):
    """What somebody said about a card. `mine`: it was this seat."""

    id: UUID
    card_id: UUID
    version: int
    outcome: str
    context: str
    words: str
    backgrounds: list[str]
    at: datetime
    changed_at: datetime | None
    membership_id: UUID | None
    name: str | None
    gone: bool
    withdrawn: str | None
    held: bool
    mine: bool


class Said(NamedTuple):
    """One's own account of a card that one may not read for now."""

    outcome: str
    words: str


class Outcome(NamedTuple):
    """One report, as far as counting needs it."""

    card_id: UUID
    outcome: str
    at: datetime
    backgrounds: list[str]
    earlier: bool  # about a version that the card does not show any more


class Waits(NamedTuple):
    """A flag on a card, as everybody of the group may know of it; what `mine` alone reads is empty for others.

    `can_answer`: whether somebody leads who did not write the card: somebody, nobody, or perhaps, for who may not know
    who wrote it.
    """

    group_id: UUID
    since: datetime
    mine: bool
    concern: str
    answer: str
    answer_words: str
    can_answer: str


_CARD = f"""
SELECT c.id, c.group_id, c.title, c.topic, c.label, c.source, c.source_on, c.what, c.fits, c.steps, c.wrong, c.cost,
  c.minutes, c.energy, c.company, c.situations, c.backgrounds, c.version, c.made_at, c.changed_at, c.membership_id,
  m.name, m.id IS NULL OR m.ended_at IS NOT NULL, w.how, c.id = ANY (ARRAY(SELECT moderation_held())),
  c.id = ANY (ARRAY(SELECT library_waiting())),
  EXISTS (SELECT 1 FROM library_cardowner o WHERE o.card_id = c.id AND o.member_id = {ME}),
  (SELECT max(v.version) FROM library_review v WHERE v.card_id = c.id AND v.revoked_at IS NULL AND v.expires_at > %s),
  g.title
FROM library_card c
JOIN groups_group g ON g.id = c.group_id
LEFT JOIN groups_membership m ON m.id = c.membership_id
LEFT JOIN library_cardwithdrawal w ON w.card_id = c.id
"""
_LISTED = f"""{_CARD}
WHERE c.group_id = %s AND c.title <> '' AND c.id <> ALL (ARRAY(SELECT library_waiting()))
  AND (%s = '' OR c.topic = %s) AND (%s = '' OR c.label = %s) AND (%s = '' OR %s = ANY (c.situations))
  AND (%s = '' OR c.energy = %s) AND (%s = 0 OR c.minutes <= %s) AND (%s = '' OR c.company IN (%s, 'either'))
  AND (NOT %s OR c.cost = 'free')
  AND (NOT %s OR 'after_setback' = ANY (c.situations) OR EXISTS (SELECT 1 FROM library_experiencereport r
    WHERE r.card_id = c.id AND r.context = 'after_setback'))
  AND (NOT %s OR EXISTS (SELECT 1 FROM library_review v
    WHERE v.card_id = c.id AND v.version = c.version AND v.revoked_at IS NULL AND v.expires_at > %s))
"""
_REPORT = f"""
SELECT r.id, r.card_id, r.version, r.outcome, r.context, r.words, r.backgrounds, r.at, r.changed_at, r.membership_id,
  m.name, m.id IS NULL OR m.ended_at IS NOT NULL, w.how, r.id = ANY (ARRAY(SELECT moderation_held())),
  EXISTS (SELECT 1 FROM library_reportowner o WHERE o.report_id = r.id AND o.member_id = {ME})
FROM library_experiencereport r
LEFT JOIN groups_membership m ON m.id = r.membership_id
LEFT JOIN library_reportwithdrawal w ON w.report_id = r.id
"""
_OUTCOMES = """
SELECT r.card_id, r.outcome, coalesce(r.changed_at, r.at), r.backgrounds, r.version < c.version
FROM library_experiencereport r JOIN library_card c ON c.id = r.card_id
WHERE r.group_id = %s AND r.outcome <> '' AND r.id <> ALL (ARRAY(SELECT moderation_held()))
"""


def card(seat: Seat, card_id: UUID, moment: datetime) -> ShownCard:
    """Return one card. Raises Unseen when this seat may not read it, or not now."""
    found = seat.read(ShownCard, f"{_CARD} WHERE c.id = %s", moment, card_id)
    if not found:
        raise Unseen
    return found[0]


def last_change(seat: Seat, card_id: UUID, version: int) -> str:
    """Return what a card's writer said about its newest change; empty where they said nothing."""
    found = seat.glance(CardVersion).filter(card_id=card_id, number=version - 1).values_list("changed", flat=True)
    return found.first() or ""


def listed(seat: Seat, group_id: UUID, wanted: Wanted, moment: datetime) -> Sequence[ShownCard]:
    """Return a group's cards that fit what is wanted and do not wait for a look, in no order."""
    w = wanted
    return seat.read(
        ShownCard, _LISTED, moment, group_id, w.topic, w.topic, w.label, w.label, w.situation, w.situation, w.energy,
        w.energy, w.minutes, w.minutes, w.company, w.company, w.free, w.after_setback, w.reviewed, moment,
    )  # fmt: skip


def outcomes(seat: Seat, group_id: UUID) -> Sequence[Outcome]:
    """Return how it went for everybody who said so in a group, about all of its cards. What is held does not count."""
    return seat.read(Outcome, _OUTCOMES, group_id)


def reports(seat: Seat, card_id: UUID) -> Sequence[ShownReport]:
    """Return what people said about a card, the newest first, without what was taken back."""
    return seat.read(
        ShownReport, f"{_REPORT} WHERE r.card_id = %s AND r.outcome <> '' ORDER BY r.at DESC, r.id", card_id
    )


def report(seat: Seat, report_id: UUID) -> ShownReport:
    """Return one report. Raises Unseen when this seat may not read it."""
    found = seat.read(ShownReport, f"{_REPORT} WHERE r.id = %s", report_id)
    if not found:
        raise Unseen
    return found[0]


def told_by_me(seat: Seat, card_id: UUID) -> ShownReport | None:
    """Return what this seat said about a card, taken back or not; None when they have said nothing yet."""
    if not seat.signed_in:
        return None
    mine = f"r.id IN (SELECT o.report_id FROM library_reportowner o WHERE o.member_id = {ME})"
    found = seat.read(ShownReport, f"{_REPORT} WHERE r.card_id = %s AND {mine}", card_id)
    return found[0] if found else None


def still_said(seat: Seat, card_id: UUID) -> Said | None:
    """Return what this seat said about a card that is out of their sight; None where nothing of it stands."""
    own = "SELECT r.outcome, r.words FROM library_my_reports() r WHERE r.card = %s AND r.outcome <> ''"
    found = seat.read(Said, own, card_id)
    return found[0] if found else None


def waits(seat: Seat, card_id: UUID) -> Waits | None:
    """Return the flag that keeps a card out of the list, or None. For everybody of the card's group."""
    found = seat.read(Waits, "SELECT * FROM library_waits(%s)", card_id)
    return found[0] if found else None

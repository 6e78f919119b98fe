"""A group's cards in the order in which its library shows them, with what people say about each. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from hearten.library import evidence
from hearten.library.evidence import Beta, Counts, Said, Tally
from hearten.library.filters import Wanted, fits, shares
from hearten.library.reading import Outcome, ShownCard

_DAY = 86_400


class Entry(NamedTuple):
    """A card in a list: what everybody says, and what people say who share what the reader picked (or do not)."""

    card: ShownCard
    all: Counts
    alike: Counts | None  # None: the reader picked nothing
    sure: str  # evidence.sureness
    last_at: datetime | None
    earlier: int  # how many of all are about an earlier version


def entries(cards: Iterable[ShownCard], outcomes: Sequence[Outcome], wanted: Wanted, moment: datetime) -> list[Entry]:
    """Return the cards in order. The prior comes of all the group's `outcomes`, whatever is filtered out.

    With something picked, the order goes by the accounts of people who share it (or, "different", of those who say
    other things); the counts of everybody stand beside them. A card's writer is no report of how it went, and counts in
    no number: of cards that few have tried, those come first whose writer says the same (or other things).
    """
    by_card: dict[UUID, list[Outcome]] = defaultdict(list)
    for one in outcomes:
        by_card[one.card_id].append(one)
    prior = evidence.fit(weighed(said, moment) for said in by_card.values())
    made = [_entry(card, by_card[card.id], wanted, prior, moment) for card in cards]
    heard = {card_id: _asked_for(said, wanted) for card_id, said in by_card.items()}

    def score(entry: Entry) -> float:
        return evidence.posterior(weighed(heard.get(entry.card.id, []), moment), prior).mean

    return evidence.arranged(
        made,
        score,
        lambda entry: len(heard.get(entry.card.id, [])),
        lambda entry: entry.card.made_at.timestamp(),
        lambda entry: bool(wanted.first) and fits(entry.card.backgrounds, wanted),
    )


def weighed(said: Iterable[Outcome], moment: datetime) -> Tally:
    """Return the weighed evidence of what people said, at a moment."""
    return evidence.tally(Said(one.outcome, (moment - one.at).total_seconds() / _DAY) for one in said)


def _entry(card: ShownCard, said: Sequence[Outcome], wanted: Wanted, prior: Beta, moment: datetime) -> Entry:
    alike = [one for one in said if shares(one.backgrounds, wanted.like)]
    return Entry(
        card,
        evidence.counts(one.outcome for one in said),
        evidence.counts(one.outcome for one in alike) if wanted.like else None,
        evidence.sureness(weighed(said, moment), prior),
        max((one.at for one in said), default=None),
        sum(one.earlier for one in said),
    )


def _asked_for(said: Sequence[Outcome], wanted: Wanted) -> list[Outcome]:
    if not wanted.first:
        return list(said)
    return [one for one in said if fits(one.backgrounds, wanted)]

"""The demo's groups, as people would look for them: in sentences that nobody wrote with topics in mind."""

from datetime import UTC, datetime
from uuid import NAMESPACE_URL, uuid5

import pytest

from hearten.demo.texts import circles
from hearten.finding.answers import Answers
from hearten.finding.fitting import Candidate, choose
from hearten.groups.models import Openness

MOMENT = datetime(2026, 11, 30, 12, tzinfo=UTC)
# What somebody writes, and the group that should stand first.
SENTENCES = [
    ("Since my wife died I sit in the kitchen until three", "carrying-grief"),
    ("My brother took his own life last year", "carrying-grief"),
    ("I have not left the flat for a month because I am scared of the stairs", "panic-and-worry"),
    ("My heart races on the bus and I think I am dying", "panic-and-worry"),
    ("everything is grey and I have no energy to wash", "low-days"),
    ("depressed since autumn", "low-days"),
    ("I drink every evening and want to drink less", "one-day-sober"),
    ("trying to get off pills", "one-day-sober"),
    ("the voices are louder this week", "voices-and-visions"),
    ("I was sectioned and came home last Tuesday", "after-hospital"),
    ("three days awake, shopping, and I feel like a genius, then the crash. bipolar", "highs-and-lows"),
    ("our baby is six weeks old and I cry all night", "hard-nights-new-parents"),
]


def listed() -> list[Candidate]:
    found = [circle.says for circle in circles(MOMENT)]
    return [
        Candidate(
            uuid5(NAMESPACE_URL, one["slug"]), one["title"], one["purpose"], one["who_it_is_for"], tuple(one["topics"]),
            tuple(one["formats"]), one["language"],
        )
        for one in found
        if one["openness"] != Openness.INVITATION
    ]  # fmt: skip


def shown(words: str) -> list[str]:
    """Return the slugs of what is found, the best first."""
    slugs = {uuid5(NAMESPACE_URL, path): path for path in (circle.says["slug"] for circle in circles(MOMENT))}
    return [slugs[fit.group.id] for fit in choose(listed(), Answers(words=words, zone="UTC"), MOMENT.date()).fits]


@pytest.mark.parametrize(("words", "slug"), SENTENCES, ids=lambda one: one[:40])
def test_a_sentence_finds_the_group(words: str, slug: str) -> None:
    assert shown(words)[:1] == [slug]


def test_a_visitor_of_the_demo_gets_three_groups() -> None:
    assert len(shown("")) == 3 and len(shown("I am tired, worried and cannot sleep")) == 3

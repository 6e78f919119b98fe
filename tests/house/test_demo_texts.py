"""The demo's people: enough of them, each sentence said once, and nobody speaks who is not there."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from hearten.demo.texts import Circle, circles

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
CIRCLES = list(circles(NOW))
each = pytest.mark.parametrize("circle", CIRCLES, ids=lambda circle: circle.says["slug"])
# So short that two people may well say it: "Same here." is no copy.
FEWEST_WORDS = 5


def texts(circle: Circle) -> Iterator[str]:
    for conversation in circle.conversations:
        yield conversation.text
        yield from (reply.text for reply in conversation.replies)


def sentences(text: str) -> Iterator[str]:
    for sentence in re.split(r"(?<=[.?!…])\s+|\n+", text):
        plain = re.sub(r"\W+", " ", sentence).strip().lower()
        if len(plain.split()) >= FEWEST_WORDS:
            yield plain


def test_there_is_a_community() -> None:
    assert len(CIRCLES) >= 8
    assert len({person["name"] for circle in CIRCLES for person in circle.people}) >= 60
    assert sum(len(list(texts(circle))) for circle in CIRCLES) >= 400


def test_no_sentence_is_said_twice() -> None:
    said = Counter(sentence for circle in CIRCLES for text in texts(circle) for sentence in sentences(text))
    assert {sentence: times for sentence, times in said.items() if times > 1} == {}


@each
def test_everybody_who_speaks_is_in_the_group(circle: Circle) -> None:
    here = {person["name"] for person in circle.people}
    for said in circle.conversations:
        named = {said.by, *said.same_here, *(reply.by for reply in said.replies)}
        assert named <= here, (said.title, named - here)


@each
def test_nobody_nods_to_themself(circle: Circle) -> None:
    for said in circle.conversations:
        assert said.by not in said.same_here, said.title


@each
def test_somebody_leads_and_there_is_an_agreement(circle: Circle) -> None:
    roles = {person["role"] for person in circle.people}
    assert "facilitator" in roles
    assert len(circle.says["agreement"]) > 100
    names = [person["name"] for person in circle.people]
    assert len(names) == len(set(names))


@each
def test_everybody_is_answered_but_the_newest(circle: Circle) -> None:
    alone = [said for said in circle.conversations if not said.replies]
    newest = sorted(circle.conversations, key=lambda said: said.at)[-2:]
    assert [said.title for said in alone if said not in newest and NOW - said.at > timedelta(days=2)] == []


@each
def test_times_run_forward(circle: Circle) -> None:
    for said in circle.conversations:
        times = [said.at, *(reply.at for reply in said.replies)]
        assert times == sorted(times), said.title
        assert times[-1] < NOW, said.title


@each
def test_what_is_said_fits_the_forms(circle: Circle) -> None:
    from hearten.threads.models import Kind, Wish

    for said in circle.conversations:
        assert said.kind in Kind.values and said.wish in Wish.values, said.title
        assert len(said.title) <= 120 and len(said.note) <= 80, said.title
        assert all(text.strip() for text in texts(circle))


def test_ideas_are_not_given_where_they_were_not_asked_for() -> None:
    """The demo shows the house's manners: under "Just hear me" nobody says what to do."""
    pushing = re.compile(r"(?<!nothing )\byou (should|must|have to|need to)\b|\bhave you tried\b", re.IGNORECASE)
    found = [
        (said.title, reply.by)
        for circle in CIRCLES
        for said in circle.conversations
        if said.wish == "listen"
        for reply in said.replies
        if pushing.search(reply.text)
    ]
    assert found == []


def test_cards_of_encouragement_are_by_people_of_their_group_and_fit_the_form() -> None:
    from hearten.demo.encouraging import warm_cards
    from hearten.encouragement.models import LONGEST

    people = {circle.says["slug"]: {person["name"] for person in circle.people} for circle in CIRCLES}
    assert len(warm_cards()) >= 12 and len({card["by"] for card in warm_cards()}) == len(warm_cards())
    for card in warm_cards():
        assert card["by"] in people[card["group"]] and 40 < len(card["words"].strip()) <= LONGEST, card["by"]


def test_cards_of_encouragement_give_no_advice_and_promise_nothing() -> None:
    from hearten.demo.encouraging import warm_cards

    pushing = re.compile(
        r"\byou (should|must|have to|need to)\b|\b(try to|stay strong|stay positive|it gets better|never give up)\b"
        r"|\b(tablets?|medicines?|dose|doctor|pills?)\b",
        re.IGNORECASE,
    )
    said = Counter(sentence for card in warm_cards() for sentence in sentences(card["words"]))
    said.update(sentence for circle in CIRCLES for text in texts(circle) for sentence in sentences(text))
    warm = {sentence for card in warm_cards() for sentence in sentences(card["words"])}
    assert [card["by"] for card in warm_cards() if pushing.search(card["words"])] == []
    assert {sentence for sentence in warm if said[sentence] > 1} == set()


def test_no_address_or_number_of_a_real_person() -> None:
    for circle in CIRCLES:
        for text in texts(circle):
            assert not re.search(r"[\w.]+@[\w.]+\.\w+|https?://|\+?\d[\d /-]{7,}\d", text), text

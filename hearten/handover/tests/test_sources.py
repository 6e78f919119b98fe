"""What each slice's own things become on a summary: read as their person, in the shape of the page."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hearten.care.actions import routine, saying, visits
from hearten.care.reading_routine import mine
from hearten.handover.sources import Offer, parts_of
from hearten.kernel.seat import Seat
from hearten.measures import known
from hearten.measures.actions import filling
from hearten.plans.doing import actions as doing
from tests.people import Cast, Person

pytestmark = pytest.mark.django_db

Offered = Callable[[Person], dict[str, Offer]]


@pytest.fixture
def offered(as_seat: Any) -> Offered:
    """What somebody may tick now, by its key."""

    def ask(person: Person) -> dict[str, Offer]:
        with as_seat(person) as seat:
            return {offer.key: offer for part in parts_of(seat) for offer in part.offers}

    return ask


def fill_in(seat: Seat, instrument: str, **answers: int) -> None:
    definition = known.offered(seat)[instrument]
    said = {item.id: 1 for item in definition.items} | answers
    filling.fill_in(seat, definition, {name: value for name, value in said.items() if value >= 0}, uuid4())


def test_a_questionnaire_is_offered_as_its_score_its_answers_and_what_was_before(
    cast: Cast, as_seat: Any, offered: Offered, clock: Any
) -> None:
    with as_seat(cast.ben) as seat:
        fill_in(seat, "phq-8", interest=3)
    clock.pass_(timedelta(days=10))
    with as_seat(cast.ben) as seat:
        fill_in(seat, "phq-8", sleep=-1)
    found = offered(cast.ben)
    assert [key for key in found if key.startswith("measures.")] == [
        "measures.phq-8", "measures.phq-8.answers", "measures.phq-8.before",
    ]  # fmt: skip
    (newest,), (answered,), (before,) = (found[f"measures.phq-8{end}"].results for end in ("", ".answers", ".before"))
    assert (newest.score, newest.most, newest.words, newest.missing, newest.asked) == (8.0, 24.0, "mild", 1, 8)
    assert "Pfizer" in newest.licence and "1 question left out" in newest.rule and newest.version.startswith("1 (")
    assert not newest.answers and [answer.value for answer in answered.answers] == [1, 1, None, 1, 1, 1, 1, 1]
    assert (answered.answers[0].label, answered.answers[2].label) == ("Several days", "")
    assert before.score == 10.0 and before.on < newest.on
    assert not [key for key in offered(cast.ada) if key.startswith("measures.")]


WEEKDAYS, WEEKEND = (1, 2, 3, 4, 5), (6, 7)


def test_a_routine_is_offered_as_it_was_written_and_what_rests_says_since_when(
    cast: Cast, as_seat: Any, offered: Offered
) -> None:
    words = {"name": "The white one", "food": "with", "notes": "From the night table"}
    with as_seat(cast.ben) as seat:
        kept = routine.begin(seat, uuid4(), words, date(2027, 1, 9), routine.Plan((time(8), time(20, 30)), WEEKDAYS))
        routine.begin(
            seat, uuid4(), {"name": "", "food": "", "notes": "Old"}, None, routine.Plan((time(7),), WEEKDAYS + WEEKEND)
        )
    found = [offer for key, offer in offered(cast.ben).items() if key.startswith("routine.")]
    (line,), (nameless,) = (offer.lines for offer in found)
    assert line.label == "The white one"
    assert line.words.split("\n") == [
        "08:00, 20:30, Monday, Tuesday, Wednesday, Thursday, Friday", "With food", "From the night table",
        "To be refilled on 9 Jan 2027",
    ]  # fmt: skip
    assert nameless.label == "Something without a name" and nameless.words == "07:00, every day\nOld"
    with as_seat(cast.ben) as seat:
        routine.take_at(seat, next(one for one in mine(seat) if one.id == kept), routine.Plan((), ()))
    resting = offered(cast.ben)[f"routine.{kept}"].lines[0].words
    assert resting.startswith("Rests since ") and "08:00" not in resting


def test_a_preparation_is_offered_part_by_part_and_only_the_next(
    cast: Cast, as_seat: Any, offered: Offered, clock: Any
) -> None:
    """The next by its day, and not what was prepared last. After that day, it is what was prepared last."""
    clock.set(datetime(2027, 1, 2, 12, tzinfo=UTC))
    with as_seat(cast.ben) as seat:
        old = visits.begin(seat, uuid4(), "The surgery", None)
        visits.write(seat, old, {"with": "", "matters": "An older thing"}, None)
    with as_seat(cast.ben) as seat:
        new = visits.begin(seat, uuid4(), "The clinic", date(2027, 1, 9))
        day = date(2027, 1, 9)
        visits.write(seat, new, {"with": "The clinic", "matters": "To sleep", "support": "My sister"}, day)
        for question in ("May I wait?", "What else is there?"):
            visits.put(seat, new, "question", uuid4(), question)
    clock.pass_(timedelta(minutes=1))
    with as_seat(cast.ben) as seat:
        for name, on in (("Later", date(2027, 3, 1)), ("Gone by", date(2026, 12, 1))):
            visits.write(seat, visits.begin(seat, uuid4(), name, on), {"with": name, "matters": name}, on)
            clock.pass_(timedelta(minutes=1))

    def prepared() -> dict[str, Offer]:
        return {key: offer for key, offer in offered(cast.ben).items() if key.startswith("preparation.")}

    found = prepared()
    assert {key: offer.lines[0].words for key, offer in found.items()} == {
        f"preparation.{new}.matters": "To sleep", f"preparation.{new}.support": "My sister",
        f"preparation.{new}.questions": "1. May I wait?\n2. What else is there?",
    }  # fmt: skip
    assert found[f"preparation.{new}.matters"].lines[0].label == "What matters to me"
    assert {offer.hint for offer in found.values()} == {"The clinic, 9 Jan 2027"}
    clock.set(datetime(2027, 1, 10, 12, tzinfo=UTC))
    assert {offer.hint for offer in prepared().values()} == {"Later, 1 Mar 2027"}
    clock.set(datetime(2027, 3, 2, 12, tzinfo=UTC))
    assert {offer.hint for offer in prepared().values()} == {"Gone by, 1 Dec 2026"}


def test_a_statement_is_offered_with_what_follows_if_it_is_not_heard(
    cast: Cast, as_seat: Any, offered: Offered
) -> None:
    words = {"situation": "In a hurry", "statement": "I need a minute.", "follow_up": "Then I come back."}
    with as_seat(cast.ben) as seat:
        kept = saying.keep(seat, uuid4(), words)
    offer = offered(cast.ben)[f"statements.{kept}"]
    assert offer.title == "In a hurry"
    assert offer.lines[0].words == "I need a minute.\nIf that is not heard: Then I come back."


def test_what_somebody_would_like_to_do_is_offered_in_its_state(
    cast: Cast, as_seat: Any, offered: Offered, clock: Any
) -> None:
    with as_seat(cast.ben) as seat:
        walk, swim, call = (
            doing.begin(seat, words, "Air helps", doing.Rhythm(), uuid4()) for words in ("Walk", "Swim", "Call")
        )
    clock.pass_(timedelta(days=3))
    with as_seat(cast.ben) as seat:
        doing.rest(seat, "pause", commitment=swim)
        doing.rest(seat, "end", commitment=call)
    clock.pass_(timedelta(days=1))
    found = {key: offer.doings[0] for key, offer in offered(cast.ben).items() if key.startswith("plans.")}
    assert {key: (one.words, one.status, one.state) for key, one in found.items()} == {
        f"plans.{walk}": ("Walk", "active", "goes on"), f"plans.{swim}": ("Swim", "on-hold", "rests"),
        f"plans.{call}": ("Call", "completed", "is over"),
    }  # fmt: skip
    assert list(found)[-1] == f"plans.{call}", "what is over stands last"
    one = found[f"plans.{walk}"]
    assert (one.often, one.why, one.until) == ("every day", "Air helps", None)
    ended = found[f"plans.{call}"]
    assert ended.since and ended.until and timedelta(days=0) < ended.until - ended.since <= timedelta(days=4)


def test_a_safety_plan_is_offered_part_by_part_and_its_words_are_no_titles(cast: Cast, offered: Offered) -> None:
    assert cast.ben.client.post("/you/safety-plan/", {"signs": "I stop answering."}).status_code == 302
    found = offered(cast.ben)
    assert found["safety.signs"].lines[0].words == "I stop answering."
    assert found["safety.signs"].title == "What it is like when it begins"
    assert [key for key in found if key.startswith("safety.")] == ["safety.signs"]
    assert "safety.signs" not in offered(cast.ada)


def one_of_each(seat: Seat) -> None:
    """Something for each source, once more."""
    fill_in(seat, "phq-8")
    routine.begin(seat, uuid4(), {"name": "One more"}, None, routine.Plan((time(7),), WEEKDAYS))
    visits.put(seat, visits.begin(seat, uuid4(), "The clinic", None), "question", uuid4(), "May I wait?")
    saying.keep(seat, uuid4(), {"statement": "I need a minute."})
    doing.begin(seat, "Walk", "", doing.Rhythm(), uuid4())


def test_what_can_be_ticked_costs_the_same_however_much_there_is(cast: Cast, as_seat: Any, clock: Any) -> None:
    asked = []
    for times in (1, 4):
        for _each in range(times):
            clock.pass_(timedelta(minutes=1))
            with as_seat(cast.ben) as seat:
                one_of_each(seat)
        with as_seat(cast.ben) as seat, CaptureQueriesContext(connection) as queries:
            parts_of(seat)
        asked.append(len(queries))
    assert asked[0] == asked[1] <= 25, asked

"""What operators see of what people try: numbers of ten and more, and no way to a smaller one."""

from collections import defaultdict
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearten.library.reading_trying import tried_by_topic
from hearten.library.tests.tries import Tries, plain, tries
from hearten.library.tried_counts import LEAST, PARTS, Counted, counted, safe

__all__ = ["tries"]

small = st.integers(0, 60)


def published(parts: tuple[int, ...]) -> tuple[int, dict[str, int]]:
    """Return what somebody reads of three parts: the whole, and those that are shown."""
    large = {name: people for name, people in zip(PARTS, parts, strict=True) if people >= LEAST}
    return sum(parts), safe(sum(parts), large)


def test_who_knows_the_rule_and_reads_the_numbers_finds_no_hidden_one() -> None:
    """Every table of up to 60 people, grouped by what is published of it: each hidden number could be one of ten."""
    behind: dict[Any, list[tuple[int, ...]]] = defaultdict(list)
    for whole in range(LEAST, 61):
        for first in range(whole + 1):
            for second in range(whole + 1 - first):
                parts = (first, second, whole - first - second)
                total, shown = published(parts)
                behind[total, tuple(sorted(shown.items()))].append(parts)
    for (total, shown), possible in behind.items():
        hidden = [place for place, name in enumerate(PARTS) if name not in dict(shown)]
        assert all(len({parts[place] for parts in possible}) >= LEAST for place in hidden), (total, shown)


@given(small, small, small)
def test_nothing_small_is_shown_and_nothing_large_is_changed(stayed: int, other: int, silent: int) -> None:
    _whole, shown = published((stayed, other, silent))
    truth = dict(zip(PARTS, (stayed, other, silent), strict=True))
    assert all(shown[part] == truth[part] >= LEAST for part in shown)
    assert len(shown) != len(PARTS) - 1, "one alone could be worked out"
    if min(truth.values()) >= LEAST:
        assert shown == truth, "nothing is left out without a reason"


@given(st.dictionaries(st.sampled_from(["coping", "routines", "systems"]), st.tuples(small, small, small)))
def test_a_line_says_what_may_be_shown_of_its_topic_alone(topics: dict[str, tuple[int, int, int]]) -> None:
    cells = [
        (topic, part, people)
        for topic, parts in topics.items()
        for part, people in [("began", sum(parts)), *zip(PARTS, parts, strict=True)]
        if people >= LEAST
    ]
    lines = counted(cells)
    assert [line.topic for line in lines] == sorted(topic for topic, parts in topics.items() if sum(parts) >= LEAST)
    for line in lines:
        whole, shown = published(topics[line.topic])
        assert line == Counted(line.topic, whole, *(shown.get(part) for part in PARTS))


ANSWERS = {"still": 11, "sometimes": 4, "not_any_more": 9, "rather_not": 3, "": 12}


def people_try(superuser: Any, group: Any, answers: dict[str, int], topic: str, days: int = 100) -> None:
    """Add people who began so many days ago, with what they said after 60 days."""
    for answer, people in answers.items():
        superuser.execute(
            "WITH who AS (INSERT INTO members_member (id, password, sign_in_index, joined_on) "
            "SELECT gen_random_uuid(), '', gen_random_uuid()::text, now() FROM generate_series(1, %(people)s) "
            "RETURNING id), "
            "tries AS (INSERT INTO library_trying (id, member_id, group_id, card_id, version, topic, title, begun_at, "
            "how) SELECT gen_random_uuid(), id, %(group)s, gen_random_uuid(), 1, %(topic)s, '', "
            "now() - %(days)s * interval '1 day', '' FROM who RETURNING id, member_id, begun_at) "
            "INSERT INTO library_checkback (id, member_id, trying_id, days, due_at, answer, answered_at) "
            "SELECT gen_random_uuid(), member_id, id, 60, begun_at, %(answer)s::text, "
            "CASE WHEN %(answer)s::text <> '' THEN begun_at + interval '60 days' END FROM tries",
            {"people": people, "group": group.id, "topic": topic, "days": days, "answer": answer},
        )


@pytest.mark.django_db
def test_the_operator_reads_numbers_by_topic_and_no_cause(tries: Tries, superuser: Any, as_seat: Any) -> None:
    people_try(superuser, tries.cast.group, ANSWERS, "coping", 110)
    people_try(superuser, tries.cast.other_group, {"still": 9}, "routines", 110)
    people_try(superuser, tries.cast.other_group, {"still": 20, "not_any_more": 2, "": 9}, "systems", 110)
    people_try(superuser, tries.cast.group, {"still": 30}, "speaking_up", 40)
    with as_seat(tries.cast.odile) as seat:
        found = tried_by_topic(seat)
    assert found == [Counted("coping", 39, 15, 12, 12), Counted("systems", 31, 20, None, None)]
    page = plain(tries.page(tries.cast.odile, "/desk/tried/"))
    assert "Getting through the day 39 15 12 12" in page
    assert "31 20 not shown not shown" in page
    assert "do not say that what people tried was the cause" in page
    assert "low days" not in page and "routines" not in page


@pytest.mark.django_db
def test_a_person_counts_once_in_a_topic(tries: Tries, superuser: Any, as_seat: Any) -> None:
    people_try(superuser, tries.cast.group, {"": 12}, "coping", 110)
    superuser.execute(
        "WITH again AS (INSERT INTO library_trying (id, member_id, group_id, card_id, version, topic, title, begun_at, "
        "how) SELECT gen_random_uuid(), member_id, group_id, gen_random_uuid(), 1, topic, '', begun_at, '' "
        "FROM library_trying RETURNING id, member_id, begun_at) INSERT INTO library_checkback (id, member_id, "
        "trying_id, days, due_at, answer, answered_at) SELECT gen_random_uuid(), member_id, id, 60, begun_at, 'still', "
        "begun_at + interval '60 days' FROM again"
    )
    with as_seat(tries.cast.odile) as seat:
        assert tried_by_topic(seat) == [Counted("coping", 12, None, None, None)]


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["ada", "ben", "mo", None])
def test_nobody_else_gets_a_number(tries: Tries, superuser: Any, as_seat: Any, who: str | None) -> None:
    people_try(superuser, tries.cast.group, ANSWERS, "coping", 110)
    with as_seat(getattr(tries.cast, who) if who else None) as seat:
        assert tried_by_topic(seat) == []


@pytest.mark.django_db
def test_what_was_said_this_month_waits_for_the_next(tries: Tries, superuser: Any, as_seat: Any) -> None:
    """Two looks within a month show nothing that one person did in between."""
    people_try(superuser, tries.cast.group, {"still": 20, "": 12}, "coping", 110)
    with as_seat(tries.cast.odile) as seat:
        before = tried_by_topic(seat)
        superuser.execute("UPDATE library_checkback SET answer = 'still', answered_at = now() WHERE answer = ''")
        assert tried_by_topic(seat) == before != []

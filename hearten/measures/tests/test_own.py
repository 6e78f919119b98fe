"""One's copy, being forgotten, who takes a consent back meanwhile, and two presses."""

import threading
from typing import Any

import pytest

from hearten.measures import own
from hearten.measures.actions import counting, filling
from hearten.measures.known import shipped
from hearten.measures.tests.filled import all_of, send
from hearten.members import rights
from tests.people import seated
from tests.together import at_once

pytestmark = pytest.mark.django_db
TABLES = ("measures_sheet", "measures_counted")


def left(superuser: Any, member: Any) -> list[int]:
    return [
        superuser.execute(f"SELECT count(*) FROM {table} WHERE member_id = %s", [member.id]).fetchone()[0]
        for table in TABLES
    ]


def test_the_copy_holds_ones_own_answers_and_nobody_elses(cast: Any, as_seat: Any) -> None:
    cast.ben.client.post("/measures/counting/")
    send(cast.ben, "ucla-3", {"companionship": 2, "isolated": 3})
    send(cast.ada, "who-5", all_of("who-5", 5))
    with as_seat(cast.ben) as seat:
        copy = {one.name: one.read(seat) for one in rights.exported() if one.name.startswith("measure")}
    assert [(row["title"], row["score"], row["left_out"]) for row in copy["measures"]] == [("UCLA-3", "", 1)]
    answers = {row["question"]: row["answer"] for row in copy["measure_answers"]}
    assert answers == {
        "How often do you feel that you lack companionship?": "Some of the time",
        "How often do you feel left out?": "",
        "How often do you feel isolated from others?": "Often",
    }
    assert [(row["key"], row["score"]) for row in copy["measures_counted"]] == [("ucla-3", "")]


@pytest.mark.parametrize("how", ["erased", "kept"])
def test_being_forgotten_takes_all_of_it_either_way(cast: Any, as_seat: Any, superuser: Any, how: str) -> None:
    for person in (cast.ben, cast.ada):
        person.client.post("/measures/counting/")
        send(person, "who-5", all_of("who-5", 3))
    with as_seat(cast.ben) as seat:
        own._forget(seat, how)
    assert left(superuser, cast.ben) == [0, 0] and left(superuser, cast.ada) == [1, 1]


@pytest.mark.django_db(transaction=True)
def test_who_takes_it_back_while_a_result_is_kept_waits_and_then_it_goes(cast: Any, superuser: Any) -> None:
    from uuid import uuid4

    cast.ben.client.post("/measures/counting/")
    written, taken = threading.Event(), threading.Event()

    def work(what: str) -> None:
        if what == "fill in":
            with seated(cast.ben) as seat:
                filling.fill_in(seat, shipped()["who-5"], all_of("who-5", 3), uuid4())
                written.set()
                assert not taken.wait(timeout=1), "the consent is held until the number is there"
            return
        assert written.wait(timeout=60)
        with seated(cast.ben) as seat:
            counting.take_back(seat)
            taken.set()

    at_once(work, ["fill in", "take back"])
    assert taken.is_set() and left(superuser, cast.ben) == [1, 0]


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_once_are_one_sheet_and_one_agreement(cast: Any, superuser: Any) -> None:
    from uuid import UUID

    def work(_press: int) -> Any:
        with seated(cast.ben) as seat:
            counting.agree(seat)
            return filling.fill_in(seat, shipped()["who-5"], all_of("who-5", 3), UUID(int=7))

    assert len(set(at_once(work, [1, 2, 3]))) == 1 and left(superuser, cast.ben) == [1, 1]
    agreed = "SELECT count(*) FROM members_consent WHERE purpose = 'measures_counted'"
    assert superuser.execute(agreed).fetchone() == (1,)

"""A member is worried about somebody: people look, the person hears nothing of it, and is never asked."""

from typing import NamedTuple

import pytest

from hearten.kernel.verdict import Unseen
from hearten.moderation.actions import report as reporting
from hearten.moderation.items import item_of
from hearten.safety import timers
from hearten.safety.actions import writing
from tests.safety.test_concerns import asked, on_shift

pytestmark = pytest.mark.django_db


class _Due(NamedTuple):
    due: str


@pytest.fixture
def worried(as_seat):
    """`worried(person, post id)`: that person reports a post, because they are worried about its writer."""

    def report(person, about):
        with as_seat(person) as seat:
            shown = item_of("post").find(seat, about)
            return reporting.report(seat, "post", shown, "danger", "")

    return report


def concerns(superuser):
    return superuser.execute("SELECT level, source, member_id FROM safety_concern ORDER BY opened_at").fetchall()


def test_twenty_reports_from_one_account_send_nothing_to_the_person(cast, says, worried, as_seat, superuser):
    about = says(cast.ben, "The bus was late.")
    for _each in range(20):
        worried(cast.ada, about)
    timers.fire_due()
    assert concerns(superuser) == [("L2", "report", cast.ben.id)]
    told = "SELECT count(*) FROM notices_notice WHERE member_id = %s AND kind <> 'reply'"
    assert superuser.execute(told, [cast.ben.id]).fetchone() == (0,)
    with as_seat(cast.ben) as seat:
        due = seat.read(_Due, "SELECT safety_panel_due('post', %s)", about)
        assert due[0].due == ""
    with pytest.raises(Unseen):
        worried(cast.cleo, about)


def test_whom_it_is_about_is_never_asked_whether_it_was_read_for_danger_or_not(cast, worried, superuser):
    superuser.execute("DELETE FROM safety_reading")
    on_shift(superuser, cast.ben, cast.group)
    worried(cast.ada, cast.post.id)
    timers.fire_due()
    assert concerns(superuser) == [("L2", "report", cast.ben.id)]
    assert cast.ben.id not in asked(superuser)


def test_more_than_five_in_a_day_stand_on_the_list_and_wake_nobody(cast, says, worried, superuser):
    for _each in range(5):
        worried(cast.ada, says(cast.ben, "The bus was late."))
    timers.fire_due()
    before = asked(superuser)
    worried(cast.ada, says(cast.ben, "The bus was late again."))
    timers.fire_due()
    assert [level for level, _source, _member in concerns(superuser)] == ["L2"] * 5 + ["L1"]
    assert asked(superuser) == before


def test_a_report_for_another_reason_is_no_concern(cast, as_seat, superuser):
    with as_seat(cast.ada) as seat:
        reporting.report(seat, "post", item_of("post").find(seat, cast.post.id), "other", "")
    assert concerns(superuser) == []


def test_asking_for_a_person_is_never_one_too_many(cast, says, worried, as_seat, superuser):
    for _each in range(6):
        worried(cast.ada, says(cast.ben, "The bus was late."))
    with as_seat(cast.ada) as seat:
        assert writing.ask_for_person(seat, cast.group.id)

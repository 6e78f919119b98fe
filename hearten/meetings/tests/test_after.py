"""After a meeting, for whoever was there: who reads and says what, for how long, and what nobody can do."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import ProgrammingError
from django.urls import reverse

from hearten.meetings.tests.over import TAPS, Over, lead_away, over

pytestmark = pytest.mark.django_db
__all__ = ["over"]

ADD = (
    "INSERT INTO meetings_afterword (id, group_id, meeting_id, membership_id, client_id, kind, body, html, at) "
    "VALUES (gen_random_uuid(), %s, %s, %s, gen_random_uuid(), 'word', 'x', 'x', now())"
)
WORDS = "SELECT body FROM meetings_afterword"


def test_the_page_is_for_whoever_was_there(over: Over) -> None:
    assert [over.get(name).status_code for name in ("Ada", "Ben", "Sal")] == [200, 200, 200]
    assert [over.get(name).status_code for name in ("Nor", "Kim", "Cleo", "Mo")] == [404] * 4


def test_whoever_was_let_in_reads_what_people_say_on_and_nobody_else_does(over: Over) -> None:
    assert over.say("Linh", "I mean to walk on Thursday.", "commitment").status_code == 302
    assert "I mean to walk on Thursday." in over.page("Ben")
    assert "I mean to walk" not in over.page("Sal")
    assert [len(over.rows(name, WORDS)) for name in ("Ben", "Ada")] == [1, 1]
    assert [over.rows(name, WORDS) for name in ("Sal", "Nor", "Kim", "Cleo", "Mo")] == [[]] * 5
    grant = "INSERT INTO groups_grant (id, group_id, staff_id, staff_name, reason, made_at, expires_at) VALUES "
    values = [over.cast.group.id, over.people["Mo"].id]
    over.superuser.execute(f"{grant} (gen_random_uuid(), %s, %s, 'Mo', 'A', now(), now() + interval '1 hour')", values)
    assert over.rows("Mo", WORDS) == []


@pytest.mark.parametrize(("who", "whose"), [("Ada", "Linh"), ("Sal", "Sal"), ("Nor", "Nor"), ("Kim", "Kim")])
def test_nobody_says_on_for_somebody_else_or_from_outside(over: Over, who: str, whose: str) -> None:
    with pytest.raises(ProgrammingError):
        over.rows(who, ADD, over.cast.group.id, over.meeting, over.places[whose])
    assert over.rows("Ben", ADD, over.cast.group.id, over.meeting, over.places["Ben"]) == [1]


def test_not_under_another_group(over: Over) -> None:
    with pytest.raises(ProgrammingError):
        over.rows("Ben", ADD, over.cast.hidden_group.id, over.meeting, over.places["Ben"])


def test_three_days_by_the_databases_clock(over: Over) -> None:
    over.hours_later(71.9)
    assert over.rows("Ben", ADD, over.cast.group.id, over.meeting, over.places["Ben"]) == [1]
    over.hours_later(72.1)
    with pytest.raises(ProgrammingError):
        over.rows("Ben", ADD, over.cast.group.id, over.meeting, over.places["Ben"])


def test_three_days_by_the_houses_clock_and_no_words_are_lost(over: Over) -> None:
    over.clock.pass_(timedelta(hours=71, minutes=59))
    assert over.say("Ben", "Just in time.").status_code == 302
    over.clock.pass_(timedelta(minutes=2))
    late = over.say("Ben", "A little too late for this.")
    assert late.status_code == 403
    assert "three days for this are over" in late.content.decode()
    assert "A little too late for this." in late.content.decode()
    assert over.post("Ben", "after/feedback/", **TAPS).status_code == 403


def test_sent_twice_it_stands_once(over: Over) -> None:
    key = uuid4()
    assert [over.say("Ben", "Thank you.", client_id=key).status_code for _ in range(2)] == [302, 302]
    assert over.one("SELECT count(*) FROM meetings_afterword") == 1
    assert over.say("Ben", "Something else.", client_id=key).status_code == 403


def test_its_speaker_does_it_and_takes_it_back_and_nobody_else_can(over: Over) -> None:
    over.say("Linh", "I mean to walk.", "commitment")
    key = over.one("SELECT id FROM meetings_afterword")
    address = f"/meetings/afterwords/{key}"
    assert over.people["Ben"].client.post(f"{address}/done/").status_code == 404
    assert over.people["Ada"].client.post(f"{address}/removal/").status_code == 404
    for change in ("UPDATE meetings_afterword SET done_at = now()", "DELETE FROM meetings_afterword"):
        assert over.rows("Ada", change) == [0]
    with pytest.raises(ProgrammingError):
        over.rows("Linh", "UPDATE meetings_afterword SET body = 'Something else'")
    assert over.people["Linh"].client.post(f"{address}/done/").status_code == 302
    assert "Done." in over.page("Ben")
    assert over.people["Linh"].client.post(f"{address}/removal/").status_code == 302
    assert over.one("SELECT count(*) FROM meetings_afterword") == 0


def test_whoever_was_sent_out_stays_out_when_the_rooms_state_is_gone(over: Over, as_worker: Any) -> None:
    from hearten.members import retention

    over.say("Linh", "For those who stayed.")
    over.hours_later(24 * 31)
    as_worker(lambda: retention.sweep("command"))
    assert over.one("SELECT state = '{}' FROM meetings_room") is True
    assert over.rows("Sal", WORDS) == []
    assert len(over.rows("Ben", WORDS)) == 1


def test_whoever_leaves_the_group_reads_nothing_of_it_any_more(over: Over) -> None:
    over.say("Linh", "For those who are here.")
    gone = over.people["Gus"].client.post(f"/groups/{over.cast.group.id}/leave/", {"how": "kept"})
    assert gone.status_code == 302
    assert over.rows("Gus", WORDS) == []


def test_what_one_meant_to_do_is_shown_at_the_next_meeting_of_the_series_to_oneself_alone(over: Over) -> None:
    from hearten.meetings.models import Meeting

    over.say("Linh", "I mean to call my sister.", "commitment")
    earlier = Meeting.objects.using("keeper").get(pk=over.meeting)
    moment = over.clock.now() + timedelta(days=7)
    earlier.pk, earlier.starts_at, earlier.planned_at = uuid4(), moment, moment
    earlier.save(using="keeper", force_insert=True)
    address = f"/meetings/{earlier.pk}/"
    shown = over.people["Linh"].client.get(address).content.decode()
    assert "Last time you said" in shown and "I mean to call my sister." in shown
    assert "Last time you said" not in over.people["Ben"].client.get(address).content.decode()
    assert f"/meetings/{earlier.pk}/" in over.page("Ben")  # the way to a place there
    key = over.one("SELECT id FROM meetings_afterword")
    over.people["Linh"].client.post(f"/meetings/afterwords/{key}/done/")
    assert "Last time you said" not in over.people["Linh"].client.get(address).content.decode()


def test_words_that_are_held_are_seen_by_their_speaker_and_can_be_reported(over: Over) -> None:
    over.say("Linh", "Buy these pills from me.", "resource")
    key = over.one("SELECT id FROM meetings_afterword")
    said = {"category": "method", "words": "It sells pills."}
    assert over.people["Ben"].client.post(f"/report/afterword/{key}/", said).status_code == 302
    assert "Buy these pills" not in over.page("Gus")
    assert "Buy these pills" in over.page("Linh")
    assert over.people["Nor"].client.get(f"/report/afterword/{key}/").status_code == 404


def test_words_that_say_how_to_hurt_oneself_wait_for_a_look(over: Over, monkeypatch: pytest.MonkeyPatch) -> None:
    from hearten.moderation.actions import method

    monkeypatch.setattr(method, "method_detail", lambda text: ((0, 5, "gives"),) if "lantern" in text else ())
    over.say("Linh", "The lantern way.", "resource")
    assert "The lantern way." in over.page("Linh")
    assert "The lantern way." not in over.page("Ben")


# Three taps


def test_taps_are_their_writers_alone_and_can_be_changed(over: Over) -> None:
    over.tap("Ben")
    over.tap("Ben", unsafe="yes")
    taps = "SELECT heard, unsafe FROM meetings_feedback"
    assert over.rows("Ben", taps) == [("yes", True)]
    assert [over.rows(name, taps) for name in ("Ada", "Linh", "Kim", "Mo")] == [[]] * 4
    page = over.page("Ben")
    assert f"/report/meeting/{over.meeting}/" in page and "Nobody was told by this" in page


def test_also_by_somebody_who_was_sent_out_but_not_by_who_was_not_there(over: Over) -> None:
    over.tap("Sal")
    assert over.post("Nor", "after/feedback/", **TAPS).status_code == 404


def test_not_while_one_is_in_the_room(over: Over) -> None:
    over.superuser.execute("UPDATE meetings_room SET ended_at = NULL, phase = 'open'")
    over.superuser.execute(
        "UPDATE meetings_attendance SET since = now() WHERE membership_id = %s", [over.places["Ben"]]
    )
    assert over.post("Ben", "after/feedback/", **TAPS).status_code == 403
    over.tap("Linh")  # who left before
    add = (
        "INSERT INTO meetings_feedback (id, group_id, meeting_id, membership_id, heard, again, unsafe, at) "
        "VALUES (gen_random_uuid(), %s, %s, %s, 'yes', 'yes', false, now())"
    )
    with pytest.raises(ProgrammingError):
        over.rows("Ben", add, over.cast.group.id, over.meeting, over.places["Ben"])


def test_after_three_days_the_database_changes_nothing(over: Over) -> None:
    over.tap("Ben")
    change = "UPDATE meetings_feedback SET heard = 'no'"
    assert over.rows("Ben", change) == [1]
    over.hours_later(72.1)
    assert over.rows("Ben", change) == [0]


def test_counts_from_four_people_who_do_not_lead(over: Over) -> None:
    over.tap("Ada", "Ben", "Linh", "Femi")
    door = "SELECT * FROM meetings_feedback_counts(%s)"
    assert "Too few answers to show without saying whose they are." in over.page("Ada", "log/")
    assert over.rows("Ada", door, over.meeting) == []
    over.tap("Gus", heard="no", unsafe="yes")
    assert over.rows("Ada", door, over.meeting) == [(4, 3, 0, 1, 0, 4, 0, 1)]
    page = over.page("Ada", "log/")
    assert "Felt heard: 3 yes, 0 partly, 1 no." in page and "1 person says that something was not safe." in page
    assert over.rows("Kim", door, over.meeting) == [(4, 3, 0, 1, 0, 4, 0, 1)]
    assert [over.rows(name, door, over.meeting) for name in ("Ben", "Nor", "Cleo", "Mo")] == [[]] * 4


# A meeting is reported past who led it


def test_a_report_about_the_meeting_goes_past_who_led_it(over: Over) -> None:
    address = f"/report/meeting/{over.meeting}/"
    assert over.people["Ada"].client.get(address).status_code == 403
    assert over.people["Cleo"].client.get(address).status_code == 404
    said = {"category": "hostile", "words": "She laughed at me."}
    assert over.people["Ben"].client.post(address, said).status_code == 302
    case = over.one("SELECT id FROM moderation_case WHERE kind = 'meeting'")
    case_page = f"/moderation/cases/{case}/"
    assert over.people["Ada"].client.get(case_page).status_code == 404
    page = over.people["Kim"].client.get(case_page)
    assert page.status_code == 200 and "She laughed at me." in page.content.decode()
    offered = over.people["Kim"].client.get(reverse("moderation:step", args=[case])).content.decode()
    assert "Remove the words" not in offered and "End the conversation" not in offered
    assert "A break from writing in this group" in offered


# How are you?


def test_a_soft_question_after_a_meeting_that_was_stopped_for_safety(over: Over) -> None:
    over.superuser.execute("DELETE FROM meetings_attendance")
    over.superuser.execute("DELETE FROM meetings_room")
    lead_away(over, "stopped_for_safety")
    card = "How are you after this meeting?"
    assert [card in over.page(name) for name in ("Ben", "Sal")] == [True, True]
    home = over.people["Ben"].client.get("/").content.decode()
    assert f"/meetings/{over.meeting}/after/" in home
    assert "Take a moment" not in over.people["Nor"].client.get("/").content.decode()
    assert over.post("Ben", "after/how-are-you/", answer="heavy").status_code == 302
    page = over.page("Ben")
    assert "/you/safety-plan/" in page
    assert "Take a moment" not in over.people["Ben"].client.get("/").content.decode()
    assert over.post("Ben", "after/how-are-you/", answer="talk").url == "/help-now/#person"
    assert 'id="person"' in over.people["Ben"].client.get("/help-now/").content.decode()
    seen = "SELECT member_id FROM meetings_howareyou"
    assert over.rows("Ben", seen) == [(over.people["Ben"].id,)]
    assert "Somebody who looks after people here can write to you." in over.page("Ben")
    held = str(over.superuser.execute("SELECT t::text FROM meetings_howareyou t").fetchall())
    assert "talk" not in held and b"talk".hex() not in held, "how somebody is, is sealed"
    assert over.superuser.execute("SELECT count(*) FROM meetings_howareyou").fetchone() == (1,)
    assert [over.rows(name, seen) for name in ("Ada", "Kim", "Mo")] == [[]] * 3
    over.hours_later(72.1)
    assert "Take a moment" not in over.people["Gus"].client.get("/").content.decode()
    assert over.post("Gus", "after/how-are-you/", answer="right").status_code == 404


def test_nobody_is_asked_after_any_other_meeting(over: Over) -> None:
    assert "How are you after this meeting?" not in over.page("Ben")
    assert over.post("Ben", "after/how-are-you/", answer="right").status_code == 404
    over.note(asks_all="on")
    assert "How are you after this meeting?" in over.page("Ben")

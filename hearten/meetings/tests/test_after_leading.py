"""For those who lead, after a meeting: recap and consent, names, log, notes and their reminder, attendance, letter."""

import re
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import ProgrammingError

from hearten.meetings.after.rules import named_in
from hearten.meetings.schedule import jobs
from hearten.meetings.tests.over import Over, over

pytestmark = pytest.mark.django_db
__all__ = ["over"]

SAID = "I slept through one whole night, and it felt like a gift."
PASSAGES = "SELECT body FROM meetings_passage"


def propose(over: Over, **said: Any) -> Any:
    return over.post("Ada", "recap/", **said)


def asked(over: Over) -> UUID:
    """Ada asks Linh whether a line of hers may be told."""
    assert propose(over, use_line=over.line("Linh", SAID)).status_code == 302
    return over.one("SELECT id FROM meetings_passage WHERE source_id IS NOT NULL")


def answer(over: Over, name: str, passage: UUID, says: str) -> int:
    return int(over.people[name].client.post(f"/meetings/passages/{passage}/answer/", {"answer": says}).status_code)


def test_words_of_others_are_read_only_after_their_yes_and_when_it_is_out(over: Over) -> None:
    passage = asked(over)
    readers = lambda: [name for name in ("Ada", "Linh", "Ben", "Sal", "Nor", "Kim", "Mo") if over.rows(name, PASSAGES)]  # noqa: E731  # asked again and again
    assert readers() == ["Ada", "Linh"]
    assert "May this be in the recap?" in over.page("Linh") and SAID in over.page("Linh")
    assert over.post("Ada", "recap/out/").status_code == 302
    assert readers() == ["Ada", "Linh"]
    assert [answer(over, name, passage, "yes") for name in ("Ben", "Ada", "Kim")] == [404, 404, 404]
    assert answer(over, "Linh", passage, "yes") == 302
    assert readers() == ["Ada", "Linh", "Ben"]
    (told,) = re.findall(r"(?s)<blockquote.*?</blockquote>", over.page("Ben"))
    assert SAID in told and "Linh" not in told
    assert answer(over, "Linh", passage, "no") == 302
    assert readers() == ["Ada", "Linh"]
    assert SAID not in over.page("Ben")


def test_a_yes_is_to_exactly_these_words(over: Over) -> None:
    passage = asked(over)
    answer(over, "Linh", passage, "yes")
    for column in ("body", "html", "source_id", "meeting_id"):
        with pytest.raises(ProgrammingError):
            over.rows("Ada", f"UPDATE meetings_passage SET {column} = {column}")
    assert over.rows("Ada", "UPDATE meetings_passage SET answer = 'yes'") == [0]
    assert over.people["Ada"].client.post(f"/meetings/passages/{passage}/removal/").status_code == 302
    assert propose(over, use_line=over.line("Linh", SAID), words="I slept.").status_code == 302
    assert over.one("SELECT answer FROM meetings_passage") == ""


def test_nobody_passes_anothers_line_off_as_their_own(over: Over) -> None:
    over.line("Linh", SAID)
    refused = propose(over, words=f"Somebody said: {SAID.upper()}")
    assert refused.status_code == 422 and "so that they are asked first" in refused.content.decode()
    over.post("Ada", "recap/", words="We spoke about nights.")
    recap = over.one("SELECT id FROM meetings_recap")
    add = (
        "INSERT INTO meetings_passage (id, group_id, meeting_id, recap_id, membership_id, source_id, body, html, at, "
        "answer) VALUES (gen_random_uuid(), %s, %s, %s, %s, %s, %s, 'x', now(), %s)"
    )
    mine = [over.cast.group.id, over.meeting, recap, over.places["Ada"]]
    for source, body, says in ((None, SAID, ""), (over.places["Linh"], "x", "yes"), (over.places["Nor"], "x", "")):
        with pytest.raises(ProgrammingError):
            over.rows("Ada", add, *mine, source, body, says)
    assert over.rows("Ada", add, *mine, over.places["Linh"], SAID, "") == [1]


def test_who_leads_and_was_not_there_makes_no_recap(over: Over) -> None:
    assert over.post("Kim", "recap/", words="I heard that it was good.").status_code == 404
    add = (
        "INSERT INTO meetings_recap (id, group_id, meeting_id, membership_id, made_at) "
        "VALUES (gen_random_uuid(), %s, %s, %s, now())"
    )
    for name in ("Kim", "Ben"):
        with pytest.raises(ProgrammingError):
            over.rows(name, add, over.cast.group.id, over.meeting, over.places[name])


def test_unanswered_words_are_gone_after_three_days(over: Over, as_worker: Any) -> None:
    from hearten.members import retention

    asked(over)
    propose(over, words="We spoke about nights.")
    over.superuser.execute("UPDATE meetings_passage SET at = now() - interval '73 hours'")
    as_worker(lambda: retention.sweep("command"))
    assert over.one("SELECT string_agg(body, '') FROM meetings_passage") == "We spoke about nights."


def test_who_is_asked_is_told_in_words_that_name_nothing(over: Over, as_worker: Any) -> None:
    passage = asked(over)
    work(over, as_worker)
    told = over.superuser.execute("SELECT member_id, kind FROM notices_notice WHERE about = %s", [passage]).fetchall()
    assert told == [(over.people["Linh"].id, "meeting_ask")]
    led = over.people["Linh"].client.get(f"/meetings/after/news/{passage}/")
    assert led.url.startswith(f"/meetings/{over.meeting}/after/")
    assert over.people["Ben"].client.get(f"/meetings/after/news/{passage}/").status_code == 404


@pytest.mark.parametrize(
    ("text", "found"),
    [("BEN slept.", "BEN"), ("It was Ben's.", "Ben"), ("Bending is hard.", ""), ("With Peer 03 there.", "Peer 03"),
     ("Ännie came", "Ännie"), ("", "")],
)  # fmt: skip
def test_a_name_is_a_whole_word_however_it_is_written(text: str, found: str) -> None:
    assert named_in(text, ["Ben", "Peer", "Peer 03", "ännie", ""]) == found


def test_words_with_a_name_are_refused_and_kept(over: Over) -> None:
    refused = propose(over, words="I was glad that femi came.")
    page = refused.content.decode()
    assert refused.status_code == 422
    assert "“femi” is somebody’s name here" in page and "I was glad that femi came." in page
    log = over.post("Ada", "log/", came="5", themes="Nor could not come.")
    assert log.status_code == 422 and "“Nor” is" in log.content.decode()
    assert "Nor could not come." in log.content.decode()
    assert over.one("SELECT count(*) FROM meetings_log") == 0


# The log


def test_the_log_is_read_by_who_leads_and_changed_by_its_writer_for_a_week(over: Over) -> None:
    assert 'value="6"' in over.page("Ada", "log/")  # how many came
    over.post("Ada", "log/", came="6", themes="Sleep.", next_time="Begin slowly.")
    assert "Begin slowly." in over.page("Kim", "log/")
    assert [over.get(name, "log/").status_code for name in ("Ben", "Nor", "Cleo", "Mo")] == [404] * 4
    rows, change = "SELECT themes FROM meetings_log", "UPDATE meetings_log SET themes = 'Work.'"
    assert [over.rows(name, rows) for name in ("Ben", "Sal", "Mo")] == [[]] * 3
    assert over.rows("Kim", change) == [0]
    assert over.rows("Ada", change) == [1]
    over.clock.pass_(timedelta(days=7, minutes=1))
    assert over.post("Ada", "log/", came="6", themes="Rest.").status_code == 422
    over.superuser.execute("UPDATE meetings_log SET at = now() - interval '7 days 1 minute'")
    assert over.rows("Ada", change) == [0]


# Notes


def test_a_note_is_read_by_who_leads_and_by_the_person_it_is_about(over: Over) -> None:
    over.note(person_about=over.places["Sal"], happened="Sal shouted.", done="I ended it for them.")
    assert "Sal shouted." in over.page("Kim", "log/")
    page = over.page("Sal")
    assert "A note about you" in page and "Sal shouted." in page
    assert "Sal shouted." not in over.page("Ben")
    notes = "SELECT what FROM meetings_incident"
    assert [len(over.rows(name, notes)) for name in ("Ada", "Kim", "Sal")] == [1, 1, 1]
    assert [over.rows(name, notes) for name in ("Ben", "Nor", "Cleo", "Mo")] == [[]] * 4
    kept = bytes(over.one("SELECT happened FROM meetings_incident"))
    assert b"Sal shouted." not in kept
    assert "can read this note" in over.page("Ada", "log/")


def test_the_staff_reads_no_note_with_a_grant_either(over: Over) -> None:
    over.note()
    grant = "INSERT INTO groups_grant (id, group_id, staff_id, staff_name, reason, made_at, expires_at) VALUES "
    values = [over.cast.group.id, over.people["Mo"].id]
    over.superuser.execute(f"{grant} (gen_random_uuid(), %s, %s, 'Mo', 'A', now(), now() + interval '1 hour')", values)
    for table in ("incident", "log", "passage", "recap", "feedback", "attendance"):
        assert over.rows("Mo", f"SELECT 1 FROM meetings_{table}") == [], table


def test_nobody_follows_up_a_note_about_themself(over: Over) -> None:
    key = over.note()
    over.superuser.execute("UPDATE meetings_incident SET about_id = %s", [over.places["Kim"]])
    done = f"/meetings/incidents/{key}/followed-up/"
    assert over.people["Kim"].client.post(done).status_code == 403
    assert over.rows("Kim", "UPDATE meetings_incident SET followed_up_at = now()") == [0]
    assert over.people["Ben"].client.post(done).status_code == 404
    assert over.people["Ada"].client.post(done).status_code == 302
    wrong = {"what": "other", "happened": "x y z", "person_following": over.places["Ada"]}
    same = over.post("Ada", "log/incidents/", **wrong, person_about=over.places["Ada"])
    assert same.status_code == 422 and "x y z" in same.content.decode()
    for name in ("Nor", "Kim"):
        assert over.post("Ada", "log/incidents/", **wrong, person_about=over.places[name]).status_code == 422


def work(over: Over, as_worker: Any) -> None:
    """Have the worker do what waits in the queue, until nothing does."""
    from procrastinate.contrib.django import app

    while due := over.superuser.execute("DELETE FROM procrastinate_jobs RETURNING task_name, args").fetchall():
        for name, args in due:
            if name.startswith(("meetings.", "notices.")):
                as_worker(app.tasks[name].func, transactions=True, **args)


def test_who_follows_up_is_told_at_once_and_once_more_after_a_day(over: Over, as_worker: Any) -> None:
    key = over.note()
    kim = over.people["Kim"].id
    told = "SELECT array_agg(kind ORDER BY made_at) FROM notices_notice WHERE about = %s AND member_id = %s"
    minute = lambda: (as_worker(jobs.every_minute.func, transactions=True, timestamp=0), work(over, as_worker))  # noqa: E731  # again and again
    work(over, as_worker)
    minute()
    assert over.one(told, key, kim) == ["meeting_note"]
    over.clock.pass_(timedelta(hours=24, minutes=1))
    as_worker(jobs.every_minute.func, transactions=True, timestamp=0)  # and is killed before anything is told
    assert over.one("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'notices.tell'") == 1
    minute()
    minute()
    assert over.one(told, key, kim) == ["meeting_note", "meeting_late"]
    assert over.one("SELECT count(*) FROM notices_notice WHERE about = %s", key) == 2
    assert over.people["Kim"].client.get(f"/meetings/after/news/{key}/").url == f"/meetings/{over.meeting}/log/"


def test_nobody_is_reminded_of_what_was_followed_up(over: Over, as_worker: Any) -> None:
    key = over.note()
    over.people["Ada"].client.post(f"/meetings/incidents/{key}/followed-up/")
    over.clock.pass_(timedelta(hours=25))
    as_worker(jobs.every_minute.func, transactions=True, timestamp=0)
    work(over, as_worker)
    assert over.one("SELECT count(*) FROM notices_notice WHERE kind = 'meeting_late'") == 0


def test_where_who_follows_up_does_not_lead_any_more_the_others_are_reminded(over: Over, as_worker: Any) -> None:
    over.note()
    over.superuser.execute("UPDATE groups_membership SET role = 'member' WHERE id = %s", [over.places["Kim"]])
    over.clock.pass_(timedelta(hours=25))
    as_worker(jobs.every_minute.func, transactions=True, timestamp=0)
    work(over, as_worker)
    told = over.superuser.execute("SELECT member_id FROM notices_notice WHERE kind = 'meeting_late'").fetchall()
    assert told == [(over.people["Ada"].id,)]


# Attendance and the letter


def test_one_who_leads_confirms_others_and_not_themself(over: Over) -> None:
    confirmed = "SELECT count(*) FROM meetings_attendance WHERE confirmed_at IS NOT NULL"
    over.post("Ada", "log/attendance/", person=over.places["Ben"])
    assert over.one(confirmed) == 1
    over.post("Ada", "log/attendance/")
    assert over.one(confirmed) == 5  # all but her own
    over.post("Kim", "log/attendance/", person=over.places["Ada"])
    assert over.one(confirmed) == 6
    assert over.post("Ben", "log/attendance/").status_code == 404


def test_the_letter_says_dates_and_minutes_and_nothing_else(over: Over) -> None:
    over.post("Ada", "log/attendance/", person=over.places["Ben"])
    over.superuser.execute("UPDATE groups_membership SET name = 'Benno' WHERE id = %s", [over.places["Ben"]])
    ben = over.people["Ben"].client
    key = over.one("SELECT id FROM meetings_attendance WHERE membership_id = %s", over.places["Ben"])
    ben.post("/you/language-and-place/", {"language": "en", "country": "DE", "zone": "Europe/Berlin"})
    page = ben.post("/you/meetings/letter/", {"name": "B. Benson", "dates": [str(key)]}).content.decode()
    main = page.partition("<main")[2].partition("</main>")[0]
    words = re.sub(r"<[^>]+>|\s+", " ", main)
    assert "B. Benson" in words and " 30 " in words and "Europe/Berlin" in words
    for hidden in ("low days", "Circle of ours", "Tuesday", "Benno", "Ada", "peer", "support", "group", "health"):
        assert hidden.lower() not in words.lower(), hidden
    assert "B. Benson" not in str(over.superuser.execute("SELECT p::text FROM members_profile p").fetchall())
    assert "B. Benson" not in ben.get("/you/meetings/letter/").content.decode()


def test_nobody_makes_a_letter_of_anothers_meetings(over: Over) -> None:
    key = over.one("SELECT id FROM meetings_attendance WHERE membership_id = %s", over.places["Ben"])
    sent = over.people["Linh"].client.post("/you/meetings/letter/", {"name": "L. Lee", "dates": [str(key)]})
    assert sent.status_code == 422 and "L. Lee" in sent.content.decode()
    assert over.people["Nor"].client.get("/you/meetings/").content.decode().count("minutes") == 0


def test_somebody_who_left_the_group_keeps_their_own(over: Over) -> None:
    over.people["Gus"].client.post(f"/groups/{over.cast.group.id}/leave/", {"how": "kept"})
    page = over.people["Gus"].client.get("/you/meetings/").content.decode()
    assert "30 minutes" in page and "low days" not in page


# What goes with somebody, and what they get


def test_leaving_with_everything_takes_ones_words_after_meetings(over: Over) -> None:
    over.say("Linh", "I mean to walk.", "commitment")
    over.tap("Linh")
    answer(over, "Linh", asked(over), "yes")
    over.people["Linh"].client.post(f"/groups/{over.cast.group.id}/leave/", {"how": "erased"})
    for table in ("afterword", "feedback", "passage"):
        assert over.one(f"SELECT count(*) FROM meetings_{table}") == 0, table


def test_the_words_of_a_note_go_with_its_writers_key_and_the_note_stays(over: Over, own_keys: Any) -> None:
    from hearten.members.erasing import leave_for_good
    from tests.people import seated

    over.note("Kim", happened="It got loud here.", person_following=over.places["Ada"])
    assert "It got loud here." in over.page("Ada", "log/")
    with seated(over.people["Kim"]) as seat:
        leave_for_good(seat, "kept")
    page = over.page("Ada", "log/")
    assert "It got loud here." not in page and "whoever wrote them left for good" in page


def test_ones_copy_has_what_one_said_and_nothing_of_others(over: Over) -> None:
    from hearten.members.rights import exported
    from tests.people import seated

    over.say("Linh", "I mean to walk.", "commitment")
    over.say("Ben", "Words of Ben.")
    over.tap("Linh")
    answer(over, "Linh", asked(over), "yes")
    over.note(happened="It got loud.")
    over.post("Ada", "log/", came="6", themes="Sleep.", next_time="Begin slowly.")
    copies = {}
    for name in ("Linh", "Ada"):
        with seated(over.people[name]) as seat:
            copies[name] = str([one.read(seat) for one in exported() if one.name.startswith("meeting")])
    assert "I mean to walk." in copies["Linh"] and SAID in copies["Linh"] and "You said yes" in copies["Linh"]
    assert "Words of Ben." not in copies["Linh"]
    assert "It got loud." in copies["Ada"] and "Begin slowly." in copies["Ada"] and SAID not in copies["Ada"]

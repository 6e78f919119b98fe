"""From a report to a decision, its reasons, an appeal answered by somebody else, and the words' way back."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from hearten.moderation.tests.conftest import joined, only_case, send_report, whom_jobs_tell
from tests.people import Cast, seated

REASON = "It calls somebody names. Say what you need instead."


def decide(person: Any, case: Any, **said: Any) -> Any:
    filled = {"step": "remove", "category": "hostile", "words": REASON, "passage": "0", **said}
    return person.client.post(f"/moderation/cases/{case}/step/", filled)


def act_of(superuser: Any, step: str) -> Any:
    return superuser.execute("SELECT id FROM moderation_act WHERE step = %s ORDER BY made_at DESC", [step]).fetchone()[
        0
    ]


def whole(superuser: Any, cast: Cast) -> Any:
    """Return all that goes with a post's words: the conversation's mood and note, and what it said before."""
    mood = superuser.execute("SELECT title, mood, note FROM threads_thread WHERE id = %s", [cast.thread.id]).fetchone()
    earlier = "SELECT member_id, body FROM threads_revision WHERE post_id = %s"
    return mood, superuser.execute(earlier, [cast.post.id]).fetchall()


def test_the_whole_way(cleo_leads: Cast, superuser: Any) -> None:
    cast = cleo_leads
    joined(cast, cast.dov, cast.group)
    superuser.execute("UPDATE threads_thread SET mood = 'worn out', note = 'sleep' WHERE id = %s", [cast.thread.id])
    edited = {
        "body": "I woke up at four again, or five.",
        "title": cast.thread.title,
        "wish": "listen",
        "note": "sleep",
    }
    assert cast.ben.client.post(f"/posts/{cast.post.id}/edit/", edited).status_code == 302
    before = whole(superuser, cast)
    assert "Report this" in cast.dov.client.get(f"/posts/{cast.post.id}/").content.decode()
    sent = send_report(cast.dov, cast.post, words="It is about me.")
    assert sent.status_code == 302
    report_page = sent["Location"]
    assert "Received." in cast.dov.client.get(report_page).content.decode()
    assert ("case", str(cast.cleo.id)) in whom_jobs_tell(superuser)
    assert not [kind for kind, member in whom_jobs_tell(superuser) if member == str(cast.ben.id)]

    case = only_case(superuser)
    assert str(case) in cast.cleo.client.get("/moderation/").content.decode()
    page = cast.cleo.client.get(f"/moderation/cases/{case}/").content.decode()
    assert "It is about me." in page and "four again" in page and "a member" in page
    cast.cleo.client.post(f"/moderation/cases/{case}/hand/", {"take": "yes"})
    assert "Somebody is reading it now." in cast.dov.client.get(report_page).content.decode()
    assert decide(cast.ada, case).status_code == 403, "somebody else has it in hand"
    assert decide(cast.cleo, case).status_code == 302
    assert whole(superuser, cast) == (("", "", ""), [])
    assert "the words were removed" in cast.dov.client.get(report_page).content.decode()

    thread = cast.ada.client.get(f"/threads/{cast.thread.id}/").content.decode()
    assert "Removed by the people who look after this group." in thread and "four again" not in thread
    act = act_of(superuser, "remove")
    assert ("decision", str(cast.ben.id)) in whom_jobs_tell(superuser)
    reasons = cast.ben.client.get(f"/decisions/{act}/").content.decode()
    for said in (REASON, "We listen before we answer.", "A person decided this", "four again", "Ask for another look"):
        assert said in reasons, said
    assert cast.ada.client.get(f"/decisions/{act}/").status_code == 404

    assert cast.ben.client.post(f"/decisions/{act}/", {"words": "I meant myself."}).status_code == 302
    (appeal,) = superuser.execute("SELECT id FROM moderation_appeal").fetchone()
    assert ("appeal", str(cast.cleo.id)) not in whom_jobs_tell(superuser)
    assert ("appeal", str(cast.ada.id)) in whom_jobs_tell(superuser)
    answer = {"answer": "reversed", "words": "You are right, and I am sorry."}
    assert cast.cleo.client.post(f"/moderation/appeals/{appeal}/", answer).status_code == 403
    assert cast.ada.client.post(f"/moderation/appeals/{appeal}/", answer).status_code == 302
    assert "You are right" in cast.ben.client.get(f"/decisions/{act}/").content.decode()
    assert "four again" in cast.ada.client.get(f"/threads/{cast.thread.id}/").content.decode()
    assert cast.thread.title in cast.ada.client.get(f"/threads/{cast.thread.id}/").content.decode()
    assert whole(superuser, cast) == before, "nothing of it is lost, and nobody kept a copy meanwhile"

    open_log = cast.ben.client.get(f"/groups/{cast.group.id}/log/").content.decode()
    assert "Words or a picture were removed" in open_log and REASON not in open_log and "Cleo" not in open_log
    full_log = cast.ada.client.get(f"/groups/{cast.group.id}/log/").content.decode()
    assert REASON in full_log and "Cleo" in full_log


def test_a_break_from_writing(cast: Cast, superuser: Any) -> None:
    send_report(cast.ada, cast.post)
    case = only_case(superuser)
    assert decide(cast.ada, case, step="pause", days="7").status_code == 302
    body = {"body": "Still here.", "client_id": "7d1f0f5e-6a53-4c61-9d1c-0c1f6f1f5b11"}
    assert cast.ben.client.post(f"/threads/{cast.thread.id}/replies/", body).status_code == 403
    assert "You have a break from writing" in cast.ben.client.get(f"/threads/{cast.thread.id}/").content.decode()
    assert cast.ben.client.get(f"/groups/{cast.group.id}/write/").status_code == 200
    assert cast.ben.client.post(f"/posts/{cast.post.id}/edit/", {"body": "x"}).status_code == 403
    assert cast.ben.client.get("/help-now/").status_code == 200
    assert cast.ben.client.post(f"/threads/{cast.hidden_thread.id}/replies/", body).status_code == 302
    refused = "SELECT %s <> ALL (ARRAY(SELECT moderation_closed_to_me()))"
    with seated(cast.ben), connection.cursor() as cursor:
        cursor.execute(refused, [cast.group.id])
        assert cursor.fetchone() == (False,), "the policies of posts ask this too"
    write = (
        "INSERT INTO threads_post (id, group_id, thread_id, membership_id, opens, quoted, move, body, html, made_at) "
        "VALUES (gen_random_uuid(), %s, %s, %s, false, '', '', 'x', 'x', now())"
    )
    with seated(cast.ben), connection.cursor() as cursor, pytest.raises(Exception, match="row-level security"):
        cursor.execute(write, [cast.group.id, cast.thread.id, cast.ben_in_group.id])


def test_danger_is_never_a_reason(cast: Cast, superuser: Any) -> None:
    send_report(cast.ada, cast.post, "danger")
    case = only_case(superuser)
    for step in ("note", "edit", "hold", "remove", "pause", "leave"):
        refused = decide(cast.ada, case, step=step, category="danger")
        assert refused.status_code == 403
        assert "Being in danger is never a reason" in refused.content.decode()
    with seated(cast.ada) as seat:
        from hearten.moderation.actions.work import _Done

        sql = "SELECT moderation_step(%s, 'hold', 'danger', 'x', '', NULL, 1, true)"
        assert seat.read(_Done, sql, case)[0].done is None, "nor for the database"
    assert superuser.execute("SELECT count(*) FROM moderation_act").fetchone() == (0,)


def test_ending_the_time_in_a_group_takes_two(cleo_leads: Cast, superuser: Any) -> None:
    cast = cleo_leads
    send_report(cast.ada, cast.post)
    case = only_case(superuser)
    assert decide(cast.ada, case, step="leave").status_code == 302
    assert cast.ben.client.get(f"/threads/{cast.thread.id}/").status_code == 200, "nothing happened yet"
    (proposal,) = superuser.execute("SELECT id FROM moderation_proposal").fetchone()
    address = f"/moderation/proposals/{proposal}/answer/"
    assert cast.ada.client.post(address, {"agrees": "yes"}).status_code == 403
    with seated(cast.ada) as seat:
        from hearten.moderation.actions.work import Seconded

        assert not seat.read(Seconded, "SELECT * FROM moderation_second(%s, true)", proposal), "nor for the database"
    assert cast.cleo.client.post(address, {"agrees": "yes"}).status_code == 302
    assert cast.ben.client.get(f"/threads/{cast.thread.id}/").status_code == 404
    act = act_of(superuser, "leave")
    assert "Your time in this group ended" in cast.ben.client.get(f"/decisions/{act}/").content.decode()
    cast.ben.client.post(f"/decisions/{act}/", {"words": "Please look again."})
    (due,) = superuser.execute("SELECT due_at - made_at FROM moderation_appeal").fetchone()
    assert due.total_seconds() == pytest.approx(24 * 3600, abs=5)
    (appeal,) = superuser.execute("SELECT id FROM moderation_appeal").fetchone()
    for person in (cast.ada, cast.cleo):
        answered = person.client.post(f"/moderation/appeals/{appeal}/", {"answer": "upheld", "words": "No."})
        assert answered.status_code == 403, "both took part"
    from hearten.moderation.actions.work import _Done

    with seated(cast.cleo) as seat:
        sql = "SELECT moderation_answer_again(%s, 'upheld', 'No.')"
        assert seat.read(_Done, sql, appeal)[0].done is None, "nor for the database"


def test_staff_read_nothing_until_they_enter_and_the_group_is_told(cast: Cast, superuser: Any) -> None:
    send_report(cast.ada, cast.post, words="Only those who enter read this.")
    case = only_case(superuser)
    queue = cast.mo.client.get("/moderation/").content.decode()
    assert "low days" in queue and "Hurtful or hostile" in queue
    assert "Only those who enter" not in queue and "four again" not in queue
    assert cast.mo.client.get(f"/moderation/cases/{case}/").status_code == 404
    entered = cast.mo.client.post(f"/desk/groups/{cast.group.id}/enter/", {"reason": "A case waits in this group."})
    assert entered.status_code == 302
    assert ("staff_entered", str(cast.ada.id)) in whom_jobs_tell(superuser)
    assert "Only those who enter" in cast.mo.client.get(f"/moderation/cases/{case}/").content.decode()


def test_a_case_about_who_leads_never_reaches_them(cast: Cast, superuser: Any) -> None:
    send_report(cast.ben, cast.reply, words="She laughed at me.")
    case = only_case(superuser)
    assert cast.ada.client.get(f"/moderation/cases/{case}/").status_code == 404
    assert str(case) not in cast.ada.client.get("/moderation/").content.decode()
    assert {member for kind, member in whom_jobs_tell(superuser) if kind == "case"} == {
        str(cast.mo.id),
        str(cast.odile.id),
    }


def test_one_hand_at_a_time(cleo_leads: Cast, superuser: Any) -> None:
    cast = cleo_leads
    send_report(cast.ada, cast.post)
    address = f"/moderation/cases/{only_case(superuser)}/hand/"
    assert cast.cleo.client.post(address, {"take": "yes"}).status_code == 302
    assert cast.ada.client.post(address, {"take": "yes"}).status_code == 403
    assert cast.cleo.client.post(address, {"take": "no"}).status_code == 302
    assert cast.ada.client.post(address, {"take": "yes"}).status_code == 302


def test_a_report_can_grow_and_be_taken_back(cast: Cast, superuser: Any) -> None:
    page = send_report(cast.ada, cast.post, words="First words.")["Location"]
    assert cast.ada.client.post(page, {"words": "More words."}).status_code == 302
    case = only_case(superuser)
    (kept,) = superuser.execute("SELECT words FROM moderation_report").fetchone()
    assert kept == "First words.\n\nMore words."
    assert cast.ada.client.post(f"{page}withdrawal/").status_code == 302
    assert "You took this back." in cast.ada.client.get(page).content.decode()
    assert "First words." not in cast.ada.client.get(f"/moderation/cases/{case}/").content.decode()


def test_nobody_reports_themself(cast: Cast) -> None:
    assert send_report(cast.ben, cast.post).status_code == 403
    assert send_report(cast.dov, cast.post).status_code == 404


def test_a_moderator_of_the_group_looks_after_cases_and_not_after_people(cast: Cast, superuser: Any) -> None:
    joined(cast, cast.dov, cast.group, role="moderator")
    send_report(cast.ada, cast.post)
    case = only_case(superuser)
    assert str(case) in cast.dov.client.get("/moderation/").content.decode()
    assert decide(cast.dov, case, step="note").status_code == 302
    assert cast.dov.client.get(f"/groups/{cast.group.id}/switches/").status_code == 404


def test_a_case_about_a_masked_post_names_nobody(cleo_leads: Cast, superuser: Any) -> None:
    cast = cleo_leads
    find = "SELECT id FROM threads_post WHERE thread_id = %s AND opens"
    post = SimpleNamespace(id=superuser.execute(find, [cast.masked.id]).fetchone()[0])
    send_report(cast.ada, post)
    case = only_case(superuser)
    page = cast.ada.client.get(f"/moderation/cases/{case}/").content.decode()
    assert cast.mask.name in page and "Ben" not in page and str(cast.ben.id) not in page
    assert decide(cast.ada, case, step="leave").status_code == 302
    (proposal,) = superuser.execute("SELECT id FROM moderation_proposal").fetchone()
    address = f"/moderation/proposals/{proposal}/answer/"
    assert "stand behind a mask" in cast.cleo.client.post(address, {"agrees": "yes"}).content.decode()
    cast.mo.client.post(f"/desk/groups/{cast.group.id}/enter/", {"reason": "A case waits in this group."})
    assert cast.mo.client.post(address, {"agrees": "yes"}).status_code == 302
    assert cast.ben.client.get(f"/threads/{cast.thread.id}/").status_code == 404


def test_the_desk_counts_what_waits_and_who_answers_is_for_everybody(cast: Cast) -> None:
    assert "Nothing waits for a look." in cast.odile.client.get("/desk/").content.decode()
    send_report(cast.ada, cast.post, "danger")
    desk = cast.odile.client.get("/desk/").content.decode()
    assert "1 thing waits for a look." in desk and "1 of them is urgent." in desk
    assert "Nobody is named yet." in cast.odile.client.get("/desk/before-opening/").content.decode()
    said = {"name": "Odile", "contact": "odile@example.org", "review_on": "2027-05-01"}
    assert cast.odile.client.post("/desk/safety-lead/", said).status_code == 302
    assert "Odile. Looked at again on 1 May 2027." in cast.odile.client.get("/desk/before-opening/").content.decode()
    assert "odile@example.org" in Client().get("/who-answers/").content.decode()


def answered(person: Any, superuser: Any, answer: str) -> int:
    (appeal,) = superuser.execute("SELECT id FROM moderation_appeal WHERE answered_at IS NULL").fetchone()
    said = {"answer": answer, "words": "I read all of it."}
    return int(person.client.post(f"/moderation/appeals/{appeal}/", said).status_code)


@pytest.mark.parametrize("answer", ["reversed", "changed", "upheld"])
def test_a_break_ends_when_somebody_else_says_so(answer: str, cleo_leads: Cast, superuser: Any) -> None:
    cast = cleo_leads
    send_report(cast.ada, cast.post)
    decide(cast.ada, only_case(superuser), step="pause", days="30")
    cast.ben.client.post(f"/decisions/{act_of(superuser, 'pause')}/", {"words": "Please look again."})
    assert answered(cast.cleo, superuser, answer) == 302
    body = {"body": "Thank you.", "client_id": "7d1f0f5e-6a53-4c61-9d1c-0c1f6f1f5b11"}
    expected = 403 if answer == "upheld" else 302
    assert cast.ben.client.post(f"/threads/{cast.thread.id}/replies/", body).status_code == expected


def test_somebody_who_was_removed_by_mistake_is_in_the_group_again(cleo_leads: Cast, superuser: Any) -> None:
    cast = cleo_leads
    send_report(cast.ada, cast.post)
    decide(cast.ada, only_case(superuser), step="leave")
    (proposal,) = superuser.execute("SELECT id FROM moderation_proposal").fetchone()
    cast.cleo.client.post(f"/moderation/proposals/{proposal}/answer/", {"agrees": "yes"})
    assert cast.ben.client.get(f"/threads/{cast.thread.id}/").status_code == 404
    cast.ben.client.post(f"/decisions/{act_of(superuser, 'leave')}/", {"words": "It was not me."})
    cast.mo.client.post(f"/desk/groups/{cast.group.id}/enter/", {"reason": "Somebody asks for another look."})
    assert answered(cast.mo, superuser, "reversed") == 302
    assert cast.ben.client.get(f"/threads/{cast.thread.id}/").status_code == 200

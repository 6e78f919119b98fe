"""Who is asked when somebody else has to look: about an appeal, as the second person, or because it is late."""

from collections.abc import Callable
from typing import Any

import pytest

from hearten.moderation import jobs
from hearten.moderation.tests.conftest import joined, only_case, send_report, whom_jobs_tell
from hearten.moderation.tests.test_journey import act_of, decide
from tests.people import Cast, seated


@pytest.fixture
def dov_reports(cleo_leads: Cast) -> Cast:
    """Ada and Cleo lead; Dov, who looks after nothing, reports Ben's post."""
    joined(cleo_leads, cleo_leads.dov, cleo_leads.group)
    send_report(cleo_leads.dov, cleo_leads.post)
    return cleo_leads


def told(superuser: Any, kind: str) -> set[str]:
    return {member for one, member in whom_jobs_tell(superuser) if one == kind}


def staff(cast: Cast) -> set[str]:
    return {str(cast.mo.id), str(cast.odile.id)}


def ask(cast: Cast, superuser: Any, step: str) -> Any:
    """Ben asks for another look; the appeal's id."""
    answer = cast.ben.client.post(f"/decisions/{act_of(superuser, step)}/", {"words": "Please look again."})
    assert answer.status_code == 302
    return superuser.execute("SELECT id FROM moderation_appeal").fetchone()[0]


def enter(cast: Cast) -> None:
    cast.mo.client.post(f"/desk/groups/{cast.group.id}/enter/", {"reason": "Somebody asks for another look."})


def propose(cast: Cast, superuser: Any) -> str:
    assert decide(cast.ada, only_case(superuser), step="leave").status_code == 302
    (proposal,) = superuser.execute("SELECT id FROM moderation_proposal").fetchone()
    return f"/moderation/proposals/{proposal}/answer/"


def test_a_second_person_is_asked_and_not_who_proposed(dov_reports: Cast, superuser: Any) -> None:
    propose(dov_reports, superuser)
    rows = superuser.execute("SELECT args FROM procrastinate_jobs WHERE args ->> 'kind' = 'proposal'").fetchall()
    cases = superuser.execute("SELECT id::text FROM moderation_case").fetchone()
    assert len(rows) == 1 and rows[0][0]["about"] not in cases, "a notice about the case itself was written before"
    assert told(superuser, "proposal") == {str(dov_reports.cleo.id)}


def test_behind_a_mask_the_staff_is_asked_to_be_second(cleo_leads: Cast, superuser: Any) -> None:
    from types import SimpleNamespace

    find = "SELECT id FROM threads_post WHERE thread_id = %s AND opens"
    send_report(cleo_leads.ada, SimpleNamespace(id=superuser.execute(find, [cleo_leads.masked.id]).fetchone()[0]))
    propose(cleo_leads, superuser)
    assert told(superuser, "proposal") == staff(cleo_leads)


def test_after_a_step_of_two_an_appeal_goes_to_the_staff(dov_reports: Cast, superuser: Any) -> None:
    address = propose(dov_reports, superuser)
    assert dov_reports.cleo.client.post(address, {"agrees": "yes"}).status_code == 302
    ask(dov_reports, superuser, "leave")
    assert told(superuser, "appeal") == staff(dov_reports)


def test_who_reported_is_not_asked_about_an_appeal_and_cannot_answer_it(cleo_leads: Cast, superuser: Any) -> None:
    send_report(cleo_leads.cleo, cleo_leads.post)
    decide(cleo_leads.ada, only_case(superuser), step="remove")
    appeal = ask(cleo_leads, superuser, "remove")
    assert told(superuser, "appeal") == staff(cleo_leads)
    page = cleo_leads.cleo.client.post(f"/moderation/appeals/{appeal}/", {"answer": "upheld", "words": "It stays."})
    assert page.status_code == 403 and "You reported this." in page.content.decode()
    assert "for somebody else: you had a part in it" in cleo_leads.cleo.client.get("/moderation/").content.decode()
    asks(cleo_leads.cleo, "SELECT moderation_answer_again(%s, 'upheld', 'It stays.')", appeal)


def asks(person: Any, door: str, key: Any) -> None:
    """Ask a door itself: it refuses what the page refuses."""
    from django.db import connection

    with seated(person), connection.cursor() as cursor:
        cursor.execute(door, [key])
        assert cursor.fetchall() in ([], [(None,)])


def test_who_reported_is_not_the_second_person(cleo_leads: Cast, superuser: Any) -> None:
    send_report(cleo_leads.cleo, cleo_leads.post)
    address = propose(cleo_leads, superuser)
    assert told(superuser, "proposal") == staff(cleo_leads)
    for agrees in ("yes", "no"):
        assert cleo_leads.cleo.client.post(address, {"agrees": agrees}).status_code == 403
    page = cleo_leads.cleo.client.get(f"/moderation/cases/{only_case(superuser)}/").content.decode()
    assert "You reported this." in page and address not in page
    (proposal,) = superuser.execute("SELECT id FROM moderation_proposal").fetchone()
    asks(cleo_leads.cleo, "SELECT * FROM moderation_second(%s, true)", proposal)


def test_an_appeal_that_is_late_is_told_once_more_to_the_staff_too(
    dov_reports: Cast, superuser: Any, as_worker: Callable[..., None]
) -> None:
    decide(dov_reports.ada, only_case(superuser), step="pause")
    ask(dov_reports, superuser, "pause")
    assert told(superuser, "appeal") == {str(dov_reports.cleo.id)}
    as_worker(lambda: jobs.call_again(timestamp=0))
    assert not told(superuser, "appeal_due")
    superuser.execute("UPDATE moderation_appeal SET due_at = now() - interval '1 second'")
    as_worker(lambda: jobs.call_again(timestamp=0))
    assert told(superuser, "appeal_due") == {str(dov_reports.cleo.id), *staff(dov_reports)}


def test_what_somebody_took_and_does_not_decide_is_late_a_quarter_of_an_hour_later(
    dov_reports: Cast, superuser: Any, as_worker: Callable[..., None]
) -> None:
    case = only_case(superuser)
    dov_reports.cleo.client.post(f"/moderation/cases/{case}/hand/", {"take": "yes"})
    superuser.execute("UPDATE moderation_case SET due_at = now() - interval '1 second'")
    as_worker(lambda: jobs.call_again(timestamp=0))
    assert not told(superuser, "case_due"), "somebody is at it"
    superuser.execute("UPDATE moderation_case SET claimed_at = now() - interval '16 minutes'")
    as_worker(lambda: jobs.call_again(timestamp=0))
    assert told(superuser, "case_due") == {str(dov_reports.ada.id), str(dov_reports.cleo.id), *staff(dov_reports)}


LOST = {
    "left": ("groups_membership", "ended_at = now(), ended_how = 'kept'", "member_id"),
    "role": ("groups_membership", "role = 'member'", "member_id"),
    "grant": ("groups_grant", "expires_at = now() - interval '1 second'", "staff_id"),
}


@pytest.mark.parametrize("lost", LOST)
def test_what_is_in_hands_that_may_not_act_any_more_is_given_back(
    lost: str, dov_reports: Cast, superuser: Any, as_worker: Callable[..., None]
) -> None:
    holder = dov_reports.mo if lost == "grant" else dov_reports.cleo
    enter(dov_reports)
    address = f"/moderation/cases/{only_case(superuser)}/hand/"
    assert holder.client.post(address, {"take": "yes"}).status_code == 302
    as_worker(lambda: jobs.call_again(timestamp=0))
    assert dov_reports.ada.client.post(address, {"take": "yes"}).status_code == 403, "they still look after it"
    table, change, whose = LOST[lost]
    superuser.execute(f"UPDATE {table} SET {change} WHERE {whose} = %s", [holder.id])
    as_worker(lambda: jobs.call_again(timestamp=0))
    assert dov_reports.ada.client.post(address, {"take": "yes"}).status_code == 302


def test_who_answers_reads_what_was_removed_and_the_log_says_so(dov_reports: Cast, superuser: Any) -> None:
    cast = dov_reports
    decide(cast.ada, only_case(superuser), step="remove")
    appeal = ask(cast, superuser, "remove")
    page = cast.cleo.client.get(f"/moderation/appeals/{appeal}/").content.decode()
    assert "four again" not in page and "Read what was removed" in page
    lines = "SELECT by_name FROM moderation_logline WHERE what = 'looked'"
    assert not superuser.execute(lines).fetchall()
    page = cast.cleo.client.post(f"/moderation/appeals/{appeal}/kept/").content.decode()
    assert "four again" in page.partition("<summary>What was removed</summary>")[2].partition("</details>")[0]
    assert cast.thread.title in page
    assert superuser.execute(lines).fetchall() == [("Cleo",)]
    log = cast.ben.client.get(f"/groups/{cast.group.id}/log/").content.decode()
    assert "Removed words were read, to look at a decision again" in log and "Cleo" not in log
    assert cast.ada.client.post(f"/moderation/appeals/{appeal}/kept/").status_code == 403, "she decided"
    for person in (cast.ada, cast.dov, cast.ben, cast.mo):
        asks(person, "SELECT moderation_kept_words(%s)", appeal)
    answer = {"answer": "upheld", "words": "It stays."}
    assert cast.cleo.client.post(f"/moderation/appeals/{appeal}/", answer).status_code == 302
    asks(cast.cleo, "SELECT moderation_kept_words(%s)", appeal)
    assert superuser.execute(lines).fetchall() == [("Cleo",)]

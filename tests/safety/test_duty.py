"""The working surface: who sees it, how one reads, acts, hands over and closes, and that two people tell somebody."""

import re

import pytest

from hearten.kernel.clock import now
from hearten.safety import timers
from hearten.safety.models import CoursePass
from tests.safety.conftest import PLAIN

pytestmark = pytest.mark.django_db
LOG = "SELECT what, detail FROM safety_logentry WHERE by IS NOT NULL ORDER BY number"
DISCLOSURE = {
    "unable": "",
    "tried": "I wrote twice and asked whether we could talk.",
    "tells": "That they wrote of the bridge near their home.",
    "whom": "the ambulance of their town",
    "basis": "Their life is in danger.",
    "told": "yes",
}


def passed(person):
    CoursePass(member_id=person.id, version="1", at=now()).save(using="keeper", force_insert=True)


@pytest.fixture
def page(concern):
    return f"/duty/concerns/{concern}/"


@pytest.fixture
def taken(cast, page):
    """Ada went through the course and took the concern."""
    passed(cast.ada)
    cast.ada.client.post(f"{page}claim/")
    return page


def text(client, address, **data):
    answer = client.post(address, data, follow=True) if data else client.get(address)
    return answer.content.decode()


def test_the_board_shows_levels_in_words_and_whose_turn_it_is(cast, concern):
    html = text(cast.ada.client, "/duty/")
    assert "A plan, or soon" in html or "It may be happening now" in html
    assert "Nobody has it yet." in html and "whoever is on duty is asked" in html
    shown = re.sub(r"value=\"[^\"]*\"", "", html)
    assert not re.findall(r"\bL[1-4]\b", shown)
    assert cast.ben.client.get("/duty/").status_code == 404


def test_an_alert_leads_to_its_concern_and_only_for_who_was_asked(cast, concern, superuser):
    timers.fire_due()
    ((alert,),) = superuser.execute("SELECT id FROM safety_alert WHERE member_id = %s", [cast.ada.id]).fetchall()
    assert cast.ada.client.get(f"/alerts/{alert}/")["Location"] == f"/duty/concerns/{concern}/"
    assert cast.mo.client.get(f"/alerts/{alert}/").status_code == 404


def test_grave_words_are_folded_until_somebody_opens_them_and_that_is_written_down(cast, taken, superuser):
    assert PLAIN not in text(cast.ada.client, taken)
    assert PLAIN not in text(cast.ada.client, f"{taken}?words=1"), "an address alone opens nothing"
    answer = cast.ada.client.post(f"{taken}words/")
    assert PLAIN in text(cast.ada.client, answer["Location"].partition("#")[0])
    assert superuser.execute(LOG).fetchall() == [("claimed", ""), ("read", "")]


def test_each_step_is_one_line_of_the_log(cast, taken, superuser):
    for what in ("replied", "offered talk", "plan together", "contact", "line", "still here"):
        assert cast.ada.client.post(f"{taken}step/", {"what": what}).status_code == 302
    assert cast.ada.client.post(f"{taken}step/", {"what": "called the police"}).status_code == 422
    done = [detail for what, detail in superuser.execute(LOG).fetchall() if what == "contacted"]
    assert done == ["replied", "offered talk", "plan together", "contact", "line", "still here"]


def test_the_steps_stand_in_their_order_the_gentlest_first(cast, taken):
    html = text(cast.ada.client, taken)
    order = ["Reply where they wrote", "Offer a call", "Make a safety plan together", "Somebody they choose"]
    order += ["A crisis line", "Emergency services"]
    places = [html.find(part) for part in order]
    assert -1 not in places and places == sorted(places)


def test_no_page_promises_anybody_while_the_rota_is_empty(cast, concern):
    for person, address in (
        (cast.ada, "/duty/"),
        (cast.ben, f"/groups/{cast.group.id}/about/"),
        (cast.ben, "/help-now/asked/"),
    ):
        html = text(person.client, address)
        assert "omebody is on duty now" not in html and "will write to you" not in html, address
    assert "Nobody is on duty right now, and no time is set." in text(
        cast.ben.client, f"/groups/{cast.group.id}/about/"
    )


def test_a_handover_needs_words_and_the_next_person_reads_them(cast, taken, superuser):
    assert cast.ada.client.post(f"{taken}notes/", {"kind": "handover", "words": ""}).status_code == 422
    cast.ada.client.post(f"{taken}notes/", {"kind": "handover", "words": "They answered me once."})
    assert superuser.execute("SELECT owner_id FROM safety_concern").fetchone() == (None,)
    assert "They answered me once." in text(cast.ada.client, taken)


def test_closing_without_an_outcome_says_what_to_do(cast, taken):
    answer = cast.ada.client.post(f"{taken}closing/", {})
    assert answer.status_code == 422 and "Choose how it is now" in answer.content.decode()
    assert cast.ada.client.post(f"{taken}closing/", {"outcome": "talked"})["Location"] == "/duty/debrief/"
    assert "Closed lately" in text(cast.ada.client, "/duty/")


def test_a_second_reader_is_told_that_somebody_asks_and_no_more(cast, taken, superuser, as_worker):
    superuser.execute("UPDATE safety_concern SET to_desk_at = now()")
    cast.ada.client.post(f"{taken}notes/", {"kind": "second", "words": "Is it a plan?"})
    ((args,),) = superuser.execute(
        "SELECT args FROM procrastinate_jobs WHERE args->>'kind' = 'second_reader'"
    ).fetchall()
    told(as_worker, cast.ada, args)
    found = superuser.execute("SELECT member_id, about FROM notices_notice WHERE kind = 'second_reader'").fetchall()
    assert {who for who, _about in found} == {cast.mo.id, cast.odile.id}, "not Ada, and never Ben, whose words they are"
    assert cast.mo.client.get(f"/duty/notes/{found[0][1]}/")["Location"] == taken


def told(as_worker, actor, args):
    from hearten.notices.jobs import write_down

    as_worker(write_down.now, actor=actor.id, **{key: value for key, value in args.items() if key != "acting_member"})


def test_somebody_who_cannot_read_the_item_is_told_the_way(cast, taken, superuser):
    superuser.execute("UPDATE safety_concern SET to_desk_at = now()")
    passed(cast.mo)
    html = text(cast.mo.client, taken)
    assert "You cannot read this from here." in html and f"/desk/groups/{cast.group.id}/enter/" in html
    assert PLAIN not in html


# Two people


def level(superuser, name):
    superuser.execute("UPDATE safety_concern SET level = %s", [name])


def test_two_people_tell_emergency_services_and_somebody_asks_whether_they_came(cast, taken, superuser):
    level(superuser, "L4")
    answer = cast.ada.client.post(f"{taken}disclosure/", DISCLOSURE)
    asked = answer["Location"]
    assert "You cannot agree to your own request." in text(cast.ada.client, asked)
    assert cast.ada.client.post(f"{asked}agreement/", {"agrees": "yes"}).status_code == 403
    for outsider in (cast.ben, cast.cleo, cast.dov):
        assert outsider.client.post(f"{asked}agreement/", {"agrees": "yes"}).status_code == 404
    assert cast.ada.client.post(f"{taken}closing/", {"outcome": "emergency"}).status_code == 403
    assert cast.mo.client.post(f"{asked}agreement/", {"agrees": "yes"}).status_code == 302
    html = text(cast.ada.client, asked)
    assert "Did they reach the person?" in html and "cannot call anybody" in html
    running = "SELECT count(*) FROM safety_timer WHERE step = 'reached' AND done_at IS NULL"
    assert superuser.execute(running).fetchone() == (1,)
    assert cast.mo.client.post(f"{asked}arrival/").status_code == 302
    assert superuser.execute(running).fetchone() == (0,)
    done = [what for what, _detail in superuser.execute(LOG).fetchall()]
    assert done[-3:] == ["escalated", "disclosure agreed", "reached"]


def test_the_second_person_sees_the_concern_without_the_course_while_they_are_needed(cast, taken, superuser):
    level(superuser, "L4")
    asked = cast.ada.client.post(f"{taken}disclosure/", DISCLOSURE)["Location"]
    assert "A short course first" not in text(cast.mo.client, taken)
    cast.mo.client.post(f"{asked}agreement/", {"agrees": "no"})
    assert "A short course first" in text(cast.mo.client, taken)
    assert cast.odile.client.post(f"{asked}agreement/", {"agrees": "yes"}).status_code == 403, "it is decided"
    assert cast.ada.client.post(f"{taken}closing/", {"outcome": "emergency"}).status_code == 403


def test_the_desk_says_what_is_open_and_that_nobody_is_on_duty(cast, concern, superuser):
    assert "No concern is open for you." in text(cast.mo.client, "/desk/")
    superuser.execute("UPDATE safety_concern SET to_desk_at = now()")
    html = text(cast.mo.client, "/desk/")
    assert "1 concern is open for you." in html and "Nobody is on duty for this place now." in html
    assert "The program does not read at the moment." not in html
    superuser.execute("UPDATE safety_reading SET state = 'failed', done_at = now()")
    assert "The program does not read at the moment." in text(cast.mo.client, "/desk/")
    assert "The program does not read at the moment." in text(cast.ada.client, "/duty/")


@pytest.mark.parametrize("name", ["L1", "L2", "unread"])
def test_a_lesser_concern_is_never_told_to_anybody_outside(name, cast, taken, superuser):
    level(superuser, name)
    assert cast.ada.client.post(f"{taken}disclosure/", DISCLOSURE | {"unable": "no_answer"}).status_code == 403
    assert superuser.execute("SELECT count(*) FROM safety_disclosure").fetchone() == (0,)


def test_with_a_plan_it_needs_why_the_person_cannot_decide(cast, taken, superuser):
    level(superuser, "L3")
    answer = cast.ada.client.post(f"{taken}disclosure/", DISCLOSURE)
    assert answer.status_code == 422 and "stays their decision" in answer.content.decode()
    assert "I wrote twice and asked" in answer.content.decode(), "their words are kept"
    assert cast.ada.client.post(f"{taken}disclosure/", DISCLOSURE | {"unable": "no_answer"}).status_code == 302


def test_not_telling_the_person_needs_a_reason(cast, taken, superuser):
    level(superuser, "L4")
    answer = cast.ada.client.post(f"{taken}disclosure/", DISCLOSURE | {"told": "no"})
    assert answer.status_code == 422 and "would raise the danger" in answer.content.decode()


def test_only_who_has_the_concern_asks_for_it(cast, concern, page, superuser):
    level(superuser, "L4")
    assert cast.ada.client.post(f"{page}disclosure/", DISCLOSURE).status_code == 403


# Somebody asked without words


def test_who_takes_it_learns_the_name_of_who_asked_without_words(cast, superuser):
    cast.ben.client.post("/help-now/person/", {"group": str(cast.group.id)})
    ((asked,),) = superuser.execute("SELECT id FROM safety_concern").fetchall()
    passed(cast.ada)
    page = f"/duty/concerns/{asked}/"
    assert "Who asked:" not in text(cast.ada.client, page)
    cast.ada.client.post(f"{page}claim/")
    assert "Who asked: Ben." in text(cast.ada.client, page)
    cast.ada.client.post(f"{page}notes/", {"kind": "note", "words": "They sound tired."})
    cast.ada.client.post(f"{page}notes/", {"kind": "answer", "words": "I am here until ten. Write to me in the group."})
    html = text(cast.ben.client, "/help-now/asked/")
    assert "I am here until ten." in html and "They sound tired." not in html
    assert "I am here until ten." not in text(cast.cleo.client, "/help-now/asked/")
    assert superuser.execute(LOG).fetchall()[-1] == ("contacted", "wrote")


def test_only_who_has_the_concern_answers(cast, superuser):
    cast.ben.client.post("/help-now/person/", {"group": str(cast.group.id)})
    ((asked,),) = superuser.execute("SELECT id FROM safety_concern").fetchall()
    answer = {"kind": "answer", "words": "I am here until ten."}
    assert cast.ada.client.post(f"/duty/concerns/{asked}/notes/", answer).status_code == 403
    assert "I am here until ten." not in text(cast.ben.client, "/help-now/asked/")


# The course


def test_the_course_comes_first_and_never_where_nobody_else_is_there(cast, page, superuser):
    html = text(cast.ada.client, page)
    assert "A short course first" in html and "Take it now" in html
    assert cast.ada.client.post(f"{page}claim/").status_code == 302
    assert "A short course first" not in text(cast.ada.client, page), "who took it can read it"


def test_the_course_comes_first_while_somebody_else_is_there(cast, page, superuser):
    superuser.execute(
        "INSERT INTO safety_shift (id, member_id, name, part, starts_at, ends_at, made_at) VALUES "
        "(gen_random_uuid(), %s, 'x', 'responder', now() - interval '1 hour', now() + interval '1 hour', now())",
        [cast.mo.id],
    )
    assert cast.ada.client.post(f"{page}claim/").status_code == 302, "who has not done the course counts for nobody"
    superuser.execute("UPDATE safety_concern SET owner_id = NULL")
    passed(cast.mo)
    assert "Take it now" not in text(cast.ada.client, page)
    assert cast.ada.client.post(f"{page}claim/").status_code == 403


def test_a_wrong_answer_is_explained_and_right_ones_open_concerns_for_a_year(cast, page, superuser):
    from hearten.safety.course import QUESTIONS

    right = {one.name: one.right for one in QUESTIONS}
    wrong = right | {"alone": "call"}
    answer = cast.ada.client.post("/duty/course/", wrong)
    assert answer.status_code == 422 and "Two people decide" in answer.content.decode()
    assert cast.ada.client.post("/duty/course/", right).status_code == 302
    assert "A short course first" not in text(cast.ada.client, page)
    superuser.execute("UPDATE safety_coursepass SET at = now() - interval '366 days'")
    assert "A short course first" in text(cast.ada.client, page)

"""Who has a concern: may raise it, acts only while they still look after people, and staff only with a second step."""

import re
from uuid import uuid4

import pytest

from hearten.kernel.verdict import Refused
from hearten.safety import looking
from hearten.safety.actions import concerns as actions
from hearten.safety.models import Concern, Disclosure
from tests.safety.test_concerns import on_shift
from tests.safety.test_duty import DISCLOSURE, LOG, level, page, passed, taken, text  # noqa: F401  # page, taken: fixtures

pytestmark = pytest.mark.django_db


def column(superuser, name):
    return superuser.execute(f"SELECT {name} FROM safety_concern").fetchone()[0]


# Raising


def test_who_read_the_words_can_say_that_it_is_graver(cast, taken, superuser):  # noqa: F811
    level(superuser, "L2")
    html = text(cast.ada.client, taken)
    assert "Is it graver than it says above?" in html
    offered = re.findall(r'name="level" value="(\w+)"', html)
    assert offered == ["L3", "L4"]
    assert cast.ada.client.post(f"{taken}level/", {"level": "L4"})["Location"] == taken
    assert column(superuser, "level") == "L4"
    ((what, detail),) = superuser.execute(LOG).fetchall()[-1:]
    assert (what, detail) == ("raised", "by its owner")
    assert cast.ada.client.get(f"{taken}disclosure/").status_code == 200, "what belongs to it is open now"
    assert "Is it graver" not in text(cast.ada.client, taken), "there is nothing above"


def test_nobody_makes_it_less(cast, taken, superuser):  # noqa: F811
    level(superuser, "L3")
    for less in ("L3", "L2"):
        assert cast.ada.client.post(f"{taken}level/", {"level": less}).status_code == 403
    for wrong in ("L1", "unread", "L9", ""):
        assert cast.ada.client.post(f"{taken}level/", {"level": wrong}).status_code == 422
    assert column(superuser, "level") == "L3"
    cast.ada.client.post(f"{taken}closing/", {"outcome": "talked"})
    assert cast.ada.client.post(f"{taken}level/", {"level": "L4"}).status_code == 403, "it is closed"


def test_words_that_could_not_be_read_are_judged_by_who_reads_them(cast, taken, superuser):  # noqa: F811
    level(superuser, "unread")
    assert re.findall(r'name="level" value="(\w+)"', text(cast.ada.client, taken)) == ["L2", "L3", "L4"]
    assert cast.ada.client.post(f"{taken}level/", {"level": "L2"}).status_code == 302


def test_only_who_has_it_raises_it(cast, concern, page, superuser):  # noqa: F811
    level(superuser, "L2")
    assert cast.ada.client.post(f"{page}level/", {"level": "L3"}).status_code == 403
    assert column(superuser, "level") == "L2"


# Having taken it, and not being here any more


@pytest.fixture
def left(cast, concern, superuser, as_seat):
    """Eli, on duty, took Ben's concern; then his place in the group ended."""
    back = "UPDATE groups_membership SET ended_at = %s WHERE member_id = %s AND group_id = %s"
    superuser.execute(back, [None, cast.eli.id, cast.group.id])
    on_shift(superuser, cast.eli, cast.group)
    with as_seat(cast.eli) as seat:
        kept = seat.find(Concern, concern)
        actions.claim(seat, kept, "Eli")
        actions.write_note(seat, kept, "Eli", "handover", "They answered me once.")
    superuser.execute(back, ["2027-01-01", cast.eli.id, cast.group.id])
    return kept


def test_who_took_it_and_left_the_group_sees_it_no_more(cast, left, as_seat, superuser):
    superuser.execute("UPDATE safety_concern SET kind = 'help'")
    with as_seat(cast.eli) as seat:
        assert looking.open_concerns(seat) == []
        assert not seat.read(actions.Done, "SELECT safety_sees(%s)", left.id)[0].done
        assert not seat.read(actions.Done, "SELECT safety_asked_by(%s)", left.id), "nor by what name Ben is known"
    assert cast.eli.client.get(f"/duty/concerns/{left.id}/").status_code == 404


def test_who_took_it_and_left_the_group_acts_no_more(cast, left, as_seat, superuser):
    acts = {
        "step": lambda seat: actions.step(seat, left, "replied"),
        "judge": lambda seat: actions.judge(seat, left, "L4"),
        "hand over": lambda seat: actions.pass_on(seat, left),
        "close": lambda seat: actions.close(seat, left, "talked"),
    }
    for what, act in acts.items():
        with as_seat(cast.eli) as seat, pytest.raises(Refused):
            act(seat)
            pytest.fail(what)
    with as_seat(cast.eli) as seat:
        assert not seat.read(actions.Done, "SELECT safety_to_desk(%s)", left.id)[0].done
        assert not seat.read(actions.Done, "SELECT safety_hand_back(%s, 'handover')", left.id)[0].done
    assert (column(superuser, "owner_id"), column(superuser, "closed_at")) == (cast.eli.id, None)


# Staff without a second step


@pytest.fixture
def bare(cast, taken, superuser):  # noqa: F811
    """Mo, of the staff and asked to look, has no second step. Returns all the addresses about people."""
    level(superuser, "L4")
    asked = cast.ada.client.post(f"{taken}disclosure/", DISCLOSURE)["Location"]
    passed(cast.mo)
    superuser.execute("DELETE FROM mfa_authenticator WHERE user_id = %s", [cast.mo.id])
    ids = {"alert": uuid4(), "note": uuid4(), "shift": uuid4(), "timer": uuid4()}
    superuser.execute(
        "INSERT INTO safety_timer (id, concern_id, step, due_at, how) "
        "SELECT %s, id, 'desk', now() + interval '1 hour', '' FROM safety_concern",
        [ids["timer"]],
    )
    superuser.execute(
        "INSERT INTO safety_alert (id, concern_id, timer_id, member_id, at) "
        "SELECT %s, id, %s, %s, now() FROM safety_concern",
        [ids["alert"], ids["timer"], cast.mo.id],
    )
    superuser.execute(
        "INSERT INTO safety_concernnote (id, concern_id, member_id, name, kind, words, at) "
        "SELECT %s, id, %s, 'Ada', 'second', '', now() FROM safety_concern",
        [ids["note"], cast.ada.id],
    )
    on_shift(superuser, cast.mo, None)
    shift = superuser.execute("SELECT id FROM safety_shift").fetchone()[0]
    there = [taken, f"{taken}disclosure/", asked, f"/alerts/{ids['alert']}/", f"/duty/notes/{ids['note']}/"]
    there += ["/duty/", "/duty/rota/", f"/duty/rota/{cast.group.id}/", f"/duty/pace/{cast.group.id}/"]
    sent = [f"{taken}{what}/" for what in ("words", "claim", "step", "level", "notes", "passing", "desk", "closing")]
    sent += [f"{asked}agreement/", f"{asked}arrival/", f"/duty/shifts/{shift}/cover/", f"/duty/shifts/{shift}/taking/"]
    return there, sent


def test_staff_come_to_no_page_about_people_without_a_second_step(cast, bare, superuser):
    there, sent = bare
    ways = [(address, cast.mo.client.get(address)) for address in there]
    ways += [(address, cast.mo.client.post(address, {"agrees": "yes", "what": "replied"})) for address in sent]
    for address, answer in ways:
        assert answer.status_code == 403, address
        assert "Set it up now" in answer.content.decode(), address
    assert superuser.execute("SELECT count(*) FROM safety_logentry WHERE by = %s", [cast.mo.id]).fetchone() == (0,)


# Two people, while it is open


@pytest.fixture
def waits(cast, taken, superuser):  # noqa: F811
    """Ada asked for a second person. Returns the address."""
    level(superuser, "L4")
    return cast.ada.client.post(f"{taken}disclosure/", DISCLOSURE)["Location"]


def test_an_answer_that_is_none_declines_nothing(cast, waits, superuser):
    for said in ({}, {"agrees": "maybe"}):
        answer = cast.mo.client.post(f"{waits}agreement/", said)
        html = answer.content.decode()
        assert answer.status_code == 422 and "Choose one of them." in html and DISCLOSURE["tells"] in html
    assert superuser.execute("SELECT declined_at, agreed_at FROM safety_disclosure").fetchone() == (None, None)
    assert cast.mo.client.post(f"{waits}agreement/", {"agrees": "yes"}).status_code == 302


def test_nobody_agrees_about_a_concern_that_is_closed(cast, waits, taken, superuser, as_seat):  # noqa: F811
    cast.ada.client.post(f"{taken}closing/", {"outcome": "talked"})
    html = text(cast.mo.client, waits)
    assert "was closed before a second person decided" in html and 'value="yes"' not in html
    assert cast.mo.client.post(f"{waits}agreement/", {"agrees": "yes"}).status_code == 403
    assert superuser.execute("SELECT agreed_at FROM safety_disclosure").fetchone() == (None,)
    assert "waits for a second person" not in text(cast.ada.client, taken)
    assert "A short course first" in text(cast.mo.client, taken), "nobody is needed any more"


def test_nobody_asks_about_a_concern_that_is_closed(cast, waits, taken, superuser, as_seat):  # noqa: F811
    cast.ada.client.post(f"{taken}closing/", {"outcome": "talked"})
    assert cast.ada.client.get(f"{taken}disclosure/").status_code == 403
    assert cast.ada.client.post(f"{taken}disclosure/", DISCLOSURE).status_code == 403
    with as_seat(cast.ada) as seat, pytest.raises(Exception, match="row-level security"):
        asked = Disclosure(concern_id=column(superuser, "id"), asked_by_id=seat.me, member_id=seat.me)
        asked.tried, asked.tells, asked.asked_at = "x", "x", "2027-01-01T00:00:00Z"
        asked.save(force_insert=True)

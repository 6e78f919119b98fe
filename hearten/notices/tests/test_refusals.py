"""What a mail server's refusal is about: one address, one letter, or this place."""

from datetime import UTC, datetime, timedelta

import pytest

from hearten.notices.models import Channel
from hearten.notices.outside import faults
from hearten.notices.outside.carrying import Gone
from hearten.notices.outside.mail import refusals
from hearten.notices.tests.outside import URGENT, Outside, know_kinds, post_office

NOBODY = {"ours": False, "alike": False, "final": False, "ends": False}


def said(fault):
    return {name: getattr(fault, name) for name in NOBODY}


@pytest.mark.parametrize(
    "answer",
    ["550 5.1.1 <a@b.example>: nobody", "551 5.1.6 moved", "553 5.1.3 odd", "556 5.1.10 null MX", "511 5.1.2 no host"],
)
def test_there_is_no_such_address(answer):
    assert isinstance(refusals.of_address(int(answer[:3]), answer[4:].encode()), Gone)


@pytest.mark.parametrize(
    ("answer", "what"),
    [
        # of one mailbox, for now or for good
        ("450 4.2.1 asleep", {}), ("452 4.2.2 full", {}), ("552 5.2.2 full", {}), ("451 4.1.1 later", {}),
        ("550 5.2.1 disabled", {"final": True, "ends": True}), ("554 5.2.0 odd", {"final": True, "ends": True}),
        # of one, or of all: who is refused next decides
        ("554 No", {"alike": True, "final": True, "ends": True}),
        ("550 no", {"alike": True, "final": True, "ends": True}),
        ("554 5.7.1 Relay access denied", {"alike": True, "final": True}), ("451 4.7.1 later", {"alike": True}),
        ("451 4.3.0 later", {"alike": True}), ("501 odd", {"alike": True, "final": True, "ends": True}),
        # of this place
        ("421 closing", {"ours": True}), ("421 4.3.2 closing", {"ours": True}), ("530 5.7.0 sign in", {"ours": True}),
        ("530 sign in first", {"ours": True}), ("503 order", {"ours": True}), ("550 5.1.8 sender", {"ours": True}),
        ("550 5.5.1 order", {"ours": True}),
    ],
)  # fmt: skip
def test_what_a_refused_address_means(answer, what):
    assert said(refusals.of_address(int(answer[:3]), answer[4:].encode())) == NOBODY | what


@pytest.mark.parametrize(
    ("answer", "what"),
    [("554 5.6.0 odd", {"alike": True, "final": True}), ("451 4.3.0 later", {"alike": True}),
     ("554 5.7.1 unwanted", {"alike": True, "final": True}), ("421 closing", {"ours": True})],
)  # fmt: skip
def test_what_a_refused_letter_means(answer, what):
    assert said(refusals.of_letter(int(answer[:3]), answer[4:].encode())) == NOBODY | what


def test_a_refused_sender_is_this_places_and_only_numbers_are_passed_on():
    fault = refusals.of_sender(553, b"5.7.1 <post@place.example> may not")
    assert fault.ours and str(fault) == "SMTPSenderRefused 553 5.7.1"


@pytest.fixture
def office(settings):
    with post_office(settings) as handler:
        yield handler


@pytest.fixture
def outside(office, cast, as_seat, as_worker, monkeypatch, clock):
    know_kinds(monkeypatch)
    clock.set(datetime.now(UTC).replace(microsecond=0))
    faults._refused[Channel.MAIL].clear()
    made = Outside(as_worker, as_seat)
    for person, address in ((cast.ada, "ada@letters.example"), (cast.ben, "ben@letters.example")):
        made.write_to(person, address)
    return made


def tell(outside, *people):
    for person in people:
        outside.tell(person, URGENT)
    outside.think()
    outside.send()


def rows(superuser, person):
    return superuser.execute("SELECT how, tries FROM notices_outgoing WHERE member_id = %s", [person.id]).fetchall()


def troubles(superuser):
    return superuser.execute("SELECT cause FROM notices_trouble WHERE ended_at IS NULL").fetchall()


@pytest.mark.django_db
@pytest.mark.parametrize("answer", ["554 No", "554 5.7.1 Not here", "552 5.2.2 Full", "571 5.3.0 By rule"])
def test_one_refused_address_is_no_fault_of_the_mail_server_and_stops_nobody(outside, office, cast, superuser, answer):
    office.answers["ada@letters.example"] = answer
    tell(outside, cast.ada, cast.ben)
    assert rows(superuser, cast.ada) == [("", 1)] and rows(superuser, cast.ben) == [("sent", 0)]
    assert troubles(superuser) == []


@pytest.mark.django_db
def test_the_same_for_two_people_is(outside, office, cast, superuser):
    office.to_address = "554 5.7.1 Relay access denied"
    tell(outside, cast.ada, cast.ben)
    assert troubles(superuser) == [("SMTPRecipientsRefused 554 5.7.1",)]


def refused_for_good(outside, clock, superuser, person):
    due = "SELECT due_at FROM notices_outgoing WHERE done_at IS NULL AND member_id = %s"
    while found := superuser.execute(due, [person.id]).fetchone():
        clock.set(found[0])
        outside.send()
    return clock.now()


@pytest.mark.django_db
def test_what_is_refused_for_good_is_given_up_within_a_day_and_its_member_reads_why(
    outside, office, cast, clock, superuser
):
    office.answers["ada@letters.example"] = "550 no"
    began = clock.now()
    tell(outside, cast.ada, cast.ben)
    assert timedelta(hours=18) < refused_for_good(outside, clock, superuser, cast.ada) - began < timedelta(hours=25)
    assert rows(superuser, cast.ada) == [("nottaken", 9)]
    assert (
        "For most of a day the mail server took no letter to it" in cast.ada.client.get("/you/news/").content.decode()
    )
    assert "no letter to it" not in cast.ben.client.get("/you/news/").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("everybody", [True, False])
def test_that_we_may_not_send_ends_no_address(outside, office, cast, clock, superuser, everybody):
    office.answers["ada@letters.example"] = "550 no" if everybody else "554 5.7.1 We do not know you"
    office.answers["ben@letters.example"] = "550 no" if everybody else ""
    tell(outside, cast.ada, cast.ben)
    refused_for_good(outside, clock, superuser, cast.ada)
    assert rows(superuser, cast.ada) == [("nottaken", 9)]
    ended = "SELECT count(*) FROM notices_mailing WHERE ended_at IS NOT NULL"
    assert superuser.execute(ended).fetchone() == (0,)


@pytest.mark.django_db
def test_a_letter_that_was_not_tried_yet_comes_before_one_that_was_refused(outside, office, cast, clock, superuser):
    office.answers["ada@letters.example"] = "450 4.2.1 asleep"
    tell(outside, cast.ada)
    clock.pass_(timedelta(minutes=5))
    order = []
    real, office.handle_RCPT = office.handle_RCPT, lambda *given: order.append(given[3]) or real(*given)
    tell(outside, cast.ben)
    assert order == ["ben@letters.example", "ada@letters.example"]

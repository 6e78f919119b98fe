"""Letters: one neutral sentence, gathered and held as wished, to an address that is theirs, over a real server."""

import logging
import re
from datetime import UTC, datetime, time, timedelta

import pytest
from django.test import Client

from hearten.kernel.verdict import Refused
from hearten.notices.models import Channel, Mailing, Outgoing, Trouble
from hearten.notices.outside.mail.addresses import code_of
from hearten.notices.outside.sending import send_due
from hearten.notices.outside.watching import Way
from hearten.notices.tests.outside import CALM, DUTY, FROM, SENTENCE, URGENT, Outside, know_kinds, post_office

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)
NOON = datetime(2026, 11, 30, 12, tzinfo=UTC)
NIGHT = {"quiet_from": time(22), "quiet_until": time(7)}


@pytest.fixture
def office(settings):
    with post_office(settings) as handler:
        yield handler


@pytest.fixture
def outside(office, cast, as_seat, as_worker, monkeypatch, clock, settings):
    know_kinds(monkeypatch)
    settings.HEARTEN_TIME_ZONE = "Europe/Berlin"
    clock.set(NOON)
    return Outside(as_worker, as_seat)


def become_due(outside, clock, span=timedelta()):
    clock.pass_(span)
    outside.think()
    outside.send()


def rows(superuser):
    return superuser.execute("SELECT how, tries FROM notices_outgoing ORDER BY made_at").fetchall()


def test_a_letter_says_one_sentence_and_not_a_word_of_what_is_new(outside, office, cast, clock, superuser):
    outside.write_to(cast.ada)
    about = outside.tell(cast.ada)
    become_due(outside, clock)
    become_due(outside, clock, 2 * MINUTE)
    ((to, letter),) = office.taken
    assert (to, letter["From"], letter["Subject"]) == (
        ["ada@letters.example"], FROM, "You have something new at hearten"
    )  # fmt: skip
    words = letter.get_content().replace("\r\n", "\n")
    stop = letter["List-Unsubscribe"].strip("<>")
    origin = stop.split("/letters/")[0]
    assert words.split("\n\n") == [
        "You have something new at hearten.",
        f"Read it here: {origin}/news/",
        f"You asked for letters like this one. To get no more of them, open this address: {stop}\n",
    ]
    whole = f"{letter.as_string()} {words}".replace(stop, "").replace("ada@letters.example", "")
    names = superuser.execute(
        "SELECT name FROM members_profile UNION SELECT title FROM groups_group UNION SELECT slug FROM groups_group "
        "WHERE slug <> '' UNION SELECT title FROM threads_thread"
    ).fetchall()
    for (name,) in [*names, (SENTENCE,), (str(about),), (CALM,), ("replied",), (str(cast.ada.id),)]:
        assert not re.search(rf"\b{re.escape(name)}\b", whole, re.IGNORECASE), name


def test_what_comes_within_two_minutes_is_one_letter_and_there_is_one_an_hour(outside, office, cast, clock):
    outside.write_to(cast.ada)
    outside.tell(cast.ada)
    become_due(outside, clock)
    clock.pass_(MINUTE)
    outside.tell(cast.ada)
    become_due(outside, clock)
    assert office.taken == []
    become_due(outside, clock, MINUTE)
    assert len(office.taken) == 1
    outside.tell(cast.ada)
    become_due(outside, clock)
    become_due(outside, clock, 59 * MINUTE)
    assert len(office.taken) == 1
    become_due(outside, clock, MINUTE)
    assert len(office.taken) == 2
    become_due(outside, clock, timedelta(days=1))
    assert len(office.taken) == 2, "nothing is new since"


def test_what_is_urgent_goes_at_once_however_lately_something_went(outside, office, cast, clock):
    outside.write_to(cast.ada)
    for kind in (URGENT, DUTY, URGENT):
        outside.tell(cast.ada, kind)
        become_due(outside, clock)
    assert len(office.taken) == 3
    assert {letter["Subject"] for _to, letter in office.taken} == {"You have something new at hearten"}


@pytest.mark.parametrize(
    ("wakes", "kind", "goes"),
    [("urgent", CALM, False), ("urgent", URGENT, True), ("urgent", DUTY, True),
     ("duty", CALM, False), ("duty", URGENT, False), ("duty", DUTY, True)],
)  # fmt: skip
def test_quiet_hours_hold_what_can_wait_until_they_are_over(outside, office, cast, clock, wakes, kind, goes):
    outside.write_to(cast.ada, wakes=wakes, **NIGHT)
    clock.set(NOON.replace(hour=22))  # eleven at night in Berlin
    outside.tell(cast.ada, kind)
    become_due(outside, clock)
    become_due(outside, clock, 3 * MINUTE)
    assert bool(office.taken) is goes
    clock.set(NOON.replace(day=30, hour=5, minute=59) + timedelta(days=1))
    become_due(outside, clock)
    assert bool(office.taken) is goes, "a minute to seven"
    become_due(outside, clock, MINUTE)
    assert len(office.taken) == 1


def test_what_was_read_here_before_sends_nothing(outside, office, cast, clock, superuser):
    outside.write_to(cast.ada)
    outside.tell(cast.ada)
    become_due(outside, clock)
    cast.ada.client.post("/news/read/")
    become_due(outside, clock, 2 * MINUTE)
    assert office.taken == [] and rows(superuser) == [("seen", 0)]


def test_a_break_that_began_meanwhile_sends_nothing(outside, office, cast, clock, superuser):
    outside.write_to(cast.ada)
    outside.tell(cast.ada)
    become_due(outside, clock)
    clock.pass_(MINUTE)
    assert cast.ada.client.post("/you/break/", {"length": "week"}).status_code == 302
    become_due(outside, clock, 2 * MINUTE)
    assert office.taken == [] and rows(superuser) == [("away", 0)]


def test_nobody_is_written_to_who_did_not_ask(outside, office, cast, clock, superuser, as_seat):
    outside.tell(cast.ben)
    assert superuser.execute("SELECT count(*) FROM notices_fresh").fetchone() == (0,)
    outside.write_to(cast.ben)
    superuser.execute("UPDATE notices_mailing SET confirmed_at = NULL")
    outside.tell(cast.ben)
    become_due(outside, clock)
    become_due(outside, clock, 2 * MINUTE)
    assert office.taken == [] and rows(superuser) == []


@pytest.mark.parametrize(
    "answer", ["451 4.7.1 Later", "550 5.7.1 Not wanted", "550 5.1.8 The sender is odd", "552 5.2.2 Full"]
)
def test_a_refusal_that_is_not_of_the_address_is_tried_again_later_each_time(
    outside, office, cast, clock, superuser, answer
):
    outside.write_to(cast.ada)
    office.to_address = answer
    outside.tell(cast.ada)
    become_due(outside, clock)
    become_due(outside, clock, 2 * MINUTE)
    due = "SELECT due_at FROM notices_outgoing WHERE done_at IS NULL"
    waits = []
    for turn in range(1, 8):
        (at,) = superuser.execute(due).fetchone()
        assert rows(superuser) == [("", turn)]
        waits.append(at - clock.now())
        clock.set(at)
        outside.send()
    assert waits == sorted(waits) and waits[0] == MINUTE and waits[-1] == timedelta(hours=6)
    assert superuser.execute("SELECT count(*) FROM notices_mailing WHERE ended_at IS NULL").fetchone() == (1,)
    office.to_address = ""
    (at,) = superuser.execute(due).fetchone()
    clock.set(at)
    outside.send()
    assert len(office.taken) == 1 and rows(superuser) == [("sent", 7 + 1)]


def test_a_retry_looks_at_the_quiet_hours_again_and_keeps_its_date(outside, office, cast, clock, superuser):
    outside.write_to(cast.ada, **NIGHT)
    clock.set(NOON.replace(hour=20, minute=58))  # two minutes to ten in Berlin
    outside.tell(cast.ada)
    outside.think()
    office.to_address = "451 4.7.1 Later"
    clock.pass_(timedelta(seconds=119))
    superuser.execute("UPDATE notices_outgoing SET due_at = %s", [clock.now()])
    outside.send()
    office.to_address = ""
    dated = clock.now()
    become_due(outside, clock, 5 * MINUTE)
    assert office.taken == []
    clock.set(NOON.replace(hour=6) + timedelta(days=1))
    outside.send()
    ((_to, letter),) = office.taken
    assert letter["Date"].datetime == dated
    (key,) = superuser.execute("SELECT id FROM notices_outgoing").fetchone()
    assert letter["Message-ID"] == f"<{key}@place.example>"


def test_after_three_days_it_is_given_up(outside, office, cast, clock, superuser):
    outside.write_to(cast.ada)
    office.to_data = "451 4.3.0 Later"
    outside.tell(cast.ada)
    become_due(outside, clock)
    become_due(outside, clock, 2 * MINUTE)
    become_due(outside, clock, timedelta(days=3, seconds=1))
    assert rows(superuser) == [("given_up", 1)]


def test_no_such_address_ends_it_and_its_page_says_so(outside, office, cast, clock, superuser):
    outside.write_to(cast.ada)
    office.to_address = "550 5.1.1 <ada@letters.example>: nobody of that name"
    outside.tell(cast.ada)
    become_due(outside, clock)
    become_due(outside, clock, 2 * MINUTE)
    assert rows(superuser) == [("refused", 0)]
    assert "The mail server said that there is no such address" in cast.ada.client.get("/you/news/").content.decode()
    outside.tell(cast.ada)
    become_due(outside, clock, timedelta(hours=2))
    assert len(rows(superuser)) == 1


def test_a_server_that_is_down_is_told_to_the_operator_and_holds_nothing_against_anybody(
    outside, office, cast, clock, superuser, as_worker, caplog, settings
):
    outside.write_to(cast.ada)
    outside.tell(cast.ada)
    become_due(outside, clock)
    clock.pass_(2 * MINUTE)
    office.close()
    with caplog.at_level(logging.INFO):
        as_worker(Way(Channel.MAIL, lambda: send_due(Channel.MAIL)).look, transactions=True)
    assert rows(superuser) == [("", 0)]
    said = ours(caplog)
    assert "mail does not work: ConnectionRefusedError" in said and "letters.example" not in said
    assert Client().get("/health").json()["mail"] == "failing"
    office.open(settings.HEARTEN_SMTP_PORT)
    outside.send()
    assert len(office.taken) == 1 and Client().get("/health").json()["mail"] == "ok"
    assert Trouble.objects.count() == 1


def ours(caplog):
    """Return what hearten logged; the test's own mail server tells much more."""
    return " ".join(record.getMessage() for record in caplog.records if record.name.startswith("hearten"))


# Whose address it is


def test_an_address_is_confirmed_by_the_code_of_a_letter(outside, office, cast, clock, superuser):
    ben = cast.ben.client
    assert "We have no address of yours" in ben.get("/you/news/").content.decode()
    _give_address(outside, cast.ben)
    wish = {"pace": "hour", "mail": "yes", "wakes": "urgent"}
    assert ben.post("/you/news/", wish).headers["Location"] == "/you/news/address/"
    outside.tell(cast.ben)
    become_due(outside, clock)
    become_due(outside, clock, 2 * MINUTE)
    assert office.taken == [], "nothing before the code"
    outside.send_codes()
    outside.send_codes()
    ((to, letter),) = office.taken
    code = code_of(Mailing.objects.using("keeper").get())
    assert (
        to == ["ben@letters.example"] and code in letter.get_content() and "/you/news/address/" in letter.get_content()
    )
    wrong = ben.post("/you/news/address/", {"code": "00000000" if code != "00000000" else "1"})
    assert wrong.status_code == 422 and "That code does not fit" in wrong.content.decode()
    assert ben.post("/you/news/address/", {"code": f" {code[:4]} {code[4:]}"}).status_code == 302
    outside.tell(cast.ben)
    become_due(outside, clock)
    become_due(outside, clock, 2 * MINUTE)
    assert len(office.taken) == 2


def _give_address(outside, person, address="ben@letters.example"):
    from hearten.members.actions.profiles import keep_email

    with outside.as_seat(person) as seat:
        keep_email(seat, address)


def test_five_wrong_codes_and_the_letter_is_worth_nothing(outside, office, cast, superuser):
    _give_address(outside, cast.ben)
    cast.ben.client.post("/you/news/address/letter/")
    outside.send_codes()
    code = code_of(Mailing.objects.using("keeper").get())
    for _turn in range(5):
        assert cast.ben.client.post("/you/news/address/", {"code": "x"}).status_code == 422
    assert cast.ben.client.post("/you/news/address/", {"code": code}).status_code == 422


def test_another_address_has_to_be_confirmed_anew(outside, office, cast, clock, superuser):
    outside.write_to(cast.ben, "old@letters.example")
    _give_address(outside, cast.ben, "new@letters.example")
    outside.tell(cast.ben)
    become_due(outside, clock)
    become_due(outside, clock, 2 * MINUTE)
    assert office.taken == []
    page = cast.ben.client.get("/you/news/").content.decode()
    assert "new@letters.example" in page and "Nothing is sent yet" in page


def test_letters_with_codes_cannot_be_sent_at_somebody_without_end(outside, office, cast):
    _give_address(outside, cast.ben)
    for _turn in range(5):
        cast.ben.client.post("/you/news/address/letter/")
        outside.send_codes()
    assert len(office.taken) == 3


def test_one_press_ends_them_signed_out_and_without_a_form_of_ours(outside, office, cast, clock):
    outside.write_to(cast.ada)
    outside.tell(cast.ada)
    become_due(outside, clock)
    become_due(outside, clock, 2 * MINUTE)
    ((_to, letter),) = office.taken
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    path = "/letters/" + letter["List-Unsubscribe"].strip("<>").split("/letters/")[1]
    mail_program = Client(enforce_csrf_checks=True)
    assert "Send no more letters" in mail_program.get(path).content.decode()
    outside.tell(cast.ada)
    become_due(outside, clock)
    become_due(outside, clock, timedelta(hours=1))
    assert len(office.taken) == 2, "to look ends nothing"
    for _turn in range(2):
        answer = mail_program.post(path, {"List-Unsubscribe": "One-Click"})
        assert answer.status_code == 200 and "No more letters" in answer.content.decode()
    outside.tell(cast.ada)
    become_due(outside, clock, timedelta(hours=2))
    assert len(office.taken) == 2
    assert "Ended from a letter" in cast.ada.client.get("/you/news/").content.decode()
    _give_address(outside, cast.ada, "other@letters.example")
    cast.ada.client.post("/you/news/address/letter/")
    assert mail_program.post(path).status_code == 404, "the token went with the address"


def test_quiet_hours_ask_for_a_zone_where_nobody_said_one(outside, cast, settings, as_seat):
    from hearten.members.zones import zone_of

    settings.HEARTEN_TIME_ZONE = ""
    hours = {"pace": "hour", "quiet_from": "22:00", "quiet_until": "07:00", "wakes": "duty"}
    answer = cast.ben.client.post("/you/news/", hours)
    assert answer.status_code == 422 and "Choose your time zone" in answer.content.decode()
    assert 'value="22:00"' in answer.content.decode(), "what was written is kept"
    assert cast.ben.client.post("/you/news/", hours | {"zone": "Europe/Lisbon"}).status_code == 302
    page = cast.ben.client.get("/you/news/").content.decode()
    assert page.count("Lisbon time") == 3 and "data-zone" not in page
    with as_seat(cast.ben) as seat:
        assert zone_of(seat) == "Europe/Lisbon"


def test_one_end_of_the_quiet_hours_is_not_enough(outside, cast):
    answer = cast.ben.client.post("/you/news/", {"pace": "hour", "quiet_from": "22:00", "wakes": "duty"})
    assert answer.status_code == 422 and "Write both times" in answer.content.decode()


def test_the_kinds_that_wait_for_nobody():
    """Which they are is decided here, in one place that somebody reads.

    The question is whether a person would come to harm, or wait for somebody in vain, if word came in the morning.
    """
    from hearten.notices import kinds

    assert {one.name for one in kinds._kinds.values() if one.urgent} == {
        "meeting_soon", "meeting_moved_now", "meeting_off_now", "meeting_booked_now", "meeting_duty_now",
        "company", "company_came", "check_in", "person_answered", "talk", "letter_beside", "letter_help",
        "no_reply_on_duty",
    }  # fmt: skip
    assert {one.name for one in kinds._kinds.values() if one.duty} == {
        "concern", "second_reader", "second_person", "cover"
    }  # fmt: skip


def test_refusals_are_not_words_of_the_server(outside, office, cast, clock, caplog):
    outside.write_to(cast.ada)
    office.to_address = "450 4.2.1 <ada@letters.example> sleeps"
    outside.tell(cast.ada)
    with caplog.at_level(logging.DEBUG):
        become_due(outside, clock)
        become_due(outside, clock, 2 * MINUTE)
    said = ours(caplog)
    assert "SMTPRecipientsRefused 450" in said and "letters.example" not in said and "sleeps" not in said


def test_a_reminder_without_a_zone_says_where_to_choose_one(outside, cast, as_seat, settings):
    from hearten.members.zones import known_zone_of

    settings.HEARTEN_TIME_ZONE = ""
    with pytest.raises(Refused) as refusal, as_seat(cast.ben) as seat:
        known_zone_of(seat)
    assert refusal.value.next_url == "/you/language-and-place/"


def test_outgoing_says_nothing_of_what_is_new():
    """A row names a person and a way; the kinds, the things and the groups are nowhere in it."""
    assert {field.name for field in Outgoing._meta.fields} == {
        "id", "member", "channel", "device_id", "level", "made_at", "due_at", "dated_at", "tries",
        "tried_at", "done_at", "how",
    }  # fmt: skip

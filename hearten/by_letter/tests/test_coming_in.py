"""Letters that knock at the door: whose are taken, whose not, and that each lands once."""

import logging
import re
from datetime import timedelta

import pytest

from hearten.by_letter import taking
from hearten.by_letter.signed import taken_apart
from hearten.by_letter.tests.scene import BEN, DOMAIN, WORDS, letters, office, outside, reply_to, wants
from hearten.notices import kinds

pytestmark = pytest.mark.django_db
__all__ = ["letters", "office", "outside", "reply_to"]


def test_an_answer_goes_to_its_conversation_under_its_writers_name(letters, reply_to, cast):
    assert letters.answer(reply_to) == 250
    (row,) = letters.rows("how, done_at, words IS NULL, post_id")
    assert row == ("", None, False, None), "kept before it is posted"
    posted, looked = letters.run_jobs()
    assert set(posted) == {"acting_member", "letter"}, "ids only"
    assert set(looked) == {"acting_member", "letter", "post"}
    assert letters.replies()[-1] == (WORDS, cast.ben_in_group.id, None)
    ((how, gone),) = letters.rows("how, words IS NULL")
    assert (how, gone) == ("posted", True) and letters.notices() == []
    page = cast.ada.client.get(f"/threads/{cast.thread.id}/").content.decode()
    assert WORDS in page


def test_a_letter_says_that_one_can_answer_and_its_address_fits_any_server(letters, reply_to, cast):
    ((_to, letter),) = letters.office.taken
    local, _at, host = reply_to.partition("@")
    assert host == DOMAIN and len(local) <= 64 and local == local.lower() and taken_apart(reply_to.upper())
    assert "You can answer this letter. Your answer goes to that conversation" in letter.get_content()
    (to_what,) = re.findall(r"Read it here: https?://[^/]+(/news/\S+)", letter.get_content())
    assert cast.ben.client.get(to_what).headers["Location"] == f"/posts/{cast.reply.id}/", "one sees what one answers"
    whole = letter.as_string()
    assert "low days" not in whole and "Ada" not in whole and str(cast.thread.id) not in whole


@pytest.mark.parametrize("kind", ["conversation", "hello", "newcomer", "no_reply_yet", "still_no_reply"])
def test_a_letter_about_a_conversation_as_a_whole_can_be_answered_too(letters, cast, kind):
    assert kind in kinds.known(), "by the name that it has in its own slice"
    to = letters.goes_out(kind=kind, about=cast.thread.id)["Reply-To"]
    assert letters.answer(to) == 250
    letters.run_jobs()
    assert letters.replies()[-1][0] == WORDS


def test_only_a_letter_about_one_conversation_can_be_answered(letters, cast, as_seat):
    letters.outside.tell(cast.ben, "reply", cast.reply.id)
    assert letters.goes_out(about=cast.hidden_reply.id)["Reply-To"] is None, "it stands for two"
    cast.ben.client.post("/news/read/")
    assert letters.goes_out(kind="export_ready")["Reply-To"] is None
    letters.outside.write_to(cast.ada, "ada@mail.example")
    assert letters.goes_out(cast.ada, cast.post.id, address="ada@mail.example")["Reply-To"] is None, "she did not ask"


def test_addresses_that_are_none_get_one_flat_no(letters, reply_to, cast, as_seat, clock, superuser):
    local = reply_to.partition("@")[0]
    name, _plus, rest = local.partition("+")
    way, _dot, signature = rest.partition(".")
    other = letters.goes_out(about=cast.hidden_reply.id)["Reply-To"]
    other_way = other.partition("+")[2].partition(".")[0]
    of_back = letters.office.senders[0].partition("@")[0].partition(".")[2]
    wrong = [
        f"reply+{way}.{signature[:-1]}{'a' if signature[-1] != 'a' else 'b'}@{DOMAIN}",
        f"reply+{other_way}.{signature}@{DOMAIN}",
        f"back+{way}.{signature}@{DOMAIN}",
        f"reply+{way}.{of_back}@{DOMAIN}",
        f"{local}@place.example",
        f"reply+{'a' * 26}.{'a' * 24}@{DOMAIN}",
        f"reply@{DOMAIN}",
        f"postmaster@{DOMAIN}",
        f"reply+{way}.{signature}.more@{DOMAIN}",
    ]
    said = set()

    def knock():
        for to in wrong:
            with letters.knocking() as line:
                line.mail(BEN)
                said.add(line.rcpt(to))

    letters.open(knock)
    assert said == {(550, b"5.1.1 There is no such address")}
    assert name == "reply" and letters.answer(reply_to) == 250
    superuser.execute("UPDATE by_letter_wayback SET made_at = made_at - interval '30 days'")
    assert letters.answer(reply_to) == 550, "after 30 days it is none any more"


def test_an_address_is_of_no_use_to_anybody_else(letters, reply_to, cast, as_seat):
    assert letters.answer(reply_to, author="ada@mail.example") == 550
    assert letters.answer(reply_to, author=f"{BEN}, ada@mail.example") == 550
    assert letters.answer(reply_to, author="") == 550
    letters.settings.HEARTEN_LETTERS_TRUSTED = "mx.place.example"
    found = {"Authentication-Results": "mx.place.example; dmarc=fail header.from=mail.example"}
    assert letters.answer(reply_to, **found) == 550
    assert letters.rows() == []
    assert letters.answer(reply_to, author="Ben <BEN@Mail.Example>", sender="list-of-mine@mail.example") == 250
    from hearten.members.actions.profiles import keep_email

    with as_seat(cast.ben) as seat:
        keep_email(seat, "new@mail.example")
    assert letters.answer(reply_to) == 550, "the address is not his any more"
    assert letters.answer(reply_to, author="new@mail.example") == 550


def test_who_switched_it_off_is_not_answered_for(letters, reply_to, cast):
    cast.ben.client.post("/you/by-letter/", {})
    assert letters.answer(reply_to) == 550 and letters.rows() == []


def test_the_same_letter_lands_once(letters, reply_to, cast):
    raw = letters.made(reply_to)
    bare = raw.replace(b"Message-ID", b"X-Other")
    assert letters.come_in(*[(reply_to, BEN, raw)] * 3, *[(reply_to, BEN, bare)] * 2) == [250] * 5
    letters.run_jobs()
    assert len(letters.rows()) == 2
    before = len(letters.replies())
    assert letters.come_in((reply_to, BEN, raw)) == [250]
    letters.run_jobs()
    assert len(letters.replies()) == before


@pytest.mark.parametrize(
    ("headers", "sender"),
    [
        ({"Auto-Submitted": "auto-replied (vacation)"}, BEN),
        ({"Auto-Submitted": "auto-generated"}, BEN),
        ({"Precedence": "bulk"}, BEN),
        ({"Precedence": "auto_reply"}, BEN),
        ({"X-Autoreply": "yes"}, BEN),
        ({"X-Auto-Response-Suppress": "All"}, BEN),
        ({"List-Id": "<friends.mail.example>"}, BEN),
        ({}, ""),
        ({}, "MAILER-DAEMON@mail.example"),
    ],
)
def test_what_a_program_wrote_is_taken_and_dropped(letters, reply_to, headers, sender):
    """A no would make servers write to each other."""
    assert letters.answer(reply_to, sender=sender, **headers) == 250
    assert letters.rows() == [] and letters.notices() == []
    assert letters.answer(reply_to, **{"Auto-Submitted": "no"}) == 250 and len(letters.rows()) == 1


def test_a_dead_database_means_later_and_the_letter_is_there_after_it(letters, reply_to, monkeypatch, superuser):
    superuser.execute("REVOKE INSERT ON by_letter_letter FROM hearten_worker")
    try:
        assert letters.answer(reply_to) == 451
    finally:
        superuser.execute("GRANT INSERT ON by_letter_letter TO hearten_worker")
    monkeypatch.setattr(taking, "_way", lambda written: 1 / 0)
    assert letters.answer(reply_to) == 451
    monkeypatch.undo()
    letters.port = int(letters.settings.HEARTEN_LETTERS_AT.rpartition(":")[2])
    assert letters.rows() == [] and letters.answer(reply_to) == 250


def test_a_letter_whose_job_was_lost_is_posted_all_the_same(letters, reply_to, superuser, clock):
    from hearten.by_letter.jobs import post_what_was_left

    letters.answer(reply_to)
    superuser.execute("DELETE FROM procrastinate_jobs")
    letters.outside.as_worker(post_what_was_left, transactions=True)
    assert letters.rows("how") == [("",)]
    clock.pass_(timedelta(minutes=6))
    letters.outside.as_worker(post_what_was_left, transactions=True)
    assert letters.rows("how") == [("posted",)] and letters.replies()[-1][0] == WORDS


def test_too_many_in_an_hour_come_later(letters, reply_to, monkeypatch):
    from hearten.by_letter import keeping
    from hearten.members.limits import Limit

    monkeypatch.setattr(keeping, "LETTERS_OF_A_MEMBER", Limit("few letters", 2, timedelta(hours=1)))
    assert [letters.answer(reply_to) for _each in range(3)] == [250, 250, 451]


def test_words_are_nowhere_but_sealed_until_they_are_posted(letters, reply_to, cast, superuser, caplog):
    canary = "kanarie-of-one-letter"
    with caplog.at_level(logging.DEBUG):
        letters.answer(reply_to, f"I saw a {canary} today.\n-- \nMy {canary}")
    tables = superuser.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
    every = str([superuser.execute(f'SELECT t::text FROM "{name}" t').fetchall() for (name,) in tables])
    assert canary not in every and BEN not in every
    assert canary not in " ".join(one.getMessage() for one in caplog.records if one.name != "asyncio")
    with letters.outside.as_seat(cast.ben) as seat:
        from hearten.by_letter.models import Letter

        assert seat.glance(Letter).get().words == f"I saw a {canary} today."
    with letters.outside.as_seat(cast.ada) as seat:
        assert not seat.glance(Letter).exists()


def test_ada_answers_from_her_own_letter_alone(letters, reply_to, cast, as_seat):
    letters.outside.write_to(cast.ada, "ada@mail.example")
    wants(as_seat, cast.ada)
    hers = letters.goes_out(cast.ada, cast.reply.id, address="ada@mail.example")["Reply-To"]
    assert letters.answer(hers) == 550 and letters.answer(reply_to, author="ada@mail.example") == 550
    assert letters.answer(hers, author="ada@mail.example") == 250

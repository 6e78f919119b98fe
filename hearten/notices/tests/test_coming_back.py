"""A slice above says where answers to a letter go, and word of one that reached nobody; an address ends by that."""

from datetime import timedelta
from uuid import UUID

import pytest

from hearten.notices import coming_back
from hearten.notices.coming_back import Back
from hearten.notices.outside.mail.addresses import bounced
from hearten.notices.tests.outside import FROM
from hearten.notices.tests.test_letters import MINUTE, become_due, office, outside

pytestmark = pytest.mark.django_db
__all__ = ["office", "outside"]

BACK = Back("back+1@place.example", "answers+1@place.example", "You can answer this letter.")


@pytest.fixture
def asked(monkeypatch):
    """Somebody takes what comes back of letters about news; which they were asked about."""
    asked = []

    def takes(seat, letter):
        asked.append((seat.me, letter))
        return None if letter.code else BACK

    monkeypatch.setattr(coming_back, "_takes", [])
    coming_back.who_takes_answers(takes)
    return asked


def arrive(outside, clock):
    become_due(outside, clock)
    become_due(outside, clock, timedelta(hours=1))


def test_a_letter_carries_where_what_comes_back_goes(outside, office, cast, clock, asked):
    outside.write_to(cast.ada)
    about = outside.tell(cast.ada)
    arrive(outside, clock)
    ((_to, letter),) = office.taken
    assert office.senders == [BACK.sender] and letter["From"] == FROM and letter["Reply-To"] == BACK.reply_to
    assert letter.get_content().rstrip().endswith(BACK.sentence)
    ((member, said),) = asked
    assert (member, said.kind, said.about, said.code) == (cast.ada.id, "test_reply", about, False)
    assert letter["Message-ID"].startswith(f"<{said.id}@"), "by its id one knows the letter again"


def test_of_several_news_none_is_named(outside, office, cast, clock, asked):
    outside.write_to(cast.ada)
    for _each in range(2):
        outside.tell(cast.ada)
    arrive(outside, clock)
    ((_member, said),) = asked
    assert (said.kind, said.about, said.group_id) == ("", None, None)


def test_where_nobody_takes_it_a_letter_is_as_ever(outside, office, cast, clock, asked):
    outside.write_to(cast.ada)
    with outside.as_seat(cast.ada) as seat:
        from hearten.notices.outside.mail.addresses import ask_for_code

        assert ask_for_code(seat)
    outside.send_codes()
    ((_to, letter),) = office.taken
    assert office.senders == ["post@place.example"] and letter["Reply-To"] is None
    assert [said.code for _member, said in asked] == [True] and isinstance(asked[0][1].id, UUID)


def test_what_came_back_ends_the_address_that_it_went_to_and_no_newer_one(outside, office, cast, clock, superuser):
    outside.write_to(cast.ada)
    with outside.as_seat(cast.ada) as seat:
        assert not bounced(seat, clock.now() - MINUTE), "the letter went to an address before this one"
    with outside.as_seat(cast.ada) as seat:
        assert bounced(seat, clock.now() + MINUTE) and not bounced(seat, clock.now() + MINUTE)
    assert superuser.execute("SELECT ended_how FROM notices_mailing").fetchall() == [("bounced",)]
    assert "A letter to it came back" in cast.ada.client.get("/you/news/").content.decode()
    outside.tell(cast.ada)
    arrive(outside, clock)
    assert office.taken == []

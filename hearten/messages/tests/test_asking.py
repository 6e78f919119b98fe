"""Asking for private contact: who may, what a first message may hold, and what the asked person does with it."""

import threading
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection

from hearten.messages.first_words import must_wait
from hearten.messages.tests.conftest import FIRST

SHUT = "This person takes no private messages at the moment."


def _refused(answer: Any, *words: str) -> None:
    assert answer.status_code == 403
    text = answer.content.decode()
    assert all(one in text for one in words), text


def test_it_is_off_until_somebody_switches_it_on(cast: Any, pages: Any) -> None:
    shown = cast.cleo.client.get("/you/private-contact/").content.decode()
    assert "It is off" in shown
    assert "Messages</a>" not in cast.cleo.client.get("/").content.decode()
    assert "Messages</a>" in cast.ben.client.get("/").content.decode()
    pages.switch(cast.ben, on=False)
    assert "Messages</a>" not in cast.ben.client.get("/").content.decode()


def test_the_page_says_who_sees_what(cast: Any) -> None:
    text = cast.dov.client.get("/you/private-contact/").content.decode()
    for words in ("Only the two of you can read it", "cannot browse it", "shown to moderators", "signs of danger",
                  "A person may then look", "Who looked"):  # fmt: skip
        assert words in text


def test_somebody_who_signs_in_elsewhere_finds_the_way(cast: Any, pages: Any) -> None:
    from tests.coming_together import sign_in

    elsewhere = replace(cast.ben, cookie=sign_in(cast.ben))
    assert "Messages</a>" in elsewhere.client.get("/").content.decode()


def test_asking_leads_to_a_page_that_both_have(cast: Any, pages: Any) -> None:
    talk = pages.asked()
    assert FIRST in pages.page(cast.ben, talk)
    assert "No answer yet" in pages.page(cast.ben, talk)
    shown = pages.page(cast.ada, talk)
    assert FIRST in shown
    assert all(word in shown for word in ("Ben", "Accept", "Not now", "Block and report"))
    assert "Ben" in cast.ada.client.get("/messages/").content.decode()


def test_both_have_to_want_it(cast: Any, pages: Any) -> None:
    pages.switch(cast.ada, on=False)
    _refused(pages.ask(cast.ben, cast.ada_in_group), SHUT, FIRST)
    pages.switch(cast.ada)
    pages.switch(cast.ben, on=False)
    _refused(pages.ask(cast.ben, cast.ada_in_group), "Private contact is off for you.")


def test_a_group_has_to_be_shared(cast: Any, pages: Any) -> None:
    for person in (cast.cleo, cast.dov, cast.eli, cast.mo, cast.odile):
        pages.switch(person)
        assert pages.ask(person, cast.ada_in_group).status_code == 404
    assert pages.ask(cast.ben, cast.cleo_in_other).status_code == 404
    assert pages.ask(cast.ben, cast.ben_in_group).status_code == 404


def test_a_new_account_waits(cast: Any, clock: Any, pages: Any, superuser: Any) -> None:
    joined = clock.now() - timedelta(hours=23)
    superuser.execute("UPDATE members_profile SET adult_attested_at = %s WHERE member_id = %s", [joined, cast.ben.id])
    _refused(pages.ask(cast.ben, cast.ada_in_group), "from tomorrow on")
    clock.pass_(timedelta(hours=2))
    superuser.execute("DELETE FROM threads_witness")
    assert _posts_of_ben(superuser, cast) >= 3
    assert pages.ask(cast.ben, cast.ada_in_group).status_code == 302


def test_who_never_wrote_waits_a_week(cast: Any, clock: Any, pages: Any) -> None:
    rue, _place = pages.newcomer("Rue", cast.group)
    clock.pass_(timedelta(days=3))
    _refused(pages.ask(rue, cast.ada_in_group), "after three posts, or after a week")
    clock.pass_(timedelta(days=5))
    assert pages.ask(rue, cast.ada_in_group).status_code == 302


def _posts_of_ben(superuser: Any, cast: Any) -> int:
    sql = "SELECT count(*) FROM threads_post p LEFT JOIN threads_maskowner o ON o.mask_id = p.mask_id "
    sql += "LEFT JOIN groups_membership m ON m.id = p.membership_id WHERE %s IN (m.member_id, o.member_id)"
    return int(superuser.execute(sql, [cast.ben.id]).fetchone()[0])


def test_a_block_says_the_same_as_off(cast: Any, pages: Any, blocked: Any) -> None:
    _refused(pages.ask(cast.ben, cast.ada_in_group), SHUT)


def test_a_break_says_the_same_as_off(cast: Any, pages: Any, resting: Any) -> None:
    _refused(pages.ask(cast.ben, cast.ada_in_group), SHUT)


def test_the_way_stands_under_a_name_and_never_under_a_mask(cast: Any, pages: Any) -> None:
    def link(post: Any) -> bool:
        return "/message/" in cast.ada.client.get(f"/posts/{post.id}/").content.decode()

    from tests.coming_together import opening_of

    assert link(cast.post)
    assert not link(opening_of(cast.ben, cast.masked))
    assert not link(cast.reply)  # one's own
    pages.switch(cast.ada, on=False)
    assert not link(cast.post)
    mask = cast.mask.id
    assert cast.ada.client.get(f"/people/{mask}/message/").status_code == 404


TRICKY = [
    "Write to me at sam@example.org", "Write to sam(at)example(dot)org", "sam at gmail dot com", "sam＠example.org",
    "Look at https://example.org/x", "h t t p s : / / example.org", "hxxps://evil.example", "example[.]com",
    "ｗｗｗ.example.com", "bit.ly/abc", "t.me/sam", "foo.online/bar", "exa\u200bmple.com",
    "Call 07700 900 123", "0-7-7-0-0-9-0-0-1-2-3", "zero seven seven zero zero nine zero zero one",
    "my number is o7700 9oo 123", "٠٧٧٠٠٩٠٠١٢٣", "+44(0)7700.900.123",
    "my insta is sam_87", "find me @sam.b", "sam#1234 is me", "telegram: sam", "te1egram me", "I am on Telegrаm",
    "w h a t s a p p me", "What's App me", "wh@tsapp", "ＷhatsＡpp me", "tele gram",
    "![me](https://example.org/a.png)",
]  # fmt: skip
PLAIN = [
    "I read what you wrote on 12.03.2026 about sleep. It was 4:30 for me too.", "I take the 42 bus. 20 years now.",
    "There was so much discord in my family.", "I liked it.Thank you for writing.",
    "Between 2019 and 2023 I was away, 3 or 4 times a week.", "I know 10 000 steps of it.",
    "See you in the group on 3.4. at 19:00.", "The signal on the hill is a long way to walk.",
]  # fmt: skip


@pytest.mark.parametrize("text", TRICKY)
def test_links_and_ways_out_wait_in_every_spelling(text: str) -> None:
    assert must_wait(text)


@pytest.mark.parametrize("text", PLAIN)
def test_plain_words_do_not_wait(text: str) -> None:
    assert must_wait(text) == []


def test_the_refusal_names_the_words_and_keeps_the_text(cast: Any, pages: Any) -> None:
    words = "I like how you write. My number is 07700 900 123, or telegram."
    answer = pages.ask(cast.ben, cast.ada_in_group, words)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "“07700 900 123”, “telegram”" in text
    assert words in text
    assert "aria-invalid" in text


def test_a_first_message_is_short_and_plain(cast: Any, pages: Any) -> None:
    assert pages.ask(cast.ben, cast.ada_in_group, "a" * 301).status_code == 422
    assert pages.ask(cast.ben, cast.ada_in_group, "").status_code == 422
    talk = pages.asked()
    assert talk
    pages.superuser.execute("DELETE FROM messages_message; DELETE FROM messages_talk")
    sent = pages.ask(cast.ben, cast.ada_in_group, "*Hello* <b>there</b>")
    shown = cast.ada.client.get(sent.url).content.decode()
    assert "*Hello* &lt;b&gt;there&lt;/b&gt;" in shown


def test_three_new_people_a_day(cast: Any, clock: Any, pages: Any) -> None:
    places = [pages.newcomer(f"Person {number}", cast.group)[1] for number in range(4)]
    for place in places[:3]:
        pages.asked(cast.ben, place)
    _refused(pages.ask(cast.ben, places[3]), "three new people today")
    clock.pass_(timedelta(days=1, minutes=1))
    assert pages.ask(cast.ben, places[3]).status_code == 302


def test_ten_at_once_are_three(cast: Any, pages: Any) -> None:
    places = [pages.newcomer(f"Person {number}", cast.group)[1] for number in range(6)]

    def press(place: Any) -> None:
        try:
            cast.ben.browser().post(f"/people/{place.id}/message/", {"body": FIRST, "client_id": str(uuid4())})
        finally:
            connection.close()

    presses = [threading.Thread(target=press, args=[place]) for place in places]
    for each in presses:
        each.start()
    for each in presses:
        each.join()
    assert pages.superuser.execute("SELECT count(*) FROM messages_talk").fetchone() == (3,)
    assert pages.superuser.execute("SELECT count(*) FROM messages_message").fetchone() == (3,)


def test_not_now_tells_the_asker_nothing(cast: Any, clock: Any, pages: Any) -> None:
    talk = pages.asked()
    before = pages.page(cast.ben, talk), cast.ben.client.get("/messages/").content
    assert pages.answer(cast.ada, talk, "not_now").status_code == 302
    assert _bare(pages.page(cast.ben, talk)) == _bare(before[0])
    assert "You said not now" in pages.page(cast.ada, talk)
    clock.pass_(timedelta(days=15))
    assert "ended without an answer" in pages.page(cast.ben, talk)
    assert pages.answer(cast.ada, talk).status_code == 403


def _bare(page: str) -> str:
    import re

    return re.sub(r'name="(?:csrfmiddlewaretoken|client_id)" value="[^"]+"', "", page).split("<main")[1]


@pytest.mark.parametrize("how", ["not_now", ""])
def test_asking_again_takes_as_long_after_not_now_as_after_silence(cast: Any, clock: Any, pages: Any, how: str) -> None:
    talk = pages.asked()
    if how:
        clock.pass_(timedelta(days=13))
        pages.answer(cast.ada, talk, how)
        clock.pass_(timedelta(days=-13))
    _refused(pages.ask(cast.ben, cast.ada_in_group), "No answer has come yet.")
    clock.pass_(timedelta(days=43))
    _refused(pages.ask(cast.ben, cast.ada_in_group), "No answer has come yet.")
    clock.pass_(timedelta(days=2))
    assert pages.ask(cast.ben, cast.ada_in_group).status_code == 302


def test_two_names_are_not_seen_to_be_one_person(cast: Any, pages: Any) -> None:
    """In another group the same two may talk anew; what stands in the way there says no more than "off" would."""
    talk = pages.asked()
    ada_in_hidden = _place(pages, cast.hidden_group, cast.ada)
    _refused(pages.ask(cast.ben, ada_in_hidden), SHUT)
    pages.answer(cast.ada, talk)
    assert pages.ask(cast.ben, ada_in_hidden).status_code == 302


def _place(pages: Any, group: Any, person: Any) -> Any:
    from hearten.groups.models import Membership

    return Membership.objects.using("keeper").get(group=group, member_id=person.id, ended_at=None)


def test_who_was_asked_is_led_to_the_request(cast: Any, pages: Any) -> None:
    talk = pages.asked()
    answer = pages.ask(cast.ada, cast.ben_in_group)
    _refused(answer, "This person wrote to you first.", f"/messages/{talk}/")


def test_the_same_request_sent_twice_is_one(cast: Any, pages: Any) -> None:
    name = str(uuid4())
    first = pages.ask(cast.ben, cast.ada_in_group, client_id=name)
    again = pages.ask(cast.ben, cast.ada_in_group, client_id=name)
    assert (first.status_code, first.url) == (again.status_code, again.url)
    assert pages.superuser.execute("SELECT count(*) FROM messages_message").fetchone() == (1,)
    _refused(pages.ask(cast.ben, cast.ada_in_group, "Other words now.", client_id=name), "Other words now.")

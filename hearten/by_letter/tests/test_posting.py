"""Posting what came by letter: through all that the page asks, behind one's mask; and where it waits if not."""

import re
from datetime import timedelta
from urllib.parse import quote_plus

import pytest

from hearten.by_letter import jobs
from hearten.by_letter.tests.scene import BEN, WORDS, letters, office, outside, reply_to
from hearten.kernel.aside import Busy
from hearten.safety import triage

pytestmark = pytest.mark.django_db
__all__ = ["letters", "office", "outside", "reply_to"]

SIGNED = f"{WORDS}\n\nCall me: +44 20 7946 0018"


def comes(letters, to, words=WORDS, **more):
    """Let an answer come and be looked at. Returns where its page is."""
    before = set(letters.rows("id"))
    assert letters.answer(to, words, **more) == 250
    letters.run_jobs()
    ((new,),) = set(letters.rows("id")) - before  # not the last by its time: a machine's clock is set back at times
    return f"/you/by-letter/{new}/"


def page_of(cast, place):
    answer = cast.ben.client.get(place)
    assert answer.status_code == 200
    return answer.content.decode()


def test_where_the_page_would_ask_nothing_is_posted_and_the_words_wait(letters, reply_to, cast):
    before = letters.replies()
    place = comes(letters, reply_to, SIGNED)
    assert letters.replies() == before and letters.notices() == ["letter_waits"]
    page = page_of(cast, place)
    assert "Nothing is posted yet" in page and "+44 20 7946 0018" in page and "how to reach you" in page
    assert "under your name: Ben" in page and "It waits for you" in page_of(cast, "/you/by-letter/")
    news = cast.ben.client.get("/news/").content.decode()
    assert "An answer that you wrote by letter is not posted yet" in news and "7946" not in news
    asked = cast.ben.client.post(place, {"body": SIGNED})
    assert asked.status_code == 422 and letters.replies() == before
    assert cast.ben.client.post(place, {"body": WORDS}).status_code == 302
    assert letters.replies()[-1][0] == WORDS and letters.rows("how, words IS NULL") == [("posted", True)]
    assert cast.ben.client.post(place, {"body": "Again."}).status_code == 409, "once"
    assert letters.replies()[-1][0] == WORDS and "It is posted" in page_of(cast, place)
    for other in (cast.ada, cast.cleo, cast.mo):
        assert other.client.get(place).status_code == 404


def test_one_press_passes_a_note_over_as_on_the_page(letters, reply_to, cast):
    place = comes(letters, reply_to, SIGNED)
    (fine,) = {one.partition('"')[0] for one in page_of(cast, place).split('name="fine" value="')[1:]}
    assert cast.ben.client.post(place, {"body": SIGNED, "fine": fine}).status_code == 302
    assert letters.replies()[-1][0] == SIGNED


def test_behind_a_mask_an_answer_stays_behind_it(letters, cast, superuser):

    (reply,) = superuser.execute(
        "INSERT INTO threads_post (id, group_id, thread_id, opens, membership_id, body, html, move, quoted, made_at) "
        "SELECT gen_random_uuid(), group_id, id, false, %s, 'x', 'x', '', '', '2026-01-01' FROM threads_thread "
        "WHERE id = %s RETURNING id",
        [cast.ada_in_group.id, cast.masked.id],
    ).fetchone()
    comes(letters, letters.goes_out(about=reply)["Reply-To"])
    assert letters.replies(cast.masked)[-1] == (WORDS, None, cast.mask.id)
    place = comes(letters, letters.goes_out(about=reply)["Reply-To"], SIGNED)
    page = page_of(cast, place)
    assert "behind your mask: Someone (" in page and "under your name" not in page
    before = letters.replies(cast.masked)
    signed = f"{WORDS}\n\nKind regards\nBenjamin Hasi"
    to = letters.office.taken[0][1]["Reply-To"]
    place = comes(letters, to, signed, author=f"=?utf-8?q?Benjamin_Hasi?= <{BEN}>")
    assert letters.replies(cast.masked) == before and "a name that you do not show there" in page_of(cast, place)
    assert cast.ben.client.post(place, {"body": WORDS}).status_code == 302
    assert letters.replies(cast.masked)[-1] == (WORDS, None, cast.mask.id)


CLOSED = {
    "an agreement that changed": (
        "INSERT INTO groups_agreement (id, group_id, version, text, html, made_at) SELECT gen_random_uuid(), "
        "group_id, version + 1, text, html, now() FROM groups_agreement WHERE group_id = %(group)s",
        "Our agreement changed",
    ),
    "a group that one left": (
        "UPDATE groups_membership SET ended_at = now(), ended_how = 'left' WHERE id = %(ben_in_group)s",
        "not there for you any more",
    ),
    "a conversation that is closed": (
        "UPDATE groups_group SET keeps = 'archive', keeps_days = 30 WHERE id = %(group)s; "
        "UPDATE threads_thread SET last_at = now() - interval '31 days' WHERE id = %(thread)s",
        "closes conversations",
    ),
    "a group where only leads write": (
        "INSERT INTO moderation_switch (id, group_id, kind, why, before, by_id, by_name, made_at, until, ended_name) "
        "VALUES (gen_random_uuid(), %(group)s, 'read_only', 'x', '', %(ada)s, 'Ada', now(), now() + interval '1 day', "
        "'')",
        "only those who look after this group write",
    ),
}


@pytest.mark.parametrize("how", CLOSED)
def test_where_one_may_not_write_the_words_wait_with_the_reason(letters, reply_to, cast, superuser, how):
    sql, reason = CLOSED[how]
    ids = {"group": cast.group.id, "thread": cast.thread.id, "ben_in_group": cast.ben_in_group.id, "ada": cast.ada.id}
    for one in sql.split("; "):
        superuser.execute(one, ids)
    before = letters.replies()
    place = comes(letters, reply_to)
    assert letters.replies() == before and letters.notices() == ["letter_waits"]
    page = page_of(cast, place)
    assert reason in page and WORDS in page and "Nothing is posted" in page
    answer = cast.ben.client.post(place, {"body": "Shorter."})
    assert answer.status_code in (403, 404) and letters.replies() == before
    assert ">\nShorter.</textarea>" in (said := answer.content.decode()) and reason in said and "Let it go" in said
    assert ">\nShorter.</textarea>" in page_of(cast, place), "nothing is lost by trying"


def test_what_is_refused_at_the_last_step_comes_back_as_it_was_typed(letters, reply_to, cast, monkeypatch):
    """Each of them after the form was accepted: a limit, and what only the last step finds."""
    from hearten.kernel.verdict import Refused, Unseen
    from hearten.threads.actions import write

    place, typed = comes(letters, reply_to, SIGNED), {"body": "I want to die.", "fine": "contact"}
    for no, status, sentence in ((Refused("Only those who lead write now."), 403, "Only those who lead write now."),
                                 (Unseen(), 404, "not there for you any more")):  # fmt: skip

        def refuses(*_given, no=no):
            raise no

        monkeypatch.setattr(write, "reply", refuses)
        answer = cast.ben.client.post(place, typed)
        assert answer.status_code == status and ">\nI want to die.</textarea>" in (said := answer.content.decode())
        assert sentence in said and "Post it" in said and "Nothing stands against it" not in said
    monkeypatch.undo()
    assert letters.replies() == [] and letters.rows("how, post_id") == [("", None)]
    letters.run_jobs()
    assert sorted(letters.notices()) == ["letter_help", "letter_waits"], (
        "words that were changed are read for danger once"
    )
    assert cast.ben.client.post(place, {"body": "Shorter."}).status_code == 302
    assert letters.replies()[-1][0] == "Shorter."


def test_what_is_typed_in_a_tab_that_is_behind_comes_back(letters, reply_to, cast):
    place = comes(letters, reply_to, SIGNED)
    assert cast.ben.client.post(place, {"body": WORDS}).status_code == 302
    assert cast.ben.client.post(place, {"body": WORDS}).url == place, "a second tap has nothing to bring back"
    late = cast.ben.client.post(place, {"body": "In short: I slept."})
    assert late.status_code == 409 and ">\nIn short: I slept.</textarea>" in (said := late.content.decode())
    assert "It is posted." in said and "is not posted" in said and "<form method" not in said.partition("<main")[2]
    assert len(letters.replies()) == 1


def test_letting_go_removes_the_words(letters, reply_to, cast):
    place = comes(letters, reply_to, SIGNED)
    assert "in your own mailbox stays" in page_of(cast, f"{place}removal/")
    assert cast.ben.client.post(f"{place}removal/").status_code == 302
    assert letters.rows("how, words IS NULL") == [("gone", True)] and "You let it go" in page_of(cast, place)
    assert "There is nothing left of it here" in page_of(cast, f"{place}removal/")
    assert cast.ben.client.post(f"{place}removal/").status_code == 302


def test_no_words_and_words_that_cannot_be_told_apart(letters, reply_to, cast):
    ((_to, letter),) = letters.office.taken
    quote = letter.get_content().replace("\r\n", "\n")
    marked = "\n".join(f"> {line}" for line in quote.split("\n"))
    place = comes(letters, reply_to, f"On 30/11/2026 10:12, Riverside wrote:\n{marked}")
    assert "There were no words of your own in it" in page_of(cast, place)
    assert cast.ben.client.post(place, {"body": ""}).status_code == 422
    place = comes(letters, reply_to, f"Yes.\n\n{quote}")
    assert sorted(why for (why,) in letters.rows("why")) == ["nothing", "quoted"]
    assert letters.notices() == ["letter_waits"] * 2
    assert "could not tell your words" in page_of(cast, place)
    answer = cast.ben.client.post(place, {"body": f"Yes.\n\n{quote}"})
    assert answer.status_code == 422 and "addresses that are yours alone" in answer.content.decode()
    led = f"Yes. https://safe.mail.example/?url={quote_plus(re.findall('https?://[^ ]+/end/', quote)[0])}"
    assert cast.ben.client.post(place, {"body": led}).status_code == 422, "what ends his letters, in a wrapping"
    assert cast.ben.client.post(place, {"body": "Yes."}).status_code == 302
    assert letters.replies()[-1][0] == "Yes."


def test_files_are_not_taken_and_their_writer_reads_so(letters, reply_to, cast):
    from email import message_from_bytes, policy

    made = message_from_bytes(letters.made(reply_to), policy=policy.default)
    made.add_attachment(b"\xff\xd8 a picture", maintype="image", subtype="jpeg", filename="ben.jpg")
    assert letters.come_in((reply_to, BEN, made.as_bytes())) == [250]
    letters.run_jobs()
    assert letters.replies()[-1][0] == WORDS and letters.notices() == ["letter_bare"]
    place = f"/you/by-letter/{letters.rows('id')[0][0]}/"
    assert "The files that hung on it were not taken" in page_of(cast, place)


def test_words_of_danger_are_posted_read_by_people_and_have_the_panel_as_news(letters, reply_to, cast, superuser):
    words = "I want to die. I have the pills here and I will take them tonight."
    comes(letters, reply_to, words)
    assert letters.replies()[-1][0] == words and letters.notices() == ["letter_beside"]
    ((about, state),) = superuser.execute(
        "SELECT r.about, r.state FROM safety_reading r JOIN threads_post p ON p.id = r.about WHERE p.body = %s", [words]
    ).fetchall()
    assert state == "waiting", "triage reads it, as it reads everything"
    (note,) = superuser.execute("SELECT id FROM notices_notice WHERE kind = 'letter_beside'").fetchone()
    to = cast.ben.client.get(f"/news/{note}/").headers["Location"]
    assert to == f"/beside/post/{about}/" or str(about) in to
    assert "What you wrote sounds very hard to carry" in cast.ben.client.get(to).content.decode()


def test_words_of_danger_that_wait_lead_their_writer_to_help(letters, reply_to, cast, superuser):
    """They are posted nowhere, so that nobody else reads them."""
    superuser.execute("UPDATE groups_membership SET ended_at = now(), ended_how = 'left' WHERE id = %s",
                      [cast.ben_in_group.id])  # fmt: skip
    comes(letters, reply_to, "I want to die. I have the pills here and I will take them tonight.")
    assert sorted(letters.notices()) == ["letter_help", "letter_waits"] and letters.replies() == []
    (note,) = superuser.execute("SELECT id FROM notices_notice WHERE kind = 'letter_help'").fetchone()
    assert cast.ben.client.get(f"/news/{note}/").headers["Location"] == "/help-now/"


def test_a_reading_that_fails_takes_no_answer_away(letters, reply_to, monkeypatch):
    monkeypatch.setattr(jobs, "judged", lambda text: (_ for _ in ()).throw(triage.Unreadable()))
    comes(letters, reply_to)
    assert letters.replies()[-1][0] == WORDS and letters.notices() == []


def test_a_reading_of_words_that_wait_is_tried_again_when_it_fails(letters, reply_to, cast, superuser, monkeypatch):
    """Nobody else reads them: one busy moment may not be why somebody is not led to help."""
    superuser.execute("UPDATE groups_membership SET ended_at = now(), ended_how = 'left' WHERE id = %s",
                      [cast.ben_in_group.id])  # fmt: skip
    comes(letters, reply_to)
    ((letter,),) = letters.rows("id")
    monkeypatch.setattr(jobs, "judged", lambda text: (_ for _ in ()).throw(Busy()))
    failed = []

    def look():
        try:
            jobs.look.now(letter=str(letter), post="")
        except Busy:
            failed.append(letter)  # a job that fails is tried again

    letters.outside.as_worker(look, actor=cast.ben.id)
    assert failed == [letter] and letters.notices() == ["letter_waits"]


def test_many_in_a_minute_wait(letters, reply_to, monkeypatch):
    from hearten.by_letter import posting
    from hearten.members.limits import Limit

    monkeypatch.setattr(posting, "POSTS_OF_A_MEMBER", Limit("few posts", 1, timedelta(minutes=1)))
    comes(letters, reply_to)
    comes(letters, reply_to, "And one more.")
    assert sorted(letters.rows("how")) == [("",), ("posted",)] and letters.notices() == ["letter_waits"]


def test_too_long_a_letter_waits_whole(letters, reply_to, cast):
    place = comes(letters, reply_to, "A long way.\n" * 2000)
    assert "longer than an answer can be" in page_of(cast, place)


def test_who_answers_where_words_wait_for_a_look_hears_that_theirs_do(letters, reply_to, cast, superuser):
    """On the page it stands beside the words at once; by letter nobody would know why nobody answers."""
    superuser.execute(
        "INSERT INTO moderation_switch (id, group_id, kind, why, before, by_id, by_name, made_at, until, ended_name) "
        "VALUES (gen_random_uuid(), %s, 'everything', 'x', '', %s, 'Ada', now(), now() + interval '1 day', '')",
        [cast.group.id, cast.ada.id],
    )
    place = comes(letters, reply_to)
    assert superuser.execute("SELECT count(*) FROM moderation_hold WHERE released_at IS NULL").fetchone() == (1,)
    assert letters.notices() == ["letter_held"] and letters.rows("how") == [("posted",)]
    page = page_of(cast, place)
    assert "Your words wait for a look" in page and "It is posted" not in page
    assert WORDS in page_of(cast, f"/threads/{cast.thread.id}/")
    superuser.execute("UPDATE moderation_hold SET released_at = now()")
    assert "It is posted" in page_of(cast, place)


def test_the_switch_says_what_it_means_and_needs_an_operator(letters, cast, settings):
    page = page_of(cast, "/you/by-letter/")
    assert "Your words travel through mail servers, which can read them" in page and "checked" in page
    assert cast.dov.client.get("/you/by-letter/").content.decode().count("You need letters for it") == 1
    assert cast.dov.client.post("/you/by-letter/", {"wanted": "yes"}).status_code == 302
    settings.HEARTEN_LETTERS_AT = ""
    assert "takes no letters in" in cast.cleo.client.get("/you/by-letter/").content.decode()
    assert cast.cleo.client.post("/you/by-letter/", {"wanted": "yes"}).status_code == 403
    assert cast.dov.client.post("/you/by-letter/", {}).status_code == 302, "switching off is always there"
    assert letters.goes_out()["Reply-To"] is None and letters.office.senders[-1] == "post@place.example"


def test_who_takes_their_agreement_back_answers_no_more(letters, reply_to, cast, as_seat):
    from hearten.members.actions import keys

    with as_seat(cast.ben) as seat:
        for given_back in keys._given_back:
            given_back(seat)
    assert letters.answer(reply_to) == 550

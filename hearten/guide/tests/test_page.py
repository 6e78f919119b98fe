"""The page: agreeing, asking, what is shown and kept of a turn, and the operator's numbers and pages."""

import json
import re
from datetime import timedelta
from typing import Any

import pytest

from hearten.guide import own, views, wording
from hearten.guide.tests.conftest import ASK, GUIDE, page_of, rows_in

CANARY = "canaryoftheguide"


def test_it_is_closed_and_off_for_everybody_at_first(cast: Any, superuser: Any) -> None:
    assert "switched off here" in page_of(cast.ben.client.get(GUIDE))
    assert "switched off here" in page_of(cast.ben.client.post(GUIDE, {"said": ASK}), 403)
    cast.ben.client.post("/guide/consent/", {"agree": "yes"})
    assert rows_in(superuser, "members_consent WHERE purpose = 'guide'") == 0
    assert rows_in(superuser, "guide_talk") == 0
    for person in (cast.ada, cast.ben, cast.mo):
        assert person.client.get("/desk/guide/").status_code == 404
        assert person.client.post("/desk/guide/", {"open": "yes"}).status_code == 404
    assert "It is closed." in page_of(cast.odile.client.get("/desk/guide/"))
    assert cast.odile.client.post("/desk/guide/", {"open": "yes"}).status_code == 302
    first = page_of(cast.ben.client.get(GUIDE))
    assert str(wording.notice_text()) in first.replace("&#39;", "'") and 'name="said"' not in first
    assert "answers only if you agreed" in page_of(cast.ben.client.post(GUIDE, {"said": ASK}), 403)
    assert cast.ben.client.post("/guide/consent/", {"agree": "yes"}).status_code == 302
    assert 'name="said"' in page_of(cast.ben.client.get(GUIDE))


def test_who_searches_and_finds_nothing_is_pointed_to_it_where_it_is_open(cast: Any, as_seat: Any) -> None:
    from hearten.guide.actions import open_guide

    def points(words: str) -> bool:
        return 'href="/guide/"' in page_of(cast.ben.client.post("/search/", {"q": words})).partition("<main")[2]

    assert not points("zxcvqwertz")
    with as_seat(cast.odile) as seat:
        open_guide(seat)
    assert points("zxcvqwertz")


def test_where_words_are_not_read_for_danger_it_answers_nobody(guided: Any, settings: Any) -> None:
    settings.HEARTEN_READ_FOR_DANGER = False
    assert "switched off here" in page_of(guided.ben.client.get(GUIDE))
    assert guided.ben.client.post(GUIDE, {"said": ASK}).status_code == 403
    assert "Nobody is answered now" in page_of(guided.odile.client.get("/desk/guide/"))


def test_a_question_is_answered_marked_as_a_program_with_its_source_and_a_way_to_people(
    asks: Any, guided: Any, as_seat: Any
) -> None:
    page = asks(guided.ben, ASK)
    answer = re.search(r'<article class="guide-turn.*?</article>', page, re.DOTALL)[0]  # type: ignore[index]
    assert 'data-author="ai"' in answer and "The Guide, a program" in answer and 'id="answer"' in answer
    assert str(wording.notice_text()) in answer
    assert "/guide/pages/break/" in answer and "<blockquote>" in answer
    assert 'action="/guide/person/"' in answer and "Talk to a person" in answer
    with as_seat(guided.ben) as seat:  # in one's copy, too, it is no person who answered (AI-02)
        assert [(row["said"], row["author"]) for row in own._turns(seat)] == [(ASK, "ai")]
    second = asks(guided.ben, "are you a real person?")
    assert second.index("are you a real person?") < second.index(ASK), "the newest stands first"
    assert page_of(guided.ben.client.get("/guide/pages/break/"))
    assert guided.ben.client.get("/guide/pages/no-such-page/").status_code == 404


def stands_out(page: str) -> bool:
    """Whether the notice above the newest turn is set apart. It stands there in any case, once."""
    newest = page.partition('id="answer"')[2].partition("</article>")[0]
    assert newest.count(str(wording.notice_text())) == 1
    return '<p class="guide-notice">I am a computer program' in newest


def test_the_notice_stands_above_every_turn_and_stands_out_when_its_time_has_come(
    asks: Any, guided: Any, clock: Any, superuser: Any
) -> None:
    clock.set(clock.now().replace(hour=9, minute=0))  # on one day of Ben's own
    said = ["zxcv qwertz", "are you a real person?"]
    assert stands_out(asks(guided.ben, said[0])), "0 h"
    clock.pass_(timedelta(seconds=1))
    assert not stands_out(asks(guided.ben, said[0]))
    clock.pass_(timedelta(seconds=1))
    assert stands_out(asks(guided.ben, said[1])), "asked"
    superuser.execute("UPDATE guide_use SET seconds = %s", [2 * 3600 + 50 * 60])
    clock.pass_(timedelta(minutes=9))
    page = asks(guided.ben, said[0])
    assert not stands_out(page) and page.count(str(wording.notice_text())) >= 4, "2:59, and above every turn"
    clock.pass_(timedelta(minutes=2))
    assert stands_out(asks(guided.ben, said[0])), "3:01"
    clock.pass_(timedelta(days=7))
    assert stands_out(asks(guided.ben, said[0])), "7 d"


def test_who_named_an_age_under_18_before_reads_the_notice_each_hour(
    asks: Any, guided: Any, clock: Any, superuser: Any, as_seat: Any
) -> None:
    from hearten.guide.actions import lift
    from hearten.guide.models import Stop

    asks(guided.ben, "I'm 15 and I feel alone")
    with as_seat(guided.odile) as seat:
        lift(seat, seat.glance(Stop).get())
    superuser.execute("UPDATE guide_use SET seconds = 3500")
    clock.pass_(timedelta(minutes=1))
    assert not stands_out(asks(guided.ben, "zxcv")), "0:59"
    clock.pass_(timedelta(minutes=1))
    assert stands_out(asks(guided.ben, "zxcv")), "1:00"


def test_words_stand_in_no_address_no_log_and_in_no_table_unsealed(
    asks: Any, guided: Any, superuser: Any, caplog: pytest.LogCaptureFixture
) -> None:
    from tests.copies import tables

    answer = guided.ben.client.post(GUIDE, {"said": f"What is a {CANARY}?"})
    assert CANARY not in answer["Location"] and CANARY in page_of(guided.ben.client.get(GUIDE))
    asks(guided.ben, f"I want to die, {CANARY}")
    guided.ben.client.post("/guide/person/", {"words": f"line with {CANARY}"})
    held = 'SELECT EXISTS (SELECT 1 FROM "{}" t WHERE t::text ILIKE %s)'
    for table in tables(superuser):
        assert not superuser.execute(held.format(table), [f"%{CANARY}%"]).fetchone()[0], table
    assert CANARY not in caplog.text


def test_an_age_under_18_stops_it_until_an_operator_looked(
    asks: Any, guided: Any, superuser: Any, clock: Any, as_worker: Any
) -> None:
    from hearten.notices.jobs import write_down

    page = asks(guided.ben, "I'm 15 and I feel alone")
    for again in (page, page_of(guided.ben.client.get(GUIDE))):
        assert "it stopped for you" in again and 'name="said"' not in again
        assert "You did nothing wrong" in again and "Talk to a person" in again and "/help-now/" in again
    clock.pass_(timedelta(minutes=61))
    later = page_of(guided.ben.client.get(GUIDE))
    assert "You did nothing wrong" in later and "I feel alone" not in later and "Talk to a person" in later
    (stop,) = superuser.execute("SELECT id FROM guide_stop").fetchone()
    as_worker(write_down.now, kind="guide_stopped", about=str(stop), members=[], group="")
    told = "SELECT member_id FROM notices_notice WHERE kind = 'guide_stopped'"
    assert superuser.execute(told).fetchall() == [(guided.odile.id,)], "who can look is asked to"
    assert guided.ben.client.post(GUIDE, {"said": ASK}).status_code == 403
    desk = page_of(guided.odile.client.get("/desk/guide/"))
    (address,) = re.findall(r'action="(/desk/guide/stops/[^"]+)"', desk)
    assert guided.mo.client.post(address).status_code == 404 and guided.ben.client.post(address).status_code == 404
    assert guided.odile.client.post(address).status_code == 302
    assert 'name="said"' in page_of(guided.ben.client.get(GUIDE))


def test_thirty_turns_an_hour_and_danger_is_never_held_up(
    guided: Any, monkeypatch: pytest.MonkeyPatch, superuser: Any
) -> None:
    monkeypatch.setattr(views, "take", lambda limit, who: False)
    page = page_of(guided.ben.client.post(GUIDE, {"said": ASK}), 429)
    assert ASK in page and "Help now" in page and rows_in(superuser, "guide_exchange") == 0
    assert guided.ben.client.post(GUIDE, {"said": "I want to kill myself"}).status_code == 302


def test_what_was_sent_twice_is_answered_once(guided: Any, superuser: Any) -> None:
    sent = {"said": ASK, "client_id": "7d1f0f5e-6a53-4c61-9d1c-0c1f6f1f5c77"}
    for _ in range(2):
        assert guided.ben.client.post(GUIDE, sent).status_code == 302
    assert rows_in(superuser, "guide_exchange") == 1
    assert page_of(guided.ben.client.post(GUIDE, {"said": "x" * 3000}), 422).count("x" * 3000) == 1


def test_a_record_of_a_turn_holds_no_word_and_nobody(asks: Any, guided: Any, superuser: Any) -> None:
    asks(guided.ben, f"{ASK} {CANARY}")
    asks(guided.ben, "can I double my sertraline dose")
    rows = superuser.execute("SELECT to_jsonb(r) FROM guide_record r ORDER BY day").fetchall()
    assert len(rows) == 2
    for (row,) in rows:
        assert set(row) == {"id", "day", "level", "fixed", "refused", "quoted", "generated", "made_by"}
        assert str(guided.ben.id) not in json.dumps(row) and CANARY not in json.dumps(row)
        assert row["made_by"]["rules"] and row["made_by"]["texts"] and row["made_by"]["reader"]
    assert {row["fixed"] for (row,) in rows} == {"", "dose"}


def test_numbers_of_the_year_are_public_and_small_ones_are_not_shown(
    asks: Any, guided: Any, superuser: Any, client: Any
) -> None:
    for _ in range(5):
        asks(guided.ben, "zxcv qwertz plugh")
    asks(guided.ben, "I want to die")
    page = page_of(client.get("/guide/about/"))
    assert "Turns: fewer than 5" in page, "nobody sees from it that somebody was here today"
    superuser.execute("UPDATE guide_record SET day = date_trunc('month', now() AT TIME ZONE 'UTC') - interval '1 day'")
    page = page_of(client.get("/guide/about/"))
    assert "Turns: 5" in page and "does not know: 5" in page and "people came first: fewer than 5" in page
    assert "no therapy" in page and "It is open here since" in page


@pytest.mark.parametrize(
    ("set_to", "shown"),
    [
        ("team@place.example", '<a href="mailto:team@place.example">team@place.example</a>'),
        ("https://place.example/contact", '<a href="https://place.example/contact" rel="noreferrer">'),
    ],
)
def test_whoever_reads_about_it_finds_how_to_reach_the_team(
    guided: Any, client: Any, settings: Any, set_to: str, shown: str
) -> None:
    assert "mailto:" not in page_of(client.get("/guide/about/"))
    settings.HEARTEN_CONTACT = set_to
    assert shown in page_of(client.get("/guide/about/"))
    settings.HEARTEN_CONTACT = "javascript:alert(1)"
    assert "javascript" not in page_of(client.get("/guide/about/"))


def test_pages_of_the_team_are_quoted_while_they_were_checked(turn: Any, guided: Any, clock: Any) -> None:
    said = {
        "title": "The lantern house", "words": "The lantern house is open on Tuesdays. Anybody may come in.",
        "asked": "When is the lantern house open?", "language": "en", "checked_on": clock.now().date().isoformat(),
    }  # fmt: skip
    assert guided.odile.client.post("/desk/guide/pages/new/", said).status_code == 302
    assert guided.ada.client.post("/desk/guide/pages/new/", said).status_code == 404
    shown = turn(guided.ben, "When is the lantern house open?")
    assert shown.sentences[0].text == "The lantern house is open on Tuesdays."
    assert "The lantern house" in page_of(guided.ben.client.get(shown.sources[0].url))
    clock.pass_(timedelta(days=180))
    assert turn(guided.ben, "When is the lantern house open?").sentences == ()
    assert "Not quoted" in page_of(guided.odile.client.get("/desk/guide/"))

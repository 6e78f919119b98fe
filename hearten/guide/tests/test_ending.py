"""How a conversation ends: by its member, by time, by the switch, also in the middle of an answer."""

from datetime import timedelta
from typing import Any

import pytest

from hearten.guide import generating, views, wording
from hearten.guide.tests.conftest import ASK, GUIDE, Says, page_of, rows_in


class Closing:
    """A generator during whose work the operator closes the Guide."""

    name, prompt = "closing 0", "0"

    def __init__(self, close: Any) -> None:
        self._close = close

    def phrase(self, question: str, sources: Any) -> str:
        self._close()
        return "You can take a break."


def test_taking_it_back_refuses_the_next_turn_and_erases_what_was_said(asks: Any, guided: Any, superuser: Any) -> None:
    asks(guided.ben, ASK)
    guided.ben.client.post("/guide/keeping/", {"keep": "yes"})
    consents = page_of(guided.ben.client.get("/you/consents/"))
    assert "Answers from the Guide" in consents
    (consent,) = superuser.execute(
        "SELECT id FROM members_consent WHERE purpose = 'guide' AND member_id = %s", [guided.ben.id]
    ).fetchone()
    assert guided.ben.client.post(f"/you/consents/{consent}/withdrawal/").status_code == 302
    assert rows_in(superuser, "guide_exchange") == 0 and rows_in(superuser, "guide_talk") == 0
    assert guided.ben.client.post(GUIDE, {"said": ASK}).status_code == 403
    assert rows_in(superuser, "guide_exchange") == 0


def test_it_goes_when_it_is_ended_and_when_one_signs_out_unless_kept(asks: Any, guided: Any, superuser: Any) -> None:
    asks(guided.ben, ASK)
    ended = guided.ben.client.post("/guide/end/")
    assert ended.status_code == 302 and rows_in(superuser, "guide_talk") == 0
    asks(guided.ben, ASK)
    asks(guided.ada, ASK)
    guided.ada.client.post("/guide/keeping/", {"keep": "yes"})
    for person in (guided.ben, guided.ada):
        person.client.post("/sign-out/")
    assert superuser.execute("SELECT member_id FROM guide_talk").fetchall() == [(guided.ada.id,)]
    assert rows_in(superuser, "guide_exchange") == 1


def test_it_goes_after_an_hour_without_a_word_and_its_key_with_it(
    asks: Any, guided: Any, clock: Any, superuser: Any, as_worker: Any
) -> None:
    from hearten.guide.jobs import let_go
    from hearten.kernel import keystore

    asks(guided.ben, ASK)
    (talk,) = superuser.execute("SELECT id FROM guide_talk").fetchone()
    clock.pass_(timedelta(minutes=59))
    assert ASK in page_of(guided.ben.client.get(GUIDE))
    clock.pass_(timedelta(minutes=2))
    assert ASK not in page_of(guided.ben.client.get(GUIDE))
    assert rows_in(superuser, "guide_exchange") == 0 and rows_in(superuser, "guide_unshredded") == 1
    as_worker(lambda: let_go(0), transactions=True)
    assert rows_in(superuser, "guide_unshredded") == 0 and talk.hex in keystore.erased()
    asks(guided.ada, ASK)
    superuser.execute("UPDATE guide_talk SET last_at = now() - interval '61 minutes'")
    as_worker(lambda: let_go(0), transactions=True)
    assert rows_in(superuser, "guide_talk") == 0


def test_kept_it_stays_thirty_days(asks: Any, guided: Any, clock: Any, superuser: Any) -> None:
    asks(guided.ben, ASK)
    guided.ben.client.post("/guide/keeping/", {"keep": "yes"})
    clock.pass_(timedelta(hours=5))
    assert ASK in page_of(guided.ben.client.get(GUIDE))
    clock.pass_(timedelta(days=10))
    superuser.execute("DELETE FROM guide_use")  # as the worker does, eight days after the last word
    assert str(wording.notice_text()) in asks(guided.ben, "thanks").split(ASK)[0], "after a week away it stands there"
    clock.pass_(timedelta(hours=5))
    guided.ben.client.post("/guide/keeping/", {"keep": "no"})
    assert ASK not in page_of(guided.ben.client.get(GUIDE))
    assert guided.ben.client.post("/guide/keeping/", {"keep": "yes"}).status_code == 403


def test_closing_it_in_the_middle_of_an_answer_refuses_the_answer(
    guided: Any, superuser: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def close() -> None:
        superuser.execute("UPDATE guide_opening SET closed_at = now(), closed_by_id = opened_by_id")

    monkeypatch.setattr(views, "operators_model", lambda: Closing(close))
    page = page_of(guided.ben.client.post(GUIDE, {"said": ASK}), 403)
    assert "switched off here" in page and "<blockquote>" not in page
    assert rows_in(superuser, "guide_exchange") == 0 and rows_in(superuser, "guide_record") == 0


def test_taking_back_the_agreement_in_the_middle_of_an_answer_keeps_nothing(
    guided: Any, superuser: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def back() -> None:
        superuser.execute("UPDATE members_consent SET withdrawn_at = now() WHERE purpose = 'guide'")

    monkeypatch.setattr(views, "operators_model", lambda: Closing(back))
    assert guided.ben.client.post(GUIDE, {"said": ASK}).status_code == 403
    assert rows_in(superuser, "guide_exchange") == 0


def test_what_ends_while_an_answer_is_made_is_not_begun_again_unless_it_sounds_like_danger(
    guided: Any, asks: Any, superuser: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = []

    def signed_out(seat: Any, words: str, *also: Any) -> Any:
        shown = answered(seat, words, *also)
        superuser.execute(said[-1])
        return shown

    answered = views.answer
    monkeypatch.setattr(views, "answer", signed_out)
    said.append("SELECT 1")
    asks(guided.ben, ASK)
    said.append("DELETE FROM guide_exchange; DELETE FROM guide_talk")
    assert "ended while you waited" in page_of(guided.ben.client.post(GUIDE, {"said": ASK}), 403)
    said.append(f"DELETE FROM members_session WHERE member_id = '{guided.ben.id}'")
    assert guided.ben.client.post(GUIDE, {"said": ASK}).status_code == 403
    assert rows_in(superuser, "guide_talk") == rows_in(superuser, "guide_exchange") == 0
    guided.ada.client.get(GUIDE)
    said.append(f"DELETE FROM members_session WHERE member_id = '{guided.ada.id}'")
    guided.ada.client.post(GUIDE, {"said": "I want to kill myself tonight"})
    assert rows_in(superuser, "guide_exchange") == 1
    assert rows_in(superuser, "safety_reading WHERE kind = 'guide_talk' AND state = 'waiting'") >= 1


def test_an_old_browser_that_is_cleared_away_takes_no_conversation_along(
    asks: Any, guided: Any, superuser: Any
) -> None:
    asks(guided.ben, ASK)
    superuser.execute(
        "INSERT INTO members_session (id, key_hash, member_id, data, began_at, renewed_at, expires_at) "
        "VALUES (gen_random_uuid(), 'old', %s, '{}', now(), now(), now() - interval '1 day')",
        [guided.ben.id],
    )
    superuser.execute("DELETE FROM members_session WHERE key_hash = 'old'")
    assert ASK in page_of(guided.ben.client.get(GUIDE))


def test_a_switch_ends_the_waiting_for_a_generator_within_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    import threading

    monkeypatch.setattr(generating, "ASKS_EVERY_S", 0.01)
    ended = threading.Event()

    class Hangs(Says):
        def phrase(self, question: str, sources: Any) -> str:
            ended.wait(30)
            return self.text

    asked = []
    assert generating.phrased(Hangs("x"), "q", [], lambda: bool(asked.append(1))) == ""
    assert asked == [1]
    assert generating.phrased(Hangs("x"), "q", [], within=0.05) == "", "a hanging one is waited for no longer than that"
    assert generating.phrased(Says("here"), "q", []) == "here", "and its place is free again"
    ended.set()

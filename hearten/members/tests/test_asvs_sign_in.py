"""Passphrases, codes and sessions as OWASP ASVS 5.0.0 wants them (chapters 6 and 7), where no other test says it."""

import re
from typing import Any

import pytest

from .conftest import PASSPHRASE, sign_up

NEW = "a lamp in every window"
BOXES = ["/sign-in/", "/join/", "/recover/", "/you/passphrase/", "/you/confirm/"]


def test_a_new_passphrase_counts_and_the_old_one_does_not(joined: Any, sign_in: Any) -> None:
    browser = joined("Zoe")
    said = {"passphrase": NEW, "passphrase_now": PASSPHRASE}
    assert browser.post("/you/passphrase/", said).status_code == 302
    assert sign_in("Zoe", PASSPHRASE)[1].status_code == 422
    assert sign_in("Zoe", NEW)[1].status_code == 302


def test_a_new_passphrase_asks_for_the_one_that_counts(joined: Any, sign_in: Any) -> None:
    browser = joined("Zoe")
    assert 'name="passphrase_now"' in browser.get("/you/passphrase/").content.decode()
    for wrong in ({}, {"passphrase_now": "not the right words"}):
        answer = browser.post("/you/passphrase/", {"passphrase": NEW, **wrong})
        assert answer.status_code == 422
        assert "not your passphrase of now" in answer.content.decode()
    assert sign_in("Zoe")[1].status_code == 302
    browser.post("/you/confirm/", {"passphrase": PASSPHRASE})
    assert 'name="passphrase_now"' not in browser.get("/you/passphrase/").content.decode()
    assert browser.post("/you/passphrase/", {"passphrase": NEW}).status_code == 302
    assert sign_in("Zoe", NEW)[1].status_code == 302


def test_who_guesses_the_passphrase_that_counts_must_wait(joined: Any, settings: Any) -> None:
    from django.core.cache import cache

    browser = joined("Zoe")
    settings.HEARTEN_RATE_LIMITS = True
    cache.clear()
    said = {"passphrase": NEW, "passphrase_now": "not the right words"}
    codes = [browser.post("/you/passphrase/", said).status_code for _try in range(6)]
    cache.clear()
    assert codes == [422] * 5 + [429]


@pytest.mark.parametrize(
    "easy", ["hearten-2026-42", "Our Riverside 99", "My Passphrase 1", "ZoeZoeZoe 20261", "Peer support, now"]
)
def test_words_of_this_place_make_no_passphrase(easy: str, settings: Any, visitor: Any, joined: Any) -> None:
    settings.HEARTEN_NAME = "Riverside"
    answer = visitor().post("/join/", sign_up("Zoe", passphrase=easy))
    assert answer.status_code == 422
    assert "guessed first" in answer.content.decode()
    said = {"passphrase": easy, "passphrase_now": PASSPHRASE}
    assert joined("Zoe").post("/you/passphrase/", said).status_code == 422


@pytest.mark.parametrize("good", ["hearten my weary bones", "Zoe has seven lamps", "the riverside is foggy"])
def test_they_may_stand_beside_enough_other_words(good: str, settings: Any, visitor: Any) -> None:
    settings.HEARTEN_NAME = "Riverside"
    assert visitor().post("/join/", sign_up("Zoe", passphrase=good)).status_code == 302


def test_recovering_asks_the_same(joined: Any, visitor: Any) -> None:
    code = re.findall(r"<code>([\d-]+)</code>", joined("Zoe").post("/you/codes/recovery/").content.decode())[0]
    answer = visitor().post("/recover/", {"name": "Zoe", "code": code, "passphrase": "zoe-hearten-1234"})
    assert answer.status_code == 422 and "guessed first" in answer.content.decode()


def test_the_words_of_this_place_are_on_paper() -> None:
    from hearten.members.passphrases import PLACES_WORDS

    part = _paper("SECURITY.md").partition("## Signing in")[2].partition(" ## ")[0]
    assert all(f'"{word}"' in part for word in [*PLACES_WORDS])
    assert "the site's name" in part and "sign-in name" in part


def _paper(name: str) -> str:
    from pathlib import Path

    return " ".join((Path(__file__).resolve().parents[3] / name).read_text().split())


@pytest.mark.parametrize("path", BOXES)
def test_a_passphrase_is_typed_unseen_and_managers_may_help(path: str, visitor: Any, joined: Any) -> None:
    browser = visitor() if path in BOXES[:3] else joined("Zoe")
    boxes = re.findall(r'<input[^>]*name="passphrase"[^>]*>', browser.get(path).content.decode())
    assert boxes
    for box in boxes:
        assert 'type="password"' in box
        assert re.search(r'autocomplete="(current|new)-password"', box)
        assert "maxlength" not in box


@pytest.mark.parametrize(
    ("chosen", "typed"),
    [
        ("  Lamps in the window  ", "Lamps in the window"),
        ("Lamps In The Window", "lamps in the window"),
        (f"{'lamps in the window, ' * 20}yes", f"{'lamps in the window, ' * 20}no!"),
        ("lamps\tin the window", "lamps in the window"),
    ],
    ids=["spaces around it", "capitals", "the end of a long one", "a tab"],
)
def test_a_passphrase_is_compared_as_it_was_typed(chosen: str, typed: str, visitor: Any, sign_in: Any) -> None:
    assert visitor().post("/join/", sign_up("Zoe", passphrase=chosen)).status_code == 302
    assert sign_in("Zoe", typed)[1].status_code == 422
    assert sign_in("Zoe", chosen)[1].status_code == 302


@pytest.mark.parametrize("length", [64, 128, 500])
def test_long_passphrases_are_fine(length: int, visitor: Any, sign_in: Any) -> None:
    long = ("Lampen am Fenster, 七つの灯り, " * 30)[:length].strip().ljust(length, "x")
    assert visitor().post("/join/", sign_up("Zoe", passphrase=long)).status_code == 302
    assert sign_in("Zoe", long)[1].status_code == 302


def test_a_passphrase_does_not_grow_old(joined: Any, sign_in: Any, hands: Any) -> None:
    joined("Zoe")
    hands.move(days=1500)
    assert sign_in("Zoe")[1].headers["Location"] == "/"


def test_nobody_is_asked_for_hints_or_secret_questions() -> None:
    from hearten.members import forms

    assert set(forms.SignUpForm().fields) == {"name", "passphrase", "credential", "adult", "agrees"}
    assert set(forms.RecoverForm().fields) == {"name", "code", "passphrase"}
    assert set(forms.ConfirmForm().fields) == {"passphrase", "code"}


def test_recovery_codes_are_ten_different_ones_of_twelve_digits(joined: Any) -> None:
    page = joined("Zoe").post("/you/codes/recovery/").content.decode()
    codes = re.findall(r"<code>([\d-]+)</code>", page)
    assert len(set(codes)) == 10
    assert {len(code.replace("-", "")) for code in codes} == {12}  # 40 bits


@pytest.mark.parametrize("token", ["", "seat", "a" * 43, "x' OR true --"])
def test_a_token_that_the_server_did_not_make_opens_nothing(token: str, joined: Any, visitor: Any) -> None:
    joined("Zoe")
    browser = visitor()
    browser.cookies["seat"] = token
    assert browser.get("/you/").status_code == 302


def with_cookie_of(browser: Any, visitor: Any) -> Any:
    """Return another browser that shows the same token."""
    other = visitor()
    other.cookies["seat"] = browser.cookies["seat"].value
    return other


def test_the_token_of_a_session_that_ended_opens_nothing(joined: Any, visitor: Any) -> None:
    browser = joined("Zoe")
    thief = with_cookie_of(browser, visitor)
    assert thief.get("/you/").status_code == 200
    browser.post("/sign-out/")
    assert thief.get("/you/").status_code == 302


def test_showing_once_more_who_one_is_makes_a_new_token(joined: Any, visitor: Any, superuser: Any) -> None:
    browser = joined("Zoe")
    ends = "SELECT began_at, expires_at - renewed_at FROM members_session WHERE member_id IS NOT NULL"
    before = superuser.execute(ends).fetchall()
    thief = with_cookie_of(browser, visitor)
    assert browser.post("/you/confirm/", {"passphrase": "not the right words"}).status_code == 422
    assert thief.get("/you/").status_code == 200
    assert browser.post("/you/confirm/", {"passphrase": PASSPHRASE}).status_code == 302
    assert browser.get("/you/").status_code == 200
    assert thief.get("/you/").status_code == 302
    assert superuser.execute(ends).fetchall() == before, "and it lasts no longer than it would have"


def test_browsers_are_signed_out_only_after_showing_who_one_is(joined: Any, sign_in: Any, hands: Any) -> None:
    browser, (other, _answer) = joined("Zoe"), sign_in("Zoe")
    hands.move(minutes=16)
    page = browser.get("/you/sessions/")
    assert page.status_code == 200
    [one] = re.findall(r"/you/sessions/[0-9a-f-]{36}/end/", page.content.decode())
    for path in (one, "/you/sessions/end/"):
        answer = browser.post(path)
        assert answer.status_code == 403
        assert "/you/confirm/?next=%2Fyou%2Fsessions%2F" in answer.content.decode()
        assert other.get("/you/").status_code == 200
    said = {"passphrase": PASSPHRASE, "next": "/you/sessions/"}
    assert browser.post("/you/confirm/", said).headers["Location"] == "/you/sessions/"
    assert browser.post(one).status_code == 302
    assert other.get("/you/").status_code == 302


def test_a_session_that_ran_out_opens_nothing(joined: Any, superuser: Any) -> None:
    browser = joined("Zoe")
    assert browser.get("/you/").status_code == 200
    superuser.execute("UPDATE members_session SET expires_at = now() - interval '1 second'")
    assert browser.get("/you/").headers["Location"].startswith("/sign-in/")


def test_every_page_of_somebody_signed_in_leads_to_signing_out(cast: Any, visitor: Any) -> None:
    pages = ["/", "/you/", "/groups/", "/help-now/", "/nothing/", f"/threads/{cast.thread.id}/"]
    for path in [*pages, f"/groups/{cast.group.id}/", "/what-this-is/"]:
        assert '<a href="/sign-out/">' in cast.ben.client.get(path).content.decode().partition('class="foot"')[2], path
    assert "/sign-out/" not in visitor().get("/help-now/").content.decode()
    assert cast.ben.client.get("/sign-out/").content.decode().count("<button") > 0


def test_sessions_last_as_long_as_the_paper_says() -> None:
    from datetime import timedelta
    from pathlib import Path

    from hearten.members import sessions

    paper = (Path(__file__).resolve().parents[3] / "SECURITY.md").read_text()
    table = {line.split("|")[1].strip(): line for line in paper.splitlines() if "|" in line}
    assert "30 days | 90 days" in table["a member"]
    assert (timedelta(days=30), timedelta(days=90)) == (sessions.MEMBER_IDLE, sessions.MEMBER_WHOLE)
    assert "30 minutes | 12 hours" in table["staff"]
    assert (timedelta(minutes=30), timedelta(hours=12)) == (sessions.STAFF_IDLE, sessions.STAFF_WHOLE)
    assert "10 minutes" in table["a member who said that others use the device"]
    assert (timedelta(minutes=10), timedelta(hours=2)) == (sessions.SHARED_IDLE, sessions.VISITOR_IDLE)


def test_every_way_in_is_on_paper() -> None:
    from pathlib import Path

    from django.conf import settings

    paper = (Path(__file__).resolve().parents[3] / "SECURITY.md").read_text()
    part = paper.partition("## Signing in")[2].partition("\n## ")[0]
    words = {"totp": "Authenticator codes", "webauthn": "Passkeys", "recovery_codes": "recovery codes"}
    assert settings.AUTHENTICATION_BACKENDS == ["hearten.members.backend.ByName"]
    assert set(settings.MFA_SUPPORTED_TYPES) == set(words)
    for word in ("Passphrases", *words.values(), "staff"):
        assert word in part

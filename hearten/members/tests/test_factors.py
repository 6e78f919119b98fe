"""Second steps: an app's codes, recovery codes, and the rule that a found sheet of paper is one factor."""

import re
from typing import Any

import pytest

from .conftest import PASSPHRASE

NEW = "a lamp in every window"


def code_for(secret: str, hands: Any) -> str:
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

    return format_hotp_value(hotp_value(secret, int(hands.at.timestamp()) // 30))


@pytest.fixture
def with_app(joined: Any, hands: Any) -> Any:
    """Zoe, who has set up an app; the browser and the app's secret."""
    browser = joined("Zoe")
    page = browser.get("/you/codes/app/").content.decode()
    secret = re.search(r"<code>([A-Z2-7 ]+)</code>", page)[1].replace(" ", "")
    assert "<svg" in page and "style=" not in page
    assert browser.post("/you/codes/app/", {"code": "000000"}).status_code == 422
    assert browser.post("/you/codes/app/", {"code": code_for(secret, hands)}).status_code == 302
    hands.move(seconds=30)
    return browser, secret


def new_codes(browser: Any) -> list[str]:
    return re.findall(r"<code>([\d-]+)</code>", browser.post("/you/codes/recovery/").content.decode())


def test_the_app_is_asked_for_and_each_code_works_once(with_app: Any, sign_in: Any, hands: Any) -> None:
    _browser, secret = with_app
    code = code_for(secret, hands)
    first, answer = sign_in("Zoe")
    assert answer.headers["Location"] == "/sign-in/second/"
    assert first.get("/you/").status_code == 302
    assert first.post("/sign-in/second/", {"code": "000000"}).status_code == 422
    assert first.post("/sign-in/second/", {"code": code}).headers["Location"] == "/"
    assert first.get("/you/").status_code == 200
    second, _answer = sign_in("Zoe")
    assert second.post("/sign-in/second/", {"code": code}).status_code == 422
    hands.move(seconds=30)
    assert second.post("/sign-in/second/", {"code": code_for(secret, hands)}).status_code == 302


def test_the_code_that_set_the_app_up_does_not_sign_in(with_app: Any, sign_in: Any, hands: Any) -> None:
    _browser, secret = with_app
    hands.move(seconds=-30)
    assert sign_in("Zoe")[0].post("/sign-in/second/", {"code": code_for(secret, hands)}).status_code == 422


def test_half_a_sign_in_is_worth_nothing_after_ten_minutes(with_app: Any, sign_in: Any, hands: Any) -> None:
    browser, _answer = sign_in("Zoe")
    hands.move(minutes=11)
    answer = browser.post("/sign-in/second/", {"code": code_for(with_app[1], hands)})
    assert answer.headers["Location"] == "/sign-in/"
    assert browser.get("/you/").status_code == 302


def test_a_recovery_code_takes_the_second_step_once(with_app: Any, sign_in: Any) -> None:
    code = new_codes(with_app[0])[3]
    for expected in (302, 422):
        browser, _answer = sign_in("Zoe")
        assert browser.post("/sign-in/second/", {"code": code}).status_code == expected


def test_name_and_recovery_code_choose_a_new_passphrase_once(joined: Any, sign_in: Any, visitor: Any) -> None:
    code = new_codes(joined("Zoe"))[0]
    given = {"name": "zoe", "code": code.replace("-", " "), "passphrase": NEW}
    browser = visitor()
    assert browser.post("/recover/", given).status_code == 302
    assert browser.get("/you/").status_code == 200
    assert visitor().post("/recover/", given).status_code == 422
    assert sign_in("Zoe", PASSPHRASE)[1].status_code == 422
    assert sign_in("Zoe", NEW)[1].status_code == 302


def test_recovery_answers_the_same_for_nobody(joined: Any, visitor: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from django.contrib.auth.hashers import Argon2PasswordHasher

    new_codes(joined("Zoe"))
    hashes: list[str] = []
    real = Argon2PasswordHasher.encode
    monkeypatch.setattr(Argon2PasswordHasher, "encode", lambda *a, **k: (hashes.append("one"), real(*a, **k))[1])
    pages = []
    for name in ("Zoe", "Yan"):
        answer = visitor().post("/recover/", {"name": name, "code": "0000-0000-0000", "passphrase": NEW})
        page = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode()).replace(name, "NAME")
        pages.append((answer.status_code, page, len(hashes)))
        hashes.clear()
    assert pages[0] == pages[1]
    assert pages[0][2] == 1


def test_recovery_never_passes_by_the_app(with_app: Any, sign_in: Any, visitor: Any, hands: Any) -> None:
    codes = new_codes(with_app[0])
    browser = visitor()
    answer = browser.post("/recover/", {"name": "Zoe", "code": codes[0], "passphrase": NEW})
    assert answer.headers["Location"] == "/sign-in/second/"
    assert browser.post("/sign-in/second/", {"code": codes[1]}).status_code == 422
    assert browser.get("/you/").status_code == 302
    assert sign_in("Zoe", NEW)[1].status_code == 422  # the new passphrase does not count yet
    assert browser.post("/sign-in/second/", {"code": code_for(with_app[1], hands)}).status_code == 302
    assert sign_in("Zoe", NEW)[1].status_code == 302


def test_secrets_are_sealed_and_die_with_the_members_key(
    own_keys: Any, with_app: Any, superuser: Any, hands: Any
) -> None:
    from hearten.kernel import keystore
    from hearten.members import second_factors
    from hearten.members.models import Member

    browser, secret = with_app
    new_codes(browser)
    browser.post("/sign-out/")
    kept = str(superuser.execute("SELECT array_agg(data::text) FROM mfa_authenticator").fetchone())
    waiting = str(superuser.execute("SELECT array_agg(data) FROM members_session").fetchone())
    assert secret not in kept + waiting
    assert superuser.execute("SELECT count(last_used_at) FROM mfa_authenticator").fetchone() == (0,)
    member = Member.objects.get()
    keystore.destroy(member.id)
    with pytest.raises(keystore.KeyGone):
        second_factors.use_app_code(member, code_for(secret, hands))


def test_second_steps_that_are_asked_for() -> None:
    from hearten.members.rules import second_step

    both = {"totp", "webauthn", "recovery_codes"}
    assert second_step({"recovery_codes"}, "", False) == set()
    assert second_step(both, "", False) == {"totp", "webauthn"}
    assert second_step({"webauthn", "recovery_codes"}, "", True) == set()
    assert second_step({"webauthn", "recovery_codes"}, "moderator", True) == {"webauthn"}
    assert second_step(both, "", True) == {"totp"}


def test_ways_to_sign_in_change_only_after_showing_who_one_is(joined: Any, hands: Any) -> None:
    browser = joined("Zoe")
    hands.move(minutes=16)
    assert browser.get("/you/passphrase/").headers["Location"] == "/you/confirm/?next=%2Fyou%2Fpassphrase%2F"
    assert browser.post("/you/passphrase/", {"passphrase": NEW}).status_code == 403
    assert browser.post("/you/codes/recovery/").status_code == 403
    assert browser.post("/you/confirm/", {"passphrase": "not the right words"}).status_code == 422
    assert browser.post("/you/confirm/", {"passphrase": PASSPHRASE, "next": "/you/passphrase/"}).status_code == 302
    assert browser.post("/you/passphrase/", {"passphrase": NEW}).status_code == 302


def test_a_new_passphrase_signs_out_every_other_browser(joined: Any, sign_in: Any) -> None:
    here, (there, _answer) = joined("Zoe"), sign_in("Zoe")
    assert there.get("/you/").status_code == 200
    here.post("/you/passphrase/", {"passphrase": NEW, "passphrase_now": PASSPHRASE})
    assert here.get("/you/").status_code == 200
    assert there.get("/you/").status_code == 302

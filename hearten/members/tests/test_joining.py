"""Signing up: what is asked, what is refused with which words, and what is kept."""

from typing import Any

import pytest

from .conftest import PASSPHRASE, sign_up


def member_rows(superuser: Any) -> int:
    return superuser.execute("SELECT count(*) FROM members_member").fetchone()[0]


def test_a_name_and_a_passphrase_are_enough(joined: Any, superuser: Any) -> None:
    browser = joined("Zoe")
    assert browser.get("/you/").status_code == 200
    consent = superuser.execute("SELECT purpose, length(text_hash), how, withdrawn_at FROM members_consent").fetchall()
    assert consent == [("sign_up", 64, "form at sign-up", None)]
    assert superuser.execute("SELECT password LIKE 'argon2%' FROM members_member").fetchone() == (True,)


def test_recovery_codes_are_offered_and_then_the_first_steps(visitor: Any) -> None:
    browser = visitor()
    offer = browser.get(browser.post("/join/", sign_up()).headers["Location"])
    assert 'href="/first-steps/"' in offer.content.decode()
    shown = browser.post("/join/way-back/", {"next": "/you/"}).content.decode()
    assert shown.count("<code>") == 10
    assert 'href="/you/"' in shown


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("passphrase", "too short", "at least 12 characters"),
        ("passphrase", "123456789012", "others try it first"),
        ("passphrase", "aaaaaaaaaaaaaaaa", "others try it first"),
        ("passphrase", "", "join with a passkey"),
        ("name", " \u200b ", "Write a name first"),
        ("adult", "", "18 or older"),
        ("agrees", "", "We need your agreement"),
    ],
)
def test_what_is_missing_is_said_and_nobody_is_made(
    visitor: Any, superuser: Any, field: str, value: str, words: str
) -> None:
    answer = visitor().post("/join/", {k: v for k, v in sign_up(**{field: value}).items() if v})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert member_rows(superuser) == 0


@pytest.mark.parametrize(
    "easy",
    [
        "123456789012",
        "qwertyuiopas",
        "Password2026!!!",
        "sunshinesunshine",
        "abcabcabcabc",
        "abcdefghijklmn",
        "1234512345123",
    ],
)
def test_what_many_people_use_is_refused(easy: str) -> None:
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError

    with pytest.raises(ValidationError):
        validate_password(easy)


@pytest.mark.parametrize(
    "good",
    [PASSPHRASE, "ben drives the last bus", "Regenschirm am Fluß", "七つの静かな灯りが窓辺に並ぶ", "x7!kq02mz#4p"],
)
def test_four_words_are_enough_in_any_script(good: str) -> None:
    from django.contrib.auth.password_validation import validate_password

    validate_password(good)


def test_the_passphrase_may_not_be_the_name(visitor: Any) -> None:
    answer = visitor().post("/join/", sign_up("Seven quiet lanterns"))
    assert "your name here, are guessed first" in answer.content.decode()


def test_a_typed_name_is_kept_and_a_passphrase_is_not_shown_back(visitor: Any) -> None:
    page = visitor().post("/join/", {"name": "Zoe", "passphrase": "a secret nobody sees"}).content.decode()
    assert 'value="Zoe"' in page
    assert "a secret nobody sees" not in page


def test_a_taken_name_gets_an_example_that_is_free(joined: Any, visitor: Any, superuser: Any) -> None:
    joined("Zoe")
    answer = visitor().post("/join/", sign_up("  zOE "))
    assert answer.status_code == 422
    assert "That name is taken here. Add a word to it, for example" in answer.content.decode()
    assert "by the river" in answer.content.decode()
    assert visitor().post("/join/", sign_up("Zoe by the river")).status_code == 302
    assert "in the garden" in visitor().post("/join/", sign_up("Zoe")).content.decode()
    assert member_rows(superuser) == 2


def test_half_a_sign_up_leaves_nothing(visitor: Any, superuser: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from hearten.members.models import Profile

    def broken(*_args: Any, **_kwargs: Any) -> None:
        raise RuntimeError("the lights went out")

    monkeypatch.setattr(Profile, "save", broken)
    browser = visitor()
    browser.raise_request_exception = False
    assert browser.post("/join/", sign_up()).status_code == 500
    assert member_rows(superuser) == 0


def test_enrolling_in_code_makes_the_same_member(db: None, sign_in: Any) -> None:
    from datetime import date

    from django.db import transaction

    from hearten.kernel.acting import as_member
    from hearten.kernel.seat import Seat
    from hearten.members.actions import NameTaken, enrol, has_consent, profile_of

    with as_member(None), transaction.atomic():
        member = enrol("Ida", PASSPHRASE, joined_on=date(2026, 1, 2))
        seat = Seat(member.id)
        assert profile_of(seat).name == "Ida"
        assert has_consent(seat, "sign_up")
        with pytest.raises(NameTaken):
            enrol("ida", PASSPHRASE)
    assert sign_in("Ida")[1].status_code == 302


def test_an_operator_is_made_or_promoted_and_never_taken_over(staff: Any, joined: Any, superuser: Any) -> None:
    from django.core.exceptions import ValidationError

    from hearten.members.actions import add_operator

    staff("Odile")
    joined("Zoe")
    add_operator("Zoe", PASSPHRASE)
    add_operator("Zoe", PASSPHRASE)
    roles = "SELECT name, role FROM members_standing WHERE ended_at IS NULL ORDER BY name"
    assert superuser.execute(roles).fetchall() == [("Odile", "operator"), ("Zoe", "operator")]
    with pytest.raises(ValidationError):
        add_operator("Zoe", "somebody else's words")

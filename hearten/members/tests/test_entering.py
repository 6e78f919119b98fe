"""Signing in and out: sessions, wrong words, links that lead away, and limits."""

from typing import Any

import pytest

from .conftest import PASSPHRASE, sign_up


def test_the_session_is_kept_as_a_hash_and_is_new_after_signing_in(visitor: Any, joined: Any, superuser: Any) -> None:
    from hearten.members.sessions import hash_of

    joined("Zoe")
    browser = visitor()
    browser.post("/sign-in/passkey/options/")  # a visitor with a session of their own
    before, form_before = browser.cookies["seat"].value, browser.get("/sign-in/").wsgi_request.META["CSRF_COOKIE"]
    browser.post("/sign-in/", {"name": "Zoe", "passphrase": PASSPHRASE})
    after = browser.cookies["seat"].value
    hashes = {row[0]: row[1] for row in superuser.execute("SELECT key_hash, member_id FROM members_session").fetchall()}
    assert before != after
    assert hash_of(before) not in hashes
    assert hashes[hash_of(after)] is not None
    assert not {before, after} & set(hashes)
    assert browser.get("/you/").wsgi_request.META["CSRF_COOKIE"] != form_before


def test_case_and_spaces_of_the_name_do_not_matter(joined: Any, sign_in: Any) -> None:
    joined("Zoë of  Kent")
    assert sign_in(" zoë OF kent ")[1].status_code == 302


def test_a_wrong_name_and_a_wrong_passphrase_read_and_cost_the_same(
    joined: Any, sign_in: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    import re

    from django.contrib.auth.hashers import Argon2PasswordHasher

    joined("Zoe")
    hashes = []
    for name in ("encode", "verify"):
        real = getattr(Argon2PasswordHasher, name)
        monkeypatch.setattr(
            Argon2PasswordHasher,
            name,
            lambda *a, _real=real, _name=name, **k: (hashes.append(_name), _real(*a, **k))[1],
        )
    pages = []
    for who in ("Zoe", "Yan"):
        hashes.clear()
        answer = sign_in(who, "not the right words")[1]
        assert len(hashes) == 1
        page = answer.content.decode().replace(who, "NAME")
        pages.append((answer.status_code, re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)))
    assert pages[0] == pages[1]
    assert pages[0][0] == 422


@pytest.mark.parametrize("away", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"])
def test_nobody_is_sent_to_another_site(joined: Any, sign_in: Any, visitor: Any, away: str) -> None:
    joined("Zoe")
    assert sign_in("Zoe", next=away)[1].headers["Location"] == "/"
    assert "evil" not in visitor().get("/sign-in/", {"next": away}).content.decode()


def test_a_page_of_ours_is_where_one_lands(joined: Any, sign_in: Any, visitor: Any) -> None:
    joined("Zoe")
    turned_away = visitor().get("/you/name/").headers["Location"]
    assert turned_away == "/sign-in/?next=%2Fyou%2Fname%2F"
    assert sign_in("Zoe", next="/you/name/")[1].headers["Location"] == "/you/name/"


def test_signing_out_ends_the_session_and_clears_the_browser(joined: Any, superuser: Any) -> None:
    browser = joined("Zoe")
    assert "Sign out" in browser.get("/sign-out/").content.decode()
    answer = browser.post("/sign-out/")
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert superuser.execute("SELECT count(*) FROM members_session WHERE member_id IS NOT NULL").fetchone() == (0,)
    assert browser.get("/you/").status_code == 302


def test_the_sixth_wrong_try_waits_also_for_names_that_are_not_here(joined: Any, sign_in: Any, settings: Any) -> None:
    from django.core.cache import cache

    joined("Zoe")
    settings.HEARTEN_RATE_LIMITS = True
    for name in ("Zoe", "Yan"):
        cache.clear()
        tries = [sign_in_counted(name, settings).status_code for _ in range(6)]
        assert tries == [422] * 5 + [429]
    assert sign_in_counted("Yan", settings, PASSPHRASE).status_code == 429
    cache.clear()


def sign_in_counted(name: str, settings: Any, passphrase: str = "not the right words") -> Any:
    from django.test import Client

    settings.HEARTEN_RATE_LIMITS = True
    return Client(HTTP_HOST="localhost").post("/sign-in/", {"name": name, "passphrase": passphrase})


def test_a_place_has_its_own_limit_and_right_tries_are_not_counted(joined: Any, settings: Any) -> None:
    from django.core.cache import cache

    joined("Zoe")
    cache.clear()
    for number in range(20):
        assert sign_in_counted(f"Nobody {number}", settings).status_code == 422
    assert sign_in_counted("Nobody again", settings).status_code == 429
    cache.clear()
    for _ in range(6):
        assert sign_in_counted("Zoe", settings, PASSPHRASE).status_code == 302
    cache.clear()


def test_three_people_join_from_one_place_in_an_hour(visitor: Any, settings: Any) -> None:
    from django.core.cache import cache

    browsers = [visitor() for _ in range(4)]
    cache.clear()
    settings.HEARTEN_RATE_LIMITS = True
    answers = [browser.post("/join/", sign_up(f"Zoe {n}")).status_code for n, browser in enumerate(browsers)]
    assert answers == [302, 302, 302, 422]
    cache.clear()


def test_staff_and_shared_devices_get_short_sessions(staff: Any, joined: Any, visitor: Any, superuser: Any) -> None:
    name = staff("Odile")
    browser = visitor()
    assert browser.post("/sign-in/", {"name": name, "passphrase": PASSPHRASE}).headers["Location"] == "/sign-in/agree/"
    browser.post("/sign-in/agree/", {"agrees": "yes"})
    left = "SELECT extract(epoch FROM expires_at - renewed_at)::int FROM members_session WHERE member_id IS NOT NULL"
    assert superuser.execute(left).fetchone() == (30 * 60,)
    browser.post("/sign-out/")
    shared = joined("Zoe")
    shared.post("/you/look/", {"shared_device": "yes"})
    assert superuser.execute(left).fetchone() == (10 * 60,)
    assert shared.cookies["seat"]["max-age"] == ""


def test_a_session_ends_after_90_days_however_much_it_is_used(joined: Any, superuser: Any, hands: Any) -> None:
    browser = joined("Zoe")
    superuser.execute(
        "UPDATE members_session SET (began_at, renewed_at) = (began_at - interval '89 days', now() - interval '4 days')"
    )
    browser.get("/you/")
    left = "SELECT expires_at < now() + interval '25 hours' FROM members_session WHERE member_id IS NOT NULL"
    assert superuser.execute(left).fetchone() == (True,)


def test_staff_need_more_than_a_passphrase_before_the_desk(settings: Any) -> None:
    from uuid import uuid4

    from hearten.kernel.seat import Seat
    from hearten.members.rules import staff_ready

    settings.HEARTEN_DEMO = False
    assert not staff_ready(Seat(uuid4()), True).seen
    assert not staff_ready(Seat(uuid4(), "operator"), False)
    assert staff_ready(Seat(uuid4(), "operator"), True)
    settings.HEARTEN_DEMO = True
    assert staff_ready(Seat(uuid4(), "operator"), False)

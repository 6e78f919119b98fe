"""What a member tells us about themself: kept sealed, theirs to change, and seen by nobody else."""

import re
from typing import Any

import pytest

from .conftest import PASSPHRASE

CANARY = "canary.zoe@example.org"
ADDRESS, BROWSER = "203.0.113.77", "Canary/7.7 (birdcage)"

YOU = ("name", "language-and-place", "look", "email", "confirm", "passphrase", "passkeys", "codes", "codes/app")
PAGES = [
    *(f"/you/{page}/" for page in (*YOU, "sessions", "consents", "who-looked")),
    "/you/",
    "/first-steps/",
    "/join/way-back/",
]


def dump(superuser: Any) -> str:
    """Every row of every table, as text."""
    tables = superuser.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
    return "\n".join(str(superuser.execute(f'SELECT t::text FROM "{name}" t').fetchall()) for (name,) in tables)


@pytest.mark.parametrize("page", PAGES)
def test_every_page_shows_for_its_member_and_for_nobody_else(joined: Any, visitor: Any, page: str) -> None:
    from django.conf import settings

    answer = joined("Zoe").get(page)
    assert answer.status_code == 200
    assert f"<title>{settings.HEARTEN_NAME}</title>" in answer.content.decode()
    assert " style=" not in answer.content.decode()
    assert visitor().get(page).headers["Location"].startswith("/sign-in/?next=")


def test_no_address_and_no_browser_is_kept_anywhere(visitor: Any, joined: Any, superuser: Any) -> None:
    traces = {"REMOTE_ADDR": ADDRESS, "HTTP_USER_AGENT": BROWSER, "HTTP_REFERER": "https://canary.example/"}
    browser = joined("Zoe", **traces)
    for page in PAGES:
        browser.get(page)
    browser.post("/you/codes/recovery/")
    visitor(**traces).post("/sign-in/", {"name": "Zoe", "passphrase": "not the right words"})
    visitor(**traces).post("/sign-in/", {"name": "Zoe", "passphrase": PASSPHRASE})
    kept = dump(superuser)
    assert "Zoe" in kept
    for trace in (ADDRESS, "birdcage", "canary.example"):
        assert trace not in kept
    assert superuser.execute("SELECT count(*) FROM account_emailaddress").fetchone() == (0,)


def test_an_email_address_is_optional_sealed_and_removable(joined: Any, superuser: Any) -> None:
    from hearten.kernel.keystore import blind_index

    browser = joined("Zoe")
    assert browser.post("/you/email/", {"email": CANARY}).status_code == 302
    raw, index = superuser.execute("SELECT email, email_index FROM members_profile").fetchone()
    assert b"canary" not in bytes(raw)
    assert index == blind_index("e-mail", CANARY)
    assert CANARY not in dump(superuser)
    assert CANARY in browser.get("/you/email/").content.decode()
    browser.post("/you/email/removal/")
    assert superuser.execute("SELECT email, email_index FROM members_profile").fetchone() == (None, "")


def test_a_wrong_address_is_said_and_kept_in_the_box(joined: Any) -> None:
    answer = joined("Zoe").post("/you/email/", {"email": "zoe at home"})
    assert answer.status_code == 422
    assert 'value="zoe at home"' in answer.content.decode()
    assert "It needs an @" in answer.content.decode()


def test_a_new_name_signs_in_and_the_old_one_does_not(joined: Any, sign_in: Any) -> None:
    browser = joined("Zoe")
    joined("Yan")
    assert browser.post("/you/name/", {"name": "yan"}).status_code == 422
    assert browser.post("/you/name/", {"name": "ZOE"}).status_code == 302
    assert browser.post("/you/name/", {"name": "Zaza"}).status_code == 302
    assert sign_in("Zoe")[1].status_code == 422
    assert sign_in("Zaza")[1].status_code == 302
    assert "Zaza" in browser.get("/you/").content.decode()


def test_place_and_look_are_kept(joined: Any, superuser: Any) -> None:
    browser = joined("Zoe")
    browser.post("/you/language-and-place/", {"country": "IE", "zone": "Europe/Dublin"})
    browser.post("/you/look/", {"theme": "dark", "folds": ["suicide", "*"]})
    said = "SELECT country, zone, theme, folds::text, shared_device FROM members_profile"
    assert superuser.execute(said).fetchone() == ("IE", "Europe/Dublin", "dark", '["suicide", "*"]', None)
    assert browser.post("/you/look/", {"folds": ["no such note"]}).status_code == 422


def test_browsers_are_listed_by_when_and_signed_out_one_by_one(joined: Any, sign_in: Any) -> None:
    here, (there, _a), (third, _b) = joined("Zoe"), sign_in("Zoe"), sign_in("Zoe")
    stranger = joined("Yan")
    keys = re.findall(r"/you/sessions/([0-9a-f-]{36})/end/", here.get("/you/sessions/").content.decode())
    assert len(keys) == 2
    assert stranger.post(f"/you/sessions/{keys[0]}/end/").status_code == 404
    here.post(f"/you/sessions/{keys[0]}/end/")
    assert sorted([there.get("/you/").status_code, third.get("/you/").status_code]) == [200, 302]
    here.post("/you/sessions/end/")
    assert {there.get("/you/").status_code, third.get("/you/").status_code} == {302}
    assert here.get("/you/").status_code == 200
    assert stranger.get("/you/").status_code == 200


def test_an_agreement_is_taken_back_as_easily_as_it_was_given(joined: Any, sign_in: Any, superuser: Any) -> None:
    browser, stranger = joined("Zoe"), joined("Yan")
    page = browser.get("/you/consents/").content.decode()
    key = re.search(r"/you/consents/([0-9a-f-]{36})/withdrawal/", page)[1]
    assert stranger.post(f"/you/consents/{key}/withdrawal/").status_code == 404
    assert browser.post(f"/you/consents/{key}/withdrawal/").status_code == 302
    assert browser.get("/you/").status_code == 302
    again, answer = sign_in("Zoe", next="/you/consents/")
    assert answer.headers["Location"] == "/sign-in/agree/"
    assert again.get("/you/").status_code == 302
    assert again.post("/sign-in/agree/", {}).status_code == 422
    assert again.post("/sign-in/agree/", {"agrees": "yes"}).headers["Location"] == "/you/consents/"
    page = again.get("/you/consents/").content.decode()
    assert "taken back" in page
    assert page.count("/withdrawal/") == 1


def test_consents_to_other_purposes_come_and_go(db: None) -> None:
    from django.db import transaction

    from hearten.kernel.acting import as_member
    from hearten.kernel.seat import Seat
    from hearten.members.actions import enrol, give_consent, has_consent, withdraw_consent

    with as_member(None), transaction.atomic():
        seat = Seat(enrol("Zoe", PASSPHRASE).id)
        assert not has_consent(seat, "agreement:1")
        give_consent(seat, "agreement:1", "We listen.", "1", "form")
        assert has_consent(seat, "agreement:1")
        assert withdraw_consent(seat, "agreement:1")
        assert not has_consent(seat, "agreement:1")
        assert not withdraw_consent(seat, "agreement:1")


def test_who_looked_shows_who_what_and_why_and_not_yet_what_is_held(joined: Any, superuser: Any) -> None:
    browser = joined("Zoe")
    assert "Nobody has looked" in browser.get("/you/who-looked/").content.decode()
    superuser.execute(
        "INSERT INTO members_staffread (id, member_id, staff_name, what, reason, at, held_until) "
        "SELECT gen_random_uuid(), id, 'Mo', what, 'a report', now(), held FROM members_member, "
        "(VALUES ('a post', null::timestamptz), ('a held thing', now() + interval '1 day')) AS v(what, held)"
    )
    page = browser.get("/you/who-looked/").content.decode()
    assert "Mo" in page and "a post" in page and "a report" in page
    assert "a held thing" not in page


def test_the_first_steps_are_walked_skipped_and_taken_up_again(joined: Any, superuser: Any) -> None:
    browser = joined("Zoe")
    assert "It is not therapy" in browser.get("/first-steps/").content.decode()
    browser.post("/first-steps/", {"step": "scope", "did": "done"})
    browser.post("/first-steps/", {"step": "folds", "did": "done", "folds": ["loss"]})
    for step in ("help", "group", "hello"):
        browser.post("/first-steps/", {"step": step, "did": "skipped"})
    assert "You have been through all of them" in browser.get("/first-steps/").content.decode()
    assert "I know where it is" in browser.get("/first-steps/?step=help").content.decode()
    assert browser.post("/first-steps/", {"step": "nonsense", "did": "done"}).status_code == 422
    entry, folds = superuser.execute("SELECT entry, folds FROM members_profile").fetchone()
    assert entry == {"scope": "done", "folds": "done", "help": "skipped", "group": "skipped", "hello": "skipped"}
    assert folds == ["loss"]


def test_what_this_is_is_for_everybody(visitor: Any) -> None:
    page = visitor().get("/what-this-is/").content.decode()
    assert "It is not therapy" in page
    assert "not emergency care" in page

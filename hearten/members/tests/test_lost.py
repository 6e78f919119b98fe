"""A browser that its person signed out from elsewhere is told to forget what it keeps, once a page says so."""

import re
from typing import Any

import pytest

from hearten.members.sessions import hash_of

from .conftest import PASSPHRASE

ORDER = "Clear-Site-Data"
NEW = {"passphrase_now": PASSPHRASE, "passphrase": "nine slow rivers in may"}


def end_from(here: Any, how: str) -> Any:
    if how == "one":
        (key,) = re.findall(r'action="/you/sessions/([0-9a-f-]{36})/end/"', here.get("/you/sessions/").content.decode())
        return here.post(f"/you/sessions/{key}/end/")
    if how == "others":
        return here.post("/you/sessions/end/")
    if how == "passphrase":
        return here.post("/you/passphrase/", NEW)
    return here.post("/you/leave-for-good/", {"how": "erased", "when": "now", "sure": "on"})


@pytest.mark.parametrize("how", ["one", "others", "passphrase", "leaving"])
def test_whoever_was_signed_out_from_elsewhere_forgets_with_the_next_page(
    joined: Any, sign_in: Any, superuser: Any, how: str
) -> None:
    here = joined("Zoe")
    phone, answer = sign_in("Zoe")
    assert answer.status_code == 302 and ORDER not in phone.get("/you/").headers
    token = phone.cookies["seat"].value
    assert end_from(here, how).status_code == 302
    script = phone.get("/you/on-this-device/pages/", headers={"Sec-Fetch-Dest": "empty"})
    assert (script.status_code, script.json(), script.headers[ORDER]) == (401, {"forget": True}, '"cache", "storage"')
    away = phone.get("/you/hope/")
    assert away.status_code == 302 and away.headers[ORDER]
    assert phone.cookies["seat"].value == token, "what no page said yet is said again"
    page = phone.get("/sign-in/")
    assert page.headers[ORDER] and "data-forgets" in page.content.decode().partition("<head>")[0]
    assert phone.cookies["seat"].value == "", "said"
    after = phone.get("/sign-in/")
    assert ORDER not in after.headers and "data-forgets" not in after.content.decode()
    kept = superuser.execute("SELECT e::text FROM members_endedsession e").fetchall()
    assert any(hash_of(token) in row for (row,) in kept) and token not in str(kept)


def test_who_recovers_with_a_code_signs_every_other_browser_out(joined: Any, visitor: Any) -> None:
    phone = joined("Zoe")
    code = re.findall(r"<code>([\d-]+)</code>", phone.post("/you/codes/recovery/").content.decode())[0]
    here = visitor()
    assert here.post("/recover/", {"name": "Zoe", "code": code, **NEW}).status_code == 302
    assert ORDER not in here.get("/you/").headers
    assert phone.get("/you/on-this-device/pages/").json() == {"forget": True}


def test_signing_in_again_ends_the_order_and_what_merely_ran_out_gets_none(
    joined: Any, sign_in: Any, superuser: Any
) -> None:
    here = joined("Zoe")
    phone, _answer = sign_in("Zoe")
    here.post("/you/sessions/end/")
    assert phone.post("/sign-in/", {"name": "Zoe", "passphrase": PASSPHRASE}).headers[ORDER]
    assert phone.get("/you/").status_code == 200 and ORDER not in phone.get("/you/").headers
    superuser.execute("UPDATE members_session SET expires_at = now() - interval '1 second'")
    assert here.get("/you/on-this-device/pages/").json() == {"forget": False}
    assert ORDER not in here.get("/sign-in/").headers


def test_nobody_ends_somebody_elses_browser(joined: Any, superuser: Any) -> None:
    from django.db import connection, transaction

    from hearten.kernel.acting import as_member

    ann, _zoe = joined("Ann"), joined("Zoe")
    ids = [key for (key,) in superuser.execute("SELECT id FROM members_session WHERE member_id IS NOT NULL").fetchall()]
    (zoe,) = superuser.execute("SELECT member_id FROM members_profile WHERE name = 'Zoe'").fetchone()
    with as_member(zoe), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT members_end_sessions(%s)", [ids])
    assert ann.get("/you/").status_code == 200
    assert superuser.execute("SELECT count(*) FROM members_endedsession").fetchone() == (1,)

"""Changes from a device without a network: once, part by part, with both versions where two places changed one."""

import json
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from html import unescape
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection

from hearten.kernel.device import mark_of

pytestmark = pytest.mark.django_db


def sent(person: Any, of: str, says: Any, key: str = "", browser: Any = None, **more: Any) -> Any:
    said = says if isinstance(says, str) else json.dumps(says)
    form = {"client_id": key or str(uuid4()), "mine": mark_of(person.id), "of": of, "says": said} | more
    return (browser or person.client).post("/you/on-this-device/changes/", form)


def came(person: Any, of: str, says: Any, key: str = "") -> str:
    answer = sent(person, of, says, key)
    assert answer.status_code == 200, answer.content
    return str(answer.json()["came"])


def part(person: Any, name: str, key: str = "safety") -> str:
    told = person.client.get("/you/on-this-device/pages/").json()
    found = next(one for one in told["pages"] if one["key"] == key)
    return str(next(one["words"] for one in found["parts"] if one["name"] == name))


def changed(words: str, base: str = "", name: str = "signs") -> dict[str, Any]:
    return {"parts": {name: words}, "base": {name: base}}


def test_a_change_arrives_once_and_only_its_part_is_written(cast: Any, superuser: Any) -> None:
    cast.ben.client.post("/you/safety-plan/", {"signs": "Nights.", "alone": "Tea."})
    key = str(uuid4())
    says = changed("Nights and Sundays.", "Nights.")
    assert [came(cast.ben, "safety", says, key) for _time in range(3)] == ["done"] * 3
    assert (part(cast.ben, "signs"), part(cast.ben, "alone")) == ("Nights and Sundays.", "Tea.")
    cast.ben.client.post("/you/safety-plan/", {"signs": "Changed since.", "alone": "Tea."})
    assert came(cast.ben, "safety", says, key) == "done"
    assert part(cast.ben, "signs") == "Changed since.", "sent again, it changes nothing"
    assert superuser.execute("SELECT count(*) FROM wellness_change").fetchone() == (1,)


def test_the_same_number_with_other_words_is_told(cast: Any) -> None:
    key = str(uuid4())
    assert came(cast.ben, "hope", {"what": "words", "words": "One."}, key) == "done"
    other = sent(cast.ben, "hope", {"what": "words", "words": "Two."}, key).json()
    assert other["came"] == "refused" and "Another change came under the same number" in other["sentence"]


def test_sent_four_times_at_once_it_is_there_once(cast: Any, superuser: Any) -> None:
    key, says = str(uuid4()), {"what": "words", "words": "It passes."}
    browsers = [cast.ben.browser() for _time in range(4)]

    def send(browser: Any) -> str:
        try:
            return str(sent(cast.ben, "hope", says, key, browser).json()["came"])
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(send, browsers)) == {"done"}
    assert superuser.execute("SELECT count(*) FROM wellness_hope").fetchone() == (1,)


@pytest.mark.parametrize(
    ("which", "stays"),
    [("here", "At the desk."), ("other", "On the phone."), ("both", "At the desk.\n\nOn the phone.")],
)
def test_changed_in_two_places_both_are_kept_until_its_person_chooses(
    cast: Any, superuser: Any, which: str, stays: str
) -> None:
    cast.ben.client.post("/you/safety-plan/", {"signs": "First.", "alone": "Tea."})
    cast.ben.client.post("/you/safety-plan/", {"signs": "At the desk.", "alone": "Tea."})
    says = {"parts": {"signs": "On the phone.", "alone": "Coffee."}, "base": {"signs": "First.", "alone": "Tea."}}
    assert came(cast.ben, "safety", says) == "both"
    assert (part(cast.ben, "signs"), part(cast.ben, "alone")) == ("At the desk.", "Coffee.")
    page = cast.ben.client.get("/you/two-versions/").content.decode()
    assert "At the desk." in page and "On the phone." in page
    assert "Choose which one stays" in cast.ben.client.get("/you/hard-days/").content.decode()
    (version,) = superuser.execute("SELECT id FROM wellness_version").fetchone()
    assert cast.ben.client.post(f"/you/two-versions/{version}/", {"keep": which}).status_code == 302
    assert part(cast.ben, "signs") == stays and part(cast.ben, "alone") == "Coffee."
    assert superuser.execute("SELECT count(*) FROM wellness_version").fetchone() == (0,)


def test_what_was_done_without_a_network_is_written_for_its_day_once(cast: Any, superuser: Any) -> None:
    form = {"words": "Go out for ten minutes.", "why": "", "often": "daily", "client_id": str(uuid4())}
    assert cast.ben.client.post("/plan/begin/", form).status_code == 302
    (key, day) = superuser.execute("SELECT id, from_day::text FROM plans_commitment").fetchone()
    told = cast.ben.client.get("/you/on-this-device/pages/").json()
    lines = next(one["lines"] for one in told["pages"] if one["key"] == "plan")
    assert [(one["id"], one["words"], one["state"]) for one in lines] == [(str(key), form["words"], "open")]
    says = {"commitment": str(key), "day": day, "state": "done"}
    number = str(uuid4())
    assert [came(cast.ben, "plan", says, number) for _time in range(2)] == ["done", "done"]
    assert superuser.execute("SELECT state, day::text FROM plans_mark").fetchall() == [("done", day)]
    superuser.execute("DELETE FROM plans_mark")
    ahead = str(date.fromisoformat(day) + timedelta(days=1))  # a device whose calendar is in another zone
    assert came(cast.ben, "plan", says | {"day": ahead}) == "done"
    assert superuser.execute("SELECT state, day::text FROM plans_mark").fetchall() == [("done", day)]
    to_come = sent(cast.ben, "plan", says | {"day": "2999-01-01"}).json()
    assert to_come["came"] == "refused" and to_come["sentence"]
    theirs = sent(cast.ada, "plan", says).json()
    assert theirs["sentence"] == "This is not on your plan any more."


def test_what_cannot_be_kept_is_refused_with_a_sentence_and_without_a_fault(cast: Any) -> None:
    for of, says in (
        ("safety", changed("x" * 2001)),
        ("safety", changed("x", name="nothing")),
        ("wellness", {"parts": 1}),
        ("hope", {"what": "words"}),
        ("hope", {"what": "words", "words": ""}),
        ("else", {}),
        ("plan", {"commitment": str(uuid4()), "day": "2026-01-01", "state": "done"}),
        ("plan", {"commitment": "x", "day": "someday", "state": "done"}),
        ("safety", []),
    ):
        answer = sent(cast.ben, of, says)
        assert answer.status_code == 200 and answer.json()["came"] == "refused", (of, says)
        assert answer.json()["sentence"] and "in the box" not in answer.json()["sentence"], "they are in none"
    assert sent(cast.ben, "safety", "no json").json()["came"] == "refused"


def test_what_somebody_else_wrote_on_the_device_is_not_taken(cast: Any, superuser: Any) -> None:
    theirs = sent(cast.ben, "hope", {"what": "words", "words": "Mine."}, mine=mark_of(cast.ada.id))
    assert theirs.status_code == 409
    assert superuser.execute("SELECT count(*) FROM wellness_hope").fetchone() == (0,)


def test_a_device_that_others_use_gets_nothing(cast: Any) -> None:
    cast.ben.client.post("/you/safety-plan/", {"signs": "Nights."})
    browser = cast.ben.browser()
    assert browser.post("/you/look/", {"theme": "", "shared_device": "yes"}).status_code in (302, 422)
    told = browser.get("/you/on-this-device/pages/").json()
    assert told["pages"] == [] and "token" not in told
    assert "nothing is kept here" in browser.get("/you/on-this-device/").content.decode()


def test_the_empty_page_and_the_worker_say_nothing_of_anybody(cast: Any) -> None:
    from django.test import Client

    cast.ben.client.post("/you/safety-plan/", {"signs": "Nights."})
    for address in ("/kept/", "/service-worker.js"):
        visitor, ben = Client().get(address), cast.ben.client.get(address)
        assert visitor.status_code == 200
        assert "Nights." not in ben.content.decode() and str(cast.ben.id) not in ben.content.decode()
    assert "/you/safety-plan/" in Client().get("/service-worker.js").content.decode()


def boxes(person: Any, address: str) -> dict[str, str]:
    """What a page's form sends where nobody changes anything: its boxes, and what it says it saw."""
    html = person.client.get(address).content.decode().partition("<main")[2]
    seen = dict(re.findall(r'name="(seen_\w+)" value="([^"]+)"', html))
    return seen | {
        name: unescape(words).removeprefix("\n")
        for name, words in re.findall(r'<textarea[^>]*name="(\w+)"[^>]*>([^<]*)<', html)
    }


@pytest.mark.parametrize(
    ("of", "address", "name"),
    [("safety", "/you/safety-plan/", "signs"), ("wellness", "/you/wellness-plan/edit/", "well")],
)
def test_a_page_that_was_opened_before_a_change_came_loses_none_of_the_words(
    cast: Any, superuser: Any, of: str, address: str, name: str
) -> None:
    other = "alone" if of == "safety" else "daily"
    cast.ben.client.post(address, {name: "First.", other: "Tea & toast."})
    opened = boxes(cast.ben, address)
    assert opened[name] == "First." and f"seen_{other}" in opened
    says = {"parts": {name: "On the train."}, "base": {name: "First."}}
    assert came(cast.ben, of, says) == "done"
    kept = cast.ben.client.post(address, opened | {other: "Coffee."})
    assert kept.status_code == 302 and "two-versions" not in kept.url
    assert (part(cast.ben, name, of), part(cast.ben, other, of)) == ("On the train.", "Coffee.")
    asked = cast.ben.client.post(address, opened | {name: "At the desk."})
    assert asked.url == "/you/two-versions/"
    assert part(cast.ben, name, of) == "On the train."
    page = cast.ben.client.get(asked.url).content.decode()
    assert "On the train." in page and "At the desk." in page


def test_what_a_page_gives_back_still_says_what_it_saw(cast: Any) -> None:
    cast.ben.client.post("/you/safety-plan/", {"signs": "First."})
    opened = boxes(cast.ben, "/you/safety-plan/")
    given = cast.ben.client.post("/you/safety-plan/", opened | {"alone": "x" * 2001})
    assert given.status_code == 422 and opened["seen_signs"] in given.content.decode()


def test_words_that_are_the_same_but_for_tidying_were_seen(cast: Any) -> None:
    cast.ben.client.post("/you/safety-plan/", {"signs": "Nights.\nSundays."})
    assert came(cast.ben, "safety", changed("Nights.", "Nights.\r\nSundays. ")) == "done"


def test_what_stood_before_changes_of_its_own_is_known_to_a_device(cast: Any, superuser: Any) -> None:
    cast.ben.client.post("/you/safety-plan/", {"signs": "First."})
    assert came(cast.ben, "safety", changed("x" * 2001, "First.")) == "refused"
    says = {"parts": {"signs": "Shorter."}, "base": {"signs": ["x" * 2001, "First."]}}
    assert came(cast.ben, "safety", says) == "done"
    assert came(cast.ben, "safety", {"parts": {"signs": "Later."}, "base": {"signs": ["x", "First."]}}) == "both"
    assert part(cast.ben, "signs") == "Shorter."
    assert cast.ben.client.get("/you/on-this-device/pages/").json()["choose"] is True
    (version,) = superuser.execute("SELECT id FROM wellness_version").fetchone()
    cast.ben.client.post(f"/you/two-versions/{version}/", {"keep": "here"})
    assert cast.ben.client.get("/you/on-this-device/pages/").json()["choose"] is False


def two_versions(person: Any, of: str) -> None:
    """A part that was changed at the desk, and on the phone after it had seen something older."""
    address = {"safety": "/you/safety-plan/", "wellness": "/you/wellness-plan/edit/"}[of]
    assert person.client.post(address, {"signs": "At the desk."}).status_code == 302
    assert came(person, of, changed("On the phone.", "First.")) == "both"


@pytest.mark.parametrize("of", ["safety", "wellness"])
def test_other_versions_go_with_the_plan_that_is_removed(cast: Any, superuser: Any, of: str) -> None:
    for one in ("safety", "wellness"):
        two_versions(cast.ben, one)
    assert cast.ben.client.post(f"/you/{of}-plan/removal/").status_code == 302
    left = {"safety": "wellness", "wellness": "safety"}[of]
    assert superuser.execute("SELECT of FROM wellness_version").fetchall() == [(left,)]


def test_to_keep_both_pressed_twice_writes_them_once(cast: Any, as_seat: Any) -> None:
    from hearten.wellness import arriving, reading

    two_versions(cast.ben, "safety")
    with as_seat(cast.ben) as seat:
        (found,) = reading.versions(seat)  # as both requests found it, before the first one was done
        for _time in range(2):
            arriving.choose(seat, found, "both")
    assert part(cast.ben, "signs") == "At the desk.\n\nOn the phone."

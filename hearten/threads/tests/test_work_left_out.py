"""What others may try where something is worked through holds no dose: ideas, their points, the choice, the report."""

from typing import Any
from uuid import uuid4

import pytest

from hearten.threads.tests.test_work import begun, offer

DOSE = "I took 50 mg twice a day."
BESIDE = f"I am going to end it tonight. {DOSE}"


def sent(cast: Any, way: str, words: str, thread: str, idea: str) -> Any:
    """Send words in one of the ways; the answer."""
    if way == "idea":
        said = {"body": words, "move": "idea", "client_id": str(uuid4())}
        return cast.ada.client.post(f"{thread}replies/", said)
    if way == "side":
        said = {"body": "An idea.", "good": words, "client_id": str(uuid4())}
        return cast.ada.client.post(f"{thread}replies/", said)
    if way == "points":
        return cast.ada.client.post(f"/posts/{idea}/points/", {"bad": words})
    if way == "edit":
        return cast.ada.client.post(f"/posts/{idea}/edit/", {"body": words})
    if way == "report-back":
        cast.ben.client.post(f"{thread}choice/", {"words": "I ask."})
    return cast.ben.client.post(f"{thread}{way}/", {"words": words})


WAYS = ["idea", "side", "points", "edit", "choice", "report-back"]


def holds(superuser: Any) -> list[tuple[str, str]]:
    return list(superuser.execute("SELECT kind, why FROM moderation_hold WHERE released_at IS NULL").fetchall())


@pytest.mark.parametrize("way", WAYS)
def test_a_dose_is_left_out_whatever_our_agreement_says(cast: Any, superuser: Any, way: str) -> None:
    thread = begun(cast.ben, cast.group)
    answered = sent(cast, way, DOSE, thread, offer(cast.ada, thread))
    text = answered.content.decode()
    assert answered.status_code == 422 and "<q>50 mg</q>" in text and "It is fine, send it" not in text
    assert "Other people will try what you write here." in text
    assert DOSE not in cast.ada.client.get(thread).content.decode()


@pytest.mark.parametrize("way", WAYS)
def test_beside_words_of_danger_it_waits_for_a_look(cast: Any, superuser: Any, way: str) -> None:
    thread = begun(cast.ben, cast.group)
    assert sent(cast, way, BESIDE, thread, offer(cast.ada, thread)).status_code == 302
    assert holds(superuser) == [("post", "method")]


def test_a_plain_reply_with_a_dose_becomes_no_idea(cast: Any, superuser: Any) -> None:
    thread = begun(cast.ben, cast.group)
    plain = {"body": DOSE, "client_id": str(uuid4())}
    noted = cast.ada.client.post(f"{thread}replies/", plain)
    assert noted.status_code == 422 and "It is fine, send it" in noted.content.decode(), "an ordinary post"
    fine = noted.content.decode().partition('name="fine" value="')[2].partition('"')[0]
    reply = cast.ada.client.post(f"{thread}replies/", plain | {"fine": fine})["Location"].partition("#p-")[2]
    refused = cast.ada.client.post(f"/posts/{reply}/points/", {"good": "It is quick."})
    assert refused.status_code == 422 and "<q>50 mg</q>" in refused.content.decode()
    alarming = {"body": BESIDE, "client_id": str(uuid4())}
    second = cast.ada.client.post(f"{thread}replies/", alarming)
    assert second.status_code == 302 and holds(superuser) == []
    posted = superuser.execute("SELECT id FROM threads_post WHERE body = %s", [BESIDE]).fetchone()[0]
    assert cast.ada.client.post(f"/posts/{posted}/points/", {"good": "It is quick."}).status_code == 302
    assert holds(superuser) == [("post", "method")]


@pytest.mark.parametrize("way", ["begin", "facts"])
def test_what_one_brings_is_passed_over_like_other_words(cast: Any, way: str) -> None:
    from hearten.threads.tests.test_work import begin

    if way == "begin":
        noted = begin(cast.ben, cast.group, tried=DOSE)
    else:
        noted = cast.ben.client.post(f"{begun(cast.ben, cast.group)}facts/", {"facts": DOSE, "tried": ""})
    assert noted.status_code == 422 and "It is fine, send it" in noted.content.decode()

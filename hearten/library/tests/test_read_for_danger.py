"""What is published with a guide and with looks at cards is read for danger, each as what one person wrote."""

from datetime import UTC, datetime
from typing import Any

import pytest

from hearten.kernel.verdict import Unseen
from hearten.library.tests.guiding import GUIDE, STEPS, group_guide, house_guide, rows
from hearten.library.tests.test_looks import LOOK, answer, flag, review
from hearten.moderation.tests.conftest import joined
from hearten.safety.sources import source_of
from tests.people import seated

DARK = "I do not want to be here any more."


def read(superuser: Any) -> list[tuple[str, Any, Any]]:
    """What waits to be read, the oldest first, and whose it is; then nothing waits."""
    found = superuser.execute("SELECT kind, about, member_id FROM safety_reading ORDER BY asked_at").fetchall()
    superuser.execute("DELETE FROM safety_reading")
    return list(found)


def said(person: Any, kind: str, about: Any) -> str:
    source = source_of(kind)
    assert source is not None
    with seated(person) as seat:
        return source.text(seat, about)


def shown(person: Any, kind: str, about: Any) -> Any:
    source = source_of(kind)
    assert source is not None
    with seated(person) as seat:
        return source.shown(seat, about)


def test_a_guide_is_read_as_what_each_of_its_writers_wrote(cast: Any, superuser: Any) -> None:
    joined(cast, cast.dov, cast.group, role="co_facilitator")
    superuser.execute("DELETE FROM safety_reading")
    guide = group_guide(cast, regions="Leeds")
    key = guide.split("/")[2]
    ((kind, about, whose),) = read(superuser)
    assert (kind, str(about), whose) == ("guide", key, cast.ada.id)
    assert said(cast.ada, kind, about).split("\n") == [
        GUIDE["title"], GUIDE["summary"], "Leeds", GUIDE["sources"], *(part for step in STEPS for part in step),
    ]  # fmt: skip
    ids = [str(row.id) for row in rows("GuideStep").order_by("place")]
    steps = {"step_id": ids, "step_words": [DARK, STEPS[1][1]]}
    changed = cast.dov.client.post(f"{guide}edit/", {**GUIDE, **steps, "regions": "Leeds\nYork"})
    assert changed.status_code == 302
    ((kind, second, whose),) = read(superuser)
    assert (kind, second, whose) == ("guide", rows("GuideVersion").get().id, cast.dov.id)
    assert said(cast.dov, kind, second) == f"York\n{DARK}", "what others wrote is not read as Dov's"
    assert DARK not in said(cast.ada, kind, about), "nor what Dov wrote as Ada's"
    found = shown(cast.ada, kind, second)
    assert found.name == "Dov" and DARK in found.text and shown(cast.ada, kind, about).name == "Ada"
    assert shown(cast.cleo, kind, second) is None
    cast.ada.client.post(f"{guide}edit/", {**GUIDE, **steps, "regions": "Leeds\nYork"})
    assert read(superuser) == [], "nothing was different"
    assert cast.dov.client.get(f"/library-words/{second}/")["Location"] == guide


def test_a_check_and_a_retirement_are_read(cast: Any, superuser: Any) -> None:
    guide, today = house_guide(cast), datetime.now(UTC).date().isoformat()
    read(superuser)
    cast.odile.client.post(f"{guide}checks/", {"on": today})
    assert read(superuser) == [], "without words there is nothing to read"
    cast.odile.client.post(f"{guide}checks/", {"on": today, "found": DARK})
    cast.odile.client.post(f"{guide}retirement/", {"reason": f"Closed. {DARK}"})
    check, rest = read(superuser)
    assert check == ("guide", rows("GuideCheck").get(found=DARK).id, cast.odile.id)
    assert rest == ("guide", rows("GuideRetirement").get().id, cast.odile.id)
    assert said(cast.odile, *check[:2]) == DARK and said(cast.odile, *rest[:2]) == f"Closed. {DARK}"
    assert cast.odile.client.get(f"/library-words/{rest[1]}/")["Location"] == guide
    assert cast.odile.client.post(f"{guide}return/").status_code == 302
    with pytest.raises(Unseen):
        said(cast.odile, *rest[:2])


def test_a_first_look_and_the_end_of_a_review_are_read(shared: Any, superuser: Any) -> None:
    cast = shared.cast
    read(superuser)
    second = review(shared, shared.masked)
    assert cast.dov.client.post(second, {"words": "I see it the same way."}).status_code == 302
    assert cast.ada.client.post(second.replace("/second/", "/end/"), {"words": DARK}).status_code == 302
    (key,) = superuser.execute("SELECT id FROM library_review").fetchone()
    whose = {"card_first": cast.ada, "card_look": cast.dov, "card_end": cast.ada}
    assert read(superuser) == [(kind, key, person.id) for kind, person in whose.items()]
    assert [said(person, kind, key) for kind, person in whose.items()] == [
        LOOK["words"],
        "I see it the same way.",
        DARK,
    ]
    assert [shown(cast.ben, kind, key).name for kind in whose] == ["Ada", "Dov", "Ada"]
    assert cast.ada.client.get(f"/library-words/{key}/")["Location"] == f"/cards/{shared.masked}/"


def test_each_answer_to_those_who_flagged_is_read_once_as_its_writers(shared: Any, superuser: Any) -> None:
    cast = shared.cast
    joined(cast, cast.cleo, cast.group, role="co_facilitator")
    flag(cast.dov, shared.masked)
    read(superuser)
    assert answer(cast.ada, shared.masked, "back", DARK).status_code == 302
    assert answer(cast.cleo, shared.masked, "back", "Please leave step two out.").status_code == 302
    first, second = read(superuser)
    assert (first[0], first[2]) == ("card_answer", cast.ada.id) and (second[0], second[2]) == (first[0], cast.cleo.id)
    assert first[1] != second[1]
    with pytest.raises(Unseen):
        said(cast.ada, *first[:2])  # answered anew: these words are gone
    assert said(cast.cleo, *second[:2]) == "Please leave step two out."
    assert shown(cast.ada, *second[:2]).name == "Cleo" and shown(cast.ben, *second[:2]) is None
    assert cast.cleo.client.get(f"/library-words/{second[1]}/")["Location"] == f"/cards/{shared.masked}/"


def test_the_panel_stands_beside_what_was_just_written(shared: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from hearten.safety import first_look

    monkeypatch.setattr(first_look, "first_look", lambda kind, text: first_look.Found("self", True))
    cast, new = shared.cast, {"words": DARK}
    flag(cast.dov, shared.masked)
    answers = [
        cast.ada.client.post(f"/groups/{cast.group.id}/guides/new/", {**GUIDE, "summary": DARK}),
        cast.ada.client.post(f"/cards/{shared.masked}/review/", new),
        cast.ada.client.post(f"/cards/{shared.masked}/answer/", {"answer": "back", **new}),
    ]
    for answered, kind in zip(answers, ("guide", "card_first", "card_answer"), strict=True):
        assert f"/{kind}/" in answered["Location"]
        panel = cast.ada.client.get(answered["Location"])
        assert panel.status_code == 200 and "/library-words/" in panel.content.decode()

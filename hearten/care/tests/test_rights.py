"""Sealed in the database, whole in a copy, gone when somebody goes; and what other slices may take along."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest

from hearten.care import own, reading
from hearten.kernel.keystore import KeyStoreUnavailable
from hearten.members import rights

CANARY = "wrenfeather"


def everything(pages: Any) -> None:
    """Ben types a canary into every box there is, and so does Ada where she writes to him."""
    cast, ben = pages.cast, pages.cast.ben.client
    words = lambda box: f"{CANARY} {box}"  # noqa: E731  # one line, used ten times below
    more = {"food": "with", "refill_on": "2027-01-02", "zone": "Europe/Berlin"}
    routine = pages.routine(cast.ben, name=words("name"), notes=words("notes"), **more)
    pages.mark(cast.ben, routine, how="skipped")
    (mark,) = pages.superuser.execute("SELECT id FROM care_mark").fetchone()
    ben.post(f"/you/routine/marks/{mark}/reason/", {"reason": words("reason")})
    effect = {"client_id": str(uuid4()), "on": "2026-03-09", "feelings": ["queasy"], "words": words("effect")}
    ben.post("/you/effects/", effect)
    names = ("matters", "changed", "agree", "disagree", "support")
    visit = pages.visit(cast.ben, **{name: words(name) for name in names})
    pages.question(cast.ben, visit, words("question"))
    (kept,) = pages.superuser.execute("SELECT id FROM care_effect").fetchone()
    ben.post(f"/you/appointments/{visit}/effects/", {"chosen": [str(kept)]})
    ben.post(f"/you/appointments/{visit}/after/", {"decided": words("decided"), "next": words("next")})
    invite = pages.invited(visit, cast.ada_in_group)
    pages.text(cast.ada, f"/shared-preparations/{invite}/")
    pages.suggest(cast.ada, invite, words("suggestion"))
    said = {"client_id": str(uuid4()), "situation": words("situation"), "statement": words("statement")}
    ben.post("/you/what-i-want-to-say/new/", said | {"follow_up": words("follow-up")})
    practice = pages.open()
    pages.say(cast.ben, practice, words("turn"))
    pages.willing(cast.ben)
    ben.post(f"/practising/{practice}/report/", {"about": "other", "words": words("report")})


def rows(superuser: Any) -> dict[str, list[Any]]:
    sql = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename LIKE 'care\\_%'"
    tables = [name for (name,) in superuser.execute(sql).fetchall()]
    return {name: superuser.execute(f'SELECT t::text, to_jsonb(t)::text FROM "{name}" t').fetchall() for name in tables}


def test_no_word_can_be_read_in_the_tables(pages: Any, superuser: Any) -> None:
    everything(pages)
    found = rows(superuser)
    assert all(found[name] for name in found if name not in ("care_closure",)), "every table holds something"
    dump = str(found)
    for word in (CANARY, CANARY.encode().hex(), "queasy", b"queasy".hex(), "skipped", b"skipped".hex()):
        assert word not in dump, word
    assert CANARY in pages.text(pages.cast.ben, "/you/routine/")


def test_the_queue_and_the_notices_hold_no_word_either(pages: Any, superuser: Any) -> None:
    everything(pages)
    jobs = str(superuser.execute("SELECT args::text FROM procrastinate_jobs").fetchall())
    assert CANARY not in jobs and "the clinic" not in jobs


@pytest.mark.parametrize(
    ("table", "column"),
    [("routine", "words"), ("mark", "words"), ("appointment", "words"), ("line", "words"), ("statement", "words")],
)
def test_a_ciphertext_that_was_moved_does_not_open(
    pages: Any, superuser: Any, as_seat: Any, table: str, column: str
) -> None:
    from django.apps import apps

    for number in range(2):
        routine = pages.routine(pages.cast.ben, name=f"thing {number}")
        pages.mark(pages.cast.ben, routine)
        visit = pages.visit(pages.cast.ben, matters=f"Thing {number}.")
        pages.question(pages.cast.ben, visit, f"Thing {number}?")
        said = {"client_id": str(uuid4()), "statement": f"Thing {number}."}
        pages.cast.ben.client.post("/you/what-i-want-to-say/new/", said)
    (one, first), (other, second) = superuser.execute(f"SELECT id, {column} FROM care_{table} ORDER BY id").fetchall()
    model = apps.get_model("care", table)
    with as_seat(pages.cast.ben) as seat:
        assert getattr(seat.find(model, one), column) and getattr(seat.find(model, other), column)
    superuser.execute(f"UPDATE care_{table} SET {column} = %s WHERE id = %s", [second, one])
    superuser.execute(f"UPDATE care_{table} SET {column} = %s WHERE id = %s", [first, other])
    with as_seat(pages.cast.ben) as seat:
        for key in (one, other):
            with pytest.raises(KeyStoreUnavailable):
                getattr(seat.find(model, key), column)


def test_a_copy_has_everything_and_nobody_elses_words(pages: Any, as_seat: Any) -> None:
    everything(pages)
    mine = {"routine", "routine_marks", "effects", "appointments", "invites", "suggestions", "statements"}
    mine |= {"practice_turns", "practices", "practice_spans", "practice_reports"}
    with as_seat(pages.cast.ben) as seat:
        copy = {one.name: one.read(seat) for one in rights.exported() if one.name in mine}
    text = str(copy)
    boxes = ("name", "notes", "reason", "effect", "matters", "changed", "agree", "disagree", "support", "question")
    for box in (*boxes, "decided", "next", "situation", "statement", "follow-up", "turn", "report"):
        assert f"{CANARY} {box}" in text, box
    assert f"{CANARY} suggestion" not in text and "Ada" not in text and str(pages.cast.ada.id) not in text
    assert copy["invites"][0]["looked"] and copy["practice_spans"]
    with as_seat(pages.cast.ada) as seat:
        theirs = {one.name: one.read(seat) for one in rights.exported() if one.name in mine}
    assert [one["words"] for one in theirs["suggestions"]] == [f"{CANARY} suggestion"]
    assert CANARY not in str(theirs | {"suggestions": []})


@pytest.mark.parametrize("how", ["kept", "erased"])
@pytest.mark.parametrize("who", ["ben", "ada"])
def test_leaving_for_good_takes_everything(pages: Any, as_seat: Any, superuser: Any, how: str, who: str) -> None:
    everything(pages)
    with as_seat(getattr(pages.cast, who)) as seat:
        own._forget(seat, how)
    gone = str(getattr(pages.cast, who).id)
    assert gone not in str(rows(superuser))
    for table in ("practice", "turn", "answer", "reported", "invite", "look", "suggestion"):
        assert superuser.execute(f"SELECT count(*) FROM care_{table}").fetchone() == (0,), table
    if who == "ada":
        assert CANARY in pages.text(pages.cast.ben, "/you/routine/"), "what is his alone stays"


def test_leaving_a_group_stops_what_was_there(pages: Any, superuser: Any) -> None:
    everything(pages)
    assert pages.cast.ada.client.post(f"/groups/{pages.cast.group.id}/leave/", {"how": "erased"}).status_code in (
        302,
        403,
    )
    superuser.execute("DELETE FROM care_reported")
    pages.cast.ben.client.post(f"/groups/{pages.cast.group.id}/leave/", {"how": "erased"})
    assert superuser.execute("SELECT count(*) FROM care_invite WHERE ended_at IS NULL").fetchone() == (0,)
    assert superuser.execute("SELECT count(*) FROM care_ending").fetchone()[0] >= 1
    assert CANARY in pages.text(pages.cast.ben, "/you/routine/")


def test_other_slices_get_plain_values(pages: Any, as_seat: Any) -> None:
    everything(pages)
    pages.clock.pass_(timedelta(minutes=1))
    resting = pages.routine(pages.cast.ben, at=(), name="rests")
    pages.clock.pass_(timedelta(minutes=1))
    pages.cast.ben.client.post(f"/you/routine/{resting}/rest/")
    with as_seat(pages.cast.ben) as seat:
        routine, prepared = reading.routine_of(seat), reading.preparation_of(seat)
        said, effects = reading.statements_of(seat), reading.effects_of(seat, date(2026, 3, 1))
        step = reading.next_step_of(seat, prepared[0].id)
    assert [one.name for one in routine] == [f"{CANARY} name", "rests"] and routine[1].id == resting
    assert routine[0].rests_since is None and routine[1].rests_since and not routine[1].times
    assert routine[0].food == "With food" and routine[0].refill_on == date(2027, 1, 2)
    assert prepared[0].questions == [f"{CANARY} question"] and prepared[0].effects == [
        f"9 Mar: queasy: {CANARY} effect"
    ]
    assert step == prepared[0].next_step == f"{CANARY} next" and said[0].follow_up == f"{CANARY} follow-up"
    assert effects[0].feelings == ["queasy"]
    with as_seat(pages.cast.ada) as seat:
        assert reading.routine_of(seat) == reading.preparation_of(seat) == reading.statements_of(seat) == []

"""Whatever reading does, what somebody wrote is there, they are answered, and a person gets it (CR-01, CR-03)."""

import time
from dataclasses import replace
from uuid import uuid4

import pytest

from hearten.kernel.aside import Busy, Pool, Process
from hearten.reading.watched import Watched
from hearten.safety import looking, timers, triage
from tests.safety.conftest import CALM, PLAIN

pytestmark = pytest.mark.django_db


def concerns(superuser):
    return superuser.execute("SELECT level, source, whose FROM safety_concern").fetchall()


def states(superuser, about):
    return superuser.execute("SELECT state FROM safety_reading WHERE about = %s", [about]).fetchall()


def test_words_of_danger_become_a_concern(cast, says, read, superuser):
    about = says(cast.ben, PLAIN)
    assert states(superuser, about) == [("waiting",)]
    read(cast.ben, about)
    assert states(superuser, about) == [("rules",)], "tests have no model"
    ((level, source, whose),) = concerns(superuser)
    assert level in ("L3", "L4") and (source, whose) == ("rules", "self")


def test_calm_words_become_none(cast, says, read, superuser):
    about = says(cast.ben, CALM)
    read(cast.ben, about)
    assert states(superuser, about) == [("rules",)] and concerns(superuser) == []


def test_an_edit_is_read_again(cast, says, read, as_seat, superuser):
    from hearten.threads import reading
    from hearten.threads.actions import change

    about = says(cast.ben, CALM)
    read(cast.ben, about)
    with as_seat(cast.ben) as seat:
        change.edit(seat, reading.head(seat, cast.thread.id), reading.post(seat, about), PLAIN)
    assert states(superuser, about) == [("waiting",)]
    read(cast.ben, about)
    assert len(concerns(superuser)) == 1


def _raises(text, within):
    raise Busy


class Odd:
    """A pool whose process answers, but not with a reading."""

    def __init__(self, answer):
        self.answer = answer

    def ask(self, request, within, start=True):
        return self.answer


GARBAGE = [
    {},
    {"level": "L9", "about": "self", "cues": [], "source": "rules", "made_by": ""},
    {"level": "L2", "about": "nobody", "cues": [], "source": "rules", "made_by": ""},
    {"level": "L2", "about": "self", "cues": [["a", None, 3]], "source": "rules", "made_by": ""},
    {"level": "L2", "about": "self", "cues": 7, "source": "rules", "made_by": ""},
    {"level": None, "about": None, "cues": None, "source": None, "made_by": None},
]


@pytest.mark.parametrize("answer", GARBAGE, ids=range(len(GARBAGE)))
def test_garbage_is_not_believed(answer, cast, says, read, superuser, monkeypatch):
    monkeypatch.setattr(triage, "readers", lambda: Odd(answer))
    about = says(cast.ben, CALM)
    read(cast.ben, about)
    assert states(superuser, about) == [("failed",)]
    assert concerns(superuser) == [("unread", "failed", "self")]


def test_a_reading_that_raises_brings_the_item_to_people(cast, says, read, superuser, monkeypatch):
    monkeypatch.setattr(triage, "judged", _raises)
    about = says(cast.ben, CALM)
    with pytest.raises(TypeError):  # called as it is called: the seam is real
        triage.judged()
    monkeypatch.setattr(triage, "judged", lambda text: _raises(text, 0))
    read(cast.ben, about)
    assert concerns(superuser) == [("unread", "failed", "self")]


def test_the_gravest_part_counts_and_danger_found_is_told_though_the_rest_could_not_be_read(monkeypatch):
    def judged(text):
        if text == "hangs":
            raise Busy
        return Watched("L3" if text == PLAIN else "none", "self", (), "rules", "x")

    monkeypatch.setattr(triage, "judged", judged)
    assert triage._gravest("post", [CALM, PLAIN, CALM]).level == "L3"
    assert triage._gravest("post", [PLAIN, "hangs"]).level == "L3"
    with pytest.raises(Busy):
        triage._gravest("post", [CALM, "hangs", PLAIN])
    worried = Watched("none", "other", ((0, 1, "x"),), "rules", "x")
    monkeypatch.setattr(triage, "judged", lambda text: worried if text == PLAIN else judged(text))
    assert triage._gravest("post", [CALM, PLAIN]) == worried


HANGS = "import sys, time; print('{\"ready\": true}', flush=True); sys.stdin.readline(); time.sleep(60)"


class Hanging(Process):
    """A real process that reads its request and says nothing for a minute."""

    def __init__(self):
        import subprocess
        import sys

        real = subprocess.Popen

        def started(command, **options):
            return real([sys.executable, "-c", HANGS], **options)

        subprocess.Popen = started
        try:
            super().__init__("hearten.reading.watch_aside")
        finally:
            subprocess.Popen = real


def test_a_reading_that_hangs_for_a_minute_is_not_waited_for(cast, says, read, superuser, monkeypatch):
    monkeypatch.setattr(triage, "readers", lambda: pool)
    monkeypatch.setattr(triage, "WITHIN_S", 0.5)
    monkeypatch.setattr(triage.judged, "__defaults__", (0.5, True))
    pool = Pool(1, 2, Hanging)
    began = time.monotonic()
    answer = cast.ben.client.post(
        f"/threads/{cast.thread.id}/replies/", {"body": CALM, "client_id": str(uuid4())}, headers={"X-Fragment": "1"}
    )
    assert answer.status_code == 201 and CALM in answer.content.decode()
    ((about,),) = superuser.execute("SELECT about FROM safety_reading WHERE state = 'waiting'").fetchall()
    read(cast.ben, about)
    assert time.monotonic() - began < 20, "an answer that never comes is not waited for"
    assert concerns(superuser) == [("unread", "failed", "self")]


def test_what_no_worker_read_for_half_a_minute_is_handed_to_people(cast, says, superuser, as_seat):
    about = says(cast.ben, CALM)
    timers.fire_due()
    with as_seat(None):
        assert triage.hand_over_unread() == 0, "not yet: it may still be read"
    superuser.execute("UPDATE safety_reading SET asked_at = now() - interval '31 seconds'")
    with as_seat(cast.ada) as seat:
        assert looking.degraded(seat), "who looks after people is told that the program does not read"
    with as_seat(cast.cleo) as seat:
        assert not looking.degraded(seat)
    with as_seat(None):
        assert triage.hand_over_unread() == 1
    assert states(superuser, about) == [("failed",)] and concerns(superuser) == [("unread", "failed", "self")]
    waiting = "SELECT count(*) FROM safety_reading WHERE state = 'waiting' AND asked_at < now() - interval '60 seconds'"
    assert superuser.execute(waiting).fetchone() == (0,), "the invariant of CR-03"


def test_who_looks_after_people_is_told_where_rules_alone_read(cast, says, read, as_seat, superuser, settings):
    def told(person):
        with as_seat(person) as seat:
            return looking.by_rules(seat)

    settings.HEARTEN_MODELS = True
    assert not told(cast.ada)
    read(cast.ben, says(cast.ben, CALM))  # the process has no model all the same, as with weights that are unfit
    assert told(cast.ada) and told(cast.mo) and not told(cast.ben)
    for person, page in ((cast.ada, "/duty/"), (cast.mo, "/desk/")):
        assert "read by simple rules only" in person.client.get(page).content.decode()
    superuser.execute("UPDATE safety_reading SET state = 'read'")
    assert not told(cast.ada), "a model read the newest words"
    settings.HEARTEN_MODELS = False
    assert told(cast.ada)
    settings.HEARTEN_READ_FOR_DANGER = False
    assert not told(cast.ada), "nothing is read at all"


def test_only_the_worker_may_say_what_was_read(cast, says, as_seat, superuser):
    about = says(cast.ben, CALM)
    with as_seat(cast.ben) as seat:
        assert (
            seat.read(triage._Done, "SELECT safety_heard('post', %s, 'L4', 'self', 'rules', '')", about)[0].done is None
        )
    assert concerns(superuser) == []


def test_worry_for_somebody_else_goes_onto_the_list_and_wakes_nobody(cast, says, read, superuser):
    about = says(cast.ben, "My sister says she wants to kill herself and I do not know what to say to her.")
    read(cast.ben, about)
    assert [(level, whose) for level, _source, whose in concerns(superuser)] == [("L1", "other")]
    assert superuser.execute("SELECT count(*) FROM safety_timer").fetchone() == (0,)


def test_where_reading_is_switched_off_nothing_is_read_and_people_can_still_be_asked(
    cast, says, settings, superuser, as_seat
):
    from hearten.safety.actions import writing
    from hearten.safety.first_look import first_look

    settings.HEARTEN_READ_FOR_DANGER = False
    about = says(cast.ben, PLAIN)
    assert states(superuser, about) == [("off",)] and first_look("post", PLAIN) is None
    assert superuser.execute("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'safety.read'").fetchone() == (
        0,
    )
    superuser.execute("UPDATE safety_reading SET asked_at = now() - interval '1 hour'")
    with as_seat(cast.ben) as seat:
        assert triage.hand_over_unread() == 0
        assert writing.wants_person(seat, "post", about)


def test_what_the_model_alone_finds_in_a_few_words_of_a_talk_counts_when_it_is_sure():
    few, unsure = "Here I am.", Watched("L3", "self", ((0, 10, "model"),), "model", "m", 0.6)
    assert triage.counted("line", few, unsure).level == "none"
    assert triage.counted("post", few, unsure) == unsure
    assert triage.counted("line", "word " * 9, unsure) == unsure
    assert triage.counted("line", few, replace(unsure, chance=0.99)).level == "L2"
    by_rules = Watched("L3", "self", ((0, 10, "plan"),), "rules", "m")
    assert triage.counted("line", few, by_rules) == by_rules

"""Keeping the index: what cannot be indexed, who waits for whom, what was not read, what is no longer there."""

import psycopg
import pytest

pytestmark = pytest.mark.django_db


def waiting(superuser):
    return superuser.execute("SELECT count(*) FROM search_pending WHERE what = 'words'").fetchone()[0]


def test_one_text_that_cannot_be_indexed_holds_nobody_up(cast, begins, indexed, finds, superuser):
    bad = begins(cast.ada, cast.group, "Bad", "The wheelhouse is warm.")
    begins(cast.ada, cast.group, "Good", "The lantern is warm.")
    superuser.execute("UPDATE search_pending SET since = since - interval '1 day' WHERE item = "
                      "(SELECT id FROM threads_post WHERE thread_id = %s)", [bad.id])  # fmt: skip
    superuser.execute("ALTER TABLE search_word ADD CONSTRAINT never CHECK (word <> 'wheelhous')")
    try:
        indexed()
    finally:
        superuser.execute("ALTER TABLE search_word DROP CONSTRAINT never")
    assert finds(cast.ben, "lantern")[0] == ["Good"] and finds(cast.ben, "wheelhouse")[0] == []
    (rests,) = superuser.execute("SELECT since > now() + interval '50 minutes' FROM search_pending "
                                 "WHERE what = 'words'").fetchone()  # fmt: skip
    assert rests, "it is tried again in an hour"
    superuser.execute("UPDATE search_pending SET since = now() - interval '1 minute'")
    indexed()
    assert finds(cast.ben, "wheelhouse")[0] == ["Bad"] and waiting(superuser) == 0


def test_others_do_not_wait_behind_a_group_that_cannot_be_had(cast, begins, indexed, finds, superuser):
    for number in range(60):
        begins(cast.ada, cast.hidden_group, f"Here {number}", "The wheelhouse is warm.")
    begins(cast.ada, cast.group, "There", "The lantern is warm.")
    with psycopg.connect(superuser.info.dsn) as other:
        other.execute("SELECT pg_advisory_xact_lock_shared(search_lock(%s))", [cast.hidden_group.id])
        indexed()
        assert finds(cast.ben, "lantern")[0] == ["There"] and waiting(superuser) >= 60
    indexed()
    assert waiting(superuser) == 0


def test_what_the_encoder_did_not_read_is_tried_again_three_times(cast, begins, indexed, as_worker, superuser,
                                                                  monkeypatch, settings):  # fmt: skip
    from hearten.kernel.aside import Busy
    from hearten.search import indexing

    superuser.execute("DELETE FROM search_pending")
    begins(cast.ada, cast.group, "Ships", "The wheelhouse is warm.")
    indexed()
    settings.HEARTEN_MODELS, fails = True, [True]

    def read(texts):
        if fails[0] and any("wheelhouse" in text for text in texts):
            raise Busy
        return [[0.05] * 384 for _text in texts]

    monkeypatch.setattr(indexing, "meanings", read)
    for tries in (1, 2, 3):
        as_worker(indexing.index_meanings, transactions=True)
        as_worker(indexing.index_meanings, transactions=True)  # nothing: not before its time
        state = "SELECT tries, since > now() FROM search_pending WHERE what = 'meaning'"
        assert superuser.execute(state).fetchone() == (tries, True)
        superuser.execute("UPDATE search_pending SET since = now() - interval '1 minute'")
    fails[0] = False
    as_worker(indexing.index_meanings, transactions=True)
    assert superuser.execute("SELECT count(*) FROM search_meaning").fetchone() == (1,)
    assert superuser.execute("SELECT count(*) FROM search_pending").fetchone() == (0,)


def test_it_is_given_up_in_the_end(cast, begins, indexed, as_worker, superuser):
    from hearten.search import indexing

    begins(cast.ada, cast.group, "Ships", "The wheelhouse is warm.")
    indexed()
    (entry,) = superuser.execute("SELECT item FROM search_pending WHERE what = 'meaning' LIMIT 1").fetchone()
    for _try in range(4):
        as_worker(lambda: indexing._door("SELECT search_read_later(%s)", entry), transactions=True)
    assert superuser.execute("SELECT count(*) FROM search_pending WHERE item = %s", [entry]).fetchone() == (0,)


def test_what_no_trigger_saw_is_put_right(cast, begins, indexed, finds, as_worker, superuser):
    """As out of a backup: one post came, one went, and a word stayed behind."""
    from hearten.search.indexing import complete

    came = begins(cast.ada, cast.group, "Came", "The wheelhouse is warm.")
    went = begins(cast.ada, cast.group, "Went", "The lantern is warm.")
    superuser.execute("DELETE FROM search_pending WHERE item IN (SELECT id FROM threads_post WHERE thread_id = %s)",
                      [came.id])  # fmt: skip
    indexed()
    superuser.execute("SET session_replication_role = replica")
    superuser.execute("DELETE FROM threads_post WHERE thread_id = %s", [went.id])
    superuser.execute("SET session_replication_role = origin")
    superuser.execute("INSERT INTO search_known (id, group_id, said, word) VALUES (gen_random_uuid(), %s, 'orphan', "
                      "'orphan')", [cast.group.id])  # fmt: skip
    as_worker(complete, transactions=True)
    indexed()
    assert finds(cast.ben, "wheelhouse")[0] == ["Came"]
    known = {said for (said,) in superuser.execute("SELECT said FROM search_known").fetchall()}
    assert not {"orphan", "lantern"} & known and "wheelhouse" in known
    assert superuser.execute("SELECT count(*) FROM search_word WHERE said = 'lantern'").fetchone() == (0,)


def test_a_word_is_known_as_it_was_last_looked_up(cast, begins, indexed, finds, superuser):
    begins(cast.ada, cast.group, "Ships", "The wheelhouses are warm.")
    indexed()
    superuser.execute("UPDATE search_known SET word = 'other' WHERE said = 'wheelhouses'")
    begins(cast.ada, cast.group, "Boats", "More wheelhouses.")
    indexed()
    assert finds(cast.ben, "wheelhuoses")[1] == "wheelhouses"


def test_a_word_that_stands_under_another_stem_stays_known(cast, begins, indexed, says, superuser):
    """As beside a guide in another language: what goes takes along only what was known by it."""
    thread = begins(cast.ada, cast.group, "Ships", "The wheelhouses are warm.")
    gone = says(cast.ben, thread, "More wheelhouses.")
    indexed()
    superuser.execute("UPDATE search_word SET word = 'other' WHERE id = "
                      "(SELECT id FROM search_entry WHERE item = %s) AND said = 'wheelhouses'", [gone])  # fmt: skip
    superuser.execute("UPDATE threads_post SET body = 'Other words.' WHERE id = %s", [gone])
    assert superuser.execute("SELECT word FROM search_known WHERE said = 'wheelhouses'").fetchone() == ("wheelhous",)

"""The promise: nothing outside the seat's groups influences what a search answers; and what is gone matches nothing."""

import re

import pytest

from hearten.moderation.tests.conftest import joined

pytestmark = pytest.mark.django_db

QUESTIONS = ["harbour pilot", "psychiatirst", "zanzibar", "harbor", '"harbour pilot"', "pilot -coffee", "qzxv"]


def page(person, question):
    """Return the page that answers, without the token that is new in each."""
    answer = person.client.post("/search/", {"q": question})
    assert answer.status_code == 200
    return re.sub(r'(csrfmiddlewaretoken" value=")[^"]*', r"\1", answer.content.decode())


def test_five_hundred_posts_elsewhere_change_no_byte(cast, begins, indexed, superuser):
    """Rare words, typos' neighbours and common words of another group: the pages stay the same, byte for byte."""
    begins(cast.ada, cast.group, "Ships", "The harbour pilot knows a psychiatrist.")
    begins(cast.ada, cast.hidden_group, "Coffee", "A pilot with coffee, and the harbour.")
    indexed()
    before = {question: page(cast.ben, question) for question in QUESTIONS}
    superuser.execute(
        "WITH t AS (INSERT INTO threads_thread (id, group_id, membership_id, title, kind, wish, mood, note, "
        "made_at, last_at) SELECT gen_random_uuid(), %(g)s, %(m)s, 'Zanzibar harbour', 'support', 'listen', '', '', "
        "now(), now() "
        "FROM generate_series(1, 500) RETURNING id) INSERT INTO threads_post (id, group_id, thread_id, membership_id, "
        "opens, quoted, move, body, html, made_at) SELECT gen_random_uuid(), %(g)s, t.id, %(m)s, true, '', '', "
        "'The harbor pilots of Zanzibar said psychiatirst and qzxw, harbour harbour pilot', '', now() FROM t",
        {"g": cast.other_group.id, "m": cast.cleo_in_other.id},
    )
    indexed()
    there = "SELECT count(*) FROM search_entry WHERE group_id = %s"
    assert superuser.execute(there, [cast.other_group.id]).fetchone()[0] >= 500
    assert "Zanzibar" in page(cast.cleo, "zanzibar")
    assert {question: page(cast.ben, question) for question in QUESTIONS} == before


def test_the_index_of_the_seats_own_groups_alone_is_read(cast, begins, indexed, superuser, as_seat):
    """Every table of the index is reached by conditions on the group and the word: nobody else's row is looked at."""
    from django.db import connection

    from hearten.search import reading

    superuser.execute(
        "INSERT INTO search_word (id, group_id, word, said, weight) SELECT gen_random_uuid(), "
        "CASE WHEN n %% 50 = 0 THEN %s ELSE gen_random_uuid() END, 'w' || n %% 2000, 'w' || n %% 2000, 1 "
        "FROM generate_series(1, 20000) n",
        [cast.group.id],
    )
    superuser.execute(
        "INSERT INTO search_known (id, group_id, said, word) "
        "SELECT DISTINCT ON (group_id, said) id, group_id, said, word FROM search_word"
    )
    vectors = "array_fill(0.05::real, ARRAY[384])::vector::halfvec"
    superuser.execute(
        "INSERT INTO search_entry (id, kind, item, group_id, language, at) "
        "SELECT id, 'post', id, group_id, 'en', now() FROM search_word"
    )
    superuser.execute(
        "INSERT INTO search_meaning (id, group_id, part, vector, entry_id) "
        f"SELECT gen_random_uuid(), group_id, 0, {vectors}, id FROM search_word"
    )
    for table in ("word", "known", "entry", "meaning"):
        superuser.execute("CHECKPOINT")  # VACUUM calls no row seen by all while a commit has not reached the disk
        superuser.execute(f"VACUUM ANALYZE search_{table}")
    plans = []

    class Explaining:
        def read(self, _line, sql, *values):
            with connection.cursor() as cursor:
                cursor.execute(f"EXPLAIN (COSTS OFF) {sql}", values)
                plans.append("\n".join(line for (line,) in cursor.fetchall()))
            return []

    asked = reading.Asked(["w1", "w2"], [0, 1], [], [])
    with as_seat(cast.ben):
        reading.scored(Explaining(), asked, 60)
        reading.near(Explaining(), str([0.05] * 384), asked, 60)
        reading.words_like(Explaining(), "w1", 1, False)
        reading.look_up(Explaining(), ["w1"], "en", False)
        apart = asked._replace(apart=True)
        reading.scored(Explaining(), apart, 60)
        reading.near(Explaining(), str([0.05] * 384), apart, 60)
        reading.words_like(Explaining(), "w1", 1, True)
        reading.look_up(Explaining(), ["w1"], "en", True)
    for plan in plans:
        assert not re.search(r"Seq Scan on search_", plan), plan
        for table, condition in re.findall(r"on (search_\w+) \w+ *\n *(?:Recheck|Index) Cond: (.*)", plan):
            keyed = "group_id = ANY" in condition or (table == "search_entry" and "id =" in condition)
            assert keyed, plan
    assert "Index Only Scan using search_word_pkey" in plans[0]
    assert "Index Only Scan using search_meaning_group" in plans[1]
    assert "Index Only Scan using known_once" in plans[2]


def vocabulary(superuser):
    return {said for (said,) in superuser.execute("SELECT said FROM search_known").fetchall()}


def matches(superuser, post):
    return superuser.execute("SELECT count(*) FROM search_entry WHERE item = %s", [post]).fetchone()[0]


def opening(superuser, thread):
    return superuser.execute("SELECT id FROM threads_post WHERE thread_id = %s AND opens", [thread.id]).fetchone()[0]


def test_words_that_were_taken_back_match_nothing_at_once(cast, begins, says, indexed, finds, as_seat, superuser):
    from hearten.threads import reading
    from hearten.threads.actions import change

    thread = begins(cast.ada, cast.group, "Ships", "The wheelhouse is warm.")
    post = says(cast.ben, thread, "My wheelbarrow is not.")
    indexed()
    assert finds(cast.ada, "wheelbarow") == (["Ships"], "wheelbarrow")
    with as_seat(cast.ben) as seat:
        change.withdraw(seat, reading.head(seat, thread.id), reading.post(seat, post))
    assert matches(superuser, post) == 0
    assert "wheelbarrow" not in vocabulary(superuser) and "wheelhouse" in vocabulary(superuser)
    assert finds(cast.ada, "wheelbarow") == ([], "wheelbarow"), "a word that was taken back is suggested to nobody"
    indexed()
    assert finds(cast.ada, "wheelbarrow")[0] == []


def test_edited_words_and_titles(cast, begins, indexed, finds, as_seat, superuser):
    from hearten.threads import reading
    from hearten.threads.actions import change

    thread = begins(cast.ada, cast.group, "Lanterns", "The wheelhouse is warm.")
    indexed()
    with as_seat(cast.ada) as seat:
        head, shown = reading.head(seat, thread.id), reading.post(seat, opening(superuser, thread))
        change.edit_opening(seat, head, shown, "The bridge is warm.", title="Beacons", wish="listen", note="")
    assert finds(cast.ben, "wheelhouse")[0] == finds(cast.ben, "lanterns")[0] == [], (
        "at once, and before it is read anew"
    )
    indexed()
    assert finds(cast.ben, "bridge")[0] == finds(cast.ben, "beacons")[0] == ["Beacons"]
    assert finds(cast.ben, "wheelhouse")[0] == finds(cast.ben, "lanterns")[0] == []


def test_held_words_match_nothing_until_they_are_let_go(cast, begins, says, indexed, finds, superuser):
    thread = begins(cast.ada, cast.group, "Ships", "The wheelhouse is warm.")
    says(cast.ben, thread, "The compass points home.")
    indexed()
    hold = (
        "INSERT INTO moderation_hold (id, group_id, kind, item, also, why, made_at, released_name) "
        "VALUES (gen_random_uuid(), %s, 'post', %s, %s, 'decided', now(), '')"
    )
    superuser.execute(hold, [cast.group.id, opening(superuser, thread), thread.id])
    for person in (cast.ada, cast.ben):
        assert finds(person, "wheelhouse")[0] == finds(person, "compass")[0] == [], "with what stands in it"
    indexed()
    assert finds(cast.ben, "wheelhouse")[0] == finds(cast.ben, "compass")[0] == []
    assert not {"wheelhouse", "compass"} & vocabulary(superuser)
    superuser.execute("UPDATE moderation_hold SET released_at = now()")
    indexed()
    assert finds(cast.ben, "wheelhouse")[0] == finds(cast.ben, "compass")[0] == ["Ships"]


def test_who_keeps_away_matches_nothing_and_is_no_suggestion(cast, begins, indexed, finds, as_seat, superuser):
    thread = begins(cast.ada, cast.group, "Ships", "The wheelhouse is warm.")
    indexed()
    assert finds(cast.ben, "wheelhose") == (["Ships"], "wheelhouse")
    keep_apart(superuser, cast.ben, cast.ada, cast.ada_in_group)
    assert finds(cast.ben, "wheelhouse")[0] == []
    assert finds(cast.ben, "wheelhose") == ([], "wheelhose")
    assert thread


def keep_apart(superuser, by, whom, membership):
    superuser.execute(
        "INSERT INTO members_distance (id, by_id, whom_id, kind, membership_id, chosen_name, made_at) "
        "VALUES (gen_random_uuid(), %s, %s, 'block', %s, 'Ada', now())",
        [by.id, whom.id, membership.id],
    )
    superuser.execute("UPDATE groups_membership SET role = 'member'")  # who looks after a group stays known


def test_words_of_people_out_of_sight_change_no_byte(cast, begins, says, indexed, superuser):
    """As with other groups: they make nothing known, nothing rarer, and leave room for no fewer others."""
    begins(cast.ben, cast.group, "Ships", "The harbour pilot knows a psychiatrist.")
    unseen = begins(cast.ada, cast.group, "Hidden", "A beginning.")
    place = joined(cast, cast.dov, cast.group)
    keep_apart(superuser, cast.ben, cast.ada, cast.ada_in_group)
    indexed()
    before = {question: page(cast.ben, question) for question in QUESTIONS}
    words = (  # by Ada, and by Dov, whom Ben sees, in Ada's conversation, which he does not
        "INSERT INTO threads_post (id, group_id, thread_id, membership_id, opens, quoted, move, body, html, made_at) "
        "SELECT gen_random_uuid(), %s, %s, m, false, '', '', 'Zanzibar psychiatirst harbour pilot qzxv', '', now() "
        "FROM unnest(%s::uuid[]) m, generate_series(1, 70)"
    )
    superuser.execute(words, [cast.group.id, unseen.id, [cast.ada_in_group.id, place]])
    indexed()
    assert superuser.execute("SELECT count(*) FROM search_word WHERE word = 'zanzibar'").fetchone()[0] >= 70
    assert {question: page(cast.ben, question) for question in QUESTIONS} == before
    superuser.execute("UPDATE members_distance SET ended_at = now()")
    assert "Hidden" in page(cast.ben, "zanzibar"), "this test can fail"


def test_who_left_finds_nothing_and_staff_only_by_a_grant(cast, begins, indexed, finds, superuser):
    begins(cast.ada, cast.hidden_group, "Ships", "The wheelhouse is warm.")
    indexed()
    assert finds(cast.ben, "wheelhouse")[0] == ["Ships"]
    for person in (cast.eli, cast.mo, cast.odile, cast.cleo, cast.dov):
        assert finds(person, "wheelhouse")[0] == [] and finds(person, "wheelhose") == ([], "wheelhose")
    superuser.execute(
        "INSERT INTO groups_grant (id, group_id, staff_id, staff_name, reason, made_at, expires_at) VALUES "
        "(gen_random_uuid(), %s, %s, 'Mo', 'Somebody asked.', now(), now() + interval '5 minutes')",
        [cast.hidden_group.id, cast.mo.id],
    )
    assert finds(cast.mo, "wheelhouse")[0] == ["Ships"]
    superuser.execute("UPDATE groups_grant SET expires_at = now()")
    superuser.execute("UPDATE groups_membership SET ended_at = now() WHERE member_id = %s", [cast.ben.id])
    assert finds(cast.mo, "wheelhouse")[0] == finds(cast.ben, "wheelhouse")[0] == []


def test_only_the_worker_writes_the_index_or_hears_a_text(cast, begins, as_seat, superuser):
    """The doors answer nobody else: a page can neither index, nor ask for texts, nor put a meaning beside an entry."""
    from django.db import connection

    begins(cast.ada, cast.hidden_group, "Ships", "The wheelhouse is warm.")
    with as_seat(cast.cleo), connection.cursor() as cursor:
        for door in ("search_index(50)", "search_complete('post')"):
            cursor.execute(f"SELECT {door}")
            assert cursor.fetchone() == (0,)
        cursor.execute("SELECT count(*) FROM search_unread(50)")
        assert cursor.fetchone() == (0,)
        cursor.execute("SELECT count(*) FROM search_post_text(%s)", [cast.hidden_reply.id])
        assert cursor.fetchone() == (0,), "not a door: it runs as who asks"
    assert superuser.execute("SELECT count(*) FROM search_entry").fetchone() == (0,)


def test_what_was_held_on_its_way_is_never_indexed(cast, begins, indexed, superuser):
    """The trigger notes it, the worker looks, and finds nothing to index."""
    thread = begins(cast.ada, cast.group, "Ships", "The wheelhouse is warm.")
    superuser.execute(
        "INSERT INTO moderation_hold (id, group_id, kind, item, why, made_at, released_name) "
        "VALUES (gen_random_uuid(), %s, 'post', %s, 'waits', now(), '')",
        [cast.group.id, opening(superuser, thread)],
    )
    indexed()
    assert matches(superuser, opening(superuser, thread)) == 0
    assert superuser.execute("SELECT count(*) FROM search_pending WHERE what = 'words'").fetchone() == (0,)


def test_cards_guides_and_services_are_found_and_go(cast, indexed, finds, superuser):
    """Guides of the house and services are every member's, cards and guides of a group its people's."""
    guide = (
        "INSERT INTO library_guide (id, group_id, title, summary, topic, about, regions, language, sources, "
        "checked_on, version, made_at, changed_at) VALUES (gen_random_uuid(), %s, %s, %s, 'systems', 'other', '{}', "
        "'en', '{}', now(), 1, now(), now()) RETURNING id"
    )
    house = superuser.execute(guide, [None, "A referral", "Ask the surgery for a letter to the clinic."]).fetchone()[0]
    superuser.execute(guide, [cast.hidden_group.id, "Our own way", "The clinic at the harbour answers letters."])
    step = (
        "INSERT INTO library_guidestep (id, guide_id, place, title, words, html) "
        "VALUES (gen_random_uuid(), %s, 1, %s, %s, '')"
    )
    superuser.execute(step, [house, "First", "Write down your symptoms."])
    indexed()
    assert finds(cast.cleo, "symptoms")[0] == ["A referral"] and finds(None, "symptoms")[0] == []
    assert set(finds(cast.ben, "clinic")[0]) == {"A referral", "Our own way"}
    assert finds(cast.cleo, "clinic")[0] == ["A referral"]
    assert finds(cast.ben, "clinic", kind="guide", group=cast.hidden_group.id)[0] == ["Our own way"]
    superuser.execute("UPDATE library_guidestep SET words = 'Write down what happened.'")
    assert finds(cast.cleo, "symptoms")[0] == []
    indexed()
    assert finds(cast.cleo, "happened")[0] == ["A referral"]
    superuser.execute(
        "INSERT INTO library_guideretirement (id, guide_id, reason, at) VALUES (gen_random_uuid(), %s, '', now())",
        [house],
    )
    assert finds(cast.cleo, "happened")[0] == []
    indexed()
    assert finds(cast.cleo, "happened")[0] == []


def test_services_that_are_closed_are_not_found(cast, indexed, finds, superuser):
    from hearten.kernel.clock import now
    from hearten.resources.models import Closure, Listing

    listing = Listing(key="s1", name="Night café", description="Soup and company.", status="active", changed_at=now())
    listing.needs = [{"name": "Loneliness"}]
    listing.save(using="keeper", force_insert=True)
    indexed()
    assert finds(cast.dov, "loneliness")[0] == finds(cast.cleo, "soup cafe")[0] == ["Night café"]
    closure = Closure(listing=listing, why="It burnt down.", name="Mo", standing="moderator", at=now())
    closure.save(using="keeper", force_insert=True)
    assert finds(cast.dov, "loneliness")[0] == []


def test_a_card_that_waits_for_a_look_is_not_in_the_index(cast, indexed, superuser):
    from hearten.kernel.clock import now
    from hearten.library.models import Card, Flag

    said = {
        "title": "A lamp",
        "topic": "coping",
        "label": "experience",
        "what": "I read by a lamp.",
        "steps": ["Switch it on."],
    }
    asks = {"cost": "free", "minutes": 10, "energy": "low", "company": "alone"}
    card = Card(group=cast.group, membership=cast.ada_in_group, made_at=now(), **said, **asks)
    card.save(using="keeper", force_insert=True)
    indexed()
    assert matches(superuser, card.id) == 1 and "switch" in vocabulary(superuser)
    flag = Flag(group=cast.group, card=card, version=1, member_id=cast.ben.id, concern="other", at=now(), answer="")
    flag.save(using="keeper", force_insert=True)
    assert matches(superuser, card.id) == 0 and "switch" not in vocabulary(superuser)
    indexed()
    assert matches(superuser, card.id) == 0
    superuser.execute("UPDATE library_flag SET closed_at = now(), answer = 'stays'")
    indexed()
    assert matches(superuser, card.id) == 1

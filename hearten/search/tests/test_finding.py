"""What a search finds, and what it takes a question for."""

import re

import pytest

pytestmark = pytest.mark.django_db


def test_words_are_found_by_their_stems_and_titles_first(cast, begins, says, indexed, finds):
    begins(cast.ada, cast.group, "Kettles", "I sleep badly, and the kettle is my friend.")
    begins(cast.ada, cast.group, "Sleeping by day", "The shifts changed again.")
    indexed()
    assert finds(cast.ben, "sleeps!") == (["Sleeping by day", "Kettles"], "sleeps!")


def test_quotes_and_minus(cast, begins, indexed, finds):
    begins(cast.ada, cast.group, "One", "The harbour pilot is awake.")
    begins(cast.ada, cast.group, "Two", "The pilot looks at the harbour.")
    begins(cast.ada, cast.group, "Three", "A harbour pilot without coffee.")
    indexed()
    assert set(finds(cast.ben, "harbour pilot")[0]) == {"One", "Two", "Three"}
    assert set(finds(cast.ben, '"harbour pilot"')[0]) == {"One", "Three"}
    assert set(finds(cast.ben, "pilot -coffee")[0]) == {"One", "Two"}
    assert finds(cast.ben, '"pilot harbour"')[0] == []


def test_a_mistyped_word_is_what_somebody_of_the_group_said(cast, begins, indexed, finds):
    begins(cast.ada, cast.group, "Steps", "The psychiatrist was kind to me.")
    indexed()
    assert finds(cast.ben, "psychiatirst") == (["Steps"], "psychiatrist")
    assert finds(cast.cleo, "psychiatirst") == ([], "psychiatirst"), "nobody in her group said it"


def test_one_result_for_each_conversation(cast, begins, says, indexed, finds):
    thread = begins(cast.ada, cast.group, "Lamps", "A lamp helps.")
    says(cast.ben, thread, "My lamp, too. A lamp by the bed.")
    indexed()
    assert finds(cast.ben, "lamp")[0] == ["Lamps"]


def test_narrowed_to_a_group_or_a_kind(cast, begins, indexed, finds):
    begins(cast.ada, cast.group, "By day", "The harbour was still.")
    begins(cast.ada, cast.hidden_group, "By night", "The harbour was dark.")
    indexed()
    assert set(finds(cast.ben, "harbour")[0]) == {"By day", "By night"}
    assert finds(cast.ben, "harbour", group=cast.hidden_group.id)[0] == ["By night"]
    assert finds(cast.ben, "harbour", kind="post")[0] and not finds(cast.ben, "harbour", kind="card")[0]


def test_numbers_behind_a_hyphen_and_words_in_other_letters(cast, begins, indexed, finds):
    begins(cast.ada, cast.group, "Long", "Since covid-19 I rest more. Мой йод стоит на полке.")
    indexed()
    for question in ("covid-19", "19", '"covid 19"', "йод", '"мой йод"'):
        assert finds(cast.ben, question)[0] == ["Long"], question
    assert finds(cast.ben, "йод -йод")[0] == [], "what must not be there"


def test_words_in_quotes_that_every_text_has_are_looked_for_by_meaning(cast, begins, indexed, as_seat, superuser):
    from hearten.search.asking import read
    from hearten.search.finding import find, meant_by

    begins(cast.ada, cast.group, "Beds", "I do not know whether to be or not to be in bed.")
    begins(cast.ada, cast.group, "Chairs", "A chair is nice.")
    indexed()
    superuser.execute(
        "INSERT INTO search_meaning (id, group_id, entry_id, part, vector) SELECT gen_random_uuid(), group_id, id, 0, "
        "array_fill(0.051::real, ARRAY[384])::vector::halfvec FROM search_entry"
    )
    with as_seat(cast.ben) as seat:
        meant = meant_by(seat, read('"to be or not to be"'), exact=False)
        assert [one.found.title for one in find(seat, meant, [0.051] * 384)] == ["Beds"]


def test_a_long_phrase_and_the_same_words_left_out(cast, finds):
    many = " ".join(f"w{number}" for number in range(45))
    assert finds(cast.ben, f'"{many}" "{many} x" -w44')[0] == []


SIGNS = (
    "He said “lantern”: sleep… midnight—and l’hôpital, rest😊 don’t (bed)/chair. "
    "नींद नहीं आती, தமிழ் «ночь»; e\u0301te\u0301!"
)


WORDS = ["lantern", "sleep", "midnight", "hopital", "hôpital", "rest", "chair", "नींद", "தமிழ்", "ночь", "été"]
PHRASES = ['"sleep midnight"', '"don’t bed"', '"नींद नहीं"', "“lantern”"]


@pytest.mark.parametrize("word", [*WORDS, *PHRASES])
def test_no_sign_hides_a_word(cast, begins, indexed, finds, word):
    """As phones write: curly quotes, dashes, dots, emoji; and marks that are part of their letters."""
    begins(cast.ada, cast.group, "Signs", SIGNS)
    indexed()
    assert finds(cast.ben, word)[0] == ["Signs"]


def test_what_stands_between_words_is_the_same_here_and_there(superuser):
    """Over all letters, marks, digits and signs of the first two planes that both know."""
    from unicodedata import category, name

    from hearten.search.asking import places_of

    known = [chr(code) for code in range(0x20, 0x1FFFF) if category(chr(code))[0] not in "C"]
    ours = {letter for letter in known if not places_of(letter)}
    sql = "SELECT array_agg(l) FROM unnest(%s::text[]) l WHERE l ~ '[[:punct:][:space:]]'"
    other = ours ^ set(superuser.execute(sql, [known]).fetchone()[0])
    assert len(known) > 50_000 and len(ours) > 5_000
    assert {name(one) for one in other if not re.search("(CIRCLED|SQUARED) .*LETTER", name(one))} == set()


def test_a_word_of_one_language_that_another_leaves_out(cast, begins, indexed, finds, superuser):
    """In a German group beside the English house: "nicht" is no mistyped "nacht", and no phrase fails on "der"."""
    superuser.execute("UPDATE groups_group SET language = 'de'")
    begins(cast.ada, cast.group, "Schlaf", "In der Nacht liege ich wach, das Licht brennt.")
    indexed()
    assert finds(cast.ben, "wach nicht") == (["Schlaf"], "wach nicht")
    assert finds(cast.ben, '"in der nacht"')[0] == ["Schlaf"]


def test_a_guide_in_a_language_of_its_own(cast, indexed, finds, superuser):
    superuser.execute(
        "INSERT INTO library_guide (id, group_id, title, summary, topic, about, regions, language, sources, "
        "checked_on, version, made_at, changed_at) VALUES (gen_random_uuid(), NULL, 'Wege', 'Überweisungen holen.', "
        "'systems', 'other', '{}', 'de', '{}', now(), 1, now(), now())"
    )
    indexed()
    assert finds(cast.ben, "Überweisung")[0] == ["Wege"]

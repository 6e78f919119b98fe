"""A question taken apart, letters that were mistyped, and a few words around what matched.

Only the letters need a database."""

from unicodedata import normalize
from uuid import UUID

import pytest

from hearten.search.asking import has_in_order, plain, read, words_in
from hearten.search.correcting import bearable, edits, nearest
from hearten.search.encoder import parts_of
from hearten.search.excerpts import excerpt
from hearten.search.fusing import Tuning, fused


@pytest.mark.parametrize(
    ("said", "words", "phrases", "without"),
    [
        ("sleep  Shift", ("sleep", "shift"), (), ()),
        ('"night shift" coffee', ("coffee",), ("night shift",), ()),
        ("“Night Shift”", (), ("night shift",), ()),
        ('sleep -coffee -"black tea"', ("sleep",), (), ("coffee", "black", "tea")),
        ('"alone" - "', ("alone",), (), ()),
        ("Café naïve", ("cafe", "naive"), (), ()),
        ("sleep sleep", ("sleep",), (), ()),
        ("well-known", ("well", "known"), (), ()),
        ("", (), (), ()),
        ("--- !!!", (), (), ()),
    ],
)
def test_a_question_is_taken_apart(said, words, phrases, without):
    question = read(said)
    assert (question.words, question.phrases, question.without) == (words, phrases, without)


def test_a_very_long_question_is_cut():
    question = read("word" * 500 + " " + " ".join(f"w{number}" for number in range(500)))
    assert len(question.said) == 200 and len(question.all_words) <= 60


def test_words_are_replaced_where_they_stand():
    assert read('Teh "night shift", teh!').with_words({"teh": "the"}).said == 'the "night shift", the!'


@pytest.mark.parametrize(
    ("one", "other", "far"),
    [("sleep", "sleep", 0), ("slepe", "sleep", 1), ("slep", "sleep", 1), ("sleepp", "sleep", 1), ("slaap", "sleep", 2),
     ("", "abc", 3), ("abc", "", 3), ("ca", "abc", 3)],
)  # fmt: skip
def test_edits(one, other, far):
    assert edits(one, other) == edits(other, one) == far


def test_only_what_is_near_enough_was_meant():
    assert nearest("slepe", ["slope", "sleep", "steep"]) == {"sleep": 1, "slope": 1}
    assert nearest("died", ["diet"]) == {}, "a short word that nobody used is rather another word"
    assert (bearable("cat"), bearable("sleep"), bearable("psychiatrist")) == (0, 1, 2)


def test_the_fullest_stretch_is_the_first_of_the_fullest():
    words = ["other"] * 200
    for at in (10, 120, 125, 130, 180):
        words[at] = "tide"
    marked = [piece.text for piece in excerpt(" ".join(words), {"tide"}) if piece.marked]
    assert marked == ["tide"] * 3
    assert len([piece for piece in excerpt("tide " * 10_000, {"tide"}) if piece.marked]) == 36


def test_words_are_said_as_the_index_says_them(superuser):
    """Every letter of the scripts that people here write in, as PostgreSQL has it."""
    blocks = [(0xC0, 0x180), (0x370, 0x530), (0x5D0, 0x5EB), (0x620, 0x64B), (0x904, 0x93A), (0x3041, 0x30FF),
              (0x4E00, 0x4E40), (0xAC00, 0xAC40), (0xFB00, 0xFB05)]  # fmt: skip
    letters = [chr(code) for first, last in blocks for code in range(first, last)]
    letters = [letter for letter in letters if letter.isalpha() and normalize("NFC", letter) == letter]
    said = superuser.execute("SELECT array_agg(unaccent(lower(l)) ORDER BY n) FROM unnest(%s::text[]) "
                             "WITH ORDINALITY x (l, n)", [letters]).fetchone()[0]  # fmt: skip
    other = {letter: (plain(letter), one) for letter, one in zip(letters, said, strict=True) if plain(letter) != one}
    assert len(letters) > 1000 and set(other) <= set("ĸŉͺϓϔ"), other


def test_marks_are_part_of_a_letter_where_they_are():
    assert words_in("Йод, мой ёж") == ["йод", "мой", "еж"] and words_in("CAFÉ cafe\u0301") == ["cafe", "cafe"]
    assert words_in("한국어 がっこう") == ["한국어", "がっこう"]
    assert has_in_order("Ä café, NAÏVE ﬁne ß", "cafe naive") and not has_in_order("Ä café, NAÏVE", "naive cafe")


def test_an_excerpt_shows_what_matched_and_loses_no_letter():
    text = " ".join(f"w{number}" for number in range(100)) + " the <b>lantern</b> " + " ".join(["end"] * 50)
    pieces = excerpt(text, {"lantern"})
    assert [piece.text for piece in pieces if piece.marked] == ["lantern"]
    assert "".join(piece.text for piece in pieces).strip("… ") in text
    assert pieces[0].text == "… " and pieces[-1].text == " …"


def test_an_excerpt_of_nothing_and_of_a_later_part():
    assert excerpt("", {"lantern"}) == [] and excerpt("… !!", set()) == []
    text = " ".join(f"w{number}" for number in range(300))
    assert excerpt(text, set(), part=2)[1].text.startswith("w180 ")
    assert parts_of("Title", text)[2].startswith("Title\nw180 ")


def test_parts_of_a_text():
    assert parts_of("T", "") == ["T"] and parts_of("", "a b") == ["a b"]
    assert len(parts_of("T", "word " * 5000)) == 4


def test_an_answer_that_comes_late_ends_no_encoder(monkeypatch, settings):
    """Whoever searches does not wait; the process reads on, and answers the next."""
    from threading import Event

    from hearten.search import encoder

    settings.HEARTEN_MODELS = True
    goes_on, asked = Event(), []

    class Slow:
        def ask(self, request, within, start):
            asked.append(within)
            if len(asked) == 1:
                goes_on.wait(5)
            return {"vectors": [[0.05] * 384]}

    monkeypatch.setattr(encoder, "encoders", Slow)
    monkeypatch.setattr(encoder, "WITHIN_S", 0.05)
    assert encoder.meant("slow") is None and encoder.meant("too soon") is None
    goes_on.set()
    monkeypatch.setattr(encoder, "WITHIN_S", 5)
    assert encoder.meant("now") == [0.05] * 384
    assert asked == [encoder.ENDED_AFTER_S] * 2, "what nobody waited for any more was never asked"


def test_a_vector_with_a_hole_is_none(monkeypatch):
    from hearten.kernel.aside import Busy
    from hearten.search import encoder

    class Broken:
        def ask(self, request, within, start):
            return {"vectors": [[0.05] * 383 + [float("nan")]]}

    monkeypatch.setattr(encoder, "encoders", Broken)
    with pytest.raises(Busy):
        encoder.meanings(["a text"])


def test_two_lists_become_one():
    one, two, three, four = (UUID(int=number) for number in range(1, 5))
    order = fused({one: 3.0, two: 2.0}, {two: 0.9, three: 0.6, four: 0.1}, Tuning())
    assert order == [two, one, three], "in both lists; in one; by meaning alone; and what is far is left out"
    assert fused({}, {}) == []
    assert fused({one: 1.0}, {three: 0.3}) == [one], "near enough to help, not to stand alone"

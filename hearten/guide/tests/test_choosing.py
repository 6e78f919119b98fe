"""Which sentences of a page are quoted: the ones that answer, wherever they stand, none that means nothing alone."""

from collections.abc import Callable
from typing import Any

import pytest

from hearten.guide import choosing
from hearten.guide.answers import Answer, MadeBy, Passage, Quoted, Source
from hearten.guide.choosing import chosen
from hearten.guide.ranking import Text, prepared
from hearten.guide.right_sentences import About, figures, measure, questions
from hearten.guide.texts import texts
from hearten.reading.text import sentences

WORDS = (
    "You can leave at any time. Nobody asks you why.\n\n"
    "To leave for good, open the page about you. It takes 72 hours. Until then you can take it back.\n\n"
    "You can make a copy first. A break is possible, too."
)
# In percent, by words alone: tests run without models. A little under what was measured.
TOLD_WHERE_SHOWN = 62.0


def text(words: str = WORDS, key: str = "howto:leaving") -> Text:
    return prepared(Passage(key, "howto", "Leaving", "/x/", words))


def quoted(question: str, *near: float, words: str = WORDS) -> list[str]:
    return [one.text for one in chosen(question, [(2.0, text(words))], lambda _text: near)]


def test_the_nearest_are_quoted_in_the_order_in_which_they_stand() -> None:
    shown = quoted("Is there some way back?", 0.1, 0.0, 0.3, 0.2, 0.9, 0.1, 0.5)
    assert shown == ["To leave for good, open the page about you.", "Until then you can take it back.",
                     "A break is possible, too."]  # fmt: skip


def test_words_decide_where_meaning_is_not_known() -> None:
    assert "You can make a copy first." in quoted("how do i make a copy")
    assert quoted("how do i make a copy", 0.9) == quoted("how do i make a copy"), (
        "one number for seven sentences is none"
    )


def test_a_sentence_that_leans_on_the_one_before_brings_it_along() -> None:
    shown = quoted("how long", 0.0, 0.0, 0.0, 0.9, 0.0, 0.0, 0.0)
    assert shown[-2:] == ["To leave for good, open the page about you.", "It takes 72 hours."]
    apart = "A heading stands here.\n\nIt takes 72 hours. You can wait. You can go. You can stay."
    assert "A heading stands here." not in quoted("how long", 0.0, 0.9, 0.5, 0.4, 0.0, words=apart), "of another part"
    full = quoted("x", 0.9, 0.8, 0.0, 0.7, 0.6, 0.5, 0.4)
    assert len(full) == 3 and "It takes 72 hours." not in full, "where there is no room for both, neither is"


def test_further_sources_get_two_sentences_and_five_are_the_most() -> None:
    order = [(2.0, text(key=f"howto:{nth}")) for nth in range(4)]
    shown = chosen("copy", order)
    assert [sum(one.passage.key == f"howto:{nth}" for one in shown) for nth in range(4)] == [3, 2, 0, 0]
    assert chosen("copy", [(2.0, text()), (1.0, text(key="howto:far"))])[-1].passage.key == "howto:leaving"
    assert chosen("copy", []) == []
    assert choosing.MOST_SENTENCES == 5


def test_every_sentence_that_is_expected_stands_in_its_page() -> None:
    asked = questions()
    assert len({one.id for one in asked}) == len({one.question.lower() for one in asked}) == len(asked) == 267
    assert sum(one.part == "held_out" for one in asked) == 117
    pages = {key: {" ".join(one.text.split()) for one in sentences(page.text)} for key, page in texts().pages.items()}
    assert [one.id for one in asked if not set(one.sentences) & pages[one.key]] == []
    examples = {ask.lower() for page in texts().pages.values() for ask in page.ask}
    assert [one.id for one in asked if one.part == "held_out" and one.question.lower() in examples] == []


def test_what_was_shown_is_compared_letter_for_letter() -> None:
    about = About("x", "tuned", "how?", "leaving", ("It takes 72 hours.",))

    def told(said: str, key: str = "howto:leaving") -> tuple[bool, bool]:
        shown = Answer(MadeBy("1", "1"), sentences=(Quoted(said, key),), sources=(Source(key, "howto", "L", "/x/"),))
        (one,) = measure(lambda _said: shown, [about])
        return one.page, one.told

    assert told("It takes\n72 hours.") == (True, True)
    assert told("It takes 7 hours.") == (True, False)
    assert told("It takes 72 hours.", "howto:break") == (False, True)
    assert told("No.", "howto:break") == (False, False)


@pytest.mark.django_db
def test_the_sentence_that_answers_is_among_them(cast: Any, prints: Callable[[str], None]) -> None:
    from hearten.guide.turn import answer
    from hearten.kernel.seat import Seat

    seat = Seat(cast.ben.id)
    told = figures(list(measure(lambda said: answer(seat, said))))
    prints(f"the Guide's sentences, by words alone, in percent with 95 % intervals: {told}")
    assert told["tuned"]["told where shown"][0] >= TOLD_WHERE_SHOWN

"""The coach's judgements: who may ask, and when a reply still stands on suggested words."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearten.coach.forms import LONGEST_SUGGESTED, MOST_SUGGESTED, SuggestedField
from hearten.coach.rules import may_ask, may_practise, with_suggestions
from hearten.coach.standing import ALONG, CLOSED, OFFERED, ON

OFFERED_LINE = "I feel for you, lying awake with all of that going round in your head."


@pytest.mark.parametrize("standing, asks, practises", [
    (CLOSED, False, False), (OFFERED, False, True), (ON, True, True), (ALONG, True, True), ("nonsense", False, True),
])  # fmt: skip
def test_who_may(standing: str, asks: bool, practises: bool) -> None:
    assert (bool(may_ask(standing)), bool(may_practise(standing))) == (asks, practises)


@pytest.mark.parametrize("body, kept", [
    (OFFERED_LINE, True),
    (f"Hello Ben. {OFFERED_LINE} Good night.", True),
    (OFFERED_LINE.upper(), True),
    ("I feel for you,\nlying  awake — with all of that, going round in your head!", True),
    ("I feel for you, lying awake with all of that going round and round, I know it.", True),  # the half of it
    ("I feel for you, Ben. Nights like this are long.", False),
    ("Lying awake is hard. I have all of that as well, in my own head.", False),
    ("", False),
    ("Something of my own entirely.", False),
])  # fmt: skip
def test_half_of_a_suggestion_is_a_suggestion(body: str, kept: bool) -> None:
    assert with_suggestions(body, [OFFERED_LINE]) is kept
    assert with_suggestions(body, ["A line that was put in and taken out again.", OFFERED_LINE]) is kept


def test_nothing_suggested_is_nothing_said() -> None:
    assert not with_suggestions(OFFERED_LINE, [])
    assert not with_suggestions(OFFERED_LINE, ["", "two words"])


words = st.lists(st.sampled_from(["a", "quiet", "night", "with", "you", "and", "the", "fridge"]), max_size=30)


@given(before=words, line=words, after=words)
def test_a_line_that_stands_in_a_reply_as_it_is_is_found(before: list[str], line: list[str], after: list[str]) -> None:
    found = with_suggestions(" ".join([*before, *line, *after]), [" ".join(line)])
    assert found is (len(line) >= 3)


@given(body=st.text(max_size=200), line=st.lists(st.sampled_from(["xq", "zk", "wv"]), min_size=3, max_size=20))
def test_words_that_are_not_there_are_never_found(body: str, line: list[str]) -> None:
    assert not with_suggestions(body.replace("x", "").replace("z", "").replace("w", "").lower(), [" ".join(line)])


@pytest.mark.parametrize(
    "sent", ["", "null", "{", "7", '"words"', '{"a": "b"}', "[7, null, {}]", "[" * 100_000, "\x00"]
)
def test_what_is_no_list_of_words_counts_as_none(sent: str) -> None:
    assert SuggestedField(required=False).clean(sent) == []


def test_a_list_of_words_is_kept_within_bounds() -> None:
    sent = json.dumps(["x" * 10_000] * 100 + [7])
    kept = SuggestedField(required=False).clean(sent)
    assert len(kept) == MOST_SUGGESTED and {len(one) for one in kept} == {LONGEST_SUGGESTED}


@given(st.text())
def test_any_text_at_all_is_a_list(sent: str) -> None:
    assert isinstance(SuggestedField(required=False).clean(sent), list)

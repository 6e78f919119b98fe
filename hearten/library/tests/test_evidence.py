"""What reports say about cards: between what is known of all cards and what is said of one, the same for everybody."""

import random
from math import isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearten.library import evidence
from hearten.library.beta import below, quantile
from hearten.library.evidence import Beta, Counts, Said, Tally

OUTCOMES = st.sampled_from(sorted(evidence.VALUE))
REPORTS = st.lists(st.builds(Said, OUTCOMES, st.integers(0, 4000)), max_size=12)
GROUPS = st.lists(REPORTS, max_size=6)


@given(GROUPS, REPORTS)
def test_an_estimate_lies_between_the_prior_and_what_is_said(group: list[list[Said]], reports: list[Said]) -> None:
    prior, said = evidence.fit(evidence.tally(one) for one in group), evidence.tally(reports)
    mean = evidence.posterior(said, prior).mean
    if not said.weight:
        assert isclose(mean, prior.mean)
        return
    low, high = sorted((prior.mean, said.good / said.weight))
    assert low - 1e-9 <= mean <= high + 1e-9


@given(GROUPS)
def test_a_prior_is_never_sure_of_anything(group: list[list[Said]]) -> None:
    prior = evidence.fit(evidence.tally(one) for one in group)
    assert 0 < prior.mean < 1 and 1 - 1e-9 <= prior.a + prior.b <= 50 + 1e-9


@given(GROUPS, REPORTS, st.floats(0, 4000))
def test_one_more_report_moves_an_estimate_its_own_way(
    group: list[list[Said]], reports: list[Said], days: float
) -> None:
    prior = evidence.fit(evidence.tally(one) for one in group)

    def after(*more: Said) -> float:
        return evidence.posterior(evidence.tally([*reports, *more]), prior).mean

    assert after(Said("helped", days)) >= after() - 1e-12
    assert after(Said("did_not_help", days)) <= after() + 1e-12
    assert isclose(after(Said("made_worse", days)), after(Said("did_not_help", days)))
    assert after(Said("helped", days)) >= after(Said("mixed", days)) >= after(Said("did_not_help", days))


@given(REPORTS, st.randoms(use_true_random=False))
def test_it_does_not_matter_who_said_it_first(reports: list[Said], dice: random.Random) -> None:
    mixed = list(reports)
    dice.shuffle(mixed)
    one, other = evidence.tally(reports), evidence.tally(mixed)
    assert isclose(one.good, other.good, abs_tol=1e-9) and isclose(one.weight, other.weight, abs_tol=1e-9)


def test_a_report_loses_half_of_its_weight_in_two_years() -> None:
    assert evidence.tally([Said("helped", 0)]) == Tally(1, 1)
    assert evidence.tally([Said("helped", 730)]) == Tally(0.5, 0.5)
    assert evidence.tally([Said("mixed", 1460)]) == Tally(0.125, 0.25)
    assert evidence.tally([Said("made_worse", -3)]) == Tally(0, 1), "a clock that is off gives no one more weight"


def test_one_enthusiast_does_not_outrun_many_who_were_helped() -> None:
    group = [["helped"] * 18 + ["mixed"] * 2, ["helped"], ["did_not_help"] * 6, ["mixed"] * 4, ["helped", "made_worse"]]
    tallies = [evidence.tally(Said(one, 0) for one in card) for card in group]
    prior = evidence.fit(tallies)
    many, one, *_rest = (evidence.posterior(each, prior).mean for each in tallies)
    assert many > one > prior.mean


@given(st.lists(OUTCOMES, max_size=40))
def test_counts_are_people(outcomes: list[str]) -> None:
    found = evidence.counts(outcomes)
    assert found.people == len(outcomes) and found.made_worse == outcomes.count("made_worse")
    assert found.helped + found.mixed + found.not_helped == found.people


Card = tuple[int, float, int, float]  # id, score, people, newest
CARDS = st.lists(
    st.tuples(st.integers(0, 10**6), st.floats(0, 1), st.integers(0, 9), st.floats(0, 1e9)),
    unique_by=(lambda one: one[0], lambda one: one[3]), max_size=40,
)  # fmt: skip


def order(cards: list[Card]) -> list[Card]:
    return evidence.arranged(cards, lambda one: one[1], lambda one: one[2], lambda one: one[3])


@given(CARDS, st.randoms(use_true_random=False))
def test_an_order_is_the_same_for_everybody_and_loses_nobody(cards: list[Card], dice: random.Random) -> None:
    mixed = list(cards)
    dice.shuffle(mixed)
    assert order(cards) == order(mixed) and sorted(order(cards)) == sorted(cards)


@given(CARDS)
def test_new_cards_are_seen_and_the_rest_stands_by_what_is_said(cards: list[Card]) -> None:
    found = order(cards)
    tried = [one for one in found if one[2] >= evidence.FEW]
    assert [one[1] for one in tried] == sorted((one[1] for one in tried), reverse=True)
    new = [at for at, one in enumerate(found) if one[2] < evidence.FEW]
    for number, at in enumerate(new):
        assert at <= evidence.EVERY * (number + 1) - 1, "every third place is kept for one that few have tried"


@pytest.mark.parametrize(("said", "word"), [
    ([], "none"), (["helped"], "few"), (["helped", "mixed", "did_not_help"], "few"),
    (["helped"] * 6 + ["mixed"] * 3, "some"), (["helped"] * 30 + ["did_not_help"] * 10, "many"),
])  # fmt: skip
def test_how_sure_it_is_is_said_in_words(said: list[str], word: str) -> None:
    tally = evidence.tally(Said(one, 0) for one in said)
    assert evidence.sureness(tally, Beta(30, 20)) == word, "a strong prior does not make one report many"


@given(st.floats(0.3, 60), st.floats(0.3, 60), st.floats(0.02, 0.98))
def test_quantiles_turn_probabilities_back(a: float, b: float, share: float) -> None:
    x = quantile(share, a, b)
    if 0.001 < x < 0.999:
        assert abs(below(x, a, b) - share) < 1e-3


def test_the_beta_distribution_is_the_one_in_books() -> None:
    assert isclose(below(0.3, 1, 1), 0.3) and isclose(below(0.5, 7, 7), 0.5)
    assert isclose(below(0.5, 2, 3), 0.6875)  # a binomial sum: 1 - P(X <= 1), X ~ Bin(4, 1/2)
    assert isclose(below(0.2, 3, 2), 0.0272)  # 4 * 0.2^3 - 3 * 0.2^4
    assert below(0, 2, 3) == 0 and below(1, 2, 3) == 1
    low, high = evidence.interval(Beta(8, 3))
    assert 0.53 < low < 0.56 and 0.88 < high < 0.91


def test_words_of_counts_are_whole_people() -> None:
    from hearten.library import saying

    assert saying.helped(Counts(7, 1, 0, 1)) == "7 of 9 people here say it helped."
    assert saying.others(Counts(7, 1, 0, 1)) == ["For 1 it was mixed.", "1 says it made things worse."]
    assert saying.helped(Counts()) == "Nobody here has said yet how it went."
    assert saying.helped(Counts(made_worse=1)).endswith("it made things worse.")

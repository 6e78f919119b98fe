"""Telling somebody what to do with a medicine, and what is not that."""

import pytest

from hearten.reading.medicine import advice, names_medicine


@pytest.mark.parametrize(
    "text",
    [
        "you should stop your meds",
        "Just double your dose tonight",
        "Stop taking the sertraline, it's poison",
        "have you tried coming off your antidepressants?",
        "take 50mg more",
        "You don't need those pills",
        "I'd come off the lithium if I were you",
        "it's fine to drink on those tablets",
        "try some of my diazepam",
        "mix it with vodka and the tablets work faster",
        "Maybe skip your meds on weekends",
        "I was on the same ones, just flush them, tablets are a scam",
    ],
)
def test_telling_somebody_is_found(text: str) -> None:
    assert advice(text) == ((0, len(text)),)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "💊",
        "I stopped mine last year",
        "Ask your doctor before you change anything about your meds",
        "are you taking your meds?",
        "My doctor changed my dose and it helped",
        "Don't stop your tablets without talking to your doctor",
        "It might be worth asking the pharmacist about the dose",
        "take it easy, one day at a time",
        "You must be exhausted from the tablets",
        "You said the tablets make you sleepy",
        "When mine knocked me out my doctor moved it to night time",
    ],
)
def test_the_rest_is_not(text: str) -> None:
    assert advice(text) == ()


def test_what_it_answers_says_what_them_is() -> None:
    assert names_medicine("they put my sertraline up")
    assert (advice("Just bin them.", about=True), advice("Just bin them.")) == (((0, 14),), ())


def test_only_the_sentence_is_marked() -> None:
    text = "😔 That is rough. Stop the tablets."
    assert [text[start:end] for start, end in advice(text)] == ["Stop the tablets."]

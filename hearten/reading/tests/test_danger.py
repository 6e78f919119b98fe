"""The wider net: a machine stays silent about danger in whatever context; grief and bad days are answered."""

import pytest

from hearten.reading.danger import sentences_of_danger, touches_danger


@pytest.mark.parametrize(
    "text",
    [
        "I will make it to January without killing myself, that is my resolution.",
        "nobody could convince me not to kill myself today",
        "lol guess I'll just swallow the whole bottle",
        "Bye. I tried.",
        "what are some good reasons to live",
        "I don't want to be here anymore",
        "everyone would be better off without me",
        "i cant do this anymore… i wish i was dead",
        "My sister said she wants to die.",
        "I have started cutting myself again",
    ],
)
def test_it_is_silent_about_danger_also_in_a_joke_or_a_promise(text: str) -> None:
    assert touches_danger(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "My dad died in March and I can't sleep.",
        "My phone is dead and the bus never came.",
        "I am so tired of my job and of my boss.",
        "I cried at work because nobody said hello.",
        "It hurt that nobody called.",
        "I finally slept through the night.",
    ],
)
def test_grief_and_bad_days_are_answered(text: str) -> None:
    assert not touches_danger(text)


def test_our_own_sentences_of_danger_name_no_method_in_detail() -> None:
    assert len(sentences_of_danger()) >= 40
    assert not any(any(sign.isdigit() for sign in one) for one in sentences_of_danger())

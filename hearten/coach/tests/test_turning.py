"""Saying a person's words back: pronouns turned, and silence where the English would not be right."""

import pytest

from hearten.coach.mind.hearing import hear
from hearten.coach.mind.turning import echo


@pytest.mark.parametrize(
    ("said", "turned"),
    [
        ("I can't sleep since my dad died", "you can't sleep since your dad died"),
        ("i dont know how to tell my sister", ""),  # an opening that is talk about talking
        ("and I was so tired all week", "you were so tired all week"),
        ("because I'm scared of the phone", "you are scared of the phone"),
        ("i'm stuck in my flat all day", "you are stuck in your flat all day"),
        ("ive lost my job last week", "you have lost your job last week"),
        ("my boss laughed at me", "your boss laughed at you"),
        ("nobody answers my messages anymore", "nobody answers your messages anymore"),
        ("she left without a word to me", "she left without a word to you"),
        ("😢 I cannot sleep at all now :(", "you cannot sleep at all now"),
        ("I am the one who stays with myself", "you are the one who stays with yourself"),
    ],
)
def test_a_clause_is_turned(said: str, turned: str) -> None:
    assert echo(said) == turned


@pytest.mark.parametrize(
    "said",
    [
        "",
        "tired",
        "I",
        "you know what I mean by that",  # addressed to readers
        "we broke up last week again",  # who is "we" to a reader?
        "I met Dana at the station today",  # a name
        "I went home and was sad all day",  # whose "was"?
        "was I wrong to leave him there",
        "I took 3 of them last night",
        "I want to kill myself right now",
        "I am so worthless and stupid today",
        "I HATE this so much right now",
        "when my dad died in the spring",
        "I went all the way up to the",
        "je ne peux pas dormir depuis",
        "I said “leave me” to her",
    ],
)
def test_what_would_not_be_right_is_not_said(said: str) -> None:
    assert echo(said) == ""


def test_a_post_is_heard_with_its_own_words() -> None:
    heard = hear("I feel so ashamed. My sister does not call me back since the funeral, and I can't sleep in my flat.")
    assert heard.feelings.get("shame") == "ashamed"
    assert "your sister" in heard.things and "the funeral" in heard.things
    assert any("sleep" in one for one in heard.echoes)
    assert "grief" in heard.situations


@pytest.mark.parametrize("post", ["I am not scared of it.", "She is so scared.", "I never felt lonely there."])
def test_feelings_that_are_denied_or_somebody_elses_are_not_named(post: str) -> None:
    assert not any(hear(post).feelings.get(kind) for kind in ("fear", "loneliness"))


@pytest.mark.parametrize("post", ["", "😢😢", "?" * 5000, "a " * 20000, "my my my my the the the"])
def test_odd_posts_are_heard_without_harm(post: str) -> None:
    heard = hear(post)
    assert all(len(one) < 120 for one in (*heard.things, *heard.echoes))

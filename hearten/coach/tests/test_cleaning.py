"""What a model says, cleaned: whole sentences for people, or nothing."""

import json
from typing import Any

import pytest

from hearten.coach.tests.stub import DRAFT, FIRST, POST, SECOND, THIRD, bytes_of, suggested, words


@pytest.mark.parametrize(
    "content",
    [
        f"{FIRST}\n{SECOND}\n{THIRD}",
        f"{FIRST} {SECOND} {THIRD}",
        f"Here are three sentences:\n\n1. {FIRST}\n2) “{SECOND}”\n3. **{THIRD}**\n",
        f'- "{FIRST}"\n* {SECOND}\n• {THIRD}',
        f"Sure, here it is: {json.dumps([FIRST, SECOND, THIRD])} I hope that this helps you a bit.",
        json.dumps({"sentences": [FIRST, SECOND, THIRD]}),
        f"<think>{POST} What would help here, I wonder to myself?</think>{FIRST}\n{SECOND}\n{THIRD}",
        f"{FIRST}\n{FIRST.upper()}\n{DRAFT}\n{POST}\nToo short.\n{SECOND}\n{THIRD}\nAnd I would also like",
    ],
)
def test_what_a_model_says_becomes_clean_sentences(content: str) -> None:
    assert suggested(words(content)) == [FIRST, SECOND, THIRD]


def test_no_more_than_asked_for() -> None:
    assert suggested(words(f"{FIRST}\n{SECOND}\n{THIRD}"), count=2) == [FIRST, SECOND]


@pytest.mark.parametrize(
    "content",
    [
        "", None, 7, ["a"], "no", "{{{{ not a sentence at all of any kind",
        "Call the people at 0800 1111 whenever you feel this low.",
        "You could look at https://example.org whenever you feel this low.",
        "As an AI language model I cannot say how this must feel.",
        "Dear [Name], it makes me sad that nobody sees this.",
        "Мне очень жаль, что никто дома этого не замечает.",
        "It makes me \u202esad that nobody sees how tired you are.",
        " ".join(["word"] * 41) + ".",
        "<think>It makes me sad that nobody at home sees this.",
        "[" * 3_000,
    ],
)  # fmt: skip
def test_garbage_becomes_nothing(content: Any) -> None:
    assert suggested(words(content)) == []


def test_the_language_is_that_of_the_draft() -> None:
    russian = "Мне очень жаль, что никто дома этого не замечает."
    assert suggested(words(f"{FIRST}\n{russian}"), draft="Спасибо, что написали об этом.") == [russian]


def test_nobody_said_anything() -> None:
    assert suggested(bytes_of(b'{"choices": []}')) == []

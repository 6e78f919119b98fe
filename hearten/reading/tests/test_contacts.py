"""Ways to reach somebody outside the group, and what only looks like one."""

import time

import pytest

from hearten.reading.contacts import contacts


@pytest.mark.parametrize(
    "text, kind",
    [
        ("my number is 07700 900142", "phone"),
        ("call +44 20 7946 0958", "phone"),
        ("555-867-5309", "phone"),
        ("zero seven seven double zero nine zero zero one four two", "phone"),
        ("jo.b+x@mail.example.org", "e-mail"),
        ("jo at mail dot com", "e-mail"),
        ("I'm @blue.fox_9", "handle"),
        ("mine is bluefox_example", "handle"),
        ("see https://example.org/x", "link"),
        ("check www.example.com", "link"),
        ("let's move to whatsapp", "messenger"),
        ("we could talk on signal instead", "messenger"),
        ("I live at 12 Elm Street", "address"),
        ("can I have your number?", "asks"),
        ("DM me", "asks"),
        ("where do you live?", "asks"),
        ("come meet me alone by the lake", "asks"),
        ("keep it between us", "asks"),
    ],
)
def test_finds_each_kind(text: str, kind: str) -> None:
    assert kind in {found for _, _, found in contacts(text)}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "🙂",
        "call 988, or Samaritans on 116 123",
        "the 42 bus, then the 7",
        "on 12/03/2024 at 10:30",
        "from 9.30-10.30, 3 June 2024",
        "it cost £1,200,000 and then 12 000 more",
        "Signal failure on the line again",
        "my dad called me lazy and never called me back",
        "You could call your sister",
        "the door at night. counts my hours.",
        "ring 999 if you're in danger",
    ],
)
def test_leaves_the_rest_alone(text: str) -> None:
    assert contacts(text) == ()


def test_places_are_code_points() -> None:
    text = "🙂🙂 mail jo@example.org please"
    assert [(text[start:end], kind) for start, end, kind in contacts(text)] == [("jo@example.org", "e-mail")]


def test_no_text_keeps_it_busy() -> None:
    began = time.process_time()
    for text in ("a" * 30_000, "1" * 30_000, "a." * 15_000, "one two " * 4_000, "@" * 10_000, "talk to me " * 2_500):
        contacts(text)
    assert time.process_time() - began < 5

"""What a conversation seems to be about, by a few words; and that nothing is found where nothing stands."""

import pytest

from hearten.library.choices import Situation
from hearten.offers.topics import about
from hearten.reading.phrases import lexicon

ALL = [one.value for one in Situation]
SAID = {
    "mornings": "I cannot get out of bed before noon.",
    "nights": "I can't sleep again. Three in the morning.",
    "low_mood": "Everything feels heavy and I feel so empty.",
    "worry": "I keep overthinking what she said.",
    "panic": "I had a panic attack in the lift.",
    "anger": "I snapped at the kids and I am furious with myself.",
    "craving": "Nine weeks sober and the urge is huge today.",
    "voices": "The voices are louder this week.",
    "grief": "My brother died in spring.",
    "loneliness": "I feel lonely on Sundays.",
    "crowds": "The supermarket was too crowded for me.",
    "work_or_school": "My boss wants me back at work on Monday.",
    "family": "My sister does not understand it.",
    "body": "My appetite is gone.",
    "appointments": "The psychiatrist has a waiting list of six months.",
    "medicines": "New meds, and the side effects scare me.",
    "money_and_papers": "The rent is due and I have debts.",
    "after_setback": "A setback. I feel back to square one.",
    "after_hospital": "I was discharged on Tuesday.",
    "new_parent": "The baby does not sleep and I am a new mum.",
    "highs": "I think I am getting manic.",
}


def test_every_situation_has_words_and_an_example() -> None:
    assert set(lexicon("lived")["situations"]) == set(ALL) == set(SAID)


@pytest.mark.parametrize("tag", ALL)
def test_a_situation_is_found_by_what_people_write(tag: str) -> None:
    assert tag in about(SAID[tag], ALL)
    assert about("Thank you all. The tea was good.", ALL) == frozenset()


def test_only_what_somebody_knows_about_is_looked_for() -> None:
    assert about(SAID["nights"], ["grief"]) == frozenset()


def test_words_are_whole_words() -> None:
    assert "medicines" not in about("We watched the media all day.", ALL)
    assert "anger" not in about("There was danger on the road.", ALL)


def test_a_topic_of_the_group_is_found_by_its_own_words_in_any_language() -> None:
    assert about("Meine Ängste sind wieder da.", ["own:Angst und Ängste"]) == {"own:Angst und Ängste"}
    assert about("my ocd is back", ["own:OCD", "own:OCD and checking"]) == {"own:OCD", "own:OCD and checking"}
    assert about("An ode to the old ones", ["own:OCD", "own:old age"]) == frozenset()
    assert about("Panic on trains, again and again", ["own:trains", "own:life with people"]) == {"own:trains"}

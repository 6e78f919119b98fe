"""The formats that hearten brings, and what is found when one cannot be run."""

import copy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hearten.meetings.engine.plan import MINUTE, plan_of
from hearten.meetings.formats.checking import check, look_through
from hearten.meetings.formats.shipped import FOLDER, NAMES, SAID, in_words, moves, shipped, tools, words_of
from hearten.meetings.formats.timeline import timeline

every_format = pytest.mark.parametrize("name", NAMES)


def part(definition: dict[str, Any], key: str) -> dict[str, Any]:
    return next(one for one in definition["segments"] if one["id"] == key)


@every_format
def test_a_shipped_format_can_be_run(name):
    definition = shipped(name)
    assert check(definition) == []
    assert definition["format"] == name
    plan = plan_of(definition)
    assert plan.length == definition["length_min"] * MINUTE and plan.needs


def test_every_file_is_one_of_the_thirteen():
    files = {path.stem for path in FOLDER.glob("*.yaml")}
    assert len(NAMES) == 13 and files == {*NAMES, "tools", "moves"}


@every_format
def test_everybody_it_is_best_for_gets_a_whole_turn(name):
    definition = shipped(name)
    tight = [one.title for one in timeline(definition, definition["capacity"]["ideal"]) if one.tight]
    assert tight == []


@every_format
def test_its_end_is_kept_in_full(name):
    definition = shipped(name)
    ends = {one["id"] for one in definition["segments"]} & {"check_out", "close"}
    assert ends and ends <= set(definition["on_overrun"]["protect"])


@every_format
def test_what_holds_is_said_before_anybody_shares(name):
    """The duty to report, that one may pass, the camera, what is left out; and help now again at the end."""
    segments = shipped(name)["segments"]
    shares = next(n for n, one in enumerate(segments) if one["order"] in ("circle", "hands", "open"))
    before = " ".join(line for one in segments[:shares] for line in one.get("script", []))
    assert ("duty to report" in before and "stays here" in before) or "stays in this room" in before
    assert "pass" in before or "step out" in before
    said = " ".join(words_of(segments))
    assert "Camera off is fine" in said or shipped(name)["media"] == ["text"]
    assert "leave out" in said
    assert "Help now" in " ".join(segments[-1]["script"])


@every_format
def test_a_long_meeting_has_a_break(name):
    definition = shipped(name)
    if definition["length_min"] > 90:
        assert part(definition, "break")["order"] in ("quiet", "open")


def test_no_chat_and_no_answers_while_people_share_with_a_speaker():
    sharing = part(shipped("speaker_and_open_share"), "sharing")
    assert (sharing["chat"], sharing["crosstalk"]) == ("closed", "none")


def test_the_tools_have_their_steps():
    assert list(tools()) == ["shared_wisdom", "hard_topic", "problem_solving"]
    problem = tools()["problem_solving"]
    assert len(problem["steps"]) == 11 and problem["limit_min"] == 20 and "medicine" in problem["not_for"]
    named = {tool for name in NAMES for one in shipped(name)["segments"] for tool in one.get("tools", [])}
    assert named == set(tools())


def test_there_are_five_kinds_of_moves():
    assert [one["kind"] for one in moves()] == ["affirm", "inquire", "direct", "understand", "support"]
    assert all(len(one["lines"]) >= 4 for one in moves())


def test_a_copy_is_given_and_never_the_one_that_is_kept():
    shipped("talking_circle")["segments"].clear()
    assert shipped("talking_circle")["segments"]


def test_our_words_are_in_the_readers_language_and_a_groups_words_stay(monkeypatch):
    from hearten.meetings.formats import shipped as module

    monkeypatch.setattr(module, "known", lambda text: {"Welcome": "Willkommen"}.get(text, text))
    definition = shipped("structured_check_in")
    definition["segments"][1]["title"] = "Was wir uns versprechen"
    said = in_words(definition)
    assert [one["title"] for one in said["segments"]][:2] == ["Willkommen", "Was wir uns versprechen"]
    assert definition["segments"][0]["title"] == "Welcome"
    assert said["segments"][0]["id"] == "welcome" and said["format"] == definition["format"]


def test_all_words_of_the_files_go_into_the_catalogue():
    from hearten.meetings.formats.extracting import extract

    with (FOLDER / "talking_circle.yaml").open("rb") as file:
        found = list(extract(file, (), (), {}))
    lines = (FOLDER / "talking_circle.yaml").read_text().splitlines()
    assert [text for _, _, text, _ in found] == words_of(shipped("talking_circle"))
    assert all(text[:30] in lines[line - 1] for line, _, text, _ in found)


# What is done to a sound format, and what is said then: words of the sentence, and where.
BROKEN: list[tuple[str, Any, str, tuple[Any, ...]]] = [
    ("too long", lambda d: d.update(length_min=61), "come to 60 minutes, and the meeting is 61", ("length_min",)),
    ("no title", lambda d: d["segments"][1].update(title=""), "the part “2” is empty", ("segments", 1, "title")),
    ("words for minutes", lambda d: d["segments"][1].update(min="five"), "whole number", ("segments", 1, "min")),
    ("no minutes", lambda d: d["segments"][1].pop("min"), "lacks something: minutes", ("segments", 1)),
    ("unknown order", lambda d: d["segments"][1].update(order="me"), "one of these", ("segments", 1, "order")),
    ("unknown key", lambda d: d.update(music="on"), "music", ()),
    ("recorded", lambda d: d["defaults"].update(recording="on"), "has to be impossible", ("defaults", "recording")),
    ("twice", lambda d: d["segments"][2].update(id="round_one"), "same id", ("segments", 1, "id")),
    ("not led", lambda d: d["segments"][0].update(order="open"), "Before anybody shares", ("segments", 0, "order")),
    ("no end", lambda d: d["on_overrun"].update(protect=["opening"]), "Keep the time", ("on_overrun", "protect")),
    ("no such part", lambda d: d["on_overrun"]["protect"].append("tea"), "no such part", ("on_overrun", "protect")),
    ("alone", lambda d: d["duties"].update(required=["facilitator"]), "nobody leads alone", ("duties", "required")),
    ("unled", lambda d: d["duties"].update(required=["host", "greeter"]), "has to lead", ("duties", "required")),
    ("endless turn", lambda d: d["segments"][1].update(turn_sec=2000), "longer than", ("segments", 1, "turn_sec")),
    ("no turn", lambda d: d["segments"][1].pop("turn_sec"), "how many seconds", ("segments", 1, "turn_sec")),
    (
        "more than fit",
        lambda d: d["capacity"].update(ideal=100, max=100),
        "Give it at least 50",
        ("segments", 1, "min"),
    ),
    ("people upside down", lambda d: d["capacity"].update(min=8), "in order", ("capacity",)),
    ("quorum", lambda d: d["defaults"].update(quorum=9), "than there are places", ("defaults", "quorum")),
    ("nothing", lambda d: d["segments"].clear(), "“parts” is empty", ("segments",)),
]


@pytest.mark.parametrize(("do", "words", "where"), [row[1:] for row in BROKEN], ids=[row[0] for row in BROKEN])
def test_what_cannot_be_run_is_said_in_a_sentence(do, words, where):
    definition = shipped("talking_circle")
    do(definition)
    found = [one for one in look_through(definition) if one.where == where]
    assert found and words in found[0].sentence, look_through(definition)
    assert all(one.sentence.endswith(".") for one in look_through(definition))


def test_six_people_may_be_looked_after_by_one():
    definition = shipped("work_through_it")
    assert definition["capacity"]["max"] == 6 and definition["duties"]["required"] == ["facilitator"]
    assert check(definition) == []


def test_a_question_is_worked_through_in_twenty_minutes_and_its_owner_alone_keeps_the_list():
    definition = shipped("work_it_through")
    assert definition["length_min"] == 20 and definition["after"]["summary"] == "to_the_person"
    order = [one["id"] for one in definition["segments"]]
    assert order.index("asking") < order.index("ideas") < order.index("choose")


def test_whoever_comes_back_after_a_setback_has_a_part_of_their_own():
    """T4: before the work, without answers, and for whoever likes to speak."""
    definition = shipped("tools_meeting")
    coming_back = part(definition, "coming_back")
    assert coming_back["crosstalk"] == "none" and coming_back["may_pass"] and coming_back["order"] == "hands"
    order = [one["id"] for one in definition["segments"]]
    assert order.index("check_in") < order.index("coming_back") < order.index("work")


def test_a_short_turn_is_short_by_intention():
    """Twenty seconds each is a round of quiet company; it needs no thirty."""
    definition = shipped("body_double")
    part(definition, "intention")["min"] = 3
    definition["length_min"] -= 1
    assert check(definition) == []


def test_how_the_time_goes_for_more_and_for_fewer():
    definition = shipped("structured_check_in")
    checks_in = {people: timeline(definition, people)[2] for people in (5, 10, 20, 60)}
    assert (checks_in[10].begins, checks_in[10].ends) == (10, 35)
    assert "1 min 30 s for each" in checks_in[10].note and "15 min" in checks_in[10].note
    assert not checks_in[5].tight and "7 min 30 s" in checks_in[5].note
    assert checks_in[20].tight and "about 1 min 15 s for each" in checks_in[20].note
    assert checks_in[60].tight and "Too short" in checks_in[60].note
    assert timeline(definition, 10)[-1].ends == 90


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


def ways(data: Any, here: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the ways to everything inside some data."""
    inside = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [here, *(way for key, value in inside for way in ways(value, (*here, key)))]


def put(data: Any, way: tuple[Any, ...], value: Any) -> Any:
    if not way:
        return value
    target = data
    for key in way[:-1]:
        target = target[key]
    target[way[-1]] = value
    return data


@settings(deadline=None, max_examples=200)
@given(st.data())
def test_whatever_a_definition_holds_sentences_come_back(data):
    definition = shipped(data.draw(st.sampled_from(NAMES)))
    for _ in range(data.draw(st.integers(1, 3))):
        here = data.draw(st.sampled_from(ways(definition)))
        definition = put(definition, here, data.draw(anything))
    found = check(copy.deepcopy(definition))
    assert all(isinstance(one, str) and one for one in found)
    if not found:
        assert plan_of(definition).length > 0


def test_only_words_are_words():
    """No key of the schema that holds a code is taken for words, and none that holds words is left out."""
    import json

    def texts(schema: Any) -> set[str]:
        found = set()
        for key, one in schema.get("properties", {}).items():
            items = one.get("items", {})
            if "string" in (one.get("type"), items.get("type")) and not {"pattern", "enum"} & {*one, *items}:
                found.add(key)
            found |= texts(one)
        return found

    schema = json.loads((FOLDER / "schema.json").read_text())
    assert texts(schema) | texts(schema["$defs"]["segment"]) == SAID - {"say", "not_for", "lines"}

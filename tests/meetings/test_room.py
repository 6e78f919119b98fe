"""A room on a real server, with people as HTTP clients: turns, lines, who is here."""

import time
from concurrent.futures import ThreadPoolExecutor

from hearten.meetings.tests.rooms import SHORT
from tests.meetings.attending import until
from tests.meetings.scene import NAMES


def test_twelve_people_share_one_queue_and_one_clock(announce, attend):
    """Acceptance (3) and (6): everybody sees the same speaker and second, and a person in writing has the same turn."""
    roomy = [part | {"min": 30} if part["id"] == "round" else part for part in SHORT["segments"]]
    meeting = announce(SHORT | {"segments": roomy})
    lead = attend("Ada", meeting).come()
    ways = ("text", "audio", "video")
    people = [lead, *[attend(name, meeting).come(ways[n % 3]) for n, name in enumerate(NAMES[1:12])]]
    lead.press("assign", whom=people[1].place, role="timekeeper")
    lead.press("open")
    until(lambda: lead.stage["phase"] == "open", "the meeting begins")
    lead.press("next_part", value="sure")
    until(lambda: all(one.stage.get("who") == lead.place for one in people), "the first turn is offered")
    spoke = []
    for _turn in range(12):
        speaker = until(lambda: next((one for one in people if one.has_turn()), None), "somebody's turn")
        until(lambda one=speaker: one.stage.get("turn") == "passing", "offered")
        speaker.press("accept")
        until(
            lambda one=speaker: all(
                p.stage.get("who") == one.place and p.stage.get("turn") == "speaking" for p in people
            )
        )
        assert len({(p.stage["version"], p.stage["ends"], p.stage["length"]) for p in people}) == 1
        assert speaker.say(f"{speaker.name} says how they are.") == 201
        spoke.append((speaker.name, speaker.stage["length"]))
        speaker.press("done")
        until(lambda one=speaker: not any(p.has_turn() and p is one for p in people))
    assert sorted(name for name, _length in spoke) == sorted(one.name for one in people)
    assert {length for _name, length in spoke} == {"90000"}  # as long in writing as with a picture
    until(lambda: all(len(one.lines) == 12 for one in people), "every line arrives")
    for one in people:
        assert one.numbers == sorted(set(one.numbers))


def test_who_loses_the_connection_while_speaking(site, announce, attend):
    """Acceptance (2): the turn passes in under five seconds, and the next place is theirs on return."""
    meeting = announce(SHORT)
    lead, ben, other = (attend(name, meeting).come() for name in ("Ada", "Ben", "Peer 03"))
    lead.press("open")
    until(lambda: lead.stage["phase"] == "open")
    lead.press("next_part", value="sure")
    until(lambda: lead.has_turn())
    lead.press("pass")
    until(lambda: ben.has_turn())
    ben.press("accept")
    until(lambda: other.stage.get("turn") == "speaking")
    dropped = time.monotonic()
    ben.drop()
    until(lambda: other.has_turn(), "the turn passes", 5)
    assert time.monotonic() - dropped < 5
    ben.listen()
    until(lambda: other.stage["line"].split()[:1] == [ben.place], "the next place is kept")
    other.press("accept")
    until(lambda: other.stage.get("turn") == "speaking")
    other.press("done")
    until(lambda: lead.stage.get("who") == ben.place)


def test_a_closed_chat_is_closed_for_every_way_in(announce, attend):
    """Acceptance (5): what the part closes stays closed, whatever is sent."""
    meeting = announce(SHORT)
    lead, ben, other = (attend(name, meeting).come() for name in ("Ada", "Ben", "Peer 03"))
    assert other.say("In the lobby people talk.") == 201
    lead.press("open")
    until(lambda: other.stage["phase"] == "open")
    assert other.say("May I say something?") == 409
    lead.press("next_part", value="sure")
    until(lambda: lead.has_turn())
    lead.press("pass")
    until(lambda: ben.has_turn())
    ben.press("accept")
    until(lambda: other.stage.get("turn") == "speaking")
    assert (other.say("A remark in between."), ben.say("This is my turn."), lead.say("Take your time.")) == (
        409,
        201,
        201,
    )
    assert [len(one.lines) for one in (ben, other)] == [3, 3] or until(lambda: len(other.lines) == 3)


def test_a_stale_press_does_nothing(announce, attend):
    meeting = announce(SHORT)
    lead, ben = (attend(name, meeting).come() for name in ("Ada", "Ben"))
    old = dict(lead.stage)
    lead.press("open")
    until(lambda: lead.stage["phase"] == "open")
    status, text = lead.do("next_part", version=old["version"], value="sure")
    assert (status, "turn passed on" in text) == (409, True)
    assert ben.do("next_part", value="sure")[0] == 409


def test_thirteen_people_who_pass_in_the_same_moment_have_all_passed(announce, attend):
    meeting = announce(SHORT)
    people = [attend(name, meeting).come() for name in NAMES]
    lead = people[0]
    lead.press("assign", whom=people[1].place, role="timekeeper")
    lead.press("open")
    until(lambda: lead.stage["phase"] == "open")
    lead.press("close_now")
    until(lambda: lead.stage.get("who") == lead.place)
    with ThreadPoolExecutor(14) as pool:
        answers = list(pool.map(lambda one: one.do("pass")[0], people[1:]))
    assert answers == [200] * 13


def test_a_reconnect_misses_nothing_and_gets_nothing_twice(announce, attend):
    meeting = announce(SHORT)
    lead, ben = (attend(name, meeting).come() for name in ("Ada", "Ben"))
    lead.say("One.")
    until(lambda: len(ben.lines) == 1)
    ben.drop()
    for words in ("Two.", "Three."):
        assert lead.say(words) == 201
    twice = "6e7b0a52-8a0f-4d2f-9a55-3a2f5a1c9d10"
    assert [lead.say("Four.", twice), lead.say("Four.", twice)] == [201, 201]
    ben.listen()
    until(lambda: len(ben.lines) == 4)
    time.sleep(0.3)
    assert [len(ben.lines), len(set(ben.numbers))] == [4, len(ben.numbers)]


def test_who_comes_late_hears_nothing_of_before_whatever_their_page_says_it_has(site, announce, attend):
    meeting = announce(SHORT)
    early = attend("Ada", meeting).come()
    assert early.say("Said before anybody else came.") == 201
    until(lambda: early.lines, "the first line")
    late = attend("Ben", meeting).come(listen=False)
    late.since = 0
    late.listen()
    assert early.say("Said when both were there.") == 201
    until(lambda: any("when both were there" in html for _number, html in late.lines), "the second line")
    assert not any("before anybody else" in html for _number, html in late.lines)

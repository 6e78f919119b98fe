"""What is true of the engine whatever people do, in whatever order: property-based, stateful (Hypothesis)."""

import json
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from hearten.meetings.engine.commands import TICK, Command, NotNow, Stale
from hearten.meetings.engine.doing import DOES
from hearten.meetings.engine.invariants import broken
from hearten.meetings.engine.plan import MINUTE, SECOND, plan_of
from hearten.meetings.engine.state import from_json, to_json
from hearten.meetings.engine.step import begin, next_due, step
from hearten.meetings.tests.rooms import SHORT

PEOPLE = [f"m{n}" for n in range(7)]
WHO = st.sampled_from(PEOPLE)
DUTY = st.sampled_from(["facilitator", "co_facilitator", "timekeeper", "host", "chat_steward", "reader"])
WHAT = st.sampled_from(sorted(set(DOES) - {"tick", "arrive", "lose", "assign", "unassign", "way", "reorder"}))
VALUES = st.sampled_from([None, True, False, "sure"])


class Meeting(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.plan = plan_of(SHORT)
        self.at = -5 * MINUTE
        self.state = self.start = begin(self.plan, starts_at=0, at=self.at)
        self.before: Any = None
        self.steps: list[tuple[Command, int]] = []
        self.told: list[Any] = []

    def _give(self, command: Command) -> bool:
        kept = json.dumps(to_json(self.state))
        try:
            after, events = step(self.plan, self.state, command, self.at)
        except (Stale, NotNow):
            assert json.dumps(to_json(self.state)) == kept  # a refused command leaves nothing behind
            return False
        assert json.dumps(to_json(self.state)) == kept  # and no step touches what it was given
        self.before, self.state = self.state, after
        self.steps.append((command, self.at))
        self.told += events
        return True

    @rule(who=WHO, duties=st.lists(DUTY, max_size=2, unique=True), way=st.sampled_from(["text", "audio", "video"]))
    def arrive(self, who: str, duties: list[str], way: str) -> None:
        self._give(Command("arrive", who, value={"way": way, "duties": duties, "listens": False}))

    @rule(who=WHO)
    def lose(self, who: str) -> None:
        self._give(Command("lose", who))

    @rule(who=WHO, others=st.lists(WHO, max_size=6, unique=True), back=st.booleans())
    def many_at_once(self, who: str, others: list[str], back: bool) -> None:
        self._give(Command("arrive", who, value={"along": others}) if back else Command("lose", who, value=others))

    @rule(what=WHAT, who=WHO, whom=WHO, value=VALUES, seen=st.integers(-2, 0))
    def anything(self, what: str, who: str, whom: str, value: Any, seen: int) -> None:
        self._give(Command(what, who, whom, value, max(0, self.state.version + seen)))

    @rule(who=WHO, whom=WHO, duty=DUTY, what=st.sampled_from(["assign", "unassign"]))
    def duties(self, who: str, whom: str, duty: str, what: str) -> None:
        self._give(Command(what, who, whom, duty, self.state.version))

    @rule(who=WHO, way=st.sampled_from(["text", "audio", "video"]))
    def medium(self, who: str, way: str) -> None:
        self._give(TICK)
        line = [self.state.waiting, self.state.later, self.state.hands, self.state.turn]
        self._give(Command("way", who, value=way))
        assert [self.state.waiting, self.state.later, self.state.hands, self.state.turn] == line

    @precondition(lambda self: self.state.turn is not None)
    @rule(what=st.sampled_from(["accept", "done", "pass", "later", "extend", "pause", "resume", "led_on"]))
    def the_turn(self, what: str) -> None:
        leaders = [one.id for one in self.state.leaders]
        who = leaders[0] if what in ("pause", "resume", "led_on") and leaders else self.state.turn.who
        self._give(Command(what, who, version=self.state.version))

    @precondition(lambda self: self.state.leaders)
    @rule(what=st.sampled_from(["open", "next_part", "more", "close_now"]))
    def lead(self, what: str) -> None:
        self._give(Command(what, self.state.leaders[0].id, value="sure", version=self.state.version))

    @rule(seconds=st.one_of(st.integers(0, 40), st.integers(40, 1200)))
    def time(self, seconds: int) -> None:
        self.at += seconds * SECOND
        self._give(TICK)

    @rule(seconds=st.integers(1, 100))
    def the_clock_goes_back(self, seconds: int) -> None:
        was, self.at = self.at, self.at - seconds * SECOND
        self._give(TICK)
        self.at = was

    @invariant()
    def every_rule_holds(self) -> None:
        assert broken(self.plan, self.before, self.state) == []

    @invariant()
    def one_speaker_at_most(self) -> None:
        open_turn = None
        for event in self.told:
            if event.what == "speaks":
                assert open_turn is None
                open_turn = event.who
            elif event.what == "turn_ended":
                open_turn = None

    def teardown(self) -> None:
        self._time_alone_ends_it()
        self._the_log_gives_the_same_room()

    def _time_alone_ends_it(self) -> None:
        """Whatever state was reached: with nobody doing anything, the room comes to its end."""
        state, steps = self.state, 0
        while (due := next_due(self.plan, state)) is not None:
            state, _events = step(self.plan, state, TICK, max(due, state.at))
            steps += 1
            assert steps < 500
        assert state.phase == "ended"
        assert state.ended_how in ("completed", "facilitator_absent", "empty", "stopped_for_safety")

    def _the_log_gives_the_same_room(self) -> None:
        state = self.start
        for command, at in self.steps:
            state, _events = step(
                self.plan, from_json(json.loads(json.dumps(to_json(state), sort_keys=True))), command, at
            )
        assert to_json(state) == to_json(self.state)
        assert list(state.people) == list(self.state.people)  # whatever the store did to the order of keys


Meeting.TestCase.settings = settings(
    max_examples=60, stateful_step_count=50, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)
TestMeeting = Meeting.TestCase


class Patient(RuleBasedStateMachine):
    """A round in which everybody answers and keeps to their time: who is there and does not pass is heard."""

    def __init__(self) -> None:
        super().__init__()
        self.plan = plan_of(SHORT)
        self.at = 0
        self.state = begin(self.plan, starts_at=0, at=0)
        self.heard: set[str] = set()
        self.unheard: list[str] = []
        for n, who in enumerate(PEOPLE):
            self._give(Command("arrive", who, value={"way": "text", "duties": ["facilitator"] if n < 2 else []}))
        self._give(Command("open", PEOPLE[0]))
        self._give(Command("next_part", PEOPLE[0]))

    def _give(self, command: Command) -> None:
        self.state, events = step(self.plan, self.state, command, self.at)
        self.heard |= {event.who for event in events if event.what == "speaks"}
        self.unheard += [who for event in events if event.what == "unheard" for who in event.value]

    @precondition(lambda self: self.state.part == 1 and self.state.turn is not None)
    @rule(wait=st.integers(1, 15), share=st.floats(0.1, 1.0))
    def somebody_speaks(self, wait: int, share: float) -> None:
        who = self.state.turn.who
        self.at += wait * SECOND
        self._give(Command("accept", who))
        self.at += int(self.state.turn.length * share)
        self._give(Command("done", who))

    @precondition(lambda self: self.state.part == 1 and self.state.turn is not None)
    @rule(seconds=st.integers(1, 60))
    def somebody_is_away_for_a_while(self, seconds: int) -> None:
        who = self.state.turn.who
        self._give(Command("lose", who))
        self.at += 4 * SECOND
        self._give(TICK)
        self._give(Command("arrive", who, value={"way": "text"}))

    @precondition(lambda self: self.state.part > 1)
    @rule()
    def the_round_is_over(self) -> None:
        assert self.heard >= set(PEOPLE)

    def teardown(self) -> None:
        if self.state.part > 1:
            assert self.heard >= set(PEOPLE)
        assert self.unheard == []


Patient.TestCase.settings = settings(max_examples=40, stateful_step_count=40, deadline=None, derandomize=True)
TestPatient = Patient.TestCase

"""Two weeks of one person's own: a plan, days, a setback, a circle, and what goes along to the clinic (week.yaml).

Everything goes through the same actions as a real person's, at the time at which they did it.
"""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import yaml
from django.db import transaction

from hearten.care.actions import routine, saying, visits
from hearten.care.choices import LineKind
from hearten.demo.acting import at_their_time
from hearten.groups.models import Group
from hearten.groups.standing import Place, place_or_unseen
from hearten.kernel import clock
from hearten.kernel.acting import as_member
from hearten.kernel.seat import Seat
from hearten.measures.actions.filling import fill_in
from hearten.measures.known import shipped
from hearten.plans.circles import actions as circles
from hearten.plans.circles import reading as circles_read
from hearten.plans.days.entries import Said, add_entry
from hearten.plans.doing import actions as doing
from hearten.plans.models import Commitment
from hearten.wellness.actions import plan, setback, shelf

TEXT = Path(__file__).with_name("week.yaml")
WHO, GROUP, BEGAN, EVENING = "Ben", "low-days", 14, time(19)
EVERY_DAY = [1, 2, 3, 4, 5, 6, 7]
Texts = dict[str, Any]


def set_up(members: dict[str, UUID], moment: datetime) -> None:
    """Live the two weeks, day by day."""
    told: Texts = yaml.safe_load(TEXT.read_text(encoding="utf-8"))
    ben = members[WHO]
    try:
        with as_member(None), transaction.atomic():
            at_their_time(ben, _evening(moment, BEGAN), lambda seat: _begin(seat, told))
            circle = _circle(members, told["circle"], moment)
            for ago in range(BEGAN - 1, 0, -1):
                at_their_time(ben, _evening(moment, ago), lambda seat, ago=ago: _day(seat, told, ago))  # type: ignore[misc]
            # From today: the database lets nobody show a day from before they chose to.
            at_their_time(ben, moment, lambda seat: _show(seat, circle))
    finally:
        clock.ask(None)


def _evening(moment: datetime, ago: int) -> datetime:
    return datetime.combine(moment.date() - timedelta(days=ago), EVENING, moment.tzinfo)


def _begin(seat: Seat, told: Texts) -> None:
    for thing in told["things"]:
        rhythm = doing.Rhythm(thing["often"], thing.get("weekdays", []), thing.get("number", 1))
        doing.begin(seat, thing["words"], thing["why"], rhythm, uuid4())
    own = told["routine"]
    eight = routine.Plan([time.fromisoformat(own["at"])], EVERY_DAY)
    routine.begin(seat, uuid4(), {"name": own["name"], "notes": own["notes"]}, None, eight)
    for one in told["shelf"]:
        shelf.keep_words(seat, one["what"], one["words"], uuid4())
    plan.keep(seat, told["plan"])
    saying.keep(seat, uuid4(), told["statement"])


def _day(seat: Seat, told: Texts, ago: int) -> None:
    """One day: what was done, what was felt, what was kept."""
    day = clock.now().date()
    for thing, row in zip(told["things"], _things(seat), strict=True):
        for state in ("done", "not_today"):
            if ago in thing.get(state, []):
                doing.mark(seat, row, day, state)
    for one in told["days"]:
        if one["ago"] == ago:
            add_entry(seat, one["kind"], Said(**{key: one[key] for key in one if key not in ("ago", "kind")}))
    for one in told["effects"]:
        if one["ago"] == ago:
            routine.write_effect(seat, uuid4(), day, [], one["words"])
    if told["setback"]["ago"] == ago:
        setback.say(seat, {key: told["setback"][key] for key in ("now", "need", "helped")}, uuid4())
    _measure(seat, told["measure"], ago)
    if ago == 1:
        _prepare(seat, told["appointment"], day)


def _things(seat: Seat) -> Sequence[Commitment]:
    return list(seat.glance(Commitment).filter(member_id=seat.me).order_by("at", "id"))


def _measure(seat: Seat, told: Sequence[Texts], ago: int) -> None:
    definition = shipped()["who-5"]
    for one in told:
        if one["ago"] == ago:
            names = [item.id for item in definition.items]
            fill_in(seat, definition, dict(zip(names, one["answers"], strict=True)), uuid4())


def _prepare(seat: Seat, told: Texts, day: Any) -> None:
    on = day + timedelta(days=told["in"])
    made = visits.begin(seat, uuid4(), told["with"], on)
    parts = {key: told[key] for key in ("with", "matters", "changed", "agree", "disagree", "support")}
    visits.write(seat, made, parts, on)
    for question in told["questions"]:
        visits.put(seat, made, LineKind.QUESTION, uuid4(), question)


def _circle(members: dict[str, UUID], told: Texts, moment: datetime) -> UUID:
    """Have Ben ask two people; both say yes."""
    made, at = uuid4(), _evening(moment, BEGAN)

    def propose(seat: Seat) -> None:
        place = _place(seat)
        places = {name: key for key, name in circles_read.who_can_be_asked(seat, place.group_id)}
        circles.propose(seat, place, [places[name] for name in told["asked"]], told["code"], made)

    at_their_time(members[WHO], at, propose)
    for name in told["asked"]:
        at_their_time(members[name], at, lambda seat: circles.answer(seat, made, True))
    return made


def _place(seat: Seat) -> Place:
    return place_or_unseen(seat, Group.objects.using("keeper").get(slug=GROUP).id)


def _show(seat: Seat, circle_id: UUID) -> None:
    circle, _place = circles_read.inside(seat, circle_id)
    for row in _things(seat)[:2]:
        circles.choose(seat, circle, row.id, "both", row.words or "")

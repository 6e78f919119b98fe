"""The order of what may fit: waiting first, in steps; then what fits; then need; and when it is enough."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearten.answering import order
from hearten.offers.fitting import STEPS, Call, Met, Offered, Reason, fit, in_order, need, pause

NOW = datetime(2026, 3, 2, 20, 0, tzinfo=UTC)
NONE = Met()
LISTENS = Offered(frozenset({"nights", "worry"}), frozenset({"listen"}), welcomes=True)


def call(name: str, hours: float = 1.5, **more: object) -> Call:
    said = {"kind": "support", "wish": "ideas"} | more
    return Call(name, NOW - timedelta(hours=hours), **said)  # type: ignore[arg-type]


def names(*calls: Call, offer: Offered = LISTENS, met: Met = NONE, anyway: bool = False) -> list[object]:
    return [one.call.id for one in in_order(calls, offer, met, NOW, anyway=anyway)]


def test_who_waits_a_step_longer_comes_first_however_well_another_fits() -> None:
    fits = call("fits", 1.9, wish="listen", about=frozenset({"nights", "worry"}), newcomer=True, kind="setback")
    assert names(fits, call("waits", 2.0)) == ["waits", "fits"]


def test_among_those_who_wait_about_as_long_what_fits_comes_first_then_need_then_who_asked_first() -> None:
    two = call("two", 1.1, about=frozenset({"nights", "worry"}))
    one = call("one", 1.2, wish="listen")
    hard = call("hard", 1.3, kind="setback")
    older, newer = call("older", 1.5), call("newer", 1.4)
    assert names(newer, older, hard, one, two) == ["two", "one", "hard", "older", "newer"]


def test_what_is_quite_the_same_always_comes_in_the_same_order() -> None:
    same = [call(name) for name in ("c", "a", "b")]
    assert names(*same) == names(*reversed(same)) == ["a", "b", "c"]


def test_where_somebody_writes_an_answer_it_comes_after_all_others_and_stays() -> None:
    held = call("held", 30, being_answered=True, wish="listen")
    shown = in_order([held, call("new", 0.1)], LISTENS, Met(), NOW)
    assert [one.call.id for one in shown] == ["new", "held"] and Reason("answered") in shown[1].reasons


def test_each_says_why_it_is_there_and_claims_nothing_else() -> None:
    lived = call("lived", about=frozenset({"nights", "panic"}), wish="listen", newcomer=True, kind="setback")
    said = in_order([lived, call("plain")], LISTENS, Met(), NOW)
    assert said[0].reasons == (
        Reason("waits"), Reason("lived", "nights"), Reason("wish", "listen"), Reason("newcomer"),
        Reason("need", "setback"),
    )  # fmt: skip
    assert said[1].reasons == (Reason("waits"),)


@pytest.mark.parametrize(
    ("offer", "met", "code"),
    [
        (Offered(), Met(2, 9), ""),
        (Offered(), Met(3, 3), "day"),
        (Offered(), Met(0, 10), "week"),
        (Offered(a_day=1, a_week=1), Met(1, 1), "week"),
        (Offered(resting_until=date(2026, 3, 3)), Met(), "resting"),
        (Offered(resting_until=date(2026, 3, 2)), Met(), ""),
        (Offered(out=True), Met(), "out"),
    ],
)
def test_enough_is_enough_unless_they_ask(offer: Offered, met: Met, code: str) -> None:
    assert pause(offer, met, NOW) == code
    assert names(call("one"), offer=offer, met=met) == ([] if code else ["one"])
    assert names(call("one"), offer=offer, met=met, anyway=True) == ["one"]


def test_a_day_ends_in_the_persons_own_zone() -> None:
    east = NOW.astimezone(datetime.fromisoformat("2026-03-02T00:00:00+10:00").tzinfo)
    assert pause(Offered(resting_until=date(2026, 3, 3)), Met(), east) == ""


def test_a_third_thing_in_common_says_no_more() -> None:
    offer = Offered(frozenset({"nights", "worry", "grief"}))
    assert fit(call("x", about=frozenset({"nights", "worry"})), offer) == 2
    assert fit(call("x", about=frozenset({"nights", "worry", "grief"})), offer) == 2


def test_steps_and_needs_are_those_of_the_queue() -> None:
    """Both lists stand on one page."""
    assert STEPS == order.STEPS
    kinds = sorted(("work", "hello", "support", "setback"), key=lambda kind: -need(call("x", kind=kind)))
    assert kinds == list(order.NEEDS)


TAGS = st.frozensets(st.sampled_from(["nights", "worry", "grief"]))
CALLS = st.lists(
    st.builds(
        lambda n, hours, kind, wish, new, about: call(
            f"{n:04}", hours, kind=kind, wish=wish, newcomer=new, about=about
        ),
        st.integers(0, 9999), st.floats(0, 200), st.sampled_from(["support", "setback", "hello", "work"]),
        st.sampled_from(["listen", "ideas"]), st.booleans(), TAGS,
    ),
    max_size=12, unique_by=lambda one: one.id,
)  # fmt: skip


@given(CALLS, TAGS)
def test_all_that_waits_is_there_once_and_nobody_waits_behind_a_later_step(calls: list[Call], lived: object) -> None:
    shown = in_order(calls, Offered(frozenset(lived), frozenset({"listen"})), Met(), NOW)  # type: ignore[arg-type]
    assert sorted(str(one.call.id) for one in shown) == sorted(str(one.id) for one in calls)
    steps = [sum(NOW - one.call.asked_at >= step for step in STEPS) for one in shown]
    assert steps == sorted(steps, reverse=True)

"""Pauses and notices on a clock of one's own: 45 minutes, two hours, three hours, seven days, and at night."""

from datetime import UTC, datetime, timedelta

from hearten.guide.pacing import Used, used_after

NOON = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)


def walk(
    minutes: int, begin: datetime = NOON, every: int = 5, zone: str = "UTC"
) -> tuple[Used, dict[int, tuple[str, ...]]]:
    used: Used | None = None
    seen: dict[int, tuple[str, ...]] = {}
    for at in range(0, minutes + 1, every):
        used, notices = used_after(used, begin + timedelta(minutes=at), zone)
        if notices:
            seen[at] = notices
    assert used is not None
    return used, seen


def test_a_pause_after_45_minutes_and_again_after_45_more() -> None:
    _used, seen = walk(95)
    assert [at for at, codes in seen.items() if "pause" in codes] == [45, 90]


def test_two_hours_of_a_day_are_said_once_and_three_hours_bring_the_notice() -> None:
    _used, seen = walk(185)
    assert [at for at, codes in seen.items() if "day_cap" in codes] == [120]
    assert [at for at, codes in seen.items() if "three_hours" in codes] == [180]
    assert not any("three_hours" in codes for codes in walk(179, every=1)[1].values())
    assert "three_hours" in walk(181, every=1)[1][180]


def test_where_an_age_is_in_doubt_the_notice_comes_each_hour() -> None:
    used: Used | None = None
    told = []
    for at in range(0, 125, 5):
        used, notices = used_after(used, NOON + timedelta(minutes=at), "UTC", in_doubt=True)
        told += [at for code in notices if code == "one_hour"]
        assert "three_hours" not in notices
    assert told == [60, 120]


def test_gaps_count_for_nothing_and_end_a_stretch() -> None:
    used, seen = walk(300, every=30)
    assert used.seconds == 0 and seen == {}


def test_a_week_away_brings_the_notice_and_a_minute_less_does_not() -> None:
    used, _seen = walk(0)
    assert used_after(used, NOON + timedelta(days=7), "UTC")[1] == ("week_away",)
    assert used_after(used, NOON + timedelta(days=7, minutes=-1), "UTC")[1] == ()
    assert used_after(None, NOON, "UTC")[1] == ()


def test_at_night_by_ones_own_clock_it_comes_earlier() -> None:
    begin = datetime(2026, 12, 1, 6, 0, tzinfo=UTC)  # one in the morning in New York
    _used, seen = walk(50, begin, zone="America/New_York")
    assert "pause" in seen[20] and "night" in seen[20] and "day_cap" in seen[45]
    assert walk(40, begin)[1] == {}


def test_a_day_begins_anew_at_midnight_of_ones_own() -> None:
    begin = datetime(2026, 12, 1, 22, 30, tzinfo=UTC)
    used, seen = walk(150, begin)
    assert used.day == datetime(2026, 12, 2, tzinfo=UTC).date() and used.seconds == 3600 + 300
    assert not any("day_cap" in codes and at < 90 for at, codes in seen.items())

"""Which groups fit which answers, by examples: pure, without a database. Titles stand for groups."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from hearten.finding.answers import DAYS, PARTS, Answers
from hearten.finding.fitting import POINTS, Candidate, Waits, choose, judged
from hearten.finding.near import families, near, same, stem, words_of
from hearten.finding.when import part_of, suits

TODAY = date(2026, 11, 30)
TUESDAY_19 = datetime(2026, 12, 1, 19, tzinfo=UTC)
SATURDAY_10 = datetime(2026, 12, 5, 10, tzinfo=UTC)


def group(number, title, topics, *, ways=("forum",), language="en", meets=(), waits=None, says=""):
    at = UUID(int=number)
    return Candidate(at, title, says or "We write.", "Anybody.", topics, ways, language, meets, waits or Waits())


GRIEF = group(1, "Grief", ("grief", "losing a parent"))
SLEEP = group(2, "Nights", ("sleepless nights", "anxiety"), ways=("forum", "text meeting"), meets=(TUESDAY_19,))
SOBER = group(3, "Sober", ("alcohol", "cravings"), ways=("audio meeting",), meets=(SATURDAY_10,))
POLISH = group(4, "Smutek", ("grief", "family"), language="pl")
LOW = group(5, "Low days", ("depression",), says="For days when a shower is a mountain.")
ALL = [GRIEF, SLEEP, SOBER, POLISH, LOW]


def shown(answers, groups=ALL):
    return [fit.group.title for fit in choose(groups, replace(answers, zone=answers.zone or "UTC"), TODAY).fits]


# Answers, and the groups that fit them, in their order.
EXAMPLES = [
    # One question alone
    (Answers(topics=("grief",)), ["Grief", "Smutek"]),
    (Answers(topics=("grief", "losing a parent")), ["Grief", "Smutek"]),
    (Answers(topics=("family", "grief")), ["Smutek", "Grief"]),
    (Answers(topics=("nothing of it",)), []),
    (Answers(words="grief"), ["Grief", "Smutek"]),
    (Answers(words="My father died in spring and I cannot sleep"), ["Grief", "Nights", "Smutek"]),
    (Answers(words="I drank again"), ["Sober"]),
    (Answers(words="Even the shower is too much"), ["Low days"]),
    (Answers(words="purple elephants"), []),
    (Answers(ways=("audio meeting",)), ["Sober"]),
    (Answers(ways=("text meeting", "audio meeting")), ["Nights", "Sober"]),
    (Answers(parts=("evening",)), ["Nights", "Grief", "Low days"]),
    (Answers(days=(5,), parts=("morning",)), ["Sober", "Grief", "Low days"]),
    (Answers(days=(6,), ways=("audio meeting",)), ["Sober"]),
    (Answers(languages=("pl",)), ["Smutek"]),
    (Answers(languages=("pl", "en")), ["Grief", "Low days", "Nights"]),
    # Together
    (Answers(topics=("grief",), languages=("pl",)), ["Smutek"]),
    (Answers(topics=("grief", "anxiety"), ways=("text meeting",)), ["Nights", "Grief", "Smutek"]),
    (Answers(topics=("alcohol",), ways=("video meeting",), parts=("night",)), ["Sober"]),
    # What was skipped does not count
    (Answers(topics=("grief",), languages=("pl",), skipped=("language",)), ["Grief", "Smutek"]),
    (Answers(words="grief", ways=("audio meeting",), skipped=("brings",)), ["Sober"]),
    # Nothing said, or only that one reads first
    (Answers(), ["Grief", "Low days", "Nights"]),
    (Answers(reads_first=True), ["Grief", "Low days", "Nights"]),
    (Answers(words="I would like to be with you"), ["Grief", "Low days", "Nights"]),
]


@pytest.mark.parametrize(("answers", "titles"), EXAMPLES, ids=lambda one: str(one)[:60])
def test_what_fits(answers, titles):
    assert shown(answers) == titles
    assert shown(answers, ALL[::-1]) == titles, "the same answers, the same order"


def test_points_are_the_sum_of_reasons_that_are_said():
    answers = Answers(topics=("anxiety",), words="nights", ways=("text meeting",), parts=("evening",), zone="UTC",
                      languages=("en",), reads_first=True)  # fmt: skip
    fit = judged(SLEEP, answers)
    assert [reason.word for reason in fit.reasons] == ["topics", "own_word", "way", "reading", "time", "language"]
    assert fit.points == sum(POINTS[name] for name in ("topic", "own_word", "way", "time", "language"))
    assert fit.reasons[1].said == ("nights", "sleepless nights")


def test_what_is_not_met_is_a_reason_too():
    fit = judged(SOBER, Answers(topics=("alcohol",), ways=("video meeting",), days=(0,), zone="UTC", languages=("pl",)))
    assert [reason.word for reason in fit.reasons if not reason.met] == ["other_way", "other_time", "language"]
    assert not fit.fits, "a language that one does not speak is no fit, whatever else is"
    assert judged(GRIEF, Answers(parts=("night",), zone="UTC")).reasons[0].word == "any_hour"


def test_a_word_in_passing_counts_where_no_group_names_it():
    said = [group(30, "Kettle", ("tea",), says="The night is long."), group(31, "Owls", ("nights",))]
    assert shown(Answers(words="nights"), said) == ["Owls"]
    assert shown(Answers(words="nights"), said[:1]) == ["Kettle"]
    assert [fit.group.title for fit in choose(said, Answers(words="night", zone="UTC"), TODAY).others] == ["Kettle"]


def test_each_word_that_finds_something_counts_and_is_said_once():
    one = group(32, "One", ("anxiety", "panic", "worry at night"), says="For the bus.")
    reasons = judged(one, Answers(words="afraid of the bus at night", zone="UTC")).reasons
    assert [(reason.word, reason.said, reason.points) for reason in reasons] == [
        ("own_word", ("night", "worry at night"), POINTS["own_word"]),
        ("near_word", ("afraid", "anxiety", "panic"), POINTS["more"]),
        ("text_word", ("bus",), POINTS["more"]),
    ]
    alone = judged(one, Answers(words="scared", zone="UTC")).reasons
    assert [(reason.said, reason.points) for reason in alone] == [
        (("scared", "anxiety", "panic", "worry at night"), POINTS["near_word"] + 2 * POINTS["more"])
    ]


def test_fewer_than_three_are_not_filled_up_unsaid():
    chosen = choose(ALL, Answers(topics=("alcohol",), zone="UTC"), TODAY)
    assert [fit.group.title for fit in chosen.fits] == ["Sober"]
    assert [fit.group.title for fit in chosen.others] == ["Grief", "Low days"]
    assert not any(fit.fits for fit in chosen.others)


def test_own_groups_stand_apart():
    mine = replace(GRIEF, waits=Waits("mine"))
    chosen = choose([mine, POLISH], Answers(topics=("grief",), zone="UTC"), TODAY)
    assert [fit.group.title for fit in chosen.fits] == ["Smutek"]
    assert [fit.group.title for fit in chosen.mine] == ["Grief"]


WAITING = [Waits("full"), Waits("cohort", starts_on=date(2027, 1, 11), ends_on=date(2027, 3, 1)), Waits("ask"),
           Waits("ask", asking="week"), Waits("asked", asking="longer")]  # fmt: skip


@pytest.mark.parametrize("waits", WAITING)
def test_where_the_best_makes_one_wait_the_sooner_one_stands_second(waits):
    best = replace(GRIEF, waits=waits)
    between = [group(10 + n, f"Also {n}", ("grief", "losing a parent"), waits=waits) for n in range(3)]
    chosen = choose([best, *between, POLISH], Answers(topics=("grief", "losing a parent"), zone="UTC"), TODAY)
    titles = [fit.group.title for fit in chosen.fits]
    assert chosen.waits and titles[1] == "Smutek" and len(titles) == 3 and titles[0] != "Smutek"
    assert [fit.sooner for fit in chosen.fits] == [False, True, False]


@pytest.mark.parametrize("waits", [
    Waits(), Waits("cohort", starts_on=date(2026, 11, 2), ends_on=date(2027, 3, 1)), Waits("ask", asking="day"),
    Waits("cohort", starts_on=date(2026, 12, 1), ends_on=date(2027, 3, 1)), Waits("welcome"),
])  # fmt: skip
def test_where_it_makes_one_wait_little_nothing_is_said(waits):
    best = replace(GRIEF, waits=waits)
    assert not choose([best, POLISH], Answers(topics=("grief", "losing a parent"), zone="UTC"), TODAY).waits


def test_what_fits_as_well_is_not_said_to_fit_less():
    """Who lets one in at once and answers late may come after who asks first and answers at once."""
    asks = replace(GRIEF, waits=Waits("ask", answered="hour"))
    late = group(40, "Late", GRIEF.topics, waits=Waits("ask", asking="day", answered="longer"))
    for answers in (Answers(topics=("grief",), zone="UTC"), Answers(zone="UTC")):
        chosen = choose([asks, late], answers, TODAY)
        assert [fit.group.title for fit in chosen.fits] == ["Grief", "Late"] and not chosen.waits


def test_what_is_equal_comes_in_the_order_of_waiting_then_of_titles():
    said = {"B open": Waits(), "A asks": Waits("ask"), "C soon": Waits(answered="hour"),
            "D late": Waits(answered="longer"), "A open": Waits(), "Z full": Waits("full")}  # fmt: skip
    groups = [group(n, title, ("grief",), waits=waits) for n, (title, waits) in enumerate(said.items(), 20)]
    order = sorted(groups, key=lambda one: (one.waits.hours(TODAY), one.title))
    assert [one.title for one in order] == ["C soon", "A open", "B open", "D late", "A asks", "Z full"]
    assert shown(Answers(topics=("grief",)), groups) == ["C soon", "A open", "B open"]


# A moment (UTC), a zone, its day (0 is Monday) and part there. Berlin: UTC+1, from 28 March 2027 UTC+2.
CLOCKS = [
    ("2026-12-01T21:30", "UTC", 1, "evening"),
    ("2026-12-01T21:30", "Europe/Berlin", 1, "night"),
    ("2026-12-01T23:30", "Europe/Berlin", 2, "night"),  # the day begins at midnight there
    ("2026-12-01T23:30", "America/Los_Angeles", 1, "afternoon"),
    ("2026-12-01T23:30", "Pacific/Auckland", 2, "afternoon"),
    ("2027-03-27T16:30", "Europe/Berlin", 5, "evening"),  # 17:30 in winter
    ("2027-03-27T15:30", "Europe/Berlin", 5, "afternoon"),
    ("2027-03-28T15:30", "Europe/Berlin", 6, "evening"),  # the clocks went forward that night
    ("2026-10-24T04:30", "Europe/Berlin", 5, "morning"),
    ("2026-10-25T04:30", "Europe/Berlin", 6, "night"),  # and back that one
    ("2026-12-01T06:14", "Asia/Kathmandu", 1, "morning"),
    ("2026-12-01T06:15", "Asia/Kathmandu", 1, "afternoon"),
]


@pytest.mark.parametrize(("moment", "zone", "day", "part"), CLOCKS)
def test_times_are_told_on_the_readers_clock(moment, zone, day, part):
    at = datetime.fromisoformat(moment).replace(tzinfo=UTC)
    fitting = [(d, p) for d in DAYS for p in PARTS if suits(at, zone, [d], [p])]
    assert fitting == [(day, part)]
    assert suits(at, zone, [], []) and suits(at, zone, [day], []) and suits(at, zone, [], [part])


def test_every_hour_is_in_one_part():
    assert [part_of(hour) for hour in (0, 5, 6, 11, 12, 16, 17, 21, 22, 23)] == [
        "night", "night", "morning", "morning", "afternoon", "afternoon", "evening", "evening", "night", "night",
    ]  # fmt: skip


def test_words():
    assert words_of("I can't SLEEP since my Mum died; sleep, sleep!") == ["sleep", "mum", "died"]
    assert words_of("Größe, café, бессонница, 眠れない夜が") == ["große", "cafe", "бессонница", "眠れない夜か"]
    assert words_of("मुझे नींद नहीं") == ["मुझे", "नींद", "नहीं"], "a vowel sign ends no word"
    assert words_of("of the and for you") == [] and len(words_of(" ".join(f"word{n}" for n in range(500)))) == 40
    for one, other in (("worries", "worrying"), ("nights", "night"), ("drinking", "drinks"), ("stopped", "stop")):
        assert same(one, other), (one, other)
    for one, other in (("bus", "busy"), ("loss", "los"), ("sing", "s"), ("red", "r")):
        assert not same(one, other), (one, other)
    assert near("asleep", "nights") and near("died", "grief") and not near("grief", "alcohol")
    assert all(stem(word) in families() for word in ("grief", "worry", "drink"))

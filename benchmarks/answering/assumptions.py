"""What the simulation assumes, number by number. Where each is from, and what has no source, says docs/answering.md."""

from dataclasses import dataclass, replace

RULES = ("ours", "ours, giving way", "ours without limits", "oldest first", "newest first", "random")
TOPICS, LIVED, WISHES, WANTS = 21, 3, 5, 2
KINDS = ("support", "setback", "hello", "work")


@dataclass(frozen=True)
class Assumed:
    """One world. Times are in hours, rates per week, unless a line says otherwise."""

    days: int = 35
    warming: int = 7  # days at the beginning that no figure counts; of the last three no call is counted
    # Groups: a discrete Pareto between two sizes.
    smallest: int = 12
    largest: int = 400
    size_tail: float = 1.2
    # Who asks: most never do, and few ask most.
    asks: float = 0.25  # share of members that ever ask
    zipf: float = 1.0
    calls_per_member: float = 0.25
    weekend: float = 0.85  # of a weekday
    # Who helps.
    helpers: float = 0.04  # share of members, two in every group at least
    shifts: int = 3  # of three hours each, a week
    shift: float = 3.0
    looks_on_shift: float = 4.0  # in one shift
    looks_between: float = 3.0  # a week, outside shifts: "I have time now"
    reads: int = 4  # conversations at one look, from the top of the list
    writes: int = 2  # answers at one look, at most
    answers: float = 0.35  # chance to answer what they read, rested, with one thing that fits
    by_fit: tuple[float, ...] = (0.6, 1.0, 1.4, 1.7, 1.7)  # how that chance changes with what truly fits, 0 to 4
    fatigue: float = 0.06  # how much each answer that still weighs lowers the chance (as exp)
    recovers: float = 72.0  # hours in which half of the weight goes
    overload: float = 8.0  # weight from which on an answer is too much
    stops_when_overloaded: float = 0.03  # chance to stop helping after such an answer
    stops_after_misfit: float = 0.01  # and after one where nothing fitted
    stops_anyway: float = 0.002
    # What the product sees of it: measured on the demo's cards (topics.py), the only texts with labels that we have.
    seen: float = 0.32  # chance that the words of a conversation give a topic away
    mistaken: float = 0.03  # chance, for each other topic, that they seem to
    a_day: int = 3
    a_week: int = 10
    second: float = 8.0  # after which a group asks a second time, unless it says otherwise: what gives way to it


BASE = Assumed()
# Three assumptions without a source, each more and less, all else as it was; and a longer time.
VARIED = {
    "half as many calls": replace(BASE, calls_per_member=0.125),
    "twice as many calls": replace(BASE, calls_per_member=0.5),
    "what fits changes nothing": replace(BASE, by_fit=(1.0,) * 5, stops_after_misfit=0.0),
    "what fits changes twice as much": replace(BASE, by_fit=(0.36, 1.0, 1.96, 2.85, 2.85), stops_after_misfit=0.02),
    "nobody tires": replace(BASE, fatigue=0.0, stops_when_overloaded=0.0),
    "people tire twice as fast": replace(BASE, fatigue=0.12, stops_when_overloaded=0.06),
    "half a year": replace(BASE, days=182),
}

# Calls by the hour of the day: few in the night, most in the evening.
CALLS_BY_HOUR = (
    4, 3, 2, 1.5, 1, 1, 1.5, 2.5, 3.5, 4, 4.5, 4.5, 4.5, 4.5, 4.5, 5, 5, 5.5, 6, 7, 8, 8, 7, 5.5,
)  # fmt: skip
# When shifts begin: nobody takes one between midnight and seven.
SHIFTS_BY_HOUR = (0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 3, 2, 2, 2, 2, 2, 3, 4, 5, 5, 4, 2, 0, 0)

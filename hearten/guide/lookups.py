"""What is looked up rather than searched: groups that fit, when one's own groups meet, which services are open now."""

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from django.utils.formats import date_format
from django.utils.timezone import get_current_timezone, localtime, make_aware, override
from django.utils.translation import gettext as _

from hearten.finding.asking import Answers, Suggested, groups_for, groups_that_meet
from hearten.groups.standing import Place, my_groups
from hearten.guide.answers import Passage
from hearten.guide.patterns import words_of
from hearten.guide.ranking import stems_of
from hearten.kernel.clock import now
from hearten.kernel.pages import day_text, url
from hearten.kernel.seat import Seat
from hearten.meetings.schedule.reading import Row, to_come
from hearten.members.zones import zone_of
from hearten.reading.plain import plain
from hearten.resources.finding import find
from hearten.resources.showing import Card

MOST = 3
# How a question names a time, in English and in German: the languages in which it is known to ask about meetings.
_TIMES = {
    "today": r"\b(?:todays?|tonights?|this (?:morning|afternoon|evening)|heute)\b",
    "tomorrow": r"\b(?:tomorrows?|morgen)\b",
    "week": r"\b(?:this weeks?|diese[rn]? woche)\b",
    "next_week": r"\b(?:next weeks?|nachste[nr]? woche)\b",
}
LONGEST = 300


def looked_up(seat: Seat, what: str, said: str) -> Sequence[Passage]:
    """Return up to three things for `what` of intents.LOOK_UP, each as one short text. None where there is none."""
    return {"find_group": _groups, "meetings": _meetings, "open_now": _open_now}[what](seat, said)


def _groups(seat: Seat, said: str) -> list[Passage]:
    found = groups_for(seat, Answers(words=said[:LONGEST], zone=zone_of(seat)))
    return [_group(one) for one in found if one.fits][:MOST]


def _group(one: Suggested) -> Passage:
    text = " ".join([f"{one.group.title}.", *one.reasons, *one.waits])
    return Passage(f"group:{one.group.id}", "group", one.group.title, one.url, text)


def _meetings(seat: Seat, said: str) -> list[Passage]:
    moment = now()
    coming = [(row, place) for place in my_groups(seat) for row in to_come(seat, place.group_id, moment) if not row.off]
    coming.sort(key=lambda one: (one[0].starts_at, one[0].title))
    with override(zone_of(seat) or get_current_timezone()):
        begins, ends = span_of(said, localtime(moment))
        if not coming:
            return _elsewhere(seat, max(begins, moment), ends)
        asked = [one for one in coming if begins <= one[0].starts_at and (ends is None or one[0].starts_at < ends)]
        if not asked:
            sentence = _(
                "In that time none of your groups has a meeting. The next one is %(meeting)s, in %(group)s: %(when)s."
            )
            return [_meeting(sentence, *coming[0])]
        return [_meeting(_("%(meeting)s, in %(group)s: %(when)s."), row, place) for row, place in asked[:MOST]]


def _elsewhere(seat: Seat, begins: datetime, ends: datetime | None) -> list[Passage]:
    """Return when listed groups meet next, for somebody whose own groups have no meeting, or who is in none."""
    firsts = [
        (at, group)
        for group in groups_that_meet(seat)
        for at in [next((at for at in group.meets if begins <= at and (ends is None or at < ends)), None)]
        if at is not None
    ]
    firsts.sort(key=lambda one: (one[0], one[1].title))
    sentence = _("%(group)s, a group that you are not in, meets: %(when)s.")
    if my_groups(seat):
        sentence = _("None of your groups has a meeting planned. %(group)s, which you are not in, meets: %(when)s.")
    return [
        Passage(
            f"group:{group.id}",
            "group",
            group.title,
            url("groups:about", group.id),
            sentence % {"group": group.title, "when": _when(at)},
        )
        for at, group in firsts[:MOST]
    ]


def span_of(said: str, moment: datetime) -> tuple[datetime, datetime | None]:
    """Return from when until when a question asks, on the clock of `moment`; with no end where it names no time.

    A week ends with Sunday, as the days do that one chooses from in finding a group. What goes on now is of today.
    """
    today, text = moment.date(), plain(said).text
    monday = today - timedelta(days=today.weekday())
    spans = {
        "today": (today, today + timedelta(1)),
        "tomorrow": (today + timedelta(1), today + timedelta(2)),
        "week": (today, monday + timedelta(7)),
        "next_week": (monday + timedelta(7), monday + timedelta(14)),
    }
    named = [span for name, span in spans.items() if re.search(_TIMES[name], text)]
    if not named:
        return moment - timedelta(days=1), None
    first, last = min(begins for begins, _ends in named), max(ends for _begins, ends in named)
    return _midnight(first, moment), _midnight(last, moment)


def _midnight(day: date, moment: datetime) -> datetime:
    return make_aware(datetime.combine(day, time()), moment.tzinfo)


def _meeting(sentence: str, row: Row, place: Place) -> Passage:
    text = sentence % {"meeting": row.title, "group": place.title, "when": _when(row.starts_at)}
    return Passage(f"meeting:{row.id}", "meeting", row.title, url("meetings:meeting", row.id), text)


def _when(moment: datetime) -> str:
    """Return a moment as "Thu 12 Mar, 19:00 CET", on the active clock: no script changes what is quoted."""
    local = localtime(moment)
    return f"{day_text(local, near=True)}, {date_format(local, 'H:i')} {local.tzname()}"


def _open_now(seat: Seat, said: str) -> list[Passage]:
    """Return services about what was named, if anything was, and only those that are open where that was asked.

    None of a topic that no service speaks of: the search has its turn then, and no other topic stands in for it.
    """
    open_now = bool(re.search(r"\b(?:open|now|today|tonight|at this hour)\b", plain(said).text))
    topic = [stem for stem in stems_of(said) if stem not in _asking_of_services()]
    cards = find(seat, {"open": open_now, "words": " ".join(topic)}, now()).cards[:MOST]
    return [_service(one) for one in cards]


@lru_cache
def _asking_of_services() -> frozenset[str]:
    return frozenset(stems_of(words_of("of_services")))


def _service(one: Card) -> Passage:
    listing = one.listing
    text = f"{listing.name}: {one.hours}" if one.hours else f"{listing.name}."
    return Passage(f"service:{listing.id}", "service", listing.name, url("resources:service", listing.id), text)

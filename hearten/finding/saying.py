"""Why a group fits, and what makes one wait there, each as a whole sentence."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hearten.finding.answers import BRINGS, HOW, LANGUAGE, WHEN, Answers
from hearten.finding.fitting import Reason, Waits
from hearten.finding.reading import Offered
from hearten.groups.choices import language_name
from hearten.groups.models import Format
from hearten.kernel.pages import day_text


def reason_text(reason: Reason) -> str:
    """Return one reason for or against a group. Times are told on the active clock."""
    said = reason.said
    match reason.word:
        case "topics":
            return _("It is about what you chose: %(topics)s.") % {"topics": ", ".join(said)}
        case "own_word":
            return _("You wrote “%(word)s”. It names %(topics)s.") % {"word": said[0], "topics": ", ".join(said[1:])}
        case "near_word":
            named = {"word": said[0], "topics": ", ".join(said[1:])}
            return _("You wrote “%(word)s”. It names what is close to that: %(topics)s.") % named
        case "text_word":
            return _("Your word “%(word)s” stands in what it says of itself.") % {"word": said[0]}
        case "nothing":
            return _("It does not name what brings you.")
        case _:
            return _how_and_when(reason)


def _how_and_when(reason: Reason) -> str:
    said = reason.said
    match reason.word:
        case "way":
            return _("It meets as you wished: %(ways)s.") % {"ways": ways_text(said)}
        case "other_way":
            return _("It does not meet as you wished. It meets: %(ways)s.") % {"ways": ways_text(said)}
        case "reading":
            return _("You can read there for as long as you like before you write.")
        case "time":
            return _("It meets at a time that you have: %(when)s.") % {"when": clock_text(said[0])}
        case "other_time":
            return _("None of its next meetings is at a time that you chose.")
        case "no_meeting":
            return _("It has no meeting in the next five weeks.")
        case "any_hour":
            return _("In writing you can take part at any hour.")
        case _:
            return _language(reason)


def _language(reason: Reason) -> str:
    named = {"language": language_name(reason.said[0])}
    return _("It speaks %(language)s.") % named if reason.met else _("It speaks %(language)s only.") % named


def ways_text(ways: Sequence[Any]) -> str:
    """Return how a group meets: "in writing, any time · text meetings"."""
    return " · ".join(str(Format(way).label) for way in ways if way in Format.values)


def clock_text(at: datetime) -> str:
    """Return a day of the week and a time, on the active clock: "Tuesday, 19:00"."""
    return date_format(timezone.localtime(at), "l, H:i")


def waits_text(waits: Waits, today: date) -> list[str]:
    """Return what makes one wait in a group: how one comes in, then how soon people are answered."""
    told = [_way_in(waits, today)]
    if waits.way in ("ask", "asked"):
        told.append(_asking(waits.asking))
    return [*(line for line in told if line), _answered(waits.answered)]


def _way_in(waits: Waits, today: date) -> str:
    match waits.way:
        case "mine":
            return _("You are in this group.")
        case "full":
            return _(
                "All places are taken at the moment. Places open when somebody leaves, and there is no line for them."
            )
        case "ask":
            return _("You write a few words, and a facilitator answers you. Then you can join.")
        case "asked":
            return _("You asked to join. Your request is with the facilitators.")
        case "not_now":
            return _("You asked to join, and the facilitators said not now. Two weeks after that you can ask again.")
        case "welcome":
            return _("You asked to join, and the facilitators said welcome. You can join at once.")
        case _:
            return _joining(waits, today)


def _joining(waits: Waits, today: date) -> str:
    free = ""
    if waits.left is not None:
        free = ngettext("%(num)s place is free.", "%(num)s places are free.", waits.left) % {"num": waits.left}
    return " ".join(part for part in (_dates(waits, today), free) if part)


def _dates(waits: Waits, today: date) -> str:
    if not (waits.way == "cohort" and waits.starts_on and waits.ends_on):
        return _("You can join at once.")
    days = {"first": day_text(waits.starts_on), "last": day_text(waits.ends_on)}
    if waits.starts_on > today:
        return _("It starts on %(first)s and ends on %(last)s. You can take a place now.") % days
    return _("It began on %(first)s and ends on %(last)s. You would come in while it goes on.") % days


def _asking(step: str) -> str:
    return {
        "day": _("Most requests were answered within a day."),
        "days": _("Most requests were answered within three days."),
        "week": _("Most requests were answered within a week."),
        "longer": _("Many requests waited for more than a week."),
    }.get(step) or _("How long that takes, nobody can say yet.")


def _answered(step: str) -> str:
    return {
        "hour": _("Whoever asks for support there is usually answered within an hour."),
        "hours": _("Whoever asks for support there is usually answered within a few hours."),
        "day": _("Whoever asks for support there is usually answered within a day."),
        "longer": _("Whoever asks for support there often waits for more than a day."),
    }.get(step) or _("Too few people asked for support there lately to say how soon they are answered.")


def day_names() -> list[tuple[int, str]]:
    """Return the days of the week, Monday (0) first."""
    names = (_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday"))
    return list(enumerate(names))


def part_names() -> list[tuple[str, str]]:
    """Return the parts of the day with their hours."""
    return [
        ("morning", _("Morning, 6 to 12")),
        ("afternoon", _("Afternoon, 12 to 17")),
        ("evening", _("Evening, 17 to 22")),
        ("night", _("Night, 22 to 6")),
    ]


def choices_of(on_offer: Offered) -> dict[str, Any]:
    """Return what each question offers, as (value, words)."""
    return {
        "topics": [(topic, topic) for topic in on_offer.topics if topic in on_offer.common],
        "more_topics": [(topic, topic) for topic in on_offer.topics if topic not in on_offer.common],
        "ways": list(Format.choices),
        "days": day_names(),
        "parts": part_names(),
        "languages": sorted(((code, language_name(code)) for code in on_offer.languages), key=lambda pair: pair[1]),
    }


def said_lines(answers: Answers) -> list[tuple[str, str, str]]:
    """Return what was answered, for who reads it again: (question, what it asks, the answer)."""
    skipped, nothing = _("Skipped"), _("No answer, which is fine")
    told = {
        BRINGS: (_("What brings you"), _brings_text(answers)),
        HOW: (_("How you like to meet"), _how_text(answers)),
        WHEN: (_("When you have time"), _when_text(answers)),
        LANGUAGE: (_("Which languages you speak"), ", ".join(language_name(code) for code in answers.languages)),
    }
    return [
        (question, asks, skipped if question in answers.skipped else text or nothing)
        for question, (asks, text) in told.items()
    ]


def _brings_text(answers: Answers) -> str:
    words = _("“%(words)s”") % {"words": answers.words} if answers.words else ""
    return " · ".join(part for part in (", ".join(answers.topics), words) if part)


def _how_text(answers: Answers) -> str:
    reading = _("reading first") if answers.reads_first else ""
    return " · ".join(part for part in (ways_text(answers.ways), reading) if part)


def _when_text(answers: Answers) -> str:
    days = ", ".join(name for day, name in day_names() if day in answers.days)
    parts = ", ".join(name for part, name in part_names() if part in answers.parts)
    return " · ".join(part for part in (days, parts) if part)

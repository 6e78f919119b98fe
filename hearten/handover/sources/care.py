"""The member's routine, what they prepared for their next appointment, and what they want to say.

A routine is handed over as its person wrote it. Nothing here looks at what it holds.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from django.utils.formats import date_format, time_format
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _

from hearten.care import reading, reading_visits
from hearten.care.choices import WEEKDAYS, LineKind
from hearten.care.forms_visits import PARTS
from hearten.handover.sheet import Line
from hearten.handover.sources import Offer, Source, offer
from hearten.kernel.clock import now
from hearten.kernel.seat import Seat


def ready() -> None:
    """Register them; called when the app is made ready."""
    offer(Source("routine", lambda: _("My routine"), _routine))
    offer(Source("preparation", lambda: _("For this appointment"), _preparation))
    offer(Source("statements", lambda: _("What I want to say"), _statements))


def _routine(seat: Seat) -> list[Offer]:
    return [
        Offer(f"routine.{one.id}", _name(one), lines=(Line(_name(one), "\n".join(_said_of(one))),))
        for one in reading.routine_of(seat)
    ]


def _name(one: reading.RoutineLine) -> str:
    return one.name or _("Something without a name")


def _said_of(one: reading.RoutineLine) -> Iterator[str]:
    if one.rests_since:
        yield _("Rests since %(day)s") % {"day": date_format(localtime(one.rests_since), "j M Y")}
    elif one.times:
        yield _("%(times)s, %(days)s") % {
            "times": ", ".join(time_format(at, "H:i") for at in one.times),
            "days": _days(one),
        }
    else:
        yield _("No times written down")
    yield from filter(None, (one.food, one.notes))
    if one.refill_on:
        yield _("To be refilled on %(day)s") % {"day": date_format(one.refill_on, "j M Y")}


def _days(one: reading.RoutineLine) -> str:
    names = [str(name) for number, name in WEEKDAYS if number in one.days]
    return _("every day") if len(names) in (0, 7) else ", ".join(names)


def _preparation(seat: Seat) -> list[Offer]:
    found = _next(reading_visits.mine(seat), localdate(now()))
    return [] if found is None else list(_parts_of(reading_visits.one(seat, found.id)))


def _next(prepared: Sequence[reading_visits.Prepared], today: date) -> reading_visits.Prepared | None:
    """Return the one for the next appointment from a day on; without one, what was prepared last."""
    coming = [(one.on, one) for one in prepared if one.on is not None and one.on >= today]
    return min(coming, key=lambda pair: pair[0])[1] if coming else next(iter(prepared), None)


def _parts_of(found: reading_visits.Prepared) -> Iterator[Offer]:
    texts = [(name, str(label), found.parts.get(name, "")) for name, label, _hint in PARTS]
    lines = {kind: [line.text for line in found.of(kind)] for kind in LineKind.values}
    for_this = ", ".join(filter(None, (found.with_whom, found.on_text)))
    texts += [
        ("questions", _("My questions"), _numbered(lines[LineKind.QUESTION])),
        ("effects", _("From my diary"), "\n".join(lines[LineKind.EFFECT])),
        ("brought", _("What I take along"), "\n".join(lines[LineKind.BROUGHT])),
    ]
    for name, label, words in texts:
        if words:
            yield Offer(f"preparation.{found.id}.{name}", label, hint=for_this, lines=(Line(label, words),))


def _numbered(lines: Sequence[str]) -> str:
    return "\n".join(f"{at}. {line}" for at, line in enumerate(lines, 1))


def _statements(seat: Seat) -> list[Offer]:
    return [
        Offer(f"statements.{one.id}", one.situation or one.statement[:80], lines=(Line(one.situation, _whole(one)),))
        for one in reading_visits.statements(seat)
    ]


def _whole(one: reading_visits.Saying) -> str:
    if not one.follow_up:
        return one.statement
    return f"{one.statement}\n" + _("If that is not heard: %(words)s") % {"words": one.follow_up}

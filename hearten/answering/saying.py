"""The figures of a group in words, and as a table of the week that reads without its colours."""

import math
from dataclasses import dataclass

from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hearten.answering.figures import WHOLE, Cell, Figures, OfGroup
from hearten.answering.gaps import WEEK, Gap, worst
from hearten.answering.times import length

# From up to how many minutes on a cell is darker.
HEAT = (60, 240, 1440)


@dataclass(frozen=True)
class Square:
    """One cell of the table: what stands in it, what is read aloud, and how dark it is (0: nothing to say)."""

    text: str
    aloud: str
    heat: int


@dataclass(frozen=True)
class Said:
    """A group's figures as the page shows them."""

    sums: list[tuple[str, str]]
    days: list[tuple[str, str]]  # short and whole names
    rows: list[tuple[str, list[Square]]]  # by time of day
    rota: str
    gaps: list[str]


def said(figures: Figures) -> Said:
    """Return figures in words."""
    return Said(
        _sums(figures.whole),
        [(str(WEEKDAYS_ABBR[day]), str(WEEKDAYS[day])) for day in range(7)],
        _rows(figures) if figures.cells else [],
        _rota(figures.uncovered),
        [_gap(gap) for gap in worst(figures.gaps)],
    )


def line_of(one: OfGroup) -> str:
    """Return one group in a sentence or two."""
    rota = _rota(one.uncovered)
    if one.n is None or one.half is None or one.most is None or one.without is None:
        return f"{_('Too few to say how soon.')} {rota}"
    share = Cell(WHOLE, one.n, one.half, one.most, one.without).share
    told = {"n": one.n, "half": took(one.half), "most": took(one.most)}
    soon = ngettext(
        "%(n)d conversation: half had an answer within %(half)s, nine of ten within %(most)s.",
        "%(n)d conversations: half had an answer within %(half)s, nine of ten within %(most)s.",
        one.n,
    )
    late = "" if share is None else _("Of 100, %(n)s had none within a day.") % {"n": share}
    late = late if one.without else _("Each had one within a day.")
    return " ".join(part for part in (soon % told, late, rota) if part)


def took(minutes: float) -> str:
    """Return how long it took in words, in steps of ten minutes, of an hour from five hours on."""
    if math.isinf(minutes):
        return _("no answer so far")
    if minutes < 10:
        return _("less than ten minutes")
    return length(round(minutes / 10) * 10 if minutes < 55 else round(minutes / 60) * 60)


def _sums(whole: Cell | None) -> list[tuple[str, str]]:
    if whole is None:
        return []
    share = _("too few to say") if whole.share is None else _("%(n)s of 100") % {"n": whole.share}
    return [
        (_("Conversations that asked for support"), str(whole.n)),
        (_("Half had a first answer within"), took(whole.half)),
        (_("Nine of ten had a first answer within"), took(whole.most)),
        (_("No answer within a day"), share),
    ]


def _rows(figures: Figures) -> list[tuple[str, list[Square]]]:
    step = figures.step
    return [(_span(hour, step), [_square(figures, day * 24 + hour) for day in range(7)]) for hour in range(0, 24, step)]


def _span(hour: int, step: int) -> str:
    return f"{hour:02}:00" if step == 1 else f"{hour:02}–{hour + step:02}"


def _square(figures: Figures, hour: int) -> Square:
    cell = figures.cells.get(hour)
    if cell is None:
        return Square("·", _("too few to say"), 0)
    aloud = ngettext("%(n)d conversation, half within %(took)s", "%(n)d conversations, half within %(took)s", cell.n)
    heat = 1 + sum(cell.half > minutes for minutes in HEAT)
    return Square(_short(cell.half), aloud % {"n": cell.n, "took": took(cell.half)}, heat)


def _short(minutes: float) -> str:
    if math.isinf(minutes):
        return "–"
    if minutes < 55:
        return _("%(n)d min") % {"n": max(round(minutes / 10) * 10, 1)}
    return _("%(n)d h") % {"n": round(minutes / 60)}


def _rota(uncovered: int) -> str:
    if uncovered == 0:
        return _("In the last four weeks somebody was on duty at every hour of the week.")
    if uncovered == WEEK:
        return _("In the last four weeks nobody was on duty at any hour.")
    return ngettext(
        "In the last four weeks there was %(n)d hour of the week, of 168, at which nobody was ever on duty.",
        "In the last four weeks there were %(n)d hours of the week, of 168, at which nobody was ever on duty.",
        uncovered,
    ) % {"n": uncovered}


def _gap(gap: Gap) -> str:
    when = {"begins": _moment(gap.begins), "ends": _moment(gap.ends)}
    span = _("The whole week") if gap.hours == WEEK else _("%(begins)s to %(ends)s") % when
    if gap.n is None:
        return _("%(span)s. Too few conversations began then to say how many.") % {"span": span}
    return ngettext("%(span)s. %(n)d conversation began then.", "%(span)s. %(n)d conversations began then.", gap.n) % {
        "span": span,
        "n": gap.n,
    }


def _moment(hour: int) -> str:
    return f"{WEEKDAYS[hour // 24]} {hour % 24:02}:00"

"""What the member filled in: the newest result of each questionnaire, those before it, and each answer if they like."""

from itertools import groupby

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hearten.handover.sheet import Answer, Result
from hearten.handover.sources import Offer, Source, offer
from hearten.kernel.seat import Seat
from hearten.measures import reading

BEFORE = 5  # how many earlier results stand beside the newest


def ready() -> None:
    """Register it; called when the app is made ready."""
    offer(Source("measures", lambda: _("Questionnaires that I filled in"), _read))


def _read(seat: Seat) -> list[Offer]:
    found = sorted(reading.results_of(seat), key=lambda one: one.instrument)  # stays the newest first within each
    return [made for _key, of_one in groupby(found, key=lambda one: one.instrument) for made in _offers(list(of_one))]


def _offers(found: list[reading.Result]) -> list[Offer]:
    newest, *earlier = (_plain(one) for one in found[: BEFORE + 1])
    answered = _plain(found[0], with_answers=True)
    key, named = f"measures.{newest.instrument}", {"title": newest.title, "day": newest.when}
    made = [
        Offer(key, _("%(title)s, %(day)s") % named, _("The score, and what it is called"), results=(newest,)),
        Offer(f"{key}.answers", _("%(title)s, %(day)s: each answer") % named, results=(answered,)),
    ]
    if earlier:
        count = ngettext("%(num)d result", "%(num)d results", len(earlier)) % {"num": len(earlier)}
        made.append(Offer(f"{key}.before", _("%(title)s: before that") % named, count, results=tuple(earlier)))
    return made


def _plain(one: reading.Result, with_answers: bool = False) -> Result:
    on = localtime(one.at).date()
    answers = (Answer(item.id, item.text, item.value, item.answer) for item in one.items) if with_answers else ()
    return Result(
        instrument=one.instrument,
        title=one.title,
        version=f"{one.version} ({date_format(one.dated, 'j M Y')})",
        on=on,
        when=date_format(on, "j M Y"),
        score=None if one.score is None else float(one.score),
        most=float(one.most),
        words=one.band,
        missing=one.left_out,
        asked=one.of,
        rule=_rule(one.may_lack),
        licence=one.licence,
        answers=tuple(answers),
    )


def _rule(may_lack: int) -> str:
    """Return what is done when questions are left out."""
    if not may_lack:
        return _("There is a score only when no question is left out.")
    return ngettext(
        "With %(num)d question left out there still is a score, worked out from the others.",
        "With up to %(num)d questions left out there still is a score, worked out from the others.",
        may_lack,
    ) % {"num": may_lack}

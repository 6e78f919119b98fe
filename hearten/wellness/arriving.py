"""Changes that a device made without a network, as they arrive: each once, whatever happens on the way.

A device names each change. The same id with the same words gets the first result; with other words it is told. A plan
is changed part by part: only where the device saw what stands there now. Where the part was changed elsewhere
meanwhile, what stands there stays, the device's words wait beside it, and its person chooses.
"""

import json
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.forms import Form
from django.utils.translation import gettext as _

from hearten.kernel.clock import now
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Refused, Unseen
from hearten.kernel.words import tidy
from hearten.plans import calendar
from hearten.plans.doing.actions import mark
from hearten.plans.models import Commitment
from hearten.safety.actions import writing
from hearten.safety.forms import PLAN as SAFETY
from hearten.safety.forms import PlanForm as SafetyForm
from hearten.safety.models import SafetyPlan
from hearten.safety.two_places import merge
from hearten.wellness import reading
from hearten.wellness.actions import plan, shelf
from hearten.wellness.forms import LONGEST, HopeForm, PlanForm
from hearten.wellness.marks import mark_of
from hearten.wellness.models import Came, Change, Version
from hearten.wellness.parts import NAMES

SAFETY_NAMES = tuple(name for name, _label, _hint in SAFETY)


class Arrived(NamedTuple):
    """What became of a change, and a sentence for its person where there is something to say."""

    came: str
    sentence: str = ""


def arrive(seat: Seat, client_id: UUID, of: str, says: str) -> Arrived:
    """Let one change arrive. It never raises for what a device said: a refusal is an answer, and is remembered too."""
    seat.one_at_a_time(f"device {seat.me}")
    mark = mark_of(of, says)
    before = seat.glance(Change).filter(member_id=seat.me, client_id=client_id).first()
    if before is not None and before.mark != mark:
        return Arrived(Came.REFUSED, _("Another change came under the same number. These words are still here."))
    if before is not None:
        return Arrived(before.came, _sentence(before.came))
    came = _taken(seat, client_id, of, says)
    Change(member_id=seat.me, client_id=client_id, mark=mark, came=came.came, at=now()).save(force_insert=True)
    return came


def _sentence(came: str) -> str:
    if came == Came.BOTH:
        return _("This was changed elsewhere meanwhile. Both versions are kept. You choose which one stays.")
    return _("This could not be kept as it is. Your words are still on this device.") if came == Came.REFUSED else ""


def _taken(seat: Seat, client_id: UUID, of: str, says: str) -> Arrived:
    try:
        said = json.loads(says)
        match of:
            case "safety" | "wellness":
                return _plan_changed(seat, of, _texts(said["parts"]), _seen(said["base"]))
            case "hope":
                return _hope_added(seat, client_id, said)
            case "plan":
                return _day_marked(seat, said)
    except (ValueError, KeyError, TypeError, AttributeError):
        pass
    return Arrived(Came.REFUSED, _sentence(Came.REFUSED))


def _texts(found: Mapping[str, Any]) -> dict[str, str]:
    return {str(name): str(words) for name, words in found.items()}


def _seen(found: Mapping[str, Any]) -> dict[str, set[str]]:
    """Return what the device takes as known of each part: what it shows, and what stood before changes of its own."""
    said = {str(name): words if isinstance(words, list) else [words] for name, words in found.items()}
    return {name: {tidy(str(one)) for one in words} for name, words in said.items()}


def _why(form: Form) -> str:
    """Say why words were not kept. The form's own sentences speak of a box, and these words are in none."""
    if max(len(said) for said in form.data.values()) > LONGEST:
        return _(
            "This is longer than fits into one place here. Your words are still on this device. Use them in parts."
        )
    return _sentence(Came.REFUSED)


def _hope_added(seat: Seat, client_id: UUID, said: Mapping[str, Any]) -> Arrived:
    form = HopeForm({"what": said["what"], "words": said["words"], "client_id": str(client_id)})
    if not form.is_valid():
        return Arrived(Came.REFUSED, _why(form))
    try:
        shelf.keep_words(seat, form.cleaned_data["what"], form.cleaned_data["words"], client_id)
    except Refused as refusal:
        return Arrived(Came.REFUSED, refusal.reason)
    return Arrived(Came.DONE)


def _day_marked(seat: Seat, said: Mapping[str, Any]) -> Arrived:
    try:
        commitment = seat.find(Commitment, said["commitment"], member_id=seat.me)
        mark(seat, commitment, _own_day(date.fromisoformat(said["day"])), said["state"])
    except Unseen:
        return Arrived(Came.REFUSED, _("This is not on your plan any more."))
    except Refused as refusal:
        return Arrived(Came.REFUSED, refusal.reason)
    return Arrived(Came.DONE)


def _own_day(day: date) -> date:
    """Return a day by a device's calendar, which may be one ahead of the member's own zone, as a day of that zone."""
    return calendar.today() if day == calendar.today() + timedelta(days=1) else day


def _plan_changed(seat: Seat, of: str, parts: dict[str, str], base: dict[str, set[str]]) -> Arrived:
    form = (SafetyForm if of == "safety" else PlanForm)(parts)
    names = SAFETY_NAMES if of == "safety" else NAMES
    if not set(parts) <= set(names):
        raise KeyError(of)
    if not form.is_valid():
        return Arrived(Came.REFUSED, _why(form))
    seat.one_at_a_time(f"{of} plan {seat.me}")
    there = reading.safety_words(seat) if of == "safety" else reading.plan_words(seat)
    seen = {name for name in parts if tidy(there.get(name, "")) in base.get(name, {""})}
    fresh, apart = merge({name: form.cleaned_data[name] for name in parts}, seen, there)
    if fresh:
        keep(seat, of, {**there, **fresh})
    keep_apart(seat, of, apart)
    return Arrived(Came.BOTH, _sentence(Came.BOTH)) if apart else Arrived(Came.DONE)


def keep_apart(seat: Seat, of: str, apart: Mapping[str, str]) -> None:
    """Keep other versions of parts, sealed, until their person chooses."""
    for name, words in sorted(apart.items()):
        Version(member_id=seat.me, of=of, part=name, words=words, at=now()).save(force_insert=True)


def forget_apart(seat: Seat, of: str) -> None:
    """Forget other versions of a plan that its person removed."""
    seat.glance(Version).filter(member_id=seat.me, of=of).delete()


def keep(seat: Seat, of: str, words: Mapping[str, str]) -> None:
    """Keep a whole plan, part by part: "safety" or "wellness"."""
    if of == "wellness":
        plan.keep(seat, words)
    else:
        writing.keep_plan(seat, seat.glance(SafetyPlan).filter(member_id=seat.me).first(), words)


def choose(seat: Seat, version: Version, which: str) -> None:
    """Settle one part, once: what stands there, the other version, or both, one below the other."""
    seat.one_at_a_time(f"{version.of} plan {seat.me}")
    if not seat.glance(Version).filter(pk=version.pk).exists():
        return
    there = reading.safety_words(seat) if version.of == "safety" else reading.plan_words(seat)
    here, other = there.get(version.part, ""), version.words or ""
    if which != "here":
        words = other if which == "other" or not here else f"{here}\n\n{other}"
        keep(seat, version.of, {**there, version.part: words})
    seat.glance(Version).filter(pk=version.pk).delete()

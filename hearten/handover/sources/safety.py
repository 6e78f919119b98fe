"""Parts of the member's own safety plan. Never ticked for anybody: they decide each time."""

import json

from django.utils.translation import gettext as _

from hearten.handover.sheet import Line
from hearten.handover.sources import Offer, Source, offer
from hearten.kernel.seat import Seat
from hearten.safety.forms import PLAN
from hearten.safety.models import SafetyPlan


def ready() -> None:
    """Register it; called when the app is made ready."""
    offer(Source("safety", lambda: _("From my safety plan"), _read, careful=True))


def _read(seat: Seat) -> list[Offer]:
    plan = seat.glance(SafetyPlan).filter(member_id=seat.me).first()
    words = json.loads(plan.words or "{}") if plan else {}
    return [
        Offer(f"safety.{name}", str(title), lines=(Line(str(title), words[name]),))
        for name, title, _hint in PLAN
        if words.get(name)
    ]

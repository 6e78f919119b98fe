"""Parts of one's wellness plan on a summary: where hard days and summaries meet, above both."""

from django.utils.translation import gettext as _

from hearten.handover.sheet import Line
from hearten.handover.sources import Offer, Source, offer
from hearten.kernel.seat import Seat
from hearten.wellness.parts import PLAN
from hearten.wellness.reading import plan_words


def ready() -> None:
    """Offer them; with the care of a safety plan: nothing is ticked for anybody, nor remembered."""
    offer(Source("wellness", lambda: _("From my wellness plan"), _read, careful=True))


def _read(seat: Seat) -> list[Offer]:
    words = plan_words(seat)
    return [
        Offer(f"wellness.{name}", str(title), lines=(Line(str(title), words[name]),))
        for name, title, _hint in PLAN
        if words[name]
    ]

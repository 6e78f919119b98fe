"""What stands above the queue for its reader: what may fit them, or why nothing is shown now."""

from collections.abc import Sequence

from django.http import HttpRequest
from django.middleware.csrf import get_token
from markupsafe import Markup

from hearten.answering.queue import Waiting
from hearten.kernel.pages import fragment, safe_html
from hearten.kernel.seat import Seat
from hearten.offers.suggesting import FEW, suggestions


def what_may_fit(request: HttpRequest, seat: Seat, waiting: Sequence[Waiting]) -> Markup:
    """Return the part above the queue, made of what the queue itself shows this reader."""
    shown = suggestions(seat, waiting, FEW)
    return safe_html(fragment("offers/_above.html", shown=shown, csrf_token=get_token(request)))

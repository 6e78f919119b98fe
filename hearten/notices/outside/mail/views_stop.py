"""The end of letters, from a letter: for whoever opens its address, and for a mail program's one press (RFC 8058)."""

from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from hearten.kernel.door import Knock, door
from hearten.kernel.pages import show
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Unseen
from hearten.notices.outside.mail.addresses import hash_of


class _There(NamedTuple):
    there: bool


# A mail program has no page of ours and no token of a form: the token of the letter, in the address, is the proof, and
# all that it can do is to end letters.
@csrf_exempt
@door(Knock.ANYONE, methods=("GET", "POST"))
def stop(request: HttpRequest, seat: Seat, *, token: str) -> HttpResponse:
    """Ask whether letters should end (so that a program that only looks ends nothing); end them on a press."""
    door_ = "SELECT notices_stop_mail(%s)" if request.method == "POST" else "SELECT notices_is_stop(%s)"
    if not seat.read(_There, door_, hash_of(token))[0].there:
        raise Unseen
    return show(request, "notices/stop.html", ended=request.method == "POST")

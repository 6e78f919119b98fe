"""The panel beside one's own words, and what its writer can answer."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from hearten.kernel.door import Knock, door
from hearten.kernel.pages import leave_note, show, url
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Unseen
from hearten.safety.actions import writing
from hearten.safety.beside import due, group_of_mine, panel_beside
from hearten.safety.sources import Source, source_of


def _source(kind: str) -> Source:
    found = source_of(kind)
    if found is None:
        raise Unseen
    return found


@door(Knock.MEMBER)
def beside(request: HttpRequest, seat: Seat, *, kind: str, about: UUID) -> HttpResponse:
    """Show the panel for one's own item, as a page of its own or (X-Fragment) as the part that script puts in.

    `?due` asks whether triage wants it shown: script asks so a few seconds after something was sent (CR-05).
    """
    source, whose = _source(kind), request.GET.get("whose", "")
    if "due" in request.GET and not due(seat, kind, about):
        return HttpResponse(status=204)
    panel = panel_beside(seat, kind, about, whose if whose in ("self", "other") else "")
    template = "safety/_panel.html" if request.headers.get("X-Fragment") else "safety/beside.html"
    return show(request, template, panel=panel, back=source.url(about))


@door(Knock.MEMBER, methods=("POST",))
def not_me(request: HttpRequest, seat: Seat, *, kind: str, about: UUID) -> HttpResponse:
    """ "I am safe, or this is not about me": remembered for this text. A person still reads the words."""
    source = _source(kind)
    group_of_mine(seat, kind, about)
    writing.says_not(seat, kind, about, source.text(seat, about))
    leave_note(request, _("Thank you for saying so. We will not ask again about these words."))
    return HttpResponseRedirect(source.url(about))


@door(Knock.MEMBER, methods=("POST",))
def person(request: HttpRequest, seat: Seat, *, kind: str, about: UUID) -> HttpResponse:
    """Ask for a person because of one's own words."""
    _source(kind)
    if not writing.wants_person(seat, kind, about):
        raise Unseen
    return HttpResponseRedirect(url("safety:asked"))

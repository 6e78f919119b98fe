"""The one box: a page that answers to a form, so that what somebody looks for stands in no address (decision 0070)."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from hearten.kernel.door import Knock, Later, at_table, door
from hearten.kernel.pages import show
from hearten.kernel.seat import Seat
from hearten.members.limits import SEARCHES_OF_A_MEMBER, take
from hearten.search import encoder, reading
from hearten.search.asking import read
from hearten.search.finding import find, meant_by
from hearten.search.forms import SearchForm
from hearten.search.fusing import SHOWN
from hearten.search.nothing_found import shown_further
from hearten.search.rules import may_search
from hearten.search.sources import kinds, sources


@door(Knock.MEMBER, form=SearchForm)
def search(request: HttpRequest, seat: Seat, *, form: SearchForm) -> HttpResponse | Later:
    """Show the box; or, filled in, what this seat may read of what was asked for."""
    places = reading.places(seat)
    if not form.is_bound:
        encoder.wake()
        return _page(request, places, given={})
    form.is_valid()  # what is not valid narrows nothing
    sent = form.cleaned_data
    question = read(sent.get("q", request.POST.get("q", "")))
    kind, group = _kind(sent), _group(sent, places)
    given = {"q": question.said, "kind": kind, "group": group}
    allowed = may_search(question, take(SEARCHES_OF_A_MEMBER, str(seat.me)))
    if not allowed:
        return _page(request, places, given, status=422 if question.said == "" else 429, refusal=allowed.reason)
    meant = meant_by(seat, question, exact=bool(sent.get("exact")))

    def work() -> HttpResponse:
        vector = encoder.meant(meant.question.meaning)
        with at_table(seat):
            results = find(seat, meant, vector, kind, group)
            more = [] if results else shown_further(seat)
            return _page(request, places, given, asked=True, results=results, meant=meant, further=more)

    return Later(work)


def _kind(sent: dict[str, Any]) -> str:
    return sent["kind"] if sent.get("kind") in kinds() else ""


def _group(sent: dict[str, Any], places: list[reading.Place]) -> UUID | None:
    return sent["group"] if sent.get("group") in {place.group_id for place in places} else None


def _page(
    request: HttpRequest, places: list[reading.Place], given: dict[str, Any], status: int = 200, **also: Any
) -> HttpResponse:
    context = {"asked": False, "results": [], "meant": None, "refusal": "", "shown": SHOWN, "further": []} | also
    return show(
        request,
        "search/search.html",
        status=status,
        here="search",
        places=places,
        kinds=sources(),
        kind_options=[("", _("Everything")), *((source.kind, source.many) for source in sources())],
        group_options=[("", _("Everywhere I may read")), *((place.group_id, place.title) for place in places)],
        given=given,
        **context,
    )

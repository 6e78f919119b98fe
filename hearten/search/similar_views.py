"""What others have written about the same, for who began a conversation: a page, and a part for the page of it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from hearten.kernel.door import Knock, door
from hearten.kernel.pages import fragment, show
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Unseen
from hearten.members.limits import LIKE_ONES_OWN, take
from hearten.search.finding import Result
from hearten.search.similar import may_offer, similar_to
from hearten.threads import reading
from hearten.threads.reading import Head


@door(Knock.MEMBER)
def similar(request: HttpRequest, seat: Seat, *, thread_id: UUID) -> HttpResponse:
    """Show who began a conversation what is like it. As a part: 204 where nothing is, 202 until it is known."""
    head = reading.head(seat, thread_id)
    if not head.mine:
        raise Unseen
    if not take(LIKE_ONES_OWN, str(seat.me)):
        return _answer(request, head, [], often=True)
    offered = may_offer(seat, thread_id)
    return _answer(
        request, head, similar_to(seat, thread_id) if offered == "yes" else None if offered == "wait" else []
    )


def _answer(request: HttpRequest, head: Head, results: list[Result] | None, often: bool = False) -> HttpResponse:
    if not request.headers.get("X-Fragment"):
        context = {"head": head, "results": results or [], "waits": results is None, "often": often}
        return show(request, "search/similar.html", status=429 if often else 200, **context)
    if often or not results:
        return HttpResponse(status=429 if often else 202 if results is None else 204)
    return HttpResponse(fragment("search/_similar.html", results=results))

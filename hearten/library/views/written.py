"""From words that were read for danger to where they stand: the card or the guide that they are about."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from hearten.kernel.door import Knock, door
from hearten.kernel.pages import url
from hearten.kernel.seat import Seat
from hearten.library import watched_guides, watched_looks


@door(Knock.MEMBER)
def written(request: HttpRequest, seat: Seat, *, key: UUID) -> HttpResponse:
    """Lead to the card or the guide about which somebody wrote something."""
    if card_id := watched_looks.card_of(seat, key):
        return HttpResponseRedirect(url("library:card", card_id))
    return HttpResponseRedirect(url("library:guide", watched_guides.written(seat, key).guide.id))

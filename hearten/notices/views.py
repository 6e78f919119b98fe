"""What's new: the list, following one notice, and marking all as read."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from hearten.kernel.door import Knock, door
from hearten.kernel.pages import leave_note, show
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Unseen
from hearten.notices.actions import mark_all_seen, mark_seen
from hearten.notices.kinds import kind_of, known
from hearten.notices.models import Notice
from hearten.notices.reading import all_news


@door(Knock.MEMBER)
def news(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Show what is new, newest first."""
    return show(request, "notices/list.html", here="notices", news=all_news(seat))


@door(Knock.MEMBER)
def go(request: HttpRequest, seat: Seat, notice_id: str) -> HttpResponse:
    """Mark one notice as read and lead to what it is about, whose own door decides again."""
    notice = seat.find(Notice, notice_id)
    if notice.kind not in known():
        raise Unseen
    mark_seen(seat, notice)
    return HttpResponseRedirect(kind_of(notice.kind).url(notice))


@door(Knock.MEMBER, methods=("POST",))
def read_all(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Mark everything as read."""
    mark_all_seen(seat)
    leave_note(request, _("All of it is marked as read."))
    return HttpResponseRedirect(reverse("notices:list"))

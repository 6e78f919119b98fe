"""Who waits for a first answer, for people who help; and saying that one writes it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from hearten.answering.above import shown_above
from hearten.answering.order import why
from hearten.answering.queue import helps_in, waiting_for
from hearten.answering.writing import let_go, say_writing
from hearten.kernel.clock import now
from hearten.kernel.door import Knock, door
from hearten.kernel.pages import leave_note, show, url
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Unseen
from hearten.members.content_notes import folds_away
from hearten.members.models import Profile
from hearten.safety.duty import away_until
from hearten.threads import reading


@door(Knock.MEMBER)
def queue(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Show who waits in the groups where this seat helps. For everybody else there is no such page."""
    if not helps_in(seat):
        raise Unseen
    waiting, moment = waiting_for(seat), now()
    folds = seat.glance(Profile).filter(member_id=seat.me).values_list("folds", flat=True).first()
    return show(
        request,
        "answering/queue.html",
        here="queue",
        waiting=[(one, why(one, moment), folds_away(one.note, folds)) for one in waiting],
        above=shown_above(request, seat, waiting),
        away_until=away_until(seat),
    )


@door(Knock.MEMBER, methods=("POST",))
def writing(request: HttpRequest, seat: Seat, *, thread_id: UUID) -> HttpResponse:
    """Say that one writes an answer, and go to write it."""
    head = reading.head(seat, thread_id)
    say_writing(seat, head)
    leave_note(request, _("For half an hour, others who help here see that you write an answer."))
    return HttpResponseRedirect(f"{url('threads:thread', head.id)}#reply")


@door(Knock.MEMBER, methods=("POST",))
def not_writing(request: HttpRequest, seat: Seat, *, thread_id: UUID) -> HttpResponse:
    """Let it go."""
    head = reading.head(seat, thread_id)
    if head.group_id not in helps_in(seat):
        raise Unseen
    let_go(seat, head)
    leave_note(request, _("Let go. Thank you for reading it."))
    return HttpResponseRedirect(url("answering:queue"))

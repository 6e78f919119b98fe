"""Keeping a distance from who wrote a post: what muting and blocking do, and doing it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from hearten.groups.models import LEADS
from hearten.kernel.door import Knock, door
from hearten.kernel.pages import leave_note, show, url
from hearten.kernel.seat import Seat
from hearten.threads import reading, rules
from hearten.threads.actions.distance import keep_distance
from hearten.threads.forms import DistanceForm
from hearten.threads.fragments import person_of


@door(Knock.MEMBER, form=DistanceForm)
def distance(request: HttpRequest, seat: Seat, *, post_id: UUID, form: DistanceForm) -> HttpResponse:
    """Say what muting and blocking do, and do one of them."""
    shown = reading.post(seat, post_id)
    head = reading.head(seat, shown.thread_id)
    rules.may_keep_distance(shown, head).or_refuse()
    if form.is_valid():
        keep_distance(seat, head, shown, form.cleaned_data["kind"])
        leave_note(request, _("Done. Nobody was told. You can end it here whenever you like."))
        return HttpResponseRedirect(url("members:distance"))
    return show(
        request,
        "threads/distance.html",
        status=422 if form.is_bound else 200,
        post=shown,
        head=head,
        name=person_of(shown)["name"],
        leads=head.my_role in LEADS,
    )

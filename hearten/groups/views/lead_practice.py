"""For those who lead a group: asking new peer supporters to try a practice set."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from hearten.coach.rules import may_practise
from hearten.coach.scenarios import practice_sets
from hearten.coach.standing import standing
from hearten.groups.actions.practise import ask_to_practise, done_in, end_practice
from hearten.groups.forms import NothingForm, PracticeForm
from hearten.groups.models import Membership, PracticeAsk
from hearten.groups.views.lead import led_by
from hearten.kernel.door import Knock, door
from hearten.kernel.pages import leave_note, show, url
from hearten.kernel.seat import Seat
from hearten.members.breaks import on_break


@door(Knock.MEMBER, form=PracticeForm)
def practice(request: HttpRequest, seat: Seat, *, group_id: UUID, form: PracticeForm) -> HttpResponse:
    """Who was asked to try which set, and how far they are: a count, never a result."""
    place = led_by(seat, group_id)
    may_practise(standing(seat)).or_refuse()
    if form.is_valid():
        ask_to_practise(seat, place, form.cleaned_data["person"], form.cleaned_data["practice"])
        leave_note(request, _("Asked. They are told, and can leave it."))
        return HttpResponseRedirect(url("groups:lead_practice", group_id))
    sets, done = practice_sets(), done_in(seat, group_id)
    running = seat.glance(PracticeAsk).filter(group_id=group_id, ended_at=None, membership__ended_at=None)
    asked = [
        (one, sets[one.practice].title, done.get(one.id, 0), len(one.scenarios))
        for one in running.select_related("membership").order_by("asked_at")
        if one.practice in sets
    ]
    people = seat.glance(Membership).filter(~on_break(), group_id=group_id, ended_at=None).order_by("name")
    return show(
        request,
        "groups/lead_practice.html",
        status=422 if form.is_bound else 200,
        here="groups",
        my=place,
        asked=asked,
        form=form,
        people=[(str(one.id), one.name) for one in people],
        sets=[(one.key, one.title, one.about) for one in sets.values()],
    )


@door(Knock.MEMBER, form=NothingForm, methods=("POST",))
def end(request: HttpRequest, seat: Seat, *, group_id: UUID, ask_id: UUID, form: NothingForm) -> HttpResponse:
    """Take a request back."""
    place = led_by(seat, group_id)
    end_practice(seat, seat.find(PracticeAsk, ask_id, group_id=place.group_id))
    leave_note(request, _("Taken back. What they tried stays their own."))
    return HttpResponseRedirect(url("groups:lead_practice", group_id))

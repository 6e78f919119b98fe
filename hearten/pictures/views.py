"""A picture itself, the page about it, and what waits for those who lead a group."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from hearten.kernel.door import Knock, door
from hearten.kernel.pages import leave_note, show, url
from hearten.kernel.seat import Seat
from hearten.pictures import actions, reading, rules
from hearten.pictures.forms import NothingForm, PersonFirstForm
from hearten.pictures.showing import home_of

# A picture is a picture and nothing else, whatever somebody makes a browser believe.
ALONE = {
    "Content-Security-Policy": "default-src 'none'; style-src 'none'; sandbox",
    "Content-Disposition": 'inline; filename="picture.webp"',
    "Cache-Control": "private, no-store",
}


@door(Knock.MEMBER)
def picture(request: HttpRequest, seat: Seat, *, picture_id: UUID) -> HttpResponse:
    """Give the picture to who may see it."""
    return HttpResponse(reading.content_of(seat, picture_id), content_type="image/webp", headers=ALONE)


@door(Knock.MEMBER)
def about(request: HttpRequest, seat: Seat, *, picture_id: UUID) -> HttpResponse:
    """Say what became of a picture, to who sent it and to who leads the group; lead others who see it to its post."""
    told = reading.told(seat, picture_id)
    if not rules.may_look(told):
        return HttpResponseRedirect(home_of(told.about))
    return show(
        request,
        "pictures/about.html",
        here="groups",
        told=told,
        home=home_of(told.about),
        steps=reading.steps_of(seat, picture_id),
        may_decide=rules.may_decide(told),
        may_take_back=rules.may_take_back(told),
    )


@door(Knock.MEMBER, form=NothingForm, methods=("POST",))
def showing(request: HttpRequest, seat: Seat, *, picture_id: UUID, form: NothingForm) -> HttpResponse:
    """Show a picture that waited to its group."""
    told = reading.told(seat, picture_id)
    actions.show(seat, told)
    leave_note(request, _("The people of the group see the picture now."))
    return HttpResponseRedirect(url("pictures:waiting", told.group_id))


@door(Knock.MEMBER, form=NothingForm, methods=("POST",))
def removal(request: HttpRequest, seat: Seat, *, picture_id: UUID, form: NothingForm) -> HttpResponse:
    """Remove a picture."""
    told = reading.told(seat, picture_id)
    actions.remove(seat, told)
    leave_note(
        request,
        _("Removed. Who sent it is told, and can ask for another look. One that looks like it will wait for a person."),
    )
    return HttpResponseRedirect(url("pictures:waiting", told.group_id))


@door(Knock.MEMBER, form=NothingForm, methods=("POST",))
def withdrawal(request: HttpRequest, seat: Seat, *, picture_id: UUID, form: NothingForm) -> HttpResponse:
    """Take one's own picture back."""
    told = reading.told(seat, picture_id)
    actions.take_back(seat, told)
    leave_note(request, _("Taken back. Nobody can see this picture any more; your words stay."))
    return HttpResponseRedirect(home_of(told.about))


@door(Knock.MEMBER)
def waiting(request: HttpRequest, seat: Seat, *, group_id: UUID) -> HttpResponse:
    """Show who leads a group the pictures that nobody sees yet, and the group's choice."""
    rules.may_choose(reading.leads_as(seat, group_id)).or_refuse()
    return show(
        request,
        "pictures/waiting.html",
        here="groups",
        group_id=group_id,
        pictures=reading.waiting(seat, group_id),
        first=reading.person_first(seat, group_id),
    )


@door(Knock.MEMBER, form=PersonFirstForm, methods=("POST",))
def person_first(request: HttpRequest, seat: Seat, *, group_id: UUID, form: PersonFirstForm) -> HttpResponse:
    """Choose whether a person looks first in this group."""
    name = reading.leads_as(seat, group_id)
    rules.may_choose(name).or_refuse()
    wanted = form.is_valid() and form.cleaned_data["wanted"]
    actions.choose_person_first(seat, group_id, name, wanted)
    leave_note(
        request,
        _("From now on a person looks at each new picture first.")
        if wanted
        else _("From now on pictures are shown when the program found nothing."),
    )
    return HttpResponseRedirect(url("pictures:waiting", group_id))

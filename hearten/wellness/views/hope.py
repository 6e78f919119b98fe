"""The hope shelf: looking at it, putting words, songs, pictures and replies on it, and taking them off."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from hearten.encouragement import reading as cards
from hearten.groups.standing import place_in
from hearten.kernel.door import Knock, door
from hearten.kernel.pages import leave_note, show, url
from hearten.kernel.seat import Seat
from hearten.kernel.sending import fresh_client_id
from hearten.kernel.words import tidy_name
from hearten.members import limits
from hearten.pictures.workshop import Remade, Unusable, remade
from hearten.threads import reading as conversations
from hearten.threads.models import Post
from hearten.wellness import reading
from hearten.wellness.actions import shelf as actions
from hearten.wellness.forms import HopeForm, NothingForm, PictureForm
from hearten.wellness.models import Hope, What
from hearten.wellness.rules_replies import may_keep, may_keep_card

# A picture is a picture and nothing else, whatever somebody makes a browser believe.
ALONE = {
    "Content-Security-Policy": "default-src 'none'; style-src 'none'; sandbox",
    "Content-Disposition": 'inline; filename="picture.webp"',
    "Cache-Control": "private, no-store",
}


@door(Knock.MEMBER)
def shelf(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Show everything on the shelf."""
    return show(request, "wellness/hope.html", here="you", things=reading.shelf(seat))


@door(Knock.MEMBER, form=HopeForm)
def words(request: HttpRequest, seat: Seat, *, form: HopeForm) -> HttpResponse:
    """Put words or a song on the shelf."""
    if form.is_valid():
        said = form.cleaned_data
        actions.keep_words(seat, said["what"], said["words"], said["client_id"])
        return _kept(request)
    given: Any = request.POST if form.is_bound else {"client_id": fresh_client_id(), "what": What.WORDS}
    kinds = [(one.value, one.label) for one in (What.WORDS, What.SONG)]
    page = {"given": given, "errors": form.errors, "kinds": kinds}
    return show(request, "wellness/hope_words.html", status=422 if form.is_bound else 200, here="you", **page)


@door(Knock.MEMBER, form=PictureForm)
def pictures(request: HttpRequest, seat: Seat, *, form: PictureForm) -> HttpResponse:
    """Put a picture on the shelf, made anew: where and when it was taken is left out."""
    if form.is_valid() and (picture := _chosen(request, seat, form)) is not None:
        actions.keep_picture(seat, picture, form.cleaned_data["client_id"])
        return _kept(request)
    given: Any = request.POST if form.is_bound else {"client_id": fresh_client_id()}
    page = {"given": given, "errors": form.errors}
    return show(request, "wellness/hope_picture.html", status=422 if form.is_bound else 200, here="you", **page)


def _chosen(request: HttpRequest, seat: Seat, form: PictureForm) -> Remade | None:
    """Return the picture, or None with a sentence in the form."""
    file = request.FILES.get("picture")
    if file is None:
        form.add_error(None, _("Choose a picture first."))
        return None
    try:
        if not limits.take(limits.TRIES_OF_PICTURES, str(seat.me)):
            raise Unusable("slow")
        return remade(file.read(), tidy_name(form.cleaned_data["words"]))
    except Unusable as unusable:
        form.add_error(None, str(unusable.sentence))
        return None


def _kept(request: HttpRequest) -> HttpResponse:
    leave_note(request, _("It is on your shelf. Only you see that."))
    return HttpResponseRedirect(url("wellness:hope"))


@door(Knock.MEMBER)
def picture(request: HttpRequest, seat: Seat, *, hope_id: UUID) -> HttpResponse:
    """Give a picture of one's own shelf."""
    return HttpResponse(reading.picture_of(seat, hope_id), content_type="image/webp", headers=ALONE)


@door(Knock.MEMBER, form=NothingForm)
def removal(request: HttpRequest, seat: Seat, *, hope_id: UUID, form: NothingForm) -> HttpResponse:
    """Take one thing off the shelf."""
    one = seat.find(Hope, hope_id, member_id=seat.me)
    if form.is_bound:
        actions.take_off(seat, one)
        leave_note(request, _("It is off your shelf."))
        return HttpResponseRedirect(url("wellness:hope"))
    return show(request, "wellness/hope_removal.html", here="you", one=one)


@door(Knock.MEMBER, form=NothingForm)
def reply(request: HttpRequest, seat: Seat, *, post_id: UUID, form: NothingForm) -> HttpResponse:
    """Keep something that somebody wrote on one's own shelf."""
    shown = conversations.post(seat, post_id)
    head = conversations.head(seat, shown.thread_id)
    may_keep(shown, head).or_refuse()
    post = seat.find(Post, post_id)
    if form.is_bound:
        actions.keep_reply(seat, post, "" if shown.mask_id else shown.name or "")
        return _kept(request)
    return show(request, "wellness/keep_reply.html", here="groups", shown=shown, masked=bool(shown.mask_id))


@door(Knock.MEMBER, form=NothingForm, methods=("POST",))
def card(request: HttpRequest, seat: Seat, *, card_id: UUID, form: NothingForm) -> HttpResponse:
    """Keep a card of encouragement on one's own shelf, in one tap. Its writer is not told."""
    found = cards.card(seat, card_id)
    may_keep_card(found, place_in(seat, found.group_id) is not None).or_refuse()
    actions.keep_card(seat, found)
    return _kept(request)

"""What really happened: telling it beside a guide, one note by itself, and taking it back."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from hearten.groups.notes import MEDICINES, notes_on
from hearten.groups.standing import Place, place_or_unseen
from hearten.kernel.door import Knock, Later, door
from hearten.kernel.pages import leave_note, show, url
from hearten.kernel.seat import Seat
from hearten.kernel.sending import fresh_client_id
from hearten.library import reading_guides, rules_guides
from hearten.library.actions import guides as actions
from hearten.library.forms_guides import NoteForm, NothingForm
from hearten.library.models import Guide, GuideNote, GuideNoteWithdrawal
from hearten.library.models.guides import NoteKind
from hearten.library.watched_guides import text_of
from hearten.members.limits import POSTS_OF_A_MEMBER, take
from hearten.moderation.reading import gate_of, is_held
from hearten.moderation.rules import may_write_so_often
from hearten.safety.beside import asked_for
from hearten.safety.first_look import looked_at, wake


@door(Knock.MEMBER, form=NoteForm)
def tell(request: HttpRequest, seat: Seat, *, group_id: UUID, guide_id: UUID, form: NoteForm) -> HttpResponse | Later:
    """Tell the people of one of one's groups what really happened."""
    place, guide = place_or_unseen(seat, group_id), reading_guides.guide_of(seat, guide_id)
    retired = reading_guides.retirement_of(seat, guide) is not None
    rules_guides.may_tell(guide, place, gate_of(seat, group_id), retired).or_refuse()
    if not form.is_bound:
        wake()
        asked = {name: request.GET.get(name, "") for name in ("step", "kind")}
        return _page(request, seat, guide, place, {**asked, "client_id": fresh_client_id()})
    may_write_so_often(take(POSTS_OF_A_MEMBER, str(seat.me))).or_refuse()
    if not form.is_valid():
        return _page(request, seat, guide, place, request.POST, form.errors, status=422)
    said = form.cleaned_data
    if noted := notes_on(seat, group_id, f"{said['region']}\n{said['body']}", said["fine"], MEDICINES):
        return _page(request, seat, guide, place, request.POST, status=422, **noted)
    draft = {name: said[name] for name in ("kind", "body", "client_id", "step", "weeks", "region", "masked")}
    told = actions.tell_what_happened(seat, guide, place, actions.Note(**draft))
    leave_note(
        request,
        _("Your words wait for a look. Then the people of this group can read them. You see them already.")
        if is_held(seat, told.id)
        else _("Told. The people of %(group)s can read it beside the guide.") % {"group": place.title},
    )
    to = HttpResponseRedirect(f"{url('library:guide', guide.id)}#n-{told.id}")
    return looked_at(actions.KIND, told.id, text_of(seat, told.id), to)


def _page(
    request: HttpRequest,
    seat: Seat,
    guide: Guide,
    place: Place,
    given: Any,
    errors: Any = None,
    status: int = 200,
    **also: Any,
) -> HttpResponse:
    steps = [(str(step.row.id), step.row.title) for step in reading_guides.steps_of(seat, guide)]
    context = {
        "guide": guide,
        "place": place,
        "kinds": NoteKind.choices,
        "steps": [("", _("The whole guide")), *steps],
        "given": given,
        "errors": errors or {},
        "here": "library",
    }
    return show(request, "library/guide_tell.html", status=status, **context | also)


@door(Knock.MEMBER)
def note(request: HttpRequest, seat: Seat, *, note_id: UUID) -> HttpResponse:
    """Show one note with what this reader can do with it."""
    found = seat.find(GuideNote, note_id)
    told = reading_guides.shown(seat, [found])[0]
    gone = _gone(seat, found)
    panel = asked_for(seat, request.GET)
    return show(request, "library/guide_note.html", told=told, gone=gone, panel=panel, here="library")


def _gone(seat: Seat, found: GuideNote) -> GuideNoteWithdrawal | None:
    return seat.glance(GuideNoteWithdrawal).filter(note_id=found.id).first()


@door(Knock.MEMBER, form=NothingForm)
def withdrawal(request: HttpRequest, seat: Seat, *, note_id: UUID, form: NothingForm) -> HttpResponse:
    """Take one's own note back."""
    found = seat.find(GuideNote, note_id)
    told = reading_guides.shown(seat, [found])[0]
    rules_guides.may_take_back(found, told.mine, _gone(seat, found) is not None).or_refuse()
    if request.method != "POST":
        return show(request, "library/guide_note_withdrawal.html", told=told, here="library")
    actions.take_back(seat, found)
    leave_note(request, _("Taken back. Nobody can read these words any more."))
    return HttpResponseRedirect(url("library:guide", found.guide_id))

"""From the Guide to a person: asked for in one tap; with up to three lines of one's own, if somebody likes."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from hearten.guide import actions
from hearten.guide.forms import SummaryForm
from hearten.guide.keeping import kept_in
from hearten.kernel.door import Knock, door
from hearten.kernel.pages import show, url
from hearten.kernel.seat import Seat


@door(Knock.MEMBER, form=SummaryForm)
def person(request: HttpRequest, seat: Seat, *, form: SummaryForm) -> HttpResponse:
    """Ask for a person. GET shows the lines that would go along, to change or leave out; a POST without them asks."""
    if not form.is_bound:
        talk = actions.talk_of(seat)
        said = [one.said for one in kept_in(seat, talk)] if talk else []
        return show(request, "guide/person.html", here="guide", words=actions.proposed(said), errors={})
    if not form.is_valid():
        words = request.POST.get("words", "")
        return show(request, "guide/person.html", status=422, here="guide", words=words, errors=form.errors)
    actions.ask_person(seat, form.cleaned_data["words"])
    return HttpResponseRedirect(url("safety:asked"))

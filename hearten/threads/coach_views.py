"""The coach under a reply box: post and draft go to the coach's process, feedback comes back."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from hearten.coach import asking
from hearten.coach import rules as coach_rules
from hearten.coach.forms import DraftForm
from hearten.coach.showing import shown
from hearten.coach.using import used
from hearten.coach.views import answered, told_of
from hearten.kernel.door import Knock, Later, at_table, door
from hearten.kernel.pages import url
from hearten.kernel.seat import Seat
from hearten.threads import reading, rules
from hearten.threads.models import Post
from hearten.threads.views import thread_page


@door(Knock.MEMBER, form=DraftForm, methods=("POST",))
def feedback(request: HttpRequest, seat: Seat, *, thread_id: UUID, form: DraftForm) -> HttpResponse | Later:
    """Read a draft for its writer. Nothing is stored; the database's connection is given back before a model runs."""
    head = reading.head(seat, thread_id)
    rules.may_write(head).or_refuse()
    coach_rules.may_ask(head.coach, along="along" in request.POST).or_refuse()
    if not form.is_valid() and "body" in form.errors:
        return thread_page(request, seat, head, request.POST, form.errors, status=422)
    sent = {"body": "", "use": "", "part": "", "quotes": None, "suggested": [], **form.cleaned_data}
    body, taken = used(sent["body"], sent["use"]) if sent["use"] else (sent["body"], "")
    said = asking.Words(_answered_post(seat, head, sent["quotes"]).body, body, head.wish, head.kind)
    return Later(
        lambda: _answer(request, seat, thread_id, said, sent["part"], [*sent["suggested"], *filter(None, [taken])])
    )


def _answered_post(seat: Seat, head: reading.Head, quotes: UUID | None) -> Post:
    """Return what the draft answers: the quoted post, or the one that opened the conversation."""
    here = seat.glance(Post).filter(thread_id=head.id)
    quoted = here.filter(pk=quotes).first() if quotes else None
    return quoted or here.get(opens=True)


def _answer(
    request: HttpRequest, seat: Seat, thread_id: UUID, said: asking.Words, part: str, suggested: list[str]
) -> HttpResponse:
    told = told_of(seat, said, part)
    with at_table(seat):
        head = reading.head(seat, thread_id)  # again: a switch or a consent may have changed while a model ran
        coach_rules.may_ask(head.coach).or_refuse()
        if request.headers.get("X-Fragment"):
            return answered(told, said.draft, part, url("threads:feedback", thread_id))
        given = request.POST.dict() | {"body": said.draft}
        return thread_page(request, seat, head, given, feedback=shown(told, said.draft), suggested=suggested)

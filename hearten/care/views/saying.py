"""What I want to say: own statements, and examples to begin from."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from hearten.care import reading_visits as reading
from hearten.care.actions import saying as actions
from hearten.care.examples import EXAMPLES
from hearten.care.forms_routine import NothingForm
from hearten.care.forms_saying import StatementForm
from hearten.care.models import Statement
from hearten.kernel.door import Knock, door
from hearten.kernel.pages import leave_note, show, url
from hearten.kernel.seat import Seat
from hearten.kernel.sending import fresh_client_id


@door(Knock.MEMBER)
def statements(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Show one's own statements, and examples."""
    page: dict[str, Any] = {"statements": reading.statements(seat), "examples": EXAMPLES.items()}
    return show(request, "care/statements.html", here="you", **page)


@door(Knock.MEMBER, form=StatementForm)
def begin(request: HttpRequest, seat: Seat, *, form: StatementForm) -> HttpResponse:
    """Write a statement, from nothing or from an example."""
    if form.is_valid():
        actions.keep(seat, form.cleaned_data["client_id"], form.words)
        leave_note(request, _("Kept. Only you see this."))
        return HttpResponseRedirect(url("care:statements"))
    given: Any = request.POST
    if not form.is_bound:
        example = EXAMPLES.get(request.GET.get("from", ""))
        names = ("situation", "statement", "follow_up")
        given = {name: str(getattr(example, name)) for name in names} if example else {}
        given["client_id"] = fresh_client_id()
    return _page(request, given, form)


def _page(request: HttpRequest, given: Any, form: StatementForm, kept: reading.Saying | None = None) -> HttpResponse:
    page = {"given": given, "errors": form.errors, "kept": kept}
    return show(request, "care/statement.html", status=422 if form.is_bound else 200, here="you", **page)


@door(Knock.MEMBER, form=StatementForm)
def one(request: HttpRequest, seat: Seat, *, statement_id: UUID, form: StatementForm) -> HttpResponse:
    """Change a statement."""
    kept = reading.saying(seat.find(Statement, statement_id))
    if form.is_valid():
        actions.change(seat, kept.id, form.words)
        leave_note(request, _("Kept. Only you see this."))
        return HttpResponseRedirect(url("care:statements"))
    given: Any = request.POST
    if not form.is_bound:
        given = {"situation": kept.situation, "statement": kept.statement, "follow_up": kept.follow_up}
        given["client_id"] = fresh_client_id()
    return _page(request, given, form, kept)


@door(Knock.MEMBER, form=NothingForm, methods=("POST",))
def removal(request: HttpRequest, seat: Seat, *, statement_id: UUID, form: NothingForm) -> HttpResponse:
    """Remove a statement."""
    actions.remove(seat, seat.find(Statement, statement_id).id)
    leave_note(request, _("Removed."))
    return HttpResponseRedirect(url("care:statements"))

"""How much of one group's news somebody wants: choosing it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from hearten.kernel.door import Knock, door
from hearten.kernel.pages import leave_note, show, url
from hearten.kernel.seat import Seat
from hearten.notices import by_group
from hearten.notices.outside.forms import GroupForm


@door(Knock.MEMBER, form=GroupForm)
def group(request: HttpRequest, seat: Seat, *, group_id: UUID, form: GroupForm) -> HttpResponse:
    """Show and keep how much of a group's news one wants, here and outside."""
    title = by_group.title_of(seat, group_id)
    if form.is_bound and form.is_valid():
        by_group.choose(seat, group_id, form.cleaned_data["what"])
        leave_note(request, _("Kept. It holds for what is new from now on."))
        return HttpResponseRedirect(url("notices:ways"))
    chosen = by_group.choices_of(seat).get(group_id, by_group.MINE)
    whats = [(name, *by_group.said(name)) for name in by_group.OFFERED]
    context = {"title": title, "whats": whats, "chosen": chosen, "errors": form.errors, "here": "you"}
    return show(request, "notices/group.html", status=422 if form.is_bound else 200, **context)

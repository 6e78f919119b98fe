"""What the Guide quotes, whole; and what it is, with its rules and numbers, for everybody to read (AI-13)."""

from datetime import timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from hearten.guide import wording
from hearten.guide.contact import contact
from hearten.guide.generating import operators_model
from hearten.guide.models import Opening, Page
from hearten.guide.patterns import version
from hearten.guide.standing import is_open
from hearten.guide.texts import texts
from hearten.kernel.clock import now
from hearten.kernel.door import Knock, door
from hearten.kernel.pages import show
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Unseen
from hearten.kernel.words import render


class _Numbers(NamedTuple):
    turns: int | None
    danger: int | None
    unanswered: int | None
    generated: int | None


@door(Knock.ANYONE)
def about(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Say what the Guide is, what it does where somebody may be in danger, its limits, and numbers of the year."""
    until = now().date().replace(day=1) - timedelta(days=1)  # nothing shows of what was said this month
    since = seat.glance(Opening).filter(closed_at=None).values_list("opened_at", flat=True).first()
    return show(
        request,
        "guide/about.html",
        here="guide",
        open=is_open(seat),
        since=since,
        until=until,
        numbers=seat.read(_Numbers, "SELECT * FROM guide_numbers(%s)", until.year)[0],
        program_notice=wording.notice_text(),
        endpoint=operators_model() is not None,
        rules=version(),
        texts=texts().version,
        name=settings.HEARTEN_NAME,
        contact=contact(),
        today=now().date(),
    )


@door(Knock.MEMBER)
def page(request: HttpRequest, seat: Seat, *, key: str) -> HttpResponse:
    """Show one shipped page."""
    found = texts().pages.get(key)
    if found is None:
        raise Unseen
    body, checked = render(found.text), found.checked_on
    return show(request, "guide/page.html", here="guide", title=found.title, body=body, checked_on=checked, owner="")


@door(Knock.MEMBER)
def own_page(request: HttpRequest, seat: Seat, *, page_id: UUID) -> HttpResponse:
    """Show one page of the team's."""
    found = seat.find(Page, page_id, ended_at=None)
    body = render(found.words)
    more: dict[str, Any] = {"checked_on": found.checked_on, "owner": found.owner_name}
    return show(request, "guide/page.html", here="guide", title=found.title, body=body, **more)

"""The list of guides, one guide, and how it came to be what it is."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from hearten.groups.choices import language_name
from hearten.groups.standing import my_groups
from hearten.kernel.clock import now
from hearten.kernel.door import Knock, door
from hearten.kernel.pages import day_text, show, url
from hearten.kernel.seat import Seat
from hearten.library import reading_guides, rules_guides
from hearten.library.choices import Topic
from hearten.library.models import GuideCheck, GuideVersion
from hearten.library.models.guides import About

FILTERS = ("topic", "about", "region", "language")


@door(Knock.MEMBER)
def guides(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Show the guides of the house and of one's own groups, as filtered."""
    asked = {name: request.GET.get(name, "").strip()[:80] for name in FILTERS}
    found = list(reading_guides.guides(seat, **asked))
    every = reading_guides.guides(seat)
    spoken = sorted(set(every.values_list("language", flat=True)))
    today = now().date()
    return show(
        request,
        "library/guides.html",
        here="library",
        rows=[(one, About(one.about).label, rules_guides.checked_lately(one.checked_on, today)) for one in found],
        asked=asked,
        filtered=any(asked.values()),
        topics=[("", _("All")), *Topic.choices],
        abouts=[("", _("All")), *About.choices],
        languages=[("", _("All")), *((code, language_name(code)) for code in spoken)],
        leads=[place for place in my_groups(seat) if place.leads],
        for_house=seat.standing != "",
    )


@door(Knock.MEMBER)
def guide(request: HttpRequest, seat: Seat, *, guide_id: UUID) -> HttpResponse:
    """Show a guide: its steps, how old it is, and what really happened to people of one's own groups."""
    found = reading_guides.guide_of(seat, guide_id)
    place = reading_guides.place_of(seat, found)
    told = reading_guides.told_about(seat, found)
    steps = reading_guides.steps_of(seat, found, told)
    beside_steps = {one.note.id for step in steps for one in step.told}
    return show(
        request,
        "library/guide.html",
        here="library",
        guide=found,
        topic=Topic(found.topic).label,
        about=About(found.about).label,
        language=language_name(found.language),
        steps=steps,
        told=[one for one in told if one.note.id not in beside_steps],
        waited=reading_guides.waited(told),
        keeper=reading_guides.keeper_of(seat, found),
        checked=day_text(found.checked_on),
        lately=rules_guides.checked_lately(found.checked_on, now().date()),
        retired=reading_guides.retirement_of(seat, found),
        keeps=rules_guides.keeps(found, place, seat),
        places=reading_guides.tells_in(seat, found),
        changed=found.version > 1,
    )


@door(Knock.MEMBER)
def history(request: HttpRequest, seat: Seat, *, guide_id: UUID) -> HttpResponse:
    """Show what a guide said before, and when somebody looked whether it is right."""
    found = reading_guides.guide_of(seat, guide_id)
    versions = list(seat.glance(GuideVersion).filter(guide_id=found.id).order_by("-version"))
    checks = reading_guides.checks_of(seat, found)
    page: dict[str, Any] = {"guide": found, "versions": versions, "checks": checks}
    return show(request, "library/guide_history.html", here="library", **page)


@door(Knock.MEMBER)
def check(request: HttpRequest, seat: Seat, *, check_id: UUID) -> HttpResponse:
    """Lead from the news that a guide was not checked lately to where one notes a check."""
    found = seat.find(GuideCheck, check_id)
    return HttpResponseRedirect(url("library:guide_checks", found.guide_id))

"""News of meetings, in neutral words: no group, no name, no title. Each leads to the meeting, whose door asks again."""

from dataclasses import replace
from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from hearten.kernel.clock import now
from hearten.kernel.pages import url
from hearten.notices.kinds import Kind, Told, register

SOON, DAY, MOVED, OFF = "meeting_soon", "meeting_day", "meeting_moved", "meeting_off"
PLACE, BESIDE, DUTY = "meeting_place", "meeting_beside", "meeting_duty"
NOTE, LATE, ASK = "meeting_note", "meeting_late", "meeting_ask"
BOOKED = "meeting_booked"
# Somebody would wait for the other in vain if they heard of it in the morning: no night is longer than this.
NIGHT = timedelta(hours=12)
AT_ONCE = {kind: f"{kind}_now" for kind in (MOVED, OFF, BOOKED, DUTY)}


def by_then(kind: str, *moments: datetime) -> str:
    """Return the kind that is told of a change: one that goes outside at once where any of the moments is near."""
    return AT_ONCE[kind] if min(moments) <= now() + NIGHT else kind


def _way(told: Told) -> str:
    return url("meetings:news", told.about)


def _after(told: Told) -> str:
    return url("meetings:after_news", told.about)


def ready() -> None:
    """Make this slice's kinds of notice known."""
    kinds = [
        (SOON, _("A meeting that you keep a place in is soon"), "meetings_whom_to_remind"),
        (DAY, _("A meeting that you keep a place in is soon"), "meetings_whom_to_remind"),
        (MOVED, _("A meeting has another time now"), "meetings_whom_a_change_concerns"),
        (OFF, _("A meeting was called off"), "meetings_whom_a_change_concerns"),
        (PLACE, _("A place is free for you in a meeting"), "meetings_whose_place"),
        (BESIDE, _("There is a second room for a meeting that you wait for"), "meetings_whom_a_second_room_helps"),
        (BOOKED, _("Somebody would like to talk with you, at a time that you offer"), "meetings_whose_session"),
        (DUTY, _("There is a role for you in a meeting"), "meetings_whose_duty"),
    ]
    for name, sentence, recipients in kinds:
        whom = f"SELECT {recipients}(%(about)s)"
        told = Kind(name, lambda _told, said=sentence: said, _way, whom, urgent=name == SOON)  # type: ignore[misc]  # bound now
        register(told)
        if name in AT_ONCE:
            register(replace(told, name=AT_ONCE[name], urgent=True))
    after = [
        (NOTE, _("There is a note for you to follow up"), "meetings_who_follows_up"),
        (LATE, _("A note still waits to be followed up"), "meetings_whom_a_late_note_concerns"),
        (ASK, _("There is a question for you after a meeting"), "meetings_whose_words"),
    ]
    for name, sentence, recipients in after:
        register(Kind(name, lambda _told, said=sentence: said, _after, f"SELECT {recipients}(%(about)s)"))  # type: ignore[misc]  # bound now

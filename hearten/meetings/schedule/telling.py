"""News of meetings, in neutral words: no group, no name, no title. Each leads to the meeting, whose door asks again."""

from django.utils.translation import gettext_lazy as _

from hearten.kernel.pages import url
from hearten.notices.kinds import Kind, Told, register

SOON, MOVED, OFF = "meeting_soon", "meeting_moved", "meeting_off"
PLACE, BESIDE, DUTY = "meeting_place", "meeting_beside", "meeting_duty"
NOTE, LATE, ASK = "meeting_note", "meeting_late", "meeting_ask"
BOOKED = "meeting_booked"


def _way(told: Told) -> str:
    return url("meetings:news", told.about)


def _after(told: Told) -> str:
    return url("meetings:after_news", told.about)


def ready() -> None:
    """Make this slice's kinds of notice known."""
    kinds = [
        (SOON, _("A meeting that you keep a place in is soon"), "meetings_whom_to_remind"),
        (MOVED, _("A meeting has another time now"), "meetings_whom_a_change_concerns"),
        (OFF, _("A meeting was called off"), "meetings_whom_a_change_concerns"),
        (PLACE, _("A place is free for you in a meeting"), "meetings_whose_place"),
        (BESIDE, _("There is a second room for a meeting that you wait for"), "meetings_whom_a_second_room_helps"),
        (BOOKED, _("Somebody would like to talk with you, at a time that you offer"), "meetings_whose_session"),
        (DUTY, _("There is a role for you in a meeting"), "meetings_whose_duty"),
    ]
    for name, sentence, recipients in kinds:
        register(Kind(name, lambda _told, said=sentence: said, _way, f"SELECT {recipients}(%(about)s)"))  # type: ignore[misc]  # bound now
    after = [
        (NOTE, _("There is a note for you to follow up"), "meetings_who_follows_up"),
        (LATE, _("A note still waits to be followed up"), "meetings_whom_a_late_note_concerns"),
        (ASK, _("There is a question for you after a meeting"), "meetings_whose_words"),
    ]
    for name, sentence, recipients in after:
        register(Kind(name, lambda _told, said=sentence: said, _after, f"SELECT {recipients}(%(about)s)"))  # type: ignore[misc]  # bound now

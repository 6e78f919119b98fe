"""What moderation tells people through notices. Neutral words: whoever holds the phone may read them."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from hearten.kernel.pages import url
from hearten.notices.kinds import Kind, register

CASE, DUE, WAITS, DECISION, ANSWER, DECIDED = (
    "case", "case_due", "post_waits", "decision", "appeal_answer", "report_decided",
)  # fmt: skip
APPEAL, APPEAL_DUE, PROPOSAL = "appeal", "appeal_due", "proposal"


def ready() -> None:
    """Make this slice's kinds of notices known."""
    for_the_writer = "SELECT moderation_hear_decision(%(about)s)"
    case = "SELECT moderation_hear_case(%(about)s)"
    _waits(CASE, _("Something waits for you in a group that you look after"), case)
    overdue = f"{case} UNION SELECT moderation_hear_staff(%(about)s)"
    _waits(DUE, _("Something has waited for a look for a while"), overdue)
    waiting = "SELECT moderation_hear_waiting(%(about)s)"
    _waits(WAITS, _("A post waits for a look in a group that you look after"), waiting)
    register(
        Kind(
            DECISION,
            lambda told: _("There is a message for you about something you wrote"),
            lambda told: url("moderation:decision", told.about),
            for_the_writer,
        )
    )
    register(
        Kind(
            ANSWER,
            lambda told: _("Somebody answered what you asked"),
            lambda told: url("moderation:decision", told.about),
            for_the_writer,
        )
    )
    again = "SELECT moderation_hear_appeal(%(about)s)"
    _waits(APPEAL, _("Somebody asks that you look at something again"), again)
    late = "SELECT moderation_hear_appeal(%(about)s, true)"
    _waits(APPEAL_DUE, _("Somebody has waited for another look for a while"), late)
    second = "SELECT moderation_hear_proposal(%(about)s)"
    _waits(PROPOSAL, _("Something waits for a second person"), second)
    register(
        Kind(
            DECIDED,
            lambda told: _("Something that you sent us was looked at"),
            lambda told: url("moderation:reports"),
            "SELECT moderation_hear_reporters(%(about)s)",
        )
    )


def _waits(name: str, words: Any, recipients: str) -> None:
    """Make a kind known by which whoever looks after a group hears that something waits for them."""
    register(Kind(name, lambda told: words, lambda told: url("moderation:queue"), recipients, awaited=True))

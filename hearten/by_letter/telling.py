"""Which events of letters are news for their writer."""

from django.utils.translation import gettext_lazy as _

from hearten.kernel.pages import url
from hearten.notices.kinds import Kind, register

WAITS, BARE, HELD, BESIDE, HELP = "letter_waits", "letter_bare", "letter_held", "letter_beside", "letter_help"


def ready() -> None:
    """Make this slice's kinds of notices known."""
    register(
        Kind(
            WAITS,
            lambda told: _("An answer that you wrote by letter is not posted yet"),
            lambda told: url("by_letter:letter", told.about),
            awaited=True,  # they think that it is, and so does nobody answer
        )
    )
    register(
        Kind(
            BARE,
            lambda told: _("An answer that you wrote by letter is posted, without the files that hung on it"),
            lambda told: url("by_letter:letter", told.about),
        )
    )
    register(
        Kind(
            HELD,
            lambda told: _("An answer that you wrote by letter waits for somebody to look at it"),
            lambda told: url("by_letter:letter", told.about),
        )
    )
    register(
        Kind(
            BESIDE,
            lambda told: _("Something for you, beside an answer that you wrote by letter"),
            lambda told: url("safety:beside", "post", told.about),
            urgent=True,
        )
    )
    register(
        Kind(
            HELP,
            lambda told: _("Something for you, beside an answer that you wrote by letter"),
            lambda told: url("safety:help_now"),
            urgent=True,
        )
    )

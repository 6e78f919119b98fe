"""The suggested rhythm in words, and the one reminder, whose notice says nothing: not what, not how often."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hearten.kernel.pages import url
from hearten.notices.kinds import Kind, register

REMINDER = "measures"
# How many days lie between two reminders.
RHYTHMS = {"monthly": 28, "quarterly": 91}


def ready() -> None:
    """Make the kind of notice known."""
    register(
        Kind(
            REMINDER,
            lambda _told: gettext_lazy("Something you wanted to look at again"),
            lambda _told: url("measures:list"),
        )
    )


def rhythm_words(rhythm: str) -> str:
    """Return what is suggested, in words; "" where nothing is."""
    words = {
        "monthly": _("Some people do this about once a month. It is yours to choose."),
        "quarterly": _("Some people do this about every three months. It is yours to choose."),
    }
    return words.get(rhythm, "")

"""What reminders will say of measures. The suggested rhythm is words beside an instrument; nobody is reminded by it."""

from django.utils.translation import gettext as _


def rhythm_words(rhythm: str) -> str:
    """Return what is suggested, in words; "" where nothing is."""
    words = {
        "monthly": _("Some people do this about once a month. It is yours to choose."),
        "quarterly": _("Some people do this about every three months. It is yours to choose."),
    }
    return words.get(rhythm, "")

"""What somebody agrees to when they let their results be counted, word for word."""

from django.utils.translation import gettext as _

from hearten.measures.models import COUNTED
from hearten.members.purposes import name_purpose

CONSENT_VERSION = "1"


def consent_lines() -> list[str]:
    """Return the text that is agreed to, in the active language: shown as it is, and its hash is kept."""
    return [
        _("From now on, the number of each result that I fill in is kept a second time, unsealed, so that it can be "
          "counted. My answers to the single questions stay sealed."),
        _("The people who run this place see counts and means of ten people at least, on a page and in a file. They "
          "see nobody’s own number next to a name."),
        _("I can take this back at any time. Then the numbers go, and from the next count on I am in none."),
    ]  # fmt: skip


def name_the_consent() -> None:
    """Have it in the list of what somebody agreed to."""
    name_purpose(COUNTED, lambda: _("Your results in counts"))

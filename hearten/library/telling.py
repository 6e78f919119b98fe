"""Which events of a library are news for somebody."""

from django.utils.translation import gettext_lazy as _

from hearten.kernel.pages import url
from hearten.notices.kinds import Kind, Told, register


def _report(told: Told) -> str:
    return url("library:report", told.about)


def _looks(told: Told) -> str:
    return url("library:flag_news", told.about)


def _changed(told: Told) -> str:
    return url("library:looks", told.group_id)


def ready() -> None:
    """Make this slice's kinds of notices known."""
    writer = "SELECT library_tell_writer(%(about)s)"
    register(Kind("tried", lambda told: _("Somebody tried what a card of yours says"), _report, writer, may_miss=True))
    leads = "SELECT library_tell_leads(%(about)s)"
    register(Kind("card_flag", lambda told: _("A card waits for a look in a group that you look after"), _looks, leads))
    again = "SELECT library_tell_leads_again(%(about)s)"
    register(Kind("card_again", lambda told: _("A card that waits for a look was changed"), _changed, again))
    flagged = "SELECT library_tell_flagged(%(about)s)"
    register(Kind("card_waits", lambda told: _("A card of yours waits for a look"), _looks, flagged))
    register(Kind("card_looked", lambda told: _("Somebody looked at a card of yours"), _looks, flagged))
    flagger = "SELECT library_tell_flagger(%(about)s)"
    register(Kind("card_answer", lambda told: _("Somebody looked at a card, as you asked"), _looks, flagger))

"""What of the Guide is news for somebody: that it stopped for a member, for who has to look (AI-09)."""

from django.utils.translation import gettext_lazy as _

from hearten.kernel.pages import url
from hearten.notices.kinds import Kind, register

STOPPED = "guide_stopped"


def ready() -> None:
    """Make the Guide's kind of notice known. Operators alone can let it answer again, so they are told."""
    words, whom = _("The Guide stopped for a member. Please look"), "SELECT guide_who_looks(%(about)s)"
    register(Kind(STOPPED, lambda _told: words, lambda _told: url("guide:desk"), whom, awaited=True))

"""The one notice about what somebody tries, in words that say nothing: not what, not where, not how long."""

from django.utils.translation import gettext_lazy as _

from hearten.kernel.pages import url
from hearten.notices.kinds import Kind, register

CHECK_BACK = "check_back"


def ready() -> None:
    """Make the kind known."""
    register(
        Kind(
            CHECK_BACK,
            lambda _told: _("Something you wanted to look at again"),
            lambda told: url("library:check_back", told.about),
            "SELECT library_whom_to_ask_back(%(about)s)",
        )
    )

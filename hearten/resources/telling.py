"""What is news about the directory: that a report of one's own was answered."""

from django.utils.translation import gettext_lazy as _

from hearten.kernel.pages import url
from hearten.notices.kinds import Kind, Told, register

ANSWERED = "listing_answer"


def _report(told: Told) -> str:
    return url("resources:report_of_mine", told.about)


def ready() -> None:
    """Make this slice's kind of notice known."""
    register(
        Kind(
            ANSWERED,
            lambda told: _("Somebody answered what you reported about a service"),
            _report,
            "SELECT resources_writer_of(%(about)s)",
        )
    )

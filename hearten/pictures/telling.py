"""Which events of pictures are news for somebody."""

from django.utils.translation import gettext_lazy as _

from hearten.kernel.pages import url
from hearten.notices.kinds import Kind, Told, register


def _about(told: Told) -> str:
    return url("pictures:about", told.about)


def ready() -> None:
    """Make this slice's kind of notices known."""
    waits = _("A picture waits for a look")
    register(Kind("picture_waits", lambda told: waits, _about, "SELECT pictures_whom_to_ask(%(about)s)"))

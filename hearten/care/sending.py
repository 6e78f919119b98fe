"""A form that was sent twice is kept once; the same form with other words is told, so that nobody's words are lost."""

from django.utils.translation import gettext as _

from hearten.kernel.verdict import Refused


def same_words(kept: str | None, sent: str) -> None:
    """Return quietly when both are the same. Raises Refused when the same box was sent before with other words."""
    if kept is not None and kept != sent:
        raise Refused(_("Something else was sent from this box before. Open the page again, then send these words."))

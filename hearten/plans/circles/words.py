"""The list of words for when something was missed. None of them asks why."""

from django.utils.translation import gettext_lazy as _

SUGGESTED = [
    ("thinking", _("Thinking of you.")),
    ("here", _("I am here.")),
    ("no_hurry", _("No hurry. Your place is kept.")),
    ("tomorrow", _("Tomorrow is there, too.")),
]


def said(code: str, words: str | None) -> str:
    """Return words of the list or a circle's own; "" when these cannot be opened any more."""
    return str(dict(SUGGESTED).get(code, "")) if code else words or ""

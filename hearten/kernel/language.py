"""The interface's words in templates: gettext, remembered for each language, because a page says forty of them."""

from functools import lru_cache
from typing import Any

from django.utils.translation import get_language, gettext, ngettext
from markupsafe import Markup

KEPT = 8192


def say(message: str, /, **values: Any) -> Markup:
    """Return a message in the active language; `values` are escaped and fill its %(name)s places."""
    text = _said(get_language() or "", message)
    return text % values if values else text


def count(singular: str, plural: str, num: int, /, **values: Any) -> Markup:
    """Return the form of a message that fits `num`, which is also its %(num)s."""
    return Markup(ngettext(singular, plural, num)) % {"num": num, **values}  # noqa: S704  # our own catalogue


@lru_cache(maxsize=KEPT)
def _said(language: str, message: str) -> Markup:
    return Markup(gettext(message))  # noqa: S704  # our own catalogue


def known(text: str) -> str:
    """Return a text in the active language where the catalogue has it, else as it is.

    For words that stand in files of data (babel.cfg says which). What comes back is plain text: it may be a member's.
    """
    return gettext(text) if text else ""

"""What people agree to, in words. A slice that asks for a consent of its own names it here when it is made ready."""

from collections.abc import Callable

from django.utils.translation import gettext as _

_named: dict[str, Callable[[], str]] = {
    "sign_up": lambda: _("Having a seat here"),
    "agreement": lambda: _("A group's agreement"),
}


def name_purpose(kind: str, words: Callable[[], str]) -> None:
    """Say what the purposes `kind` and `kind:<anything>` are called."""
    _named[kind] = words


def words_of(purpose: str) -> str:
    """Return a purpose as a person reads it. It never names a group: this page may be seen over a shoulder."""
    return _named.get(purpose.partition(":")[0], lambda: _("Something you agreed to"))()

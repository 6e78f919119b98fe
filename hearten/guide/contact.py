"""How somebody who is no member reaches the people who run this place (AI-13)."""

from collections.abc import Callable
from typing import NamedTuple

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email

_a_page = URLValidator(schemes=["https"])


class Contact(NamedTuple):
    """A link, and what it is called on a page."""

    href: str
    said: str
    is_page: bool


def contact() -> Contact | None:
    """Return what the operator set in HEARTEN_CONTACT; None where it is nothing, or neither an address nor a page."""
    given = str(settings.HEARTEN_CONTACT).strip()
    if _holds(_a_page, given):
        return Contact(given, given.removeprefix("https://"), True)
    return Contact(f"mailto:{given}", given, False) if _holds(validate_email, given) else None


def _holds(check: Callable[[str], None], given: str) -> bool:
    try:
        check(given)
    except ValidationError:
        return False
    return True

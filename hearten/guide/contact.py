"""How somebody who is no member reaches the people who run this place (AI-13)."""

from typing import NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email


class Contact(NamedTuple):
    """A link, and what it is called on a page."""

    href: str
    said: str
    is_page: bool


def contact() -> Contact | None:
    """Return what the operator set in HEARTEN_CONTACT; None where it is nothing, or neither an address nor a page."""
    given = str(settings.HEARTEN_CONTACT).strip()
    if urlsplit(given).scheme == "https" and urlsplit(given).hostname:
        return Contact(given, given.removeprefix("https://"), True)
    try:
        validate_email(given)
    except ValidationError:
        return None
    return Contact(f"mailto:{given}", given, False)

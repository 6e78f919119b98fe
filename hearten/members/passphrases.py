"""What a passphrase must be: long, and not one that everybody tries first. Nothing else (NIST SP 800-63B 5.1.1.2).

Django asks these classes, wherever a passphrase is chosen: on a page or with `hearten operator add`.
"""

import unicodedata
from typing import Any

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

SHORTEST = 12
LONGEST = 500
FEWEST_DIFFERENT = 5


def one_form(passphrase: str) -> str:
    """Return the passphrase as every keyboard would send it (NFC; RFC 8265, OpaqueString)."""
    return unicodedata.normalize("NFC", passphrase)


class LongEnough:
    """At least 12 characters."""

    def validate(self, password: str, user: Any = None) -> None:
        if len(password) < SHORTEST:
            raise ValidationError(
                _("Make it a little longer: at least 12 characters. Four words in a row are easy to keep in mind."),
                code="short",
            )

    def get_help_text(self) -> str:
        return _("At least 12 characters.")


class NotCommon(CommonPasswordValidator):
    """Not on the list of the most used passphrases (kept here, asked nowhere else), nor the same few keys again."""

    def validate(self, password: str, user: Any = None) -> None:
        if password.lower().strip() in self.passwords or len(set(password)) < FEWEST_DIFFERENT:
            raise ValidationError(
                _("Many people use this one, so others try it first. Choose words that only you would put together."),
                code="common",
            )

    def get_help_text(self) -> str:
        return _("Not one that many people use.")

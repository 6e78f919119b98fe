"""What a passphrase must be: long, and not one that is tried first: by everybody, or by who knows this place and the
name. Nothing else (NIST SP 800-63B 5.1.1.2).

Django asks these classes, wherever a passphrase is chosen: on a page or with `hearten operator add`.
"""

import unicodedata
from itertools import pairwise
from typing import Any

from django.conf import settings
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

SHORTEST = 12
LONGEST = 500
FEWEST_DIFFERENT = 5
SHORTEST_WORD = 3  # of a name: shorter ones stand inside too many other words
ROWS = ("01234567890", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm", "qwertzuiop", "azertyuiop")
# Words of this place (ASVS 6.1.2; SECURITY.md lists them); the site's own name and the person's come on top.
PLACES_WORDS = ("hearten", "passphrase", "password", "peer support", "help now")


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
    """Not what is tried first: the 20,000 most used passphrases (kept here, asked nowhere else), alone, repeated or
    with numbers around them, the same few keys again, and keys in a row.
    """

    def validate(self, password: str, user: Any = None) -> None:
        said = password.casefold().strip()
        core = said.strip("0123456789 !?.,-_#*")
        listed = self.passwords & {said, core, _repeated(said), _repeated(core)}
        if listed or len(set(said)) < FEWEST_DIFFERENT or len(_repeated(said)) < FEWEST_DIFFERENT or _in_a_row(said):
            raise ValidationError(
                _("Many people use this one, so others try it first. Choose words that only you would put together."),
                code="common",
            )

    def get_help_text(self) -> str:
        return _("Not one that many people use.")


class NotOfThisPlace:
    """Words of this place and the name that somebody signs in with do not count towards the 12 characters.

    They may stand in a passphrase of other words. `user` is that name here: there is no account yet when one joins.
    """

    def validate(self, password: str, user: Any = None) -> None:
        left = password.casefold()
        for word in sorted(self._words(str(user or "")), key=len, reverse=True):
            left = left.replace(word, "")
        if left != password.casefold() and len(left) < SHORTEST:
            raise ValidationError(
                _("Words of this place, and your name here, are guessed first. Leave them out, or add more words."),
                code="place",
            )

    def _words(self, name: str) -> set[str]:
        said = [*PLACES_WORDS, settings.HEARTEN_NAME, name]
        apart = [part for text in said[len(PLACES_WORDS) :] for part in text.split()]
        return {word for text in [*said, *apart] if len(word := text.casefold().strip()) >= SHORTEST_WORD}

    def get_help_text(self) -> str:
        return _("Not the name of this place, and not yours.")


def _repeated(text: str) -> str:
    """Return the part that the text repeats ("abcabc" -> "abc"), or the whole text."""
    return text[: (text + text).find(text, 1)] if text else text


def _in_a_row(text: str) -> bool:
    """Whether most keys follow each other on the keyboard, in the alphabet or in counting."""
    steps = [any(pair in row or pair[::-1] in row for row in ROWS) for pair in map("".join, pairwise(text))]
    return sum(steps) >= 0.75 * len(steps)

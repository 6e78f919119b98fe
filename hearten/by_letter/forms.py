"""What is filled in about answering by letter."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from hearten.by_letter.place import only_in_our_letters
from hearten.by_letter.quoted import holds_any
from hearten.kernel.words import WordsField


class WishForm(forms.Form):
    """Whether one wants to answer by letter."""

    wanted = forms.BooleanField(required=False)


class LetterForm(forms.Form):
    """The words of a letter that waits. `fine` as in every writing form."""

    body = WordsField()
    fine = forms.CharField(max_length=2000, required=False)

    def clean_body(self) -> str:
        """Keep out what stands in our own letters: with it, anybody could end this person's letters."""
        words: str = self.cleaned_data["body"]
        if holds_any(words, only_in_our_letters()):
            raise ValidationError(
                _("A part of our letter is still among your words, with addresses that are yours alone. Take it out.")
            )
        return words


class NothingForm(forms.Form):
    """A button alone."""

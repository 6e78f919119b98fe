"""What is filled in for a card of encouragement."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hearten.encouragement.models import LONGEST
from hearten.kernel.words import WordsField


class NothingForm(forms.Form):
    """A button alone."""


class EditForm(forms.Form):
    """The words. `fine` as in every writing form."""

    words = WordsField(longest=LONGEST)
    fine = forms.CharField(max_length=2000, required=False)


class CardForm(EditForm):
    """A new card: its words, for which group, and whether one's name stands on it."""

    group = forms.UUIDField(
        error_messages={"required": _("Choose for which group."), "invalid": _("Choose for which group.")}
    )
    unnamed = forms.BooleanField(required=False)
    client_id = forms.UUIDField()

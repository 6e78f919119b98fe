"""What is filled in about circles."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from hearten.kernel.words import WordsField
from hearten.plans.circles.words import SUGGESTED
from hearten.plans.fields import LineField, SendingForm
from hearten.plans.models.circles import Level

LONGEST = 120
LEVELS = [("", _("Nothing")), *Level.choices]


class ProposeForm(SendingForm):
    """Whom to ask, and the words for when something was missed."""

    people = forms.TypedMultipleChoiceField(
        coerce=UUID, error_messages={"required": _("Choose one to four people to ask.")}
    )  # fmt: skip
    code = forms.ChoiceField(
        choices=SUGGESTED,
        error_messages={"required": _("Choose the words."), "invalid_choice": _("Choose the words.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        given = self.data.getlist("people") if isinstance(self.data, QueryDict) else []
        # Whom one may ask is decided by the database; here only what is no key falls out.
        self.fields["people"].choices = [(key, key) for key in given if _is_key(key)]  # type: ignore[attr-defined]


def _is_key(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


class AnswerForm(forms.Form):
    """Yes, or not now: the buttons are the answers."""

    answer = forms.ChoiceField(
        choices=[("yes", _("Yes")), ("not_now", _("Not now"))],
        error_messages={"required": _("Choose one of the two."), "invalid_choice": _("Choose one of the two.")},
    )


class ShowingForm(forms.Form):
    """What a circle sees of one commitment, and what it is called there."""

    level = forms.ChoiceField(
        choices=LEVELS, required=False, error_messages={"invalid_choice": _("Choose one of the three.")}
    )
    called = LineField(longest=LONGEST, required=False)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("level") and "called" in said and not said["called"]:
            self.add_error("called", _("Write what it is called for the others. A few words are enough."))
        return said


class WordsForm(forms.Form):
    """Words of the list, or one's own."""

    code = forms.ChoiceField(
        choices=[*SUGGESTED, ("", _("Our own words"))],
        required=False,
        error_messages={"invalid_choice": _("Choose the words.")},
    )
    words = WordsField(longest=LONGEST, required=False)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if "code" in said and not said["code"] and "words" in said and not said["words"]:
            self.add_error("words", _("Write your words, or choose some of the list."))
        return said

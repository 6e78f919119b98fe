"""What is filled in when somebody shares what helps, says how it went, or asks for a look."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hearten.kernel.clock import now
from hearten.kernel.words import NameField, WordsField
from hearten.library import choices
from hearten.library.choices import FEWEST_STEPS, MOST_BACKGROUNDS, MOST_SITUATIONS, MOST_STEPS

LONGEST_STEP = 400
_NUMBER = re.compile(r"^\s*(?:\d{1,2}[.)]|[-*•])\s+")


class StepsField(WordsField):
    """Steps, one a line. Cleaned to a list; a number or a dash that somebody put before a step goes."""

    def clean(self, value: object) -> Any:
        lines = [_NUMBER.sub("", line).strip() for line in str(super().clean(value)).split("\n")]
        steps = [line for line in lines if line]
        if not FEWEST_STEPS <= len(steps) <= MOST_STEPS:
            raise forms.ValidationError(_("Write two to six steps, each on a line of its own."))
        if any(len(step) > LONGEST_STEP for step in steps):
            raise forms.ValidationError(_("One step is very long. Make two of it, or shorten it."))
        return steps


class TagsField(forms.MultipleChoiceField):
    """A few tags of ours, as the writer chose them."""

    def __init__(self, most: int, too_many: Any, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)
        self.most, self.too_many = most, too_many

    def validate(self, value: list[str]) -> None:
        super().validate(value)
        if len(value) > self.most:
            raise forms.ValidationError(self.too_many)


def _backgrounds() -> TagsField:
    return TagsField(MOST_BACKGROUNDS, _("Choose at most three words about you."), choices=choices.Background)


def _one_of(some: Any, empty: Any) -> forms.ChoiceField:
    return forms.ChoiceField(choices=some, error_messages={"required": empty, "invalid_choice": empty})


class CardForm(forms.Form):
    """A strategy card. `fine`, `client_id` and `masked` as in every writing form."""

    title = NameField(longest=90, empty=_("Give it a name of a few words, so that people find it."))
    what = WordsField(longest=1500, empty=_("Say what you do. One or two sentences are enough."))
    steps = StepsField(longest=3000, empty=_("Write two to six steps, each on a line of its own."))
    fits = WordsField(longest=600, empty=_("Say when it fits. A few words are enough."))
    wrong = WordsField(longest=900, empty=_("Say what can go wrong. It helps others to be ready for it."))
    topic = _one_of(choices.Topic, _("Choose what it is about."))
    situations = TagsField(MOST_SITUATIONS, _("Choose at most four situations."), choices=choices.Situation)
    energy = _one_of(choices.Energy, _("Choose how much energy it asks for."))
    minutes = _one_of(choices.Minutes, _("Choose how long it takes."))
    company = _one_of(choices.Company, _("Choose whether one does it alone."))
    cost = _one_of(choices.Cost, _("Choose what it costs."))
    label = _one_of(choices.Label, _("Choose whether this is your experience, or information."))
    source = NameField(longest=300, required=False)
    source_on = forms.DateField(required=False, error_messages={"invalid": _("Write the date like 2026-03-31.")})
    backgrounds = _backgrounds()
    masked = forms.BooleanField(required=False)
    client_id = forms.UUIDField(required=False)
    fine = forms.CharField(max_length=2000, required=False)
    quotes = forms.UUIDField(required=False)  # what the card grew out of
    changed = NameField(longest=200, required=False)

    def clean_minutes(self) -> int:
        return int(self.cleaned_data["minutes"])

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("label") == choices.Label.EXPERIENCE:
            return said | {"source": "", "source_on": None}
        if said.get("label") == choices.Label.INFORMATION:
            self._from_where(said)
        return said

    def _from_where(self, said: dict[str, Any]) -> None:
        if not said.get("source") and "source" not in self.errors:
            self.add_error("source", _("Information needs its source: who says so, and where."))
        if "source_on" in self.errors:
            return
        if said.get("source_on") is None:
            self.add_error("source_on", _("Information needs the date of its source, or the day you checked it."))
        elif said["source_on"] > now().date():
            self.add_error("source_on", _("This date has not come yet. Write when the source was checked."))


class TriedForm(forms.Form):
    """How it went for somebody."""

    outcome = _one_of(choices.Outcome, _("Choose how it went."))
    context = _one_of(choices.Context, _("Choose when you tried it."))
    words = WordsField(longest=2000, required=False)
    backgrounds = _backgrounds()
    masked = forms.BooleanField(required=False)
    fine = forms.CharField(max_length=2000, required=False)


class LookForm(forms.Form):
    """Words of somebody who looked at a card."""

    words = WordsField(longest=1000, empty=_("Write in a sentence what you looked at, and what you found."))
    fine = forms.CharField(max_length=2000, required=False)


class FlagForm(forms.Form):
    concern = _one_of(choices.Concern, _("Choose why somebody should look."))
    words = WordsField(longest=1000, required=False)


class AnswerForm(forms.Form):
    answer = _one_of([("stays", "stays"), ("back", "back")], _("Choose what happens with the card."))
    words = WordsField(
        longest=1000, empty=_("Write a sentence or two. It goes to who asked, and to who wrote the card.")
    )
    fine = forms.CharField(max_length=2000, required=False)


class NothingForm(forms.Form):
    """A confirmation: the button says it all."""

"""What people fill in about services."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hearten.kernel.clock import now
from hearten.kernel.words import WordsField
from hearten.resources.models import Check, ListingNote, ListingReport

MOST_WEEKS = 260
MONTHS = 24


def _chosen(sentence: Any) -> dict[str, Any]:
    return {"required": sentence, "invalid_choice": sentence}


def _weeks(**more: Any) -> forms.IntegerField:
    sentence = _("Write a number of weeks, from 0 to 260. For a few days, write 1.")
    return forms.IntegerField(
        required=False, min_value=0, max_value=MOST_WEEKS,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), sentence), **more,
    )  # fmt: skip


class NothingForm(forms.Form):
    """A confirmation: the button says it all."""


class FindForm(forms.Form):
    """Filters of the directory; a wrong value filters nothing, because nobody should be stuck at a door."""

    words = WordsField(longest=200, required=False)
    need = forms.CharField(max_length=80, required=False)
    area = WordsField(longest=120, required=False)
    free = forms.BooleanField(required=False)
    language = forms.CharField(max_length=80, required=False)
    access = forms.CharField(max_length=80, required=False)
    open = forms.BooleanField(required=False)
    over = forms.BooleanField(required=False)
    page = forms.IntegerField(required=False, min_value=1, max_value=1000)


class ReportForm(forms.Form):
    kind = forms.ChoiceField(
        choices=ListingReport.Kind, error_messages=_chosen(_("Choose what it is. The nearest one is enough."))
    )
    field = forms.ChoiceField(choices=[("", "-"), *ListingReport.Field.choices], required=False)
    weeks = _weeks()
    words = WordsField(required=False, longest=2000)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        kind = said.get("kind")
        if kind == ListingReport.Kind.WRONG and not said.get("field"):
            self.add_error("field", _("Choose what is wrong, so that somebody knows where to look."))
        if kind == ListingReport.Kind.WAIT and said.get("weeks") is None and "weeks" not in self.errors:
            self.add_error("weeks", _("Write how many weeks the wait is, as far as you know."))
        if kind == ListingReport.Kind.OTHER and not said.get("words"):
            self.add_error("words", _("Write a few words, so that somebody knows what to look for."))
        return said


class CheckForm(forms.Form):
    """What somebody found out about a service. `reports`: the ids that are answered by it."""

    found = forms.ChoiceField(choices=Check.Found, error_messages=_chosen(_("Choose what you found out.")))
    how = forms.ChoiceField(choices=Check.How, error_messages=_chosen(_("Choose how you made sure.")))
    on = forms.DateField(error_messages=dict.fromkeys(("required", "invalid"), _("Write the day as in 2026-11-29.")))
    words = WordsField(required=False, longest=1000)
    answer = WordsField(required=False, longest=2000)
    reports = forms.TypedMultipleChoiceField(required=False)
    fine = forms.CharField(required=False, max_length=2000)

    def __init__(self, *given: Any, waiting: list[str] | None = None, **more: Any) -> None:
        super().__init__(*given, **more)
        choices = [(one, one) for one in waiting or ()]
        self.fields["reports"] = forms.MultipleChoiceField(
            choices=choices, required=False,
            error_messages={"invalid_choice": _("Somebody else answered one of these. Look at what is left.")},
        )  # fmt: skip

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        if on > now().date() + timedelta(days=1):  # it may be tomorrow already where they are
            raise forms.ValidationError(_("This day has not come yet. Write the day on which you made sure."))
        return on

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("found") in (Check.Found.CHANGED, Check.Found.CLOSED) and not said.get("words"):
            self.add_error("words", _("Write what is so now. Everybody who reads the entry sees it."))
        if said.get("reports") and not said.get("answer"):
            self.add_error("answer", _("Write a sentence for the people who reported it."))
        return said


class NoteForm(forms.Form):
    """How a service was. `month` is "2026-11"; what is left empty is not said."""

    group = forms.UUIDField(error_messages=dict.fromkeys(("required", "invalid"), _("Choose in which group.")))
    weeks = _weeks()
    respect = forms.ChoiceField(choices=[("", "-"), *ListingNote.Respect.choices], required=False)
    cost = forms.ChoiceField(choices=[("", "-"), *ListingNote.Cost.choices], required=False)
    cost_words = WordsField(required=False, longest=200)
    body = WordsField(required=False, longest=1000)
    month = forms.RegexField(r"^\d{4}-(0[1-9]|1[0-2])$", required=False)
    hidden = forms.BooleanField(required=False)
    fine = forms.CharField(required=False, max_length=2000)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        told = [said.get(name) for name in ("respect", "cost", "body", "cost_words")]
        if not self.errors and said.get("weeks") is None and not any(told):
            self.add_error("body", _("Fill in one of these, or write a few words. All of it can stay short."))
        return said

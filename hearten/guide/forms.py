"""What is filled in with the Guide: a question, an agreement, lines for a person, a page, a reason."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hearten.guide.texts import LANGUAGES
from hearten.kernel.clock import now
from hearten.kernel.words import NameField, WordsField

LONGEST_QUESTION = 2_000
LONGEST_SUMMARY = 600
LONGEST_PAGE = 6_000
MOST_LINES, MOST_ASKED = 3, 8


class QuestionForm(forms.Form):
    """A question. `client_id`: the form's name for this sending, so that what was sent twice is answered once."""

    said = WordsField(longest=LONGEST_QUESTION, empty=_("Write a few words first. A whole question is fine, too."))
    client_id = forms.UUIDField(required=False)


class ConsentForm(forms.Form):
    agree = forms.ChoiceField(choices=[("yes", "yes"), ("no", "no")])


class SwitchForm(forms.Form):
    open = forms.ChoiceField(choices=[("yes", "yes"), ("no", "no")])


class KeepForm(forms.Form):
    keep = forms.ChoiceField(choices=[("yes", "yes"), ("no", "no")])


class NothingForm(forms.Form):
    """A button alone."""


class SummaryForm(forms.Form):
    """Lines for whoever answers, if somebody likes. Empty: nothing goes along."""

    words = WordsField(longest=LONGEST_SUMMARY, required=False)

    def clean_words(self) -> str:
        lines = [line.strip() for line in str(self.cleaned_data["words"]).splitlines() if line.strip()]
        return "\n".join([*lines[: MOST_LINES - 1], " ".join(lines[MOST_LINES - 1 :])]).strip()


class PageForm(forms.Form):
    """A page of the team's, for the Guide to quote."""

    title = NameField(longest=90, empty=_("Give the page a title."))
    words = WordsField(longest=LONGEST_PAGE, empty=_("Write what the page says."))
    asked = WordsField(longest=1_700, required=False)
    language = forms.ChoiceField(choices=[(code, code) for code in LANGUAGES])
    checked_on = forms.DateField(
        error_messages={
            "required": _("Give the day on which somebody made sure that it is right."),
            "invalid": _("Write the day as year-month-day, such as 2027-01-31."),
        }
    )

    def clean_asked(self) -> list[str]:
        return [line.strip()[:200] for line in str(self.cleaned_data["asked"]).splitlines() if line.strip()][
            :MOST_ASKED
        ]

    def clean_checked_on(self) -> date:
        day: date = self.cleaned_data["checked_on"]
        if day > now().date():
            raise forms.ValidationError(_("This day is still to come. Give the day on which somebody checked it."))
        return day


class ReasonForm(forms.Form):
    reason = WordsField(longest=500, empty=_("Say in a sentence why you read this. Its member will see it."))


def given(form: forms.Form, first: dict[str, Any]) -> dict[str, Any]:
    """Return what a form shows: what was sent, or what it begins with."""
    return dict(form.data.items()) if form.is_bound else first

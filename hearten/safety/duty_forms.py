"""What who looks after people fills in."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from hearten.kernel.words import NameField, WordsField
from hearten.safety.course import QUESTIONS
from hearten.safety.models.concerns import Level, Outcome
from hearten.safety.models.cover import Part
from hearten.safety.rules import LONGEST_SHIFT, PACES, Span, graver_than
from hearten.safety.suggested import STEPS

ONE_OF_THEM = {"required": _("Choose one of them."), "invalid_choice": _("Choose one of them.")}


class StepForm(forms.Form):
    what = forms.ChoiceField(choices=[(step, step) for step in STEPS], error_messages=ONE_OF_THEM)


class NoteForm(forms.Form):
    """A note; `kind` says what for: to keep, to hand over with, for a second reader, as an answer."""

    kind = forms.ChoiceField(
        choices=[("note", ""), ("handover", ""), ("second", ""), ("answer", "")], error_messages=ONE_OF_THEM
    )
    words = WordsField(longest=2000, empty=_("Write a few words for whoever reads next."))


class LevelForm(forms.Form):
    level = forms.ChoiceField(
        choices=[(level, Level(level).label) for level in graver_than(Level.L1)], error_messages=ONE_OF_THEM
    )


class CloseForm(forms.Form):
    outcome = forms.ChoiceField(
        choices=Outcome.choices, error_messages={"required": _("Choose how it is now. Then it can be closed.")}
    )


UNABLE = [
    ("", _("They can decide, or it is happening now")),
    ("no_answer", _("They do not answer any more, after saying when")),
    ("not_awake", _("They seem confused, or hardly awake")),
    ("unwilling", _("They do not want help, and a plan, means and a time are known")),
]


class DisclosureForm(forms.Form):
    unable = forms.ChoiceField(choices=UNABLE, required=False)
    tried = WordsField(longest=2000, empty=_("Write what was tried so far. Gentler steps come first."))
    tells = WordsField(longest=2000, empty=_("Write what exactly would be told. As little as helps."))
    whom = NameField(longest=120, empty=_("Write who would be told, such as the ambulance of a town."))
    basis = NameField(longest=200, empty=_("Write what allows it. The guide for your country says so."))
    told = forms.ChoiceField(choices=[("yes", ""), ("no", "")], error_messages=ONE_OF_THEM)
    untold_because = NameField(longest=200, required=False)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("told") == "no" and not said.get("untold_because"):
            self.add_error("untold_because", _("Write why telling them now would raise the danger."))
        elif said.get("told") == "yes":
            said["untold_because"] = ""
        return said


class AgreeForm(forms.Form):
    agrees = forms.ChoiceField(choices=[("yes", ""), ("no", "")], error_messages=ONE_OF_THEM)


HOURS = [(str(n), str(n)) for n in range(1, LONGEST_SHIFT // timedelta(hours=1) + 1)]


class ShiftForm(forms.Form):
    """A day, a time and some hours, in the group's own time."""

    day = forms.DateField(
        error_messages={
            "required": _("Choose a day."),
            "invalid": _("Write the day as year-month-day, such as 2027-01-31."),
        }
    )
    begins = forms.TimeField(
        error_messages={"required": _("Choose when it begins."), "invalid": _("Write the time as 18:30.")}
    )
    hours = forms.ChoiceField(choices=HOURS, error_messages=ONE_OF_THEM)
    part = forms.ChoiceField(choices=Part.choices, error_messages=ONE_OF_THEM)

    def span(self, zone: str) -> Span:
        """Return from when until when, as moments."""
        said = self.cleaned_data
        start = datetime.combine(said["day"], said["begins"], tzinfo=ZoneInfo(zone))
        return Span(start, start + timedelta(hours=int(said["hours"])))


class RestForm(forms.Form):
    what = forms.ChoiceField(
        choices=[("break", ""), ("not_today", ""), ("back", ""), ("go_on", "")], error_messages=ONE_OF_THEM
    )


WEIGHTS = [("light", _("It was all right")), ("some", _("It stays with me a little")), ("much", _("It was a lot"))]


class DebriefForm(forms.Form):
    weight = forms.ChoiceField(choices=WEIGHTS, error_messages={"required": _("Choose how it was for you.")})
    words = WordsField(longest=4000, required=False)
    talk = forms.BooleanField(required=False)


class PaceForm(forms.Form):
    """Minutes for each step of the ladder."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for (level, step), (least, most) in PACES.items():
            self.fields[f"{level}_{step}"] = forms.IntegerField(
                min_value=least,
                max_value=most,
                error_messages={
                    "required": _("Write a number of minutes."),
                    "invalid": _("Write a number of minutes."),
                    "min_value": _("This is too short to read and answer. Write a higher number."),
                    "max_value": _("This is too long for somebody who waits. Write a lower number."),
                },
            )


class QuizForm(forms.Form):
    """The course's questions. A wrong answer is told why another one is better, beside the question."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question in QUESTIONS:
            self.fields[question.name] = forms.ChoiceField(
                choices=question.answers, error_messages={"required": _("Choose an answer.")}
            )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        for question in _wrong(said):
            self.add_error(question.name, question.why)
        return said


def _wrong(said: dict[str, Any]) -> Iterable[Any]:
    return [one for one in QUESTIONS if one.name in said and said[one.name] != one.right]

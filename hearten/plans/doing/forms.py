"""What is filled in about one's plan and about what one counts."""

from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from hearten.kernel.words import WordsField
from hearten.members.zones import ZoneField
from hearten.plans.calendar import today
from hearten.plans.doing.actions import Rhythm
from hearten.plans.fields import DayField, LineField, SendingForm
from hearten.plans.models.doing import Often
from hearten.plans.models.milestones import Counts

LONGEST, LONGEST_WHY = 120, 1000
DAYS_OF_WEEK = [(str(number + 1), WEEKDAYS[number]) for number in range(7)]
EVERY = [(str(number), str(number)) for number in range(2, 32)]
TIMES = [(str(number), str(number)) for number in range(1, 7)]


class WordsForm(forms.Form):
    """What it is, and why it matters."""

    words = LineField(longest=LONGEST, empty=_("Write what you would like to do. A few words are enough."))
    why = WordsField(longest=LONGEST_WHY, required=False)


class RhythmForm(forms.Form):
    """How often. Only what belongs to the chosen way is looked at."""

    often = forms.ChoiceField(
        choices=Often.choices,
        error_messages={"required": _("Choose how often."), "invalid_choice": _("Choose one of these ways.")},
    )
    weekdays = forms.MultipleChoiceField(
        choices=DAYS_OF_WEEK, required=False, error_messages={"invalid_choice": _("Choose days of the week.")}
    )
    every = forms.ChoiceField(
        choices=EVERY, required=False, error_messages={"invalid_choice": _("Choose a number from 2 to 31.")}
    )
    times = forms.ChoiceField(
        choices=TIMES, required=False, error_messages={"invalid_choice": _("Choose a number from 1 to 6.")}
    )
    on_day = forms.DateField(
        required=False, error_messages={"invalid": _("Write the day as year-month-day, such as 2027-01-31.")}
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        often, day = said.get("often"), said.get("on_day")
        if often == Often.WEEKDAYS and not said.get("weekdays"):
            self.add_error("weekdays", _("Choose at least one day of the week."))
        if often == Often.EVERY and not said.get("every"):
            self.add_error("every", _("Choose every how many days."))
        if often == Often.WEEKLY and not said.get("times"):
            self.add_error("times", _("Choose how many times in a week."))
        if often == Often.ONCE and "on_day" in said and (day is None or day < today()):
            self.add_error("on_day", _("Give the day: today, or one that is still to come."))
        return said

    def rhythm(self) -> Rhythm:
        """Return how often, of what was filled in well."""
        said = self.cleaned_data
        often = said["often"]
        number = said["every"] if often == Often.EVERY else said["times"] if often == Often.WEEKLY else 1
        days = [int(day) for day in said["weekdays"]] if often == Often.WEEKDAYS else []
        return Rhythm(often, days, int(number), said["on_day"] if often == Often.ONCE else None)


class RemindForm(forms.Form):
    """At which time of day to be reminded; empty: not at all."""

    at = forms.TimeField(required=False, error_messages={"invalid": _("Write the time like 08:00 or 20:30.")})
    zone = ZoneField()


class BeginForm(SendingForm, WordsForm, RhythmForm):
    """Something new in the plan."""


class DayForm(forms.Form):
    """For which day: a device that was without a network says so. Empty: today."""

    day = DayField()


class MilestoneForm(SendingForm):
    """Something that counts."""

    words = LineField(longest=LONGEST, empty=_("Write what you would like to count. A few words are enough."))
    counts = forms.ChoiceField(
        choices=Counts.choices,
        error_messages={"required": _("Choose how it counts."), "invalid_choice": _("Choose one of these ways.")},
    )
    first_day = DayField()


class MilestoneChangeForm(forms.Form):
    """What it is called, and from which day it counts."""

    words = LineField(longest=LONGEST, empty=_("Write what you would like to count. A few words are enough."))
    first_day = DayField()

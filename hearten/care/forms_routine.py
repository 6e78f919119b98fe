"""What is filled in about a routine. Nothing here asks how much, and nothing looks at what was written."""

from datetime import date, time, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hearten.care.choices import WEEKDAYS, Feeling, Food, How
from hearten.care.rules import LONGEST_LINE, LONGEST_PART, MOST_TIMES
from hearten.kernel.clock import now
from hearten.kernel.words import NameField, WordsField
from hearten.members.zones import ZoneField

A_DAY = {"invalid": gettext_lazy("Write the day as your device offers it, or like 2026-03-09.")}


class ClockForm(forms.Form):
    """A form that plans something for a time of day, and asks by which clock where nobody knows."""

    zone = ZoneField()

    def needs_zone(self, plans: bool, known: str) -> bool:
        """Whether a reminder follows (`plans`) and nobody knows by which clock. Says so beside the field."""
        missing = plans and not (known or self.cleaned_data.get("zone"))
        if missing:
            self.add_error("zone", _("Choose your time zone, so that reminders come at the right time of day."))
        return missing


def is_to_come(day: date | None) -> bool:
    """Whether a day is still to come, or is today, somewhere on earth."""
    return day is not None and day >= now().date() - timedelta(days=1)


class DayField(forms.DateField):
    """A day of a calendar that somebody may mean; a slip of the year is told and not reckoned with."""

    def to_python(self, value: Any) -> date | None:
        day = super().to_python(value)
        if day is not None and not date(1990, 1, 1) <= day <= date(2200, 1, 1):
            raise forms.ValidationError(_("Look at the year of this day again."))
        return day


class TimesField(forms.Field):
    """Several times of day, each in a box of its own. Empty boxes are left out; the same time twice is once."""

    widget = forms.SelectMultiple

    def to_python(self, value: object) -> list[time]:
        given = [str(one).strip() for one in (value if isinstance(value, list | tuple) else []) if str(one).strip()]
        try:
            return sorted({time.fromisoformat(one).replace(second=0, microsecond=0, tzinfo=None) for one in given})
        except ValueError:
            raise forms.ValidationError(_("Write each time like 08:00 or 20:30.")) from None

    def validate(self, value: list[time]) -> None:
        if len(value) > MOST_TIMES:
            raise forms.ValidationError(_("Eight times a day are as many as fit here."))


class WhenForm(ClockForm):
    """When it is taken: times, and days of the week (none chosen: every day). There may be no times."""

    at = TimesField(required=False)
    days = forms.TypedMultipleChoiceField(
        choices=WEEKDAYS, coerce=int, required=False,
        error_messages={"invalid_choice": gettext_lazy("Choose days from the list, or none for every day.")},
    )  # fmt: skip

    remind = forms.BooleanField(required=False)

    def plans(self) -> bool:
        return bool(self.cleaned_data.get("remind") and self.cleaned_data.get("at"))

    def clean_days(self) -> list[int]:
        return sorted(self.cleaned_data["days"]) or [number for number, _name in WEEKDAYS]


class RoutineForm(ClockForm):
    """What is written about it. All of it may stay empty."""

    name = NameField(longest=80, required=False)
    food = forms.ChoiceField(choices=[("", ""), *Food.choices], required=False)
    notes = WordsField(longest=LONGEST_PART, required=False)
    refill_on = DayField(required=False, error_messages=A_DAY)

    def plans(self) -> bool:
        return is_to_come(self.cleaned_data.get("refill_on"))

    @property
    def words(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in ("name", "food", "notes")}


class BeginForm(RoutineForm, WhenForm):
    """Both at once, for something new."""

    client_id = forms.UUIDField()

    def plans(self) -> bool:
        return RoutineForm.plans(self) or WhenForm.plans(self)


class MarkForm(forms.Form):
    """One tap: which time, and what became of it."""

    day = forms.DateField()
    at = forms.TimeField()
    how = forms.ChoiceField(
        choices=How.choices,
        error_messages={"required": gettext_lazy("Choose one of the three, or leave it."),
                        "invalid_choice": gettext_lazy("Choose one of these three, or leave it.")},
    )  # fmt: skip


class ReasonForm(forms.Form):
    """Why, for oneself; or nothing."""

    reason = WordsField(longest=LONGEST_LINE, required=False)


class EffectForm(forms.Form):
    """Feelings, own words, or both."""

    client_id = forms.UUIDField()
    on = DayField(error_messages=A_DAY | {"required": gettext_lazy("Choose the day that this is about.")})
    feelings = forms.MultipleChoiceField(choices=Feeling.choices, required=False)
    words = WordsField(longest=LONGEST_PART, required=False)

    def clean(self) -> dict[str, object]:
        said = super().clean() or {}
        if not said.get("feelings") and not said.get("words") and not self.errors:
            self.add_error("words", _("Choose a feeling or write a few words first."))
        return said


class NothingForm(forms.Form):
    """A button alone."""

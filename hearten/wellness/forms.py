"""What is filled in for hard days."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hearten.kernel.words import WordsField
from hearten.wellness.models import EVERY, Said, What
from hearten.wellness.parts import PLAN, QUESTIONS
from hearten.wellness.rules import ROOMS

LONGEST = 2000
LONGEST_ALT = 300


class NothingForm(forms.Form):
    """A button alone."""


class HopeForm(forms.Form):
    """Words or a song, for the shelf."""

    what = forms.ChoiceField(
        choices=[(one.value, one.label) for one in (What.WORDS, What.SONG)],
        error_messages={"required": _("Choose whether it is words or a song."),
                        "invalid_choice": _("Choose whether it is words or a song.")},
    )  # fmt: skip
    words = WordsField(longest=LONGEST)
    client_id = forms.UUIDField()


class PictureForm(forms.Form):
    """What is in a picture. The file itself is read by the view."""

    words = WordsField(
        longest=LONGEST_ALT, empty=_("Say in a few words what is in the picture. It is shown while the picture loads.")
    )
    client_id = forms.UUIDField()


class PlanForm(forms.Form):
    """One text for each part; every one may stay empty."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, _label, _hint in PLAN:
            self.fields[name] = WordsField(longest=LONGEST, required=False)


class EveryForm(forms.Form):
    """Every how many days somebody wants to be asked."""

    every = forms.TypedChoiceField(
        coerce=int, choices=[(days, days) for days in EVERY],
        error_messages={"required": _("Choose how often."), "invalid_choice": _("Choose one of these.")},
    )  # fmt: skip


class LookForm(forms.Form):
    """One tap: the buttons are the answers."""

    answer = forms.ChoiceField(
        choices=Said.choices, error_messages={"required": _("Choose one of the answers, or leave it."),
                                              "invalid_choice": _("Choose one of these answers, or leave it.")}
    )  # fmt: skip


class SetbackForm(forms.Form):
    """Three questions. Each may stay empty, and so may all of them."""

    client_id = forms.UUIDField()
    beside = forms.BooleanField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, _label, _hint in QUESTIONS:
            self.fields[name] = WordsField(longest=LONGEST, required=False)


class PeerForm(forms.Form):
    """What somebody says who was named."""

    how = forms.ChoiceField(
        choices=[("agreed", "agreed"), ("not_now", "not now")],
        error_messages={"required": _("Choose yes or not now. You owe nobody a reason.")},
    )


class RoomForm(forms.Form):
    """For how long somebody has room."""

    until = forms.ChoiceField(
        choices=[(name, label) for name, label, _hours in ROOMS],
        error_messages={"required": _("Choose for how long."), "invalid_choice": _("Choose one of these.")},
    )


class ChangeForm(forms.Form):
    """What a device did without a network. `says` is JSON (arriving.py)."""

    client_id = forms.UUIDField()
    mine = forms.CharField(max_length=64)
    of = forms.CharField(max_length=10)
    says = forms.CharField(max_length=200_000, strip=False)


class VersionForm(forms.Form):
    """Which of two versions stays."""

    keep = forms.ChoiceField(
        choices=[("here", "here"), ("other", "other"), ("both", "both")],
        error_messages={"required": _("Choose one of the three. Nothing is lost before that."),
                        "invalid_choice": _("Choose one of the three.")},
    )  # fmt: skip

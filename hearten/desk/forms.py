"""What staff fill in on the desk."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hearten.desk.rules import LONGEST_HOLD_DAYS, SHORTEST_REASON
from hearten.kernel.words import NameField, WordsField


class ReasonField(WordsField):
    """Why staff want to see what is private. The people it concerns read it as it stands."""

    def __init__(self) -> None:
        super().__init__(longest=1000, empty=_("Write why this is needed. The people it concerns will read it."))

    def validate(self, value: str) -> None:
        super().validate(value)
        if len(value) < SHORTEST_REASON:
            raise forms.ValidationError(_("Say a little more, so that the people it concerns understand why."))


class EnterForm(forms.Form):
    reason = ReasonField()


class AskForm(forms.Form):
    mask = forms.UUIDField()
    reason = ReasonField()
    hold_days = forms.IntegerField(
        min_value=0,
        max_value=LONGEST_HOLD_DAYS,
        required=False,
        error_messages={
            "min_value": _("Use 0 to tell the person at once."),
            "max_value": _("The person is told after 30 days at the latest. Choose 30 or less."),
            "invalid": _("Write a number of days, such as 7."),
        },
    )


class AnswerForm(forms.Form):
    agrees = forms.ChoiceField(
        choices=[("yes", _("I agree")), ("no", _("I do not agree"))],
        error_messages={"required": _("Choose one of the two."), "invalid_choice": _("Choose one of the two.")},
    )


class FacilitatorForm(forms.Form):
    sign_in_name = NameField(empty=_("Write the name that this person signs in with."))
    shown_name = NameField(empty=_("Write the name that the group will see. The person can change it."))


class ModeratorForm(forms.Form):
    sign_in_name = NameField(empty=_("Write the name that this person signs in with."))
    shown_name = NameField(empty=_("Write the name under which members read what this person did as staff."))


class ConfirmForm(forms.Form):
    """A confirmation: the button says it all."""

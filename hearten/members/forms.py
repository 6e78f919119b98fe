"""What people fill in."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from hearten.kernel.words import NameField
from hearten.members import breaks, content_notes, newcomers, places
from hearten.members.passphrases import LONGEST, NotOfThisPlace, one_form


class PassphraseField(forms.CharField):
    """A passphrase, exactly as it was typed or pasted: no trimming. `chosen` asks whether it is a good new one."""

    widget = forms.PasswordInput

    def __init__(self, *, chosen: bool = False, **options: Any) -> None:
        options.setdefault("error_messages", {"required": _("Write your passphrase here.")})
        super().__init__(strip=False, max_length=LONGEST, **options)
        self.chosen = chosen

    def clean(self, value: Any) -> str:
        passphrase = one_form(super().clean(value))
        if self.chosen and passphrase:
            validate_password(passphrase)
        return passphrase


class NamesAPassphrase(forms.Form):
    """A form that chooses a passphrase for somebody whose name is known: the name is part of what is guessed first."""

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("passphrase"):
            try:
                NotOfThisPlace().validate(given["passphrase"], given.get("name", ""))
            except ValidationError as error:
                self.add_error("passphrase", error)
        return given


class SignUpForm(NamesAPassphrase):
    """A name, a passphrase or a passkey, and two ticks. Nothing else is asked (G5, PR-01)."""

    name = NameField()
    passphrase = PassphraseField(chosen=True, required=False)
    credential = forms.JSONField(required=False)
    adult = forms.BooleanField(
        error_messages={"required": _("This place is for people who are 18 or older. Tick the box if you are.")}
    )
    agrees = forms.BooleanField(
        error_messages={
            "required": _("We need your agreement to keep what you write here. Read the text, then tick the box.")
        }
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        passphrase = given.get("passphrase")
        if "passphrase" not in self.errors and not passphrase and not given.get("credential"):
            self.add_error("passphrase", _("Choose a passphrase here, or join with a passkey."))
        return given


class SignInForm(forms.Form):
    name = forms.CharField(max_length=200, error_messages={"required": _("Write the name you use here.")})
    passphrase = PassphraseField()


class AgreeForm(forms.Form):
    agrees = forms.BooleanField(
        error_messages={
            "required": _("Tick the box if you agree. If you do not, you can close this page: nothing changes.")
        }
    )


class CodeForm(forms.Form):
    """A code from an app or from a sheet of paper; empty when a passkey is shown instead."""

    code = forms.CharField(max_length=40, required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not given.get("code") and not self.data.get("credential"):
            self.add_error("code", _("Write the code here."))
        return given


class RecoverForm(NamesAPassphrase):
    name = forms.CharField(max_length=200, error_messages={"required": _("Write the name you use here.")})
    code = forms.CharField(max_length=40, error_messages={"required": _("Write one of your recovery codes.")})
    passphrase = PassphraseField(chosen=True, error_messages={"required": _("Choose a new passphrase.")})


class RenameForm(forms.Form):
    name = NameField()


class PlaceForm(forms.Form):
    """Language, country and time zone; each may stay empty."""

    language = forms.ChoiceField(required=False)
    country = forms.ChoiceField(required=False)
    zone = forms.ChoiceField(required=False)

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        self.fields["language"].choices = [("", _("As the browser says")), *settings.LANGUAGES]  # type: ignore[attr-defined]
        self.fields["country"].choices = [("", _("Not said")), *places.countries()]  # type: ignore[attr-defined]
        named = [(zone, zone.replace("_", " ")) for zone in places.zones()]
        self.fields["zone"].choices = [("", _("As the device says")), *named]  # type: ignore[attr-defined]


class LookForm(forms.Form):
    """How pages look on this person's devices, and what they fold away."""

    theme = forms.ChoiceField(
        required=False, choices=[("", _("As the device says")), ("light", _("Light")), ("dark", _("Dark"))]
    )
    folds = forms.MultipleChoiceField(required=False, choices=content_notes.CHOICES)
    shared_device = forms.BooleanField(required=False)
    leaves_signed_out = forms.BooleanField(required=False)


class EmailForm(forms.Form):
    email = forms.EmailField(
        max_length=200,
        error_messages={
            "required": _("Write an address here, or go back: you do not need one."),
            "invalid": _("This does not look like an e-mail address. It needs an @ and a dot after it."),
        },
    )


class NewPassphraseForm(forms.Form):
    """A new passphrase, beside the present one where there is one and it was not shown just now (ASVS 6.2.3)."""

    passphrase_now = PassphraseField(required=False)
    passphrase = PassphraseField(chosen=True, error_messages={"required": _("Choose a new passphrase.")})


class ConfirmForm(forms.Form):
    """Show once more that it is you: a passphrase, a code, or a passkey."""

    passphrase = PassphraseField(required=False)
    code = forms.CharField(max_length=40, required=False)


class PasskeyForm(forms.Form):
    name = NameField(empty=_("Give the passkey a name that you will know again, like “my phone”."))


class StepForm(forms.Form):
    """One step of the newcomer's path: done, or skipped for now."""

    step = forms.ChoiceField(choices=[(step, step) for step in newcomers.STEPS])
    did = forms.ChoiceField(choices=[("done", "done"), ("skipped", "skipped")])
    folds = forms.MultipleChoiceField(required=False, choices=content_notes.CHOICES)


class LeaveForGoodForm(forms.Form):
    """What becomes of one's words, when, and a tick that it is meant."""

    how = forms.ChoiceField(
        choices=[("erased", ""), ("kept", "")],
        error_messages={
            "required": _("Choose what becomes of your words."),
            "invalid_choice": _("Choose one of the two."),
        },
    )
    when = forms.ChoiceField(
        choices=[("now", ""), ("later", "")],
        error_messages={"required": _("Choose when."), "invalid_choice": _("Choose one of the two.")},
    )
    sure = forms.BooleanField(
        error_messages={"required": _("Tick the box if you want to go. If not, you can close this page.")}
    )


class BreakForm(forms.Form):
    length = forms.ChoiceField(
        choices=[(length, "") for length in breaks.LENGTHS],
        error_messages={"required": _("Choose for how long."), "invalid_choice": _("Choose one of these.")},
    )

"""What is filled in when people write to each other."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hearten.coach.forms import SuggestedField
from hearten.kernel.words import NameField, WordsField
from hearten.threads.models import Kind, Wish

# Ways to answer (E4): a chip brings a hint, never words. `idea` and `point` need an invitation, `asks` asks for one.
MOVES = [
    ("feel", _("Say what you heard"), _("What do you think it feels like for them? Say it in your words.")),
    ("ask", _("Ask an open question"), _("Something they can answer in their own way, such as: what is that like?")),
    ("own", _("Share something of yours"), _("Keep it short, and come back to them at the end.")),
    ("cheer", _("Encourage"), _("Name something they did, however small.")),
    ("idea", _("Offer an idea"), _("Say what helped you, and leave the choice with them.")),
    ("point", _("Point to something"), _("Where to look or whom to ask, and what to expect there.")),
    ("asks", _("Ask if an idea is welcome"), _("They can say yes or not now. Until then, no ideas.")),
]


POINTS = 1000
# Working something through begins with a form of its own (forms_work.py).
BEGUN_BY_WRITING = [(value, label) for value, label in Kind.choices if value != Kind.WORK]


class _Sending(forms.Form):
    """What every writing form carries: the words, and the id the device gave to this sending."""

    body = WordsField()
    fine = forms.CharField(max_length=2000, required=False)  # marks of notes that the writer passed over
    client_id = forms.UUIDField()
    masked = forms.BooleanField(required=False)


class ReplyForm(_Sending):
    move = forms.ChoiceField(choices=[("", ""), *[(value, label) for value, label, _hint in MOVES]], required=False)
    quotes = forms.UUIDField(required=False)
    suggested = SuggestedField(required=False)
    good = WordsField(longest=POINTS, required=False)  # about an idea, where something is worked through
    bad = WordsField(longest=POINTS, required=False)


class StartForm(_Sending):
    title = NameField(longest=120, empty=_("Give it a few words as a title, so that people find it."))
    kind = forms.ChoiceField(choices=BEGUN_BY_WRITING, error_messages={"required": _("Choose what this is.")})
    wish = forms.ChoiceField(
        choices=Wish, error_messages={"required": _("Choose what would help. You can change it later.")}
    )
    mood = NameField(longest=40, required=False)
    note = NameField(longest=80, required=False)


class EditForm(forms.Form):
    body = WordsField()
    fine = forms.CharField(max_length=2000, required=False)


class EditOpeningForm(EditForm):
    title = NameField(longest=120, empty=_("Give it a few words as a title, so that people find it."))
    wish = forms.ChoiceField(choices=Wish)
    note = NameField(longest=80, required=False)


class NodForm(forms.Form):
    take_back = forms.BooleanField(required=False)


class AnswerForm(forms.Form):
    welcome = forms.ChoiceField(choices=[("yes", "yes"), ("no", "no")])


class DistanceForm(forms.Form):
    """How far away: one way, or both ways."""

    kind = forms.ChoiceField(choices=[("mute", "mute"), ("block", "block")])


class NothingForm(forms.Form):
    """A confirmation: the button says it all."""

"""One's own days (E7): check-ins, wins, setbacks, notes. Sealed; nobody else reads a row of these tables."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from hearten.kernel.confidential import Private, Rows
from hearten.kernel.sealed import SealedTextField
from hearten.members.models import Member
from hearten.plans.models.doing import OWN


class Kind(models.TextChoices):
    CHECK_IN = "check_in", _("Check-in")
    WIN = "win", _("Win")
    SETBACK = "setback", _("Setback")
    NOTE = "note", _("Note")


class Feeling(models.TextChoices):
    """One word for how it is. None of them is better to give than another."""

    CALM = "calm", _("calm")
    HOPEFUL = "hopeful", _("hopeful")
    GLAD = "glad", _("glad")
    TIRED = "tired", _("tired")
    RESTLESS = "restless", _("restless")
    SAD = "sad", _("sad")
    AFRAID = "afraid", _("afraid")
    ANGRY = "angry", _("angry")
    NUMB = "numb", _("numb")
    OTHER = "other", _("something else")


class Energy(models.IntegerChoices):
    LITTLE = 1, _("little")
    SOME = 2, _("some")
    ENOUGH = 3, _("enough")


class Entry(Private):
    """One entry. `feeling` and `said` are sealed as one text, as the words are: how somebody felt is health data."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE)
    kind = models.CharField(max_length=8, choices=Kind)
    day = models.DateField()
    said = SealedTextField()  # JSON: words, helped, who, feeling, energy
    client_id = models.UUIDField()
    at = models.DateTimeField()

    rows = Rows(add=OWN, change=OWN, changes=("day", "said"), remove=OWN)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "client_id"], name="entered_once")]
        indexes = [models.Index(fields=["member", "-day"])]


class Prompt(Private):
    """Since when somebody wants to be asked on their first page, once a day, how it is; and until when."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE)
    since = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    rows = Rows(add=OWN, change=OWN, changes=("ended_at",), remove=OWN)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["member"], condition=models.Q(ended_at__isnull=True), name="one_running_prompt"
            )
        ]

"""The wellness plan, and being asked every few days how it is (T5)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from hearten.kernel.confidential import ME, Private, Rows
from hearten.kernel.sealed import SealedTextField
from hearten.members.models import Member

# Every how many days somebody may be asked.
EVERY = (1, 2, 3, 7, 14)


class WellnessPlan(Private):
    """A person's own plan: when they are well, what they do each day, signs, and what helps then. Nobody else's."""

    member = models.OneToOneField(Member, on_delete=models.CASCADE)
    words = SealedTextField()  # JSON: one text for each part of the plan
    changed_at = models.DateTimeField()

    rows = Rows(add=f"member_id = {ME}", change=f"member_id = {ME}", remove=f"member_id = {ME}")


ASKINGS_OF_MINE = f"(SELECT id FROM wellness_asking WHERE member_id = {ME} AND ended_at IS NULL)"


class Asking(Private):
    """Since when somebody wants to be asked about their signs, every how many days, and until when."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE)
    every = models.PositiveSmallIntegerField()
    since = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    rows = Rows(
        add=f"member_id = {ME} AND ended_at IS NULL", change=f"member_id = {ME}", changes=("ended_at",),
        remove=f"member_id = {ME}",
    )  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["member"], condition=models.Q(ended_at__isnull=True), name="one_running_asking"
            ),
            models.CheckConstraint(condition=models.Q(every__in=EVERY), name="asked_every_few_days"),
        ]


class Said(models.TextChoices):
    """How it is, and so which part of the plan opens."""

    WELL = "well", _("Mostly well")
    TRIGGER = "triggers", _("Something got to me")
    SIGNS = "signs", _("I see early signs")
    BAD = "bad", _("It is bad right now")
    RATHER_NOT = "rather_not", _("I would rather not say")


class Look(Private):
    """One question about the signs. `told_at` is set by a reviewed door alone (wellness_ask_signs), once."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE)
    asking = models.ForeignKey(Asking, on_delete=models.CASCADE)
    due_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    answer = SealedTextField(null=True)  # one of Said

    rows = Rows(
        add=f"member_id = {ME} AND told_at IS NULL AND answered_at IS NULL AND asking_id IN {ASKINGS_OF_MINE}",
        change=f"member_id = {ME}",
        changes=("answered_at", "answer"),
        remove=f"member_id = {ME}",
    )

    class Meta:
        indexes = [
            models.Index(fields=["due_at"], condition=models.Q(told_at__isnull=True), name="wellness_look_waits")
        ]
        constraints = [
            models.UniqueConstraint(fields=["asking", "due_at"], name="looked_at_once"),
            models.CheckConstraint(
                condition=models.Q(answered_at__isnull=True, answer__isnull=True)
                | models.Q(answered_at__isnull=False, answer__isnull=False),
                name="a_look_has_a_moment",
            ),
        ]

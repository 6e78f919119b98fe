"""What is remembered of a summary: which boxes were ticked. What stood in them is kept nowhere."""

from django.db import models

from hearten.kernel.confidential import ME, Private, Rows
from hearten.kernel.sealed import SealedTextField
from hearten.members.models import Member


class Ticks(Private):
    """Which boxes a member ticked last, because they asked for that. Sealed: that somebody hands over a routine or a
    questionnaire says something, too."""

    member = models.OneToOneField(Member, on_delete=models.CASCADE)
    keys = SealedTextField()  # JSON: a list of keys of offers, without those of careful sources
    changed_at = models.DateTimeField()

    rows = Rows(
        add=f"member_id = {ME}",
        change=f"member_id = {ME}",
        changes=("keys", "changed_at"),
        remove=f"member_id = {ME}",
    )

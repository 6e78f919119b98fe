"""Crisis lines as this install knows them: which of them somebody here has dialled."""

from django.db import models

from hearten.kernel.confidential import OPERATOR, House, Rows


class TestCall(House):
    """An operator dialled a line of the directory and it was right (or not). Append-only: the last one counts."""

    line = models.CharField(max_length=60)  # the line's id in data/lines.json
    right = models.BooleanField()
    initials = models.CharField(max_length=10)
    on = models.DateField()
    at = models.DateTimeField()

    rows = Rows(add=OPERATOR)

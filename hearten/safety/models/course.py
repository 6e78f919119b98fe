"""Who has gone through the short course about looking after a concern (MO-12)."""

from django.db import models

from hearten.kernel.confidential import ME, Private, Rows
from hearten.members.models import Member


class CoursePass(Private):
    """One member answered the course's questions rightly. It counts for a year, and nobody else reads it."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE)
    version = models.CharField(max_length=20)
    at = models.DateTimeField()

    rows = Rows(add=f"member_id = {ME}")

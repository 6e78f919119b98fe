"""What one member chose about meetings for themself: reminders, and the address of their own calendar."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from hearten.kernel.confidential import ME, Private, Rows
from hearten.meetings.models.schedule import Meeting
from hearten.members.models import Member


class When(models.TextChoices):
    BOTH = "both", _("A day before, and an hour before")
    HOUR = "hour", _("An hour before")
    NONE = "none", _("No reminders")


class Reminding(Private):
    """How a member wants to be reminded of meetings in which they keep a place. No row: both times."""

    member = models.OneToOneField(Member, on_delete=models.CASCADE)
    when = models.CharField(max_length=4, choices=When, default=When.BOTH)

    rows = Rows(add=f"member_id = {ME}", change=f"member_id = {ME}", changes=("when",))


class Reminder(Private):
    """One reminder that was due: once for each member, meeting, start and kind. The worker's door writes it."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE)
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE)
    starts_at = models.DateTimeField()
    kind = models.CharField(max_length=4, choices=[("day", "a day before"), ("hour", "an hour before")])
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "meeting", "starts_at", "kind"], name="reminded_once")]


class CalendarKey(Private):
    """The address of a member's own calendar feed: a hashed token, ended when they ask for another."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE)
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    rows = Rows(add=f"member_id = {ME}", change=f"member_id = {ME}", changes=("ended_at",))

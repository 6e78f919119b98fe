"""What members say about an entry of the directory, and what they are answered (R2)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from hearten.kernel.confidential import ME, Confidential, Rows
from hearten.members.models import Member
from hearten.resources.models.checks import KEEPS_THE_DIRECTORY, Check
from hearten.resources.models.records import Listing


class ListingReport(Confidential):
    """Somebody says that a service is closed, or that something about it is wrong.

    Read by its writer and by those who look after the directory. Who wrote it is nobody's column to read.
    """

    class Kind(models.TextChoices):
        CLOSED = "closed", _("It is closed")
        WRONG = "wrong", _("Something here is wrong")
        WAIT = "wait", _("The wait is long")
        OTHER = "other", _("Something else")

    class Field(models.TextChoices):
        PHONE = "phone", _("The phone number")
        HOURS = "hours", _("The hours")
        ADDRESS = "address", _("The address")
        COST = "cost", _("What it costs")
        WHO = "who", _("Who it is for")
        ACCESS = "access", _("Access or languages")
        WEB = "web", _("The website")
        MORE = "more", _("Something else in it")

    member = models.ForeignKey(Member, on_delete=models.CASCADE)
    listing = models.ForeignKey(Listing, on_delete=models.PROTECT, related_name="reports")
    kind = models.CharField(max_length=8, choices=Kind)
    field = models.CharField(max_length=8, choices=Field, blank=True)
    weeks = models.PositiveSmallIntegerField(null=True)
    words = models.TextField(blank=True)
    made_at = models.DateTimeField()

    rows = Rows(
        read=f"member_id = {ME} OR {KEEPS_THE_DIRECTORY}",
        add=f"member_id = {ME}",
        reads_only=("id", "listing", "kind", "field", "weeks", "words", "made_at"),
    )

    class Meta:
        indexes = [models.Index(fields=["listing", "made_at"])]


class ReportAnswer(Confidential):
    """What a report became: the reason, for its writer, and the check that it led to."""

    report = models.OneToOneField(ListingReport, on_delete=models.PROTECT, related_name="answer")
    check_made = models.ForeignKey(Check, on_delete=models.PROTECT)
    words = models.TextField()
    name = models.CharField(max_length=40)
    standing = models.CharField(max_length=12)
    at = models.DateTimeField()

    rows = Rows(read="report_id IN (SELECT id FROM resources_listingreport)", add=KEEPS_THE_DIRECTORY)

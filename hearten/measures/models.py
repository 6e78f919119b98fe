"""What measures keep: what a member filled in, sealed; instruments; and, by consent alone, numbers for counts."""

from django.db import models

from hearten.kernel.confidential import ME, OPERATOR, Confidential, DeskOnly, House, Private, Rows
from hearten.kernel.sealed import SealedTextField
from hearten.members.models import Consent, Member, Standing

# The purpose of the consent (members.Consent) to be in an operator's counts.
COUNTED = "measures_counted"
_AGREED = f"(SELECT id FROM members_consent WHERE member_id = {ME} AND purpose = '{COUNTED}' AND withdrawn_at IS NULL)"


class Imported(House):
    """One version of an instrument that an operator imported. Versions stay: the latest one is offered."""

    key = models.CharField(max_length=40)
    version = models.CharField(max_length=20)
    fingerprint = models.CharField(max_length=64, unique=True)
    data = models.JSONField()
    imported_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "version"], name="a_version_is_imported_once")]


class Procedure(House):
    """An operator named the procedure that answers to an instrument's safety item, from a day on. One runs at a time.

    These rows are the log: who (a place on the desk), what, since when and until when. Nobody changes the words.
    """

    key = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    in_force_on = models.DateField()
    # No constraint: whoever left the desk for good takes their place on it along, and the row stays.
    confirmed_by = models.ForeignKey(Standing, on_delete=models.DO_NOTHING, related_name="+", db_constraint=False)
    confirmed_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    rows = Rows(
        add=f"{OPERATOR} AND ended_at IS NULL AND confirmed_by_id IN (SELECT id FROM members_standing "
        f"WHERE member_id = {ME} AND role = 'operator' AND ended_at IS NULL)",
        change=OPERATOR,
        changes=("ended_at",),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["key"], condition=models.Q(ended_at__isnull=True), name="one_procedure_runs"
            )
        ]


class Sheet(Private):
    """What a member filled in once: their answers, with the whole definition that they answered. Never changed.

    Which instrument it was is sealed, too: that somebody fills in BARC-10 says something about them.
    """

    member = models.ForeignKey(Member, on_delete=models.CASCADE)
    client_id = models.UUIDField()
    words = SealedTextField()  # JSON: {"answers", "definition", "fingerprint", "algorithm"}
    at = models.DateTimeField()

    rows = Rows(add=f"member_id = {ME}", remove=f"member_id = {ME}")

    class Meta:
        indexes = [models.Index(fields=["member", "-at"])]
        constraints = [models.UniqueConstraint(fields=["member", "client_id"], name="a_sheet_is_kept_once")]


class Counted(Private):
    """One result of somebody who agreed to be counted: the number, unsealed, so that the database can count.

    It goes with the consent (sql/triggers.sql) and with the sheet. `score` is NULL where too much was left out.
    """

    member = models.ForeignKey(Member, on_delete=models.CASCADE)
    consent = models.ForeignKey(Consent, on_delete=models.CASCADE, related_name="+")
    sheet = models.OneToOneField(Sheet, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=40)
    version = models.CharField(max_length=20)
    score = models.DecimalField(max_digits=8, decimal_places=2, null=True)
    at = models.DateTimeField()

    rows = Rows(
        add=f"member_id = {ME} AND consent_id IN {_AGREED} "
        f"AND sheet_id IN (SELECT id FROM measures_sheet WHERE member_id = {ME})",
        remove=f"member_id = {ME}",
    )

    class Meta:
        indexes = [models.Index(fields=["key", "version", "at"])]


class CountedPair(Confidential):
    """Somebody's first and later result, in a batch of ten people that is counted as a whole or not at all.

    Nobody reads these rows; reviewed functions alone write and count them (sql/doors.sql, decision 0089). When one of
    the ten leaves, the batch is counted no more: two looks never differ by fewer than ten people.
    """

    batch = models.UUIDField()
    key = models.CharField(max_length=40)
    version = models.CharField(max_length=20)
    # No constraints: what they point at may go at any time, and that ends the batch.
    consent = models.ForeignKey(Consent, on_delete=models.DO_NOTHING, related_name="+", db_constraint=False)
    first = models.ForeignKey(Counted, on_delete=models.DO_NOTHING, related_name="+", db_constraint=False)
    later = models.ForeignKey(Counted, on_delete=models.DO_NOTHING, related_name="+", db_constraint=False)

    class Meta:
        indexes = [models.Index(fields=["batch"])]
        constraints = [
            models.UniqueConstraint(fields=["consent", "key", "version"], name="nobody_is_counted_twice"),
        ]


class CountsLook(DeskOnly):
    """One time somebody looked at the counts, or took them out as a file: written by the function that counts."""

    by_name = models.CharField(max_length=40)  # "" from the command line, where nobody is signed in
    what = models.CharField(max_length=10, choices=[("page", "page"), ("export", "export")])
    at = models.DateTimeField()

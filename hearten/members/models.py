"""Who is here: credentials that say nothing about a person, and a profile that only the person may read."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.utils.crypto import salted_hmac

from hearten.kernel.confidential import ME, ON_THE_DESK, OPERATOR, Confidential, Credentials, Private, Rows
from hearten.kernel.sealed import SealedTextField


def session_mark(password: str) -> str:
    """Return the keyed fingerprint of a passphrase hash that a session is bound to."""
    return salted_hmac("hearten.members.session", password, algorithm="sha256").hexdigest()


class Member(Credentials, AbstractBaseUser):
    """A person's anchor: an id, a fingerprint of the name they sign in with, and a passphrase hash.

    No name, no address, no last visit. The fingerprint is keyed (keystore.blind_index): the table is of no use alone.
    """

    last_login = None  # when somebody was here is nobody's business
    sign_in_index = models.CharField(max_length=64, unique=True)
    joined_on = models.DateField()

    USERNAME_FIELD = "sign_in_index"

    def get_session_auth_hash(self) -> str:
        """Return what a session of this member carries: another passphrase ends it."""
        return session_mark(self.password)

    is_active = True
    rows = Rows(add="true", change=f"id = {ME}", changes=("password", "sign_in_index"))


class Session(Credentials):
    """A signed-in browser (or one on its way in). The cookie's token is kept as a hash only; no address, no browser."""

    key_hash = models.CharField(max_length=64, unique=True)
    member = models.ForeignKey(Member, null=True, on_delete=models.CASCADE, db_constraint=False)
    data = models.TextField()
    began_at = models.DateTimeField()
    renewed_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)

    rows = Rows(add="true", change="true", remove="true")


class EndedSession(Confidential):
    """A browser that its person signed out from elsewhere: the hash of its cookie's token, of nobody, and since when.

    It says for 31 days, one longer than the cookie lives unused, that this browser is to forget what it keeps.
    """

    key_hash = models.CharField(max_length=64, unique=True)
    ended_at = models.DateTimeField(db_index=True)


class Profile(Private):
    """What a member told us about themself. Everything but the name is optional."""

    member = models.OneToOneField(Member, on_delete=models.CASCADE)
    name = models.CharField(max_length=40)
    language = models.CharField(max_length=12, blank=True)
    country = models.CharField(max_length=2, blank=True)
    zone = models.CharField(max_length=60, blank=True)
    theme = models.CharField(max_length=5, blank=True)  # "" follows the device; light; dark
    shared_device = models.DateTimeField(null=True)  # since when: this person uses a device that others use too
    leaves_signed_out = models.DateTimeField(null=True)  # since when: "Leave this page" also signs this person out
    folds = models.JSONField(default=list)  # words of content notes that this reader wants folded; "*" for all
    entry = models.JSONField(default=dict)  # steps of the newcomer's path: step -> "done" or "skipped"
    adult_attested_at = models.DateTimeField()
    email = SealedTextField(null=True)
    email_index = models.CharField(max_length=64, blank=True)

    rows = Rows(add=f"member_id = {ME}", change=f"member_id = {ME}")


class Consent(Private):
    """One purpose a member agreed to: which text, when, how, and until when (PR-09). Absent or withdrawn means no."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE)
    purpose = models.CharField(max_length=80)  # "sign_up", "agreement:<group id>", later one per tool
    text_hash = models.CharField(max_length=64)
    version = models.CharField(max_length=20)
    language = models.CharField(max_length=12)
    how = models.CharField(max_length=40)
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    rows = Rows(add=f"member_id = {ME}", change=f"member_id = {ME}", changes=("withdrawn_at",))


class Standing(Confidential):
    """A member's place on the desk of this install: moderator or operator, since when, by whom."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE)
    role = models.CharField(max_length=12, choices=[("moderator", "moderator"), ("operator", "operator")])
    name = models.CharField(max_length=40)
    given_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    rows = Rows(read=f"member_id = {ME} OR {ON_THE_DESK}", add=OPERATOR, change=OPERATOR, changes=("ended_at",))


class StaffRead(Private):
    """One time somebody of the staff looked at something private of this member: who, what, why. Append-only."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE)
    staff_name = models.CharField(max_length=40)
    what = models.CharField(max_length=120)
    reason = models.TextField()
    at = models.DateTimeField()
    held_until = models.DateTimeField(null=True)  # a safety hold: the member is told from this moment on

    rows = Rows(read=f"member_id = {ME} AND (held_until IS NULL OR held_until <= now())")


class Export(Private):
    """A member asked for everything that is theirs. The file waits here, sealed with their own key, for one day.

    In a table and not on the disk: row-level security guards it, web and worker may stand on two machines, and the key
    that opens it is the one that erasure destroys.
    """

    member = models.ForeignKey(Member, on_delete=models.CASCADE)
    asked_at = models.DateTimeField()
    ready_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)
    file = SealedTextField(null=True)  # the zip, as base64

    rows = Rows(
        add=f"member_id = {ME}", change=f"member_id = {ME}", changes=("ready_at", "expires_at", "file"),
        remove=f"member_id = {ME}",
    )  # fmt: skip


class Departure(Private):
    """A member leaves for good and wished for three days to think about it. Taken back, the row is gone."""

    member = models.OneToOneField(Member, on_delete=models.CASCADE)
    how = models.CharField(max_length=8)  # what becomes of their words: "erased" or "kept"
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField(db_index=True)

    rows = Rows(add=f"member_id = {ME}", remove=f"member_id = {ME}")


class Break(Private):
    """A member is away for a while: hidden from lists of people, told nothing, until a day or until they are back."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE)
    began_at = models.DateTimeField()
    until = models.DateField(null=True)  # the day they are back; none: they will say
    ended_at = models.DateTimeField(null=True)

    rows = Rows(add=f"member_id = {ME}", change=f"member_id = {ME}", changes=("ended_at",))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["member"], condition=models.Q(ended_at__isnull=True), name="one_break_at_a_time"
            )
        ]


class RetentionRun(Confidential):
    """One night's clearing away: how many rows of what went, and from when the oldest was. No words, no names."""

    at = models.DateTimeField()
    how = models.CharField(max_length=8)  # "night", or "command"
    counts = models.JSONField()  # rule -> [rows, oldest day or null]

    rows = Rows(read=OPERATOR, worker_adds=True)


class Distance(Confidential):
    """Somebody keeps away from somebody: a mute is one way, a block both. Chosen from a post, so from a name or a mask.

    Who it is about is nobody's to read here: whoever chose a mask did not learn who is behind it.
    """

    by = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    whom = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=5, choices=[("mute", "mute"), ("block", "block")])
    membership_id = models.UUIDField(null=True)  # chosen from a name in a group: about that person everywhere
    mask_id = models.UUIDField(null=True)  # chosen from a mask: about the mask, and what its owner masks from now on
    chosen_name = models.CharField(max_length=60, blank=True)  # the name it was chosen under
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    # Made and ended through reviewed doors: the web may not know whom it is about.
    rows = Rows(
        read=f"by_id = {ME}",
        reads_only=("id", "by", "kind", "membership_id", "mask_id", "chosen_name", "made_at", "ended_at"),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["by", "membership_id"], condition=models.Q(ended_at__isnull=True), name="one_distance_of_a_name"
            ),
            models.UniqueConstraint(
                fields=["by", "mask_id"], condition=models.Q(ended_at__isnull=True), name="one_distance_of_a_mask"
            ),
            models.CheckConstraint(
                condition=models.Q(membership_id__isnull=True) ^ models.Q(mask_id__isnull=True),
                name="chosen_from_a_name_or_a_mask",
            ),
        ]

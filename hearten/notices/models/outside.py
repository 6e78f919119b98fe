"""How word of what is new reaches somebody outside these pages: it says less than a notice (saying.py)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from hearten.kernel.confidential import ME, House, Private, Rows
from hearten.kernel.sealed import SealedTextField
from hearten.members.models import Member


class Ways(Private):
    """How news reaches somebody outside these pages, and when it may not. Without a row: not at all.

    `mail_since` says since when they wish for letters; a push is wished for by each device (below). The quiet hours
    are times of day by the member's own clock; the same twice means none.
    """

    class Wakes(models.TextChoices):
        URGENT = (
            "urgent",
            _(
                "What is urgent: somebody asks for company, somebody waits while I am on duty, "
                "a meeting is soon or off, people I look after"
            ),
        )
        DUTY = "duty", _("Only people I look after")

    member = models.OneToOneField(Member, on_delete=models.CASCADE)
    mail_since = models.DateTimeField(null=True)
    quiet_from = models.TimeField(null=True)
    quiet_until = models.TimeField(null=True)
    wakes = models.CharField(max_length=6, choices=Wakes, default=Wakes.URGENT)

    rows = Rows(add=f"member_id = {ME}", change=f"member_id = {ME}", remove=f"member_id = {ME}")


class Digest(Private):
    """That calm news goes outside once a day or once a week, at a time of somebody's choice. Without one: by the hour.

    `next_at` is worked out of `at`, `day` and `zone` (pace.py). `given_on` is the day that the last one was for, by its
    member's clock; `since` says since when something calm waits for the next one.
    """

    member = models.OneToOneField(Member, on_delete=models.CASCADE)
    at = models.TimeField()
    day = models.PositiveSmallIntegerField(null=True)  # of the week, 0 is Monday; null: every day
    zone = models.CharField(max_length=60)
    next_at = models.DateTimeField()
    given_on = models.DateField()
    since = models.DateTimeField(null=True)

    rows = Rows(add=f"member_id = {ME}", change=f"member_id = {ME}", remove=f"member_id = {ME}")

    class Meta:
        indexes = [models.Index(fields=["next_at"], name="digest_due")]


class Mailing(Private):
    """That a member's address (of their profile) is theirs: asked by a letter, confirmed by its code, ended again.

    It is about one address, by its keyed fingerprint: with another address in the profile it stands for nothing. The
    token of one press that ends it is sealed, because every letter carries it; the table can be asked by its hash
    alone.
    """

    class Ended(models.TextChoices):
        UNSUBSCRIBED = "unsubscribed", _("Ended from a letter")
        REFUSED = "refused", _("The mail server said that there is no such address")
        NOT_TAKEN = "not_taken", _("For most of a day the mail server took no letter to it")
        BOUNCED = "bounced", _("A letter to it came back")

    member = models.OneToOneField(Member, on_delete=models.CASCADE)
    email_index = models.CharField(max_length=64)
    asked_at = models.DateTimeField()
    letter_at = models.DateTimeField()  # when the letter with the code is tried
    written_at = models.DateTimeField(null=True)  # when it was sent
    tries = models.PositiveSmallIntegerField(default=0)  # of the code
    confirmed_at = models.DateTimeField(null=True)
    stop_token = SealedTextField()
    stop_hash = models.CharField(max_length=64, unique=True)
    ended_at = models.DateTimeField(null=True)
    ended_how = models.CharField(max_length=12, choices=Ended, blank=True)

    rows = Rows(add=f"member_id = {ME}", change=f"member_id = {ME}", remove=f"member_id = {ME}")


class Device(Private):
    """A browser that asked to be pushed to (RFC 8030). Where it is, and its keys, are sealed for its member.

    `session_id` is the sign-in in that browser, the last one there (devices.come_in); it ends with its sign-out, on a
    device that others use too also when that one ran out (sql/doors_outside.sql).
    """

    member = models.ForeignKey(Member, on_delete=models.CASCADE)
    session_id = models.UUIDField()
    name = SealedTextField()
    place = SealedTextField()
    place_mark = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    rows = Rows(add=f"member_id = {ME}", remove=f"member_id = {ME}")


class Fresh(Private):
    """A notice that nobody has thought about yet: should something go out for it? A trigger makes it, with the notice.

    The worker looks within a second, and the row is gone.
    """

    member = models.ForeignKey(Member, on_delete=models.CASCADE)
    kind = models.CharField(max_length=20)
    group_id = models.UUIDField(null=True)
    at = models.DateTimeField()

    rows = Rows(remove=f"member_id = {ME}")


class Level(models.IntegerChoices):
    """How much a message outside may wait."""

    CALM = 0  # gathered, at most one an hour or as somebody's digest says, never in quiet hours
    URGENT = 1  # at once; in quiet hours too, unless the person said otherwise
    DUTY = 2  # at once, always: somebody whom this person looks after


class Channel(models.TextChoices):
    MAIL = "mail", _("E-mail")
    PUSH = "push", _("Push")


class Outgoing(Private):
    """One message to one person by one way, for whatever is new by then. It says nothing of what that is.

    Its id is the Message-ID and `dated_at`, kept at the first try, its date: a letter that had to be sent twice is
    known to be one. `tries` and `tried_at` count the tries in vain that came in their turn, not those in between
    for something newer. `done_at` and `how` say what became of it.
    """

    class How(models.TextChoices):
        SENT = "sent", _("Sent")
        SEEN = "seen", _("It was read here before")
        AWAY = "away", _("A break began before")
        OFF = "off", _("This way was switched off before")
        GIVEN_UP = "given_up", _("It could not be sent in three days")
        REFUSED = "refused", _("There is no such address any more")
        NOT_TAKEN = "nottaken", _("It was refused again and again")

    member = models.ForeignKey(Member, on_delete=models.CASCADE)
    channel = models.CharField(max_length=4, choices=Channel)
    device_id = models.UUIDField(null=True)  # one that has ended stays named here: this is then not sent
    level = models.PositiveSmallIntegerField(choices=Level)
    made_at = models.DateTimeField()
    due_at = models.DateTimeField()
    dated_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    tried_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    how = models.CharField(max_length=8, choices=How, blank=True)

    rows = Rows(
        add=f"member_id = {ME}", change=f"member_id = {ME}",
        changes=("due_at", "dated_at", "tries", "tried_at", "done_at", "how"), remove=f"member_id = {ME}",
    )  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["member", "channel", "level", "device_id"], condition=models.Q(done_at=None),
                nulls_distinct=False, name="one_waits_by_each_way",
            )
        ]  # fmt: skip
        # In the order in which they are sent: of ten thousand that are due at eight, the next is found at once.
        indexes = [
            models.Index(
                "channel", models.F("level").desc(), "tries", "due_at", condition=models.Q(done_at=None),
                name="outgoing_next",
            )
        ]  # fmt: skip


class Trouble(House):
    """That a way outside does not work: since when, and the kind of fault in one word. No address, nobody's name."""

    channel = models.CharField(max_length=4, choices=Channel)
    since = models.DateTimeField()
    cause = models.CharField(max_length=60)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["channel"], condition=models.Q(ended_at=None), name="one_trouble_at_a_time")
        ]

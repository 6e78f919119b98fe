"""The kernel's own tables: the log behind every live page, and the worker's beats."""

from django.db import models

from hearten.kernel.confidential import ME, MY_GROUPS, Confidential, House, Rows


class LiveTopic(Confidential):
    """The counter of one topic ("thread:<uuid>"). Only the definer's functions touch it."""

    topic = models.CharField(max_length=80, unique=True)
    last = models.BigIntegerField(default=0)

    rows = Rows(read="false")


class LiveEvent(Confidential):
    """One live change: ids only. Numbered without gaps within its topic, in commit order, so that "since" never skips.

    Belongs to a group or to one member, and then to its author as well (a talk of two); `author_member_id` lets a
    stream leave out people its reader must not see, and is readable to nobody: next to a masked post it would name
    who is behind the mask.
    """

    topic = models.CharField(max_length=80)
    number = models.BigIntegerField()
    kind = models.CharField(max_length=30)
    about = models.UUIDField()
    group_id = models.UUIDField(null=True)
    member_id = models.UUIDField(null=True)
    author_member_id = models.UUIDField(null=True)
    at = models.DateTimeField()

    rows = Rows(
        read=f"group_id = {MY_GROUPS} OR member_id = {ME} OR (group_id IS NULL AND author_member_id = {ME})",
        reads_only=("id", "topic", "number", "kind", "about", "group_id", "member_id", "at"),
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["topic", "number"], name="live_event_numbered")]


class Beat(House):
    """One thing that a worker keeps doing, and when it last went well. Nothing in it is of anybody (beats.py)."""

    what = models.CharField(max_length=40, unique=True)
    at = models.DateTimeField()

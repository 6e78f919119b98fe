"""Working something through: what somebody brings, what others offer, what they chose, and what came of it (P10)."""

from django.db import models

from hearten.groups.models import Group
from hearten.kernel.confidential import GroupConfidential, Rows
from hearten.threads.models.conversations import WRITTEN_BY_ME, Post, Thread


def _mine(table: str, own: str, column: str) -> str:
    """Return the condition that a row belongs to words of the acting member, and says their group."""
    return (
        f"{column} IN (SELECT id FROM {table} WHERE {WRITTEN_BY_ME}) AND "
        f"EXISTS (SELECT 1 FROM {table} u WHERE u.id = {own}.{column} AND u.group_id = {own}.group_id)"
    )


class Working(GroupConfidential):
    """What stands above a conversation that works something through. Its goal is the opening post's words.

    Who began it chooses an idea (or words of their own), and says later what came of it. The stage is computed.
    """

    group = models.ForeignKey(Group, on_delete=models.CASCADE)
    thread = models.OneToOneField(Thread, on_delete=models.CASCADE)
    facts = models.TextField(blank=True)
    tried = models.TextField(blank=True)
    made_at = models.DateTimeField()
    idea = models.ForeignKey(Post, null=True, on_delete=models.SET_NULL, related_name="+")  # which reply's
    chosen = models.TextField(blank=True)  # in own words
    chosen_at = models.DateTimeField(null=True)
    report = models.TextField(blank=True)
    reported_at = models.DateTimeField(null=True)

    # As visible as its conversation: holds and distances of that hold here, too.
    rows = Rows(
        read=f"{GroupConfidential.reads} AND EXISTS (SELECT 1 FROM threads_thread t WHERE t.id = thread_id)",
        add=_mine("threads_thread", "threads_working", "thread_id"),
        change=_mine("threads_thread", "threads_working", "thread_id"),
        changes=("facts", "tried", "idea", "chosen", "chosen_at", "report", "reported_at"),
    )


class Idea(GroupConfidential):
    """What may be good and what may be hard about an idea, as the one who offers it sees it."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE)
    post = models.OneToOneField(Post, on_delete=models.CASCADE)
    good = models.TextField(blank=True)
    bad = models.TextField(blank=True)

    rows = Rows(
        read=f"{GroupConfidential.reads} AND EXISTS (SELECT 1 FROM threads_post p WHERE p.id = post_id)",
        add=_mine("threads_post", "threads_idea", "post_id"),
        change=_mine("threads_post", "threads_idea", "post_id"),
        changes=("good", "bad"),
    )

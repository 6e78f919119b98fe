"""A reply that could become a card: somebody who leads asks, its writer decides, and the card is theirs (P12)."""

from django.db import models

from hearten.groups.models import Group, Membership
from hearten.kernel.confidential import GROUPS_I_LEAD, Confidential, GroupConfidential, Rows
from hearten.library.models import Card
from hearten.threads.models.conversations import MY_MEMBERSHIPS, WRITTEN_BY_ME, Post

MY_POSTS = f"(SELECT id FROM threads_post WHERE {WRITTEN_BY_ME})"


def _in_its_group(table: str) -> str:
    return f"EXISTS (SELECT 1 FROM threads_post u WHERE u.id = {table}.post_id AND u.group_id = {table}.group_id)"


class CardProposal(Confidential):
    """ "Would you make a card of this?": read by who leads the group, and by the reply's writer. Once for each reply.

    Who is behind a mask stands nowhere here: the writer finds the row because the reply is theirs.
    """

    group = models.ForeignKey(Group, on_delete=models.CASCADE)
    post = models.OneToOneField(Post, on_delete=models.CASCADE)
    by = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    made_at = models.DateTimeField()
    answer = models.CharField(max_length=3, blank=True)  # yes, no; unanswered ones go after 30 days
    answered_at = models.DateTimeField(null=True)

    rows = Rows(
        read=f"group_id = {GROUPS_I_LEAD} OR post_id IN {MY_POSTS}",
        add=f"group_id = {GROUPS_I_LEAD} AND by_id IN {MY_MEMBERSHIPS} AND answer = '' "
        f"AND {_in_its_group('threads_cardproposal')}",
        change=f"post_id IN {MY_POSTS}",
        changes=("answer", "answered_at"),
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(answer__in=["", "yes", "no"]), name="a_proposals_answer")
        ]


class GrewOut(GroupConfidential):
    """A card grew out of a reply. Only where both stand under the same kind of name: a link must not undo a mask."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE)
    post = models.ForeignKey(Post, on_delete=models.CASCADE)
    card = models.OneToOneField(Card, on_delete=models.CASCADE)
    at = models.DateTimeField()

    rows = Rows(
        read=f"{GroupConfidential.reads} AND EXISTS (SELECT 1 FROM threads_post p WHERE p.id = post_id)",
        add=f"post_id IN {MY_POSTS} AND {_in_its_group('threads_grewout')} AND "
        "EXISTS (SELECT 1 FROM library_card c JOIN threads_post p ON p.id = post_id WHERE c.id = card_id "
        "AND c.group_id = threads_grewout.group_id AND (c.membership_id IS NULL) = (p.membership_id IS NULL) "
        "AND c.id IN (SELECT o.card_id FROM library_cardowner o))",
    )

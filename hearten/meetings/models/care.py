"""Care in the room: a private word between one person and those who lead, and a side room for two.

The words are sealed for whoever wrote them, and gone a day after the meeting, as everything that is written there.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from hearten.groups.models import Group, Membership
from hearten.kernel.confidential import ME, MY_OWN_GROUPS, GroupConfidential, Rows
from hearten.kernel.sealed import SealedTextField
from hearten.meetings.models.schedule import MY_PLACES, OF_THE_GROUP, Meeting
from hearten.members.models import Member
from hearten.moderation.models import NOT_HELD_FROM_ME, OPEN_TO_ME

MY_SIDE_ROOMS = f"(SELECT id FROM meetings_sideroom WHERE person_id IN {MY_PLACES} OR helper_id IN {MY_PLACES})"


class Wish(models.TextChoices):
    """What somebody would like who writes privately to those who lead."""

    READ = "read", _("Just read this")
    ALONE = "alone", _("I would like to talk with one of you alone")
    NOW = "now", _("I need somebody now")


class SideRoom(GroupConfidential):
    """A room for two, beside the meeting: offered by somebody who leads or stands by, entered only when taken.

    Nobody else learns of it. The two keep their places in the meeting (engine/people.py, step_aside).
    """

    group = models.ForeignKey(Group, on_delete=models.CASCADE)
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="side_rooms")
    person = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    helper = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    offered_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)  # also when it was not taken, or taken back

    rows = Rows(
        read=f"person_id IN {MY_PLACES} OR helper_id IN {MY_PLACES}",
        add=f"group_id = {MY_OWN_GROUPS} AND helper_id IN {MY_PLACES} AND taken_at IS NULL AND {OPEN_TO_ME} "
        f"AND meetings_stands_by(meeting_id) AND person_id <> helper_id AND {OF_THE_GROUP}",
        change=f"(person_id IN {MY_PLACES} OR helper_id IN {MY_PLACES}) AND meetings_may_take(id, taken_at)",
        changes=("taken_at", "ended_at"),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "person"], condition=models.Q(ended_at__isnull=True), name="one_side_room_each"
            )
        ]


class Word(GroupConfidential):
    """A private word in a meeting of the group: of `place`, or an answer to them; or of two in a side room (`side`).

    Whoever leads or stands by reads what came since they did; a word in a side room belongs to the two.
    """

    group = models.ForeignKey(Group, on_delete=models.CASCADE)
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE)
    place = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    side = models.ForeignKey(SideRoom, null=True, on_delete=models.CASCADE)
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    author = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")  # whose key seals the words
    client_id = models.UUIDField()
    wish = models.CharField(max_length=5, choices=Wish, default=Wish.READ)
    body = SealedTextField(null=True, subject="author_id")
    at = models.DateTimeField()

    rows = Rows(
        read=f"(side_id IN {MY_SIDE_ROOMS} OR (side_id IS NULL AND (place_id IN {MY_PLACES} "
        f"OR at >= meetings_stood_by_since(meeting_id)))) AND {NOT_HELD_FROM_ME}",
        # Also for whoever has a break from writing: they may need somebody.
        add=f"group_id = {MY_OWN_GROUPS} AND author_id = {ME} AND membership_id IN {MY_PLACES} "
        f"AND meetings_may_say_privately(meeting_id, place_id, side_id) AND {OF_THE_GROUP}",
    )

    class Meta:
        indexes = [models.Index(fields=["meeting", "at"])]
        constraints = [models.UniqueConstraint(fields=["membership", "client_id"], name="private_word_sent_once")]

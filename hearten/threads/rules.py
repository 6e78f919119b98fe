"""Who may do what in a conversation: pure judgements on what is already in hand."""

from uuid import UUID

from django.utils.translation import gettext as _

from hearten.groups import rules as group_rules
from hearten.kernel.pages import url
from hearten.kernel.verdict import Verdict, no, unseen, yes
from hearten.moderation.rules import may_write_now
from hearten.threads.models import Nod, Wish
from hearten.threads.reading import Head, ShownPost

# What an author who said this would like to get. The others must be asked first.
IDEAS_INVITED = {Wish.IDEAS, Wish.INFORMATION}
NEEDS_INVITATION = {"idea", "point"}
NOD_OF = {"support": Nod.SAME_HERE, "setback": Nod.SAME_HERE, "hello": Nod.SEEN, "win": Nod.GLAD, "work": Nod.SAME_HERE}


def may_write(head: Head) -> Verdict:
    """Judge whether the reader may write in this conversation's group at all."""
    if head.place_id is None:
        return no(_("You are reading here with a moderator's grant. Only people of the group can write."))
    if head.archived:
        return no(
            _(
                "This group closes conversations that were quiet for a while. "
                "You can read this one, and begin a new one."
            ),
            url("threads:write", head.group_id),
            _("Begin a new one"),
        )
    agreed = group_rules.may_post(head, head.agreement)
    return may_write_now(head.gate) if agreed else agreed


def ideas_invited(head: Head) -> bool:
    """Whether ideas are welcome: the author wished for them, said yes to this reader, or is the reader."""
    return head.wish in IDEAS_INVITED or head.idea_welcome or head.mine


def may_reply(head: Head, move: str) -> Verdict:
    """Judge a reply. Ideas stay locked until the author invites them (E1); everybody may ask."""
    writing = may_write(head)
    if not writing:
        return writing
    if move in NEEDS_INVITATION and not ideas_invited(head):
        return no(
            _("%(wish)s is what would help here. You can ask first whether an idea is welcome.")
            % {"wish": Wish(head.wish).label},
            url("threads:thread", head.id),
            _("Back to the conversation"),
        )
    return yes


def wrote(post: ShownPost, place_id: UUID | None, my_mask_id: UUID | None) -> bool:
    """Whether the reader wrote this post."""
    if post.mask_id is not None:
        return post.mask_id == my_mask_id
    return place_id is not None and post.membership_id == place_id


def may_change(post: ShownPost, head: Head) -> Verdict:
    """Judge editing and taking back: one's own words only, while they are there."""
    if not wrote(post, head.place_id, head.my_mask_id):
        return unseen
    if post.withdrawn:
        return no(
            _("These words were taken back. There is nothing left to change."),
            url("threads:thread", head.id),
            _("Back"),
        )
    return yes


def may_edit(post: ShownPost, head: Head) -> Verdict:
    """Judge editing: not during a break from writing. Taking one's words back is always there."""
    changing = may_change(post, head)
    return may_write_now(head.gate) if changing else changing


def may_nod(post: ShownPost, head: Head) -> Verdict:
    """Judge a "same here": anybody of the group but the writer."""
    if head.place_id is None:
        return unseen
    if wrote(post, head.place_id, head.my_mask_id):
        return no(_("This is your own post. Others can say it to you."), url("threads:thread", head.id), _("Back"))
    return yes


def may_keep_distance(post: ShownPost, head: Head) -> Verdict:
    """Judge muting or blocking whoever wrote a post: anybody of the group, about everybody but themself."""
    return unseen if head.place_id is None or wrote(post, head.place_id, head.my_mask_id) else yes


def may_say_heard(post: ShownPost, head: Head) -> Verdict:
    """Judge "this helped me feel heard": whoever began the conversation, about somebody else's reply."""
    if not head.mine or post.opens or post.withdrawn or wrote(post, head.place_id, head.my_mask_id):
        return unseen
    return yes


def may_answer_asking(post: ShownPost, head: Head) -> Verdict:
    """Judge "may I offer an idea?": only the one who began the conversation answers, once."""
    if not head.mine or post.move != "asks" or post.withdrawn:
        return unseen
    if post.welcome is not None:
        return no(_("You have answered this already."), url("threads:thread", head.id), _("Back"))
    return yes

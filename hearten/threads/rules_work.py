"""Who may do what where something is worked through: pure judgements on what is already in hand."""

from uuid import UUID

from django.utils.translation import gettext as _

from hearten.kernel.pages import url
from hearten.kernel.verdict import Verdict, no, unseen, yes
from hearten.threads.models import Working
from hearten.threads.reading import Head, ShownPost
from hearten.threads.rules import may_edit, may_write


def may_begin(open_one: UUID | None) -> Verdict:
    """Judge beginning another one: one thing at a time, so that it can come to an end."""
    if open_one is None:
        return yes
    return no(
        _("You are working something through here already. One thing at a time is easier, for you and for the others."),
        url("threads:thread", open_one),
        _("Go on with it, or tell what came of it"),
    )


def may_change_facts(head: Head, working: Working | None) -> Verdict:
    """Judge changing what stands above: who began it, until they told what came of it."""
    if working is None or not head.mine:
        return unseen
    if working.reported_at is not None:
        return no(
            _("You told what came of it, so this is finished. You can begin another one."),
            url("threads:work_new", head.group_id),
            _("Begin another one"),
        )
    return may_write(head)


def may_choose(head: Head, working: Working | None) -> Verdict:
    """Judge choosing what to try: who began it, and nobody for them. They may choose anew until they report back."""
    return may_change_facts(head, working)


def may_report_back(head: Head, working: Working | None) -> Verdict:
    """Judge telling what came of it: who began it, after they chose. Their words can be changed later."""
    if working is None or not head.mine:
        return unseen
    if working.chosen_at is None:
        return no(
            _("First choose what you try. Then you can tell what came of it."),
            url("threads:choice", head.id),
            _("Choose"),
        )
    return may_write(head)


def may_weigh(post: ShownPost, head: Head) -> Verdict:
    """Judge saying what is good and hard about an idea: its own writer, where something is worked through."""
    if head.kind != "work" or post.opens:
        return unseen
    return may_edit(post, head)

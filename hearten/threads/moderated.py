"""Posts as moderation sees them, and what may hold one on its way to a group."""

from datetime import timedelta
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hearten.kernel import live
from hearten.kernel.clock import now
from hearten.kernel.pages import url
from hearten.kernel.seat import Seat
from hearten.moderation.items import Item, Shown, register
from hearten.moderation.rules import may_write_so_soon
from hearten.threads import going_out, reading, rules
from hearten.threads.models import Post, Sent
from hearten.threads.pictures_moderated import folded, removed_with
from hearten.threads.reading_work import also_html

SLOW = timedelta(minutes=10)


def _find(seat: Seat, post_id: UUID) -> Shown:
    shown = reading.post(seat, post_id)
    head = reading.head(seat, shown.thread_id)
    return Shown(
        item=shown.id,
        group_id=head.group_id,
        html=shown.html + also_html(seat, seat.find(Post, shown.id)),
        name=shown.mask or shown.name or _("Former member"),
        mine=rules.wrote(shown, head.place_id, head.my_mask_id),
        opens=shown.opens,
        within=shown.thread_id,
        place=head.title,
    )


def _changed(shown: Shown) -> None:
    if shown.within is None:
        return
    live.announce("thread", shown.within, "post", shown.item, group=shown.group_id)
    if shown.opens and shown.group_id is not None:
        live.announce("group", shown.group_id, "thread", shown.within, group=shown.group_id)


def _goes_out(seat: Seat, shown: Shown) -> None:
    if shown.group_id is None or shown.within is None:
        return
    if shown.opens:
        going_out.begun(shown.group_id, shown.within)
    else:
        going_out.replied(seat, shown.group_id, shown.within, shown.item)


def ready() -> None:
    """Make posts known to moderation."""
    register(
        Item(
            kind="post",
            named=gettext_lazy("a post"),
            find=_find,
            url=lambda post: url("threads:post", post),
            changed=_changed,
            goes_out=_goes_out,
            kept=lambda seat, post: "".join(folded(one) for one in removed_with(seat, post)),
            signs="SELECT group_id, sign FROM moderation_post_signs()",
        )
    )


def not_too_soon(seat: Seat, gate: str, post: Post) -> None:
    """Raise Refused where a group has slowed down and this member wrote there within ten minutes."""
    if gate == "slow":
        lately = seat.glance(Sent).filter(post__group_id=post.group_id, at__gt=now() - SLOW).exclude(post_id=post.id)
        may_write_so_soon(gate, lately.exists()).or_refuse()

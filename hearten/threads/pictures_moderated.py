"""Pictures in posts as moderation sees them: the words first, the picture itself behind a press."""

from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from markupsafe import Markup

from hearten.kernel import live
from hearten.kernel.pages import url
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Unseen
from hearten.moderation.items import Item, Shown, register
from hearten.pictures import jobs
from hearten.pictures.models import Picture
from hearten.threads import reading, rules
from hearten.threads.models import Post


def _find(seat: Seat, picture_id: UUID) -> Shown:
    # Who sent it is a column that nobody may select, and the picture itself is fetched by the page alone.
    picture = seat.glance(Picture).defer("member", "content").filter(pk=picture_id).first()
    if picture is None:
        raise Unseen
    post = reading.post(seat, picture.about)
    head = reading.head(seat, post.thread_id)
    return Shown(
        item=picture.id,
        group_id=picture.group_id,
        html=folded(picture),
        name=post.mask or post.name or _("Former member"),
        mine=rules.wrote(post, head.place_id, head.my_mask_id),
        within=post.id,
        place=head.title,
    )


def folded(picture: Picture) -> Markup:
    """Return a picture for who has to look at it: what is said to be in it, and the picture behind a press."""
    said = picture.alt or _("Its sender says that it is only decoration.")
    return Markup(
        '<p>{}</p><details class="folded"><summary>{}</summary>'
        '<img src="{}" alt="{}" width="{}" height="{}" loading="lazy"></details>'
    ).format(
        said, _("Show the picture"), url("pictures:picture", picture.id), picture.alt, picture.width, picture.height
    )


def removed_with(seat: Seat, post_id: UUID) -> list[Picture]:
    """Return the pictures of a post that were removed and that this seat may see, in order."""
    gone = seat.glance(Picture).defer("member", "content").filter(about=post_id, removed_at__isnull=False)
    return list(gone.order_by("place"))


def _changed(shown: Shown) -> None:
    """Wake the pages that show the post: `within` names it."""
    if shown.within is not None:
        for thread in Post.objects.filter(pk=shown.within).values_list("thread_id", flat=True):
            live.announce("thread", thread, "post", shown.within, group=shown.group_id)


def ready() -> None:
    """Make pictures known to moderation."""
    register(
        Item(
            kind="picture",
            named=gettext_lazy("a picture"),
            find=_find,
            url=lambda picture: url("pictures:about", picture),
            changed=_changed,
            removed=lambda picture: jobs.remember(picture=str(picture)),
        )
    )

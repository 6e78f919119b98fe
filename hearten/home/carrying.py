"""Posts that somebody takes along to an appointment: where conversations and preparations meet, above both."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from hearten.care.carriers import Carried, Carrier, register
from hearten.kernel.pages import url
from hearten.kernel.seat import Seat
from hearten.threads import reading, rules
from hearten.threads.models import Post


def _post(seat: Seat, post_id: UUID) -> Carried:
    """Return a post that this seat may read. Its words are offered to who wrote them, and to nobody else."""
    shown = reading.post(seat, post_id)
    head = reading.head(seat, shown.thread_id)
    own = rules.wrote(shown, head.place_id, head.my_mask_id) and not shown.withdrawn
    quote = seat.find(Post, post_id).body if own else ""
    return Carried(url("threads:post", post_id), head.title if own else "", quote)


def ready() -> None:
    """Make posts known as what can be taken along."""
    register(Carrier("post", _("A post"), _post))

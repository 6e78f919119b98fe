"""Being there without words, saying that a reply helped, and answering "may I offer an idea?"."""

from django.db import connection

from hearten.kernel import live
from hearten.kernel.clock import now
from hearten.kernel.seat import Seat
from hearten.notices.actions import tell
from hearten.threads.models import Heard, Permission, Witness
from hearten.threads.reading import Head, ShownPost
from hearten.threads.rules import NOD_OF, may_answer_asking, may_nod, may_say_heard


def nod(seat: Seat, head: Head, shown: ShownPost) -> None:
    """Say "same here" (or the nod that fits). Saying it twice is saying it once."""
    may_nod(shown, head).or_refuse()
    row = Witness(group_id=head.group_id, post_id=shown.id, membership_id=head.place, nod=NOD_OF[shown.kind], at=now())
    Witness.objects.bulk_create([row], ignore_conflicts=True)
    live.announce("thread", head.id, "post", shown.id, group=head.group_id, author=seat.me)


def take_nod_back(seat: Seat, head: Head, shown: ShownPost) -> None:
    """Take one's own nod back. Nothing happens when there was none."""
    gone, _per_model = seat.glance(Witness).filter(post_id=shown.id, membership_id=head.place).delete()
    if gone:
        live.announce("thread", head.id, "post", shown.id, group=head.group_id, author=seat.me)


def say_heard(seat: Seat, head: Head, shown: ShownPost) -> None:
    """Tell one person, and nobody else, that their reply helped. Saying it twice is saying it once."""
    may_say_heard(shown, head).or_refuse()
    row = Heard(group_id=head.group_id, post_id=shown.id, member_id=seat.me, at=now())
    Heard.objects.bulk_create([row], ignore_conflicts=True)
    tell(kind="heard", about=shown.id, group=head.group_id)


def unsay_heard(seat: Seat, head: Head, shown: ShownPost) -> None:
    """Take it back."""
    may_say_heard(shown, head).or_refuse()
    with connection.cursor() as cursor:  # row-level security knows whose it is; the column is nobody's to read
        cursor.execute("DELETE FROM threads_heard WHERE post_id = %s", [shown.id])


def answer_asking(seat: Seat, head: Head, shown: ShownPost, welcome: bool) -> None:
    """Say to one person whether their idea is welcome. A yes opens ideas to that person in this conversation."""
    may_answer_asking(shown, head).or_refuse()
    Permission(group_id=head.group_id, thread_id=head.id, post_id=shown.id, welcome=welcome, at=now()).save(
        force_insert=True
    )
    live.announce("thread", head.id, "post", shown.id, group=head.group_id, author=seat.me)

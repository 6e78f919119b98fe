"""What a letter that goes out says of the way back: its envelope's sender, and where an answer to it goes."""

from uuid import UUID

from django.utils.translation import gettext as _

from hearten.by_letter.models import Wanted, WayBack
from hearten.by_letter.place import is_on
from hearten.by_letter.signed import BACK, REPLY, Way, address
from hearten.kernel.clock import now
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Unseen
from hearten.members.models import Profile
from hearten.notices.coming_back import Back, Leaving
from hearten.threads import reading, rules
from hearten.threads.models import Post
from hearten.threads.telling import BEGUN

ABOUT_A_POST = ("reply", "heard", "idea_tried")
# The last five are answering's, which stands beside this slice: who is asked to answer can do it by letter.
ABOUT_A_CONVERSATION = (BEGUN, "hello", "newcomer", "no_reply_on_duty", "no_reply_yet", "still_no_reply")


def way_of(seat: Seat, letter: Leaving) -> Back | None:
    """Return the way back of one letter, as the member whom it goes to; None where letters do not come in here."""
    if not is_on():
        return None
    way = _kept(seat, letter)
    if way.thread is None:
        return Back(address(BACK, way))
    said = _("You can answer this letter. Your answer goes to that conversation, and everybody there can read it.")
    return Back(address(BACK, way), address(REPLY, way), said, letter.notice)


def _kept(seat: Seat, letter: Leaving) -> Way:
    """Keep what a letter is for. One that is sent a second time is for what it was for at the first."""
    index = seat.glance(Profile).filter(member_id=seat.me).values_list("email_index", flat=True).first()
    row = WayBack(id=letter.id, member_id=seat.me, email_index=index or "", made_at=now())
    row.thread_id = _conversation_of(seat, letter)
    WayBack.objects.bulk_create([row], ignore_conflicts=True)
    kept = seat.find(WayBack, letter.id)
    return Way(kept.id, kept.member_id, kept.thread_id, kept.email_index, kept.made_at)


def _conversation_of(seat: Seat, letter: Leaving) -> UUID | None:
    """Return the conversation that a letter stands for alone, where its member wants to answer and may."""
    if letter.code or letter.about is None or not seat.glance(Wanted).filter(member_id=seat.me).exists():
        return None
    thread = letter.about if letter.kind in ABOUT_A_CONVERSATION else None
    if letter.kind in ABOUT_A_POST:
        thread = seat.glance(Post).filter(pk=letter.about).values_list("thread_id", flat=True).first()
    try:
        return thread if thread and rules.may_write(reading.head(seat, thread)) else None
    except Unseen:
        return None

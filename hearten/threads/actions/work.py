"""Working something through: beginning, choosing, telling what came of it. Every word goes the way of a post's."""

from uuid import UUID

from hearten.groups.standing import Place
from hearten.kernel.clock import now
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Unseen
from hearten.notices.actions import tell
from hearten.threads import reading, rules_work
from hearten.threads.actions import write
from hearten.threads.actions.change import pass_on
from hearten.threads.models import Idea, Kind, Post, Sent, Thread, Wish, Working
from hearten.threads.reading import Head, ShownPost
from hearten.threads.reading_work import is_idea, offered, open_one
from hearten.threads.watched import opening_of

TRIED = "idea_tried"


def begin(seat: Seat, place: Place, draft: write.Draft, *, title: str, note: str, facts: str, tried: str) -> Thread:
    """Begin to work something through. `draft` holds the goal; what stands above goes the way of its words, too.

    Returns the earlier conversation when this was sent before. Raises Refused while another one is open.
    """
    if not seat.glance(Sent).filter(member_id=seat.me, client_id=draft.client_id).exists():
        rules_work.may_begin(open_one(seat, place.group_id)).or_refuse()
    thread = write.start(seat, place, draft, title=title, kind=Kind.WORK, wish=Wish.IDEAS, note=note)
    if not seat.glance(Working).filter(thread_id=thread.id).exists():
        working = Working(group_id=place.group_id, thread=thread, facts=facts, tried=tried, made_at=thread.made_at)
        working.save(force_insert=True)
    return thread


def change_facts(seat: Seat, head: Head, working: Working, facts: str, tried: str) -> None:
    """Change the facts and what was tried: questions of others bring more of them to light."""
    rules_work.may_change_facts(head, working).or_refuse()
    working.facts, working.tried = facts, tried
    working.save(update_fields=["facts", "tried"])
    _said_above(seat, head, facts, tried)


def choose(seat: Seat, head: Head, working: Working, idea: UUID | None, words: str) -> None:
    """Choose what to try: somebody's idea, one's own words, or both. Raises Unseen for a reply that is no idea."""
    rules_work.may_choose(head, working).or_refuse()
    if idea is not None and idea not in {one.id for one in offered(seat, head)}:
        raise Unseen
    working.idea_id, working.chosen, working.chosen_at = idea, words, now()
    working.save(update_fields=["idea", "chosen", "chosen_at"])
    _said_above(seat, head, words, tried=True)


def report_back(seat: Seat, head: Head, working: Working, words: str) -> None:
    """Tell what came of it. Whoever offered the chosen idea hears that there is something to read."""
    rules_work.may_report_back(head, working).or_refuse()
    first = working.reported_at is None
    working.report, working.reported_at = words, working.reported_at or now()
    working.save(update_fields=["report", "reported_at"])
    _said_above(seat, head, words, tried=True)
    if first and working.idea_id is not None:
        tell(kind=TRIED, about=working.idea_id, group=head.group_id)


def weigh(seat: Seat, head: Head, shown: ShownPost, good: str, bad: str) -> None:
    """Say what may be good and what may be hard about one's own idea. A plain reply becomes an idea by it."""
    rules_work.may_weigh(shown, head).or_refuse()
    seat.one_at_a_time(f"idea {shown.id}")
    before = is_idea(seat, head, shown)
    if not seat.glance(Idea).filter(post_id=shown.id).update(good=good, bad=bad):
        Idea(group_id=head.group_id, post_id=shown.id, good=good, bad=bad).save(force_insert=True)
    seat.glance(Post).filter(pk=shown.id).update(edited_at=now())
    pass_on(seat, head, shown, *(() if before else (seat.find(Post, shown.id).body,)), good, bad, tried=True)


def _said_above(seat: Seat, head: Head, *words: str, tried: bool = False) -> None:
    """Let words above a conversation go the way of an edit of the post that opens it."""
    pass_on(seat, head, reading.post(seat, opening_of(seat, head.id)), *words, tried=tried)

"""How a reply becomes a card: who leads asks, its writer answers, and nobody but them writes and shares it (P12)."""

from uuid import UUID

from django.utils.translation import gettext as _

from hearten.kernel.clock import now
from hearten.kernel.pages import url
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Unseen
from hearten.library import origins
from hearten.library.models import Card
from hearten.notices.actions import tell
from hearten.threads import reading, rules, rules_cards
from hearten.threads.models import CardProposal, GrewOut, Post
from hearten.threads.reading import Head, ShownPost

ASKED = "card_asked"
LONGEST_TITLE, LONGEST_WHAT = 90, 1500


def proposal_of(seat: Seat, post_id: UUID) -> CardProposal | None:
    """Return the question about a reply, for who leads its group and for its writer; None for everybody else."""
    return seat.glance(CardProposal).select_related("by").filter(post_id=post_id).first()


def propose(seat: Seat, head: Head, shown: ShownPost) -> None:
    """Ask a reply's writer whether they would make a card of it. Who that is stays between them and the worker."""
    seat.one_at_a_time(f"card of {shown.id}")
    rules_cards.may_propose(shown, head, proposal_of(seat, shown.id)).or_refuse()
    CardProposal(group_id=head.group_id, post_id=shown.id, by_id=head.place, made_at=now()).save(force_insert=True)
    tell(kind=ASKED, about=shown.id, group=head.group_id)


def answer(seat: Seat, head: Head, shown: ShownPost, welcome: bool) -> None:
    """Say yes, or no thank you. A yes opens a form and publishes nothing."""
    found = proposal_of(seat, shown.id)
    rules_cards.may_answer(shown, head, found, now()).or_refuse()
    said = {"answer": "yes" if welcome else "no", "answered_at": now()}
    seat.glance(CardProposal).filter(post_id=shown.id).update(**said)


def _begins(seat: Seat, group_id: UUID, post_id: UUID) -> origins.Beginning:
    shown = reading.post(seat, post_id)
    head = reading.head(seat, shown.thread_id)
    own = rules.wrote(shown, head.place_id, head.my_mask_id) and not shown.withdrawn and head.group_id == group_id
    if not own:
        raise Unseen
    body = seat.find(Post, post_id).body
    return origins.Beginning(head.title[:LONGEST_TITLE], body[:LONGEST_WHAT], shown.mask_id is not None)


def _grew(seat: Seat, post_id: UUID, card: Card) -> None:
    """Link a card with its writer's reply, where both stand under the same kind of name.

    A link between a name and a mask would say who is behind the mask.
    """
    _begins(seat, card.group_id, post_id)
    masked = seat.find(Post, post_id).mask_id is not None
    if masked == (card.membership_id is None) and not seat.glance(GrewOut).filter(card_id=card.id).exists():
        GrewOut(group_id=card.group_id, post_id=post_id, card_id=card.id, at=now()).save(force_insert=True)


def _link(seat: Seat, card_id: UUID) -> origins.Link | None:
    found = seat.glance(GrewOut).filter(card_id=card_id).first()
    return origins.Link(url("threads:post", found.post_id), _("It grew out of a reply.")) if found else None


def ready() -> None:
    """Make replies known to the library as what a card may grow out of."""
    origins.register(origins.Origin(_begins, _grew, _link))

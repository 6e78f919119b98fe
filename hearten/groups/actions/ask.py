"""Asking to join, and answering."""

from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from hearten.groups.actions.join import Answer
from hearten.groups.models import Group, JoinRequest
from hearten.groups.rules import may_ask, may_lead, why_not_joined
from hearten.groups.standing import Place
from hearten.kernel.clock import now
from hearten.kernel.live import leases_changed
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Refused
from hearten.notices.actions import tell


def latest_request(seat: Seat, group_id: UUID) -> JoinRequest | None:
    """Return what this person last asked of a group, or None."""
    mine = Q(group_id=group_id, member_id=seat.member_id)
    return seat.glance(JoinRequest).filter(mine).order_by("-made_at").first()


def ask_to_join(seat: Seat, group: Group, name: str, words: str) -> JoinRequest:
    """Ask the facilitators. Raises Refused while a request is open, or soon after they said "not now"."""
    may_ask(group, latest_request(seat, group.id), now()).or_refuse()
    request = JoinRequest.objects.create(group=group, member_id=seat.me, name=name, words=words, made_at=now())
    tell(kind="join_request", about=request.id, group=group.id)
    return request


def withdraw_request(seat: Seat, group_id: UUID) -> bool:
    """Take back one's open request; its words are gone. False when there was none."""
    mine = seat.glance(JoinRequest).filter(group_id=group_id, member_id=seat.me, answer="")
    return bool(mine.delete()[0])


def answer_request(seat: Seat, place: Place, request_id: UUID, answer: str, words: str) -> str:
    """Welcome somebody who asked, or say not now. Returns "in", "waiting" (welcome, no place free yet) or "not now".

    Raises Unseen for a request that is not this group's, Refused for one that was answered or cannot be granted.
    """
    may_lead(place).or_refuse()
    request = seat.find(JoinRequest, request_id, group_id=place.group_id)
    if request.answer:
        raise Refused(_("Somebody answered this request already."))
    request.answer_words, request.answered_at = words, now()
    if answer == "not_now":
        request.answer = answer
        request.save(update_fields=["answer", "answer_words", "answered_at"])
        tell(kind="join_answer", about=request.id, members=[request.member_id], group=request.group_id)
        return "not now"
    request.save(update_fields=["answer_words", "answered_at"])
    return _admit(seat, request)


def _admit(seat: Seat, request: JoinRequest) -> str:
    door = seat.read(Answer, "SELECT * FROM groups_admit(%s)", request.id)[0]
    leases_changed([request.member_id])
    tell(kind="join_answer", about=request.id, members=[request.member_id], group=request.group_id)
    if door.refusal == "full":
        return "waiting"
    if door.refusal == "invitation":
        raise Refused(_("This group is by invitation now. Make an invitation for them instead."))
    if door.refusal not in ("", "here"):
        why_not_joined(door.refusal, request.group_id).or_refuse()
    return "in"

"""What safety learns of conversations with the Guide: each is read for danger, and shown only as far as its rules go.

Who looks after somebody reads the lines that they gave along, and nothing else. The conversation itself opens with a
reason, once two people agreed to call emergency services (CR-12); its member finds who read it.
"""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.utils.html import escape
from django.utils.translation import gettext as _

from hearten.guide.dangers import KIND, LONGEST
from hearten.guide.keeping import answer_of
from hearten.guide.models import Exchange, Summary, Talk
from hearten.kernel.pages import safe_html, url
from hearten.kernel.sealed import Sealed
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Refused, Unseen
from hearten.members.looks import name_look
from hearten.safety.sources import Shown, Source, register

SHORTEST_REASON = 20
NEWEST = 3  # turns, should two or three be said before the first of them was read


class Said(NamedTuple):
    """One turn as the staff reads it. None where its key is gone."""

    said: str | None
    answered: str | None
    at: datetime


class _Kept(NamedTuple):
    id: UUID
    said: bytes
    answered: bytes
    at: datetime


class _Moment(NamedTuple):
    at: datetime | None


class _Bit(NamedTuple):
    on: bool


def text_of(seat: Seat, talk_id: UUID) -> str:
    """Return what is read for danger: one's own words of a conversation, the latest of them. Raises Unseen."""
    talk = seat.find(Talk, talk_id)
    rows = seat.glance(Exchange).filter(talk_id=talk.id).order_by("at", "id")
    return "\n".join(row.said or "" for row in rows)[-LONGEST:]


def turns_of(seat: Seat, talk_id: UUID) -> list[str]:
    """Return the newest turns, each by itself: those before were read when they were the newest. Raises Unseen.

    After a concern was closed: of those since then alone, and before them all of these together.
    """
    since = _settled_at(seat, talk_id)
    rows = seat.glance(Exchange).filter(talk_id=talk_id, **({"at__gte": since} if since else {}))
    said = [row.said or "" for row in rows.order_by("at", "id")]
    together = ["\n".join(said)[-LONGEST:]] if since and said else []
    return [*together, *reversed(said[-NEWEST:])]


def settled_of(seat: Seat, talk_id: UUID) -> str:
    """Return the words that were there when people closed a concern about this conversation; "" where they did not."""
    since = _settled_at(seat, talk_id)
    if since is None:
        return ""
    rows = seat.glance(Exchange).filter(talk_id=talk_id, at__lt=since).order_by("at", "id")
    return "\n".join(row.said or "" for row in rows)[-LONGEST:]


def _settled_at(seat: Seat, talk_id: UUID) -> datetime | None:
    """Return since when a turn is new to people who closed a concern. Raises Unseen where the conversation is gone."""
    return seat.read(_Moment, "SELECT guide_settled(%s)", seat.find(Talk, talk_id).id)[0].at


def _shown(seat: Seat, talk_id: UUID) -> Shown | None:
    """Return the lines that a member gave along; None where they gave none, or to whom they are not shown."""
    given = seat.glance(Summary).filter(talk_id=talk_id).exclude(member_id=seat.me).first()
    if given is None or not given.words:
        return None
    lines = "".join(f"<p>{escape(line)}</p>" for line in given.words.splitlines())
    return Shown(_("Somebody who asked for a person"), given.words, safe_html(lines), given.at)


def is_opened_to(seat: Seat, talk_id: UUID) -> bool:
    """Whether this seat, of the staff, may open a conversation with a reason."""
    return seat.read(_Bit, "SELECT guide_where_concern(%s)", talk_id)[0].on


def staff_read(seat: Seat, talk_id: UUID, reason: str) -> list[Said]:
    """Open a conversation for somebody of the staff, and write down for its member who did, and why.

    Raises Refused when the reason is too short, and Unseen for everything else that does not let this seat in.
    """
    if len(reason.strip()) < SHORTEST_REASON:
        raise Refused(_("Say in a sentence why you read this. Its member will see it."))
    kept = seat.read(_Kept, "SELECT * FROM guide_staff_open(%s, %s)", talk_id, reason.strip())
    if not kept:
        raise Unseen
    return [_said(talk_id, one) for one in kept]


def _said(talk_id: UUID, kept: _Kept) -> Said:
    row = Exchange(id=kept.id, talk_id=talk_id, said=Sealed(kept.said), answered=Sealed(kept.answered))
    answered = row.answered
    return Said(row.said, answer_of(answered).text if answered else None, kept.at)


def _where(seat: Seat, talk_id: UUID) -> str:
    return url("guide:words", talk_id) if is_opened_to(seat, talk_id) else ""


def ready() -> None:
    """Make conversations known to safety, and what looks at them are called."""
    register(
        Source(
            KIND,
            text_of,
            _shown,
            lambda talk: url("guide:guide"),
            _where,
            holds_panel=True,
            stays=False,
            apart=turns_of,
            settled=settled_of,
        )
    )
    name_look("a conversation with the Guide", lambda: _("a conversation of yours with the Guide"))

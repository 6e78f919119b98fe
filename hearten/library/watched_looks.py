"""What is said while people look at cards, as it is read for danger: flags, answers, and the looks of two people.

Each has a kind or a key of its own for each person who writes: what is read stays with its writer.
"""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from hearten.groups.models import Membership
from hearten.kernel.pages import safe_html, url
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Unseen
from hearten.kernel.words import render
from hearten.library.models import Flag, Review
from hearten.safety.sources import Shown, Source, register


def _flag_text(seat: Seat, flag_id: UUID) -> str:
    return seat.find(Flag, flag_id).words


def _flag_shown(seat: Seat, flag_id: UUID) -> Shown | None:
    """Show a flag's words without a name: who leads never learns from a page who asked for a look."""
    row = seat.glance(Flag).filter(pk=flag_id).first()
    if row is None:
        return None
    return Shown(_("Somebody who asked for a look at a card"), row.words, safe_html(render(row.words)), row.at)


def _by(who: Membership | None, words: str, at: datetime | None) -> Shown | None:
    """Show what somebody said in their group's name; None where they have not said it."""
    if who is None or at is None:
        return None
    return Shown(who.name or _("Former member"), words, safe_html(render(words)), at)


def _review(seat: Seat, review_id: UUID) -> Review | None:
    return seat.glance(Review).select_related("first", "second", "revoked_by").filter(pk=review_id).first()


def _first_text(seat: Seat, review_id: UUID) -> str:
    return seat.find(Review, review_id).reason


def _first_shown(seat: Seat, review_id: UUID) -> Shown | None:
    row = _review(seat, review_id)
    return _by(row.first, row.reason, row.asked_at) if row else None


def _look_text(seat: Seat, review_id: UUID) -> str:
    return seat.find(Review, review_id).second_words


def _look_shown(seat: Seat, review_id: UUID) -> Shown | None:
    row = _review(seat, review_id)
    return _by(row.second, row.second_words, row.reviewed_at) if row else None


def _end_text(seat: Seat, review_id: UUID) -> str:
    return seat.find(Review, review_id).revoked_reason


def _end_shown(seat: Seat, review_id: UUID) -> Shown | None:
    row = _review(seat, review_id)
    return _by(row.revoked_by, row.revoked_reason, row.revoked_at) if row else None


def _answered(seat: Seat, key: UUID) -> Flag | None:
    return seat.glance(Flag).select_related("answered_by").filter(answer_key=key).first()


def _answer_text(seat: Seat, key: UUID) -> str:
    row = _answered(seat, key)
    if row is None:  # answered anew meanwhile, or settled and gone
        raise Unseen
    return row.answer_words


def _answer_shown(seat: Seat, key: UUID) -> Shown | None:
    row = _answered(seat, key)
    return _by(row.answered_by, row.answer_words, row.answered_at) if row else None


def card_of(seat: Seat, key: UUID) -> UUID | None:
    """Return the card about which something was said that is read for danger, or None: a review, or an answer's key."""
    row = _review(seat, key) or _answered(seat, key)
    return row.card_id if row else None


def _where(key: UUID) -> str:
    return url("library:written", key)


def ready() -> None:
    """Make what is said about looks known to safety."""
    register(Source("card_flag", _flag_text, _flag_shown, lambda flag_id: url("library:flag_news", flag_id)))
    register(Source("card_answer", _answer_text, _answer_shown, _where))
    register(Source("card_first", _first_text, _first_shown, _where))
    register(Source("card_look", _look_text, _look_shown, lambda review_id: url("library:second", review_id)))
    register(Source("card_end", _end_text, _end_shown, _where))

"""Who may do what with cards, with what was said about them, and with a look at them: pure judgements."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from hearten.groups import rules as group_rules
from hearten.groups.standing import Place
from hearten.kernel.pages import url
from hearten.kernel.verdict import Verdict, no, unseen, yes
from hearten.library.choices import Answer
from hearten.library.models import Flag, Review
from hearten.library.reading import ShownCard, ShownReport
from hearten.moderation.rules import may_write_now


def may_write(place: Place | None, gate: str) -> Verdict:
    """Judge whether somebody may write in a group's library."""
    if place is None:
        return no(_("You are reading here with a moderator's grant. Only people of the group can write."))
    agreed = group_rules.may_post(place, place.version)
    return may_write_now(gate) if agreed else agreed


def may_take_back(card: ShownCard) -> Verdict:
    """Judge taking a card's words back: one's own, while they are there."""
    if not card.mine:
        return unseen
    return _has_words(card)


def may_change(card: ShownCard, place: Place | None, gate: str) -> Verdict:
    """Judge a new version of a card: one's own, and not during a break from writing."""
    mine = may_take_back(card)
    return may_write(place, gate) if mine else mine


def may_try(card: ShownCard, place: Place | None, gate: str, told: ShownReport | None) -> Verdict:
    """Judge saying how it went: everybody of the group but who wrote the card, once each, and again to change it."""
    if card.mine:
        return no(_("This is your own card. Others can say how it went for them."), *_to(card))
    if told is not None and told.withdrawn == "removed":
        return no(_("Those who look after this group took out what you said about this card."), *_to(card))
    there = _has_words(card)
    if not there:
        return there
    return _not_waiting(card) if (writing := may_write(place, gate)) else writing


def may_ask_review(card: ShownCard, place: Place | None, running: Sequence[Review]) -> Verdict:
    """Judge the first look: whoever leads the group, not at a card of their own, one look at a time."""
    leads = _leads(place)
    if not leads or card.mine:
        return leads if not leads else no(_("This is your own card. Somebody else looks at it."), *_to(card))
    if any(review.reviewed_at is None and review.version == card.version for review in running):
        return no(_("A second person is asked for already."), *_to(card))
    return _has_words(card)


def may_second(review: Review, card: ShownCard, place: Place | None, flags: Sequence[Flag] = ()) -> Verdict:
    """Judge the second look: somebody of the group who neither looked first nor wrote the card.

    `flags`: those that are open. What somebody asked after the first look, that look did not answer.
    """
    if place is None or review.revoked_at is not None:
        return unseen
    if review.reviewed_at is not None:
        return no(_("Two people have looked at this card already."), *_to(card))
    if card.mine:
        return no(_("This is your own card. Somebody else looks at it."), *_to(card))
    if review.first_id == place.membership_id:
        return no(_("You looked at it first. Somebody else looks at it now."), *_to(card))
    if review.version != card.version:
        return no(_("The card was changed since. It needs a new first look."), *_to(card))
    if any(flag.at > review.asked_at for flag in flags):
        return no(
            _("Somebody asked for a look after the first look. Answer them first."),
            url("library:answer", card.id),
            _("Look at it and answer"),
        )
    return _has_words(card)


def may_end_review(review: Review, card: ShownCard, place: Place | None) -> Verdict:
    """Judge ending a review before its time: whoever leads the group."""
    leads = _leads(place)
    if leads and review.revoked_at is not None:
        return no(_("This was ended already."), *_to(card))
    return leads


def may_flag(card: ShownCard, place: Place | None, mine: Sequence[Flag]) -> Verdict:
    """Judge asking for a look at a card: not one's own, once at a time, and not again at what was found to stay."""
    if place is None:
        return unseen
    if card.mine:
        return no(_("This is your own card. You can change it, or take its words back."), *_to(card))
    if any(flag.closed_at is None for flag in mine):
        return no(_("You have asked for a look already. You can read here how it stands."), *_to(card))
    if any(flag.answer in (Answer.STAYS, Answer.REVIEWED) and flag.version == card.version for flag in mine):
        return no(
            _("Somebody looked at this version after you asked, and it stays. If it breaks our agreement, report it."),
            url("moderation:report", "card", card.id),
            _("Report it"),
        )
    return _has_words(card)


def may_flag_so_often(under_the_limit: bool) -> Verdict:
    """Judge one more flag by the same person within a day."""
    if under_the_limit:
        return yes
    return no(
        _("You asked for a look at several cards today. Others will come to them. You can ask again tomorrow."),
        url("safety:help_now"),
        _("If somebody is in danger: Help now"),
    )


def may_answer(card: ShownCard, place: Place | None, asked: Sequence[Flag]) -> Verdict:
    """Judge answering those who asked for a look: whoever leads the group, and never about a card of their own."""
    leads = _leads(place)
    if not leads or card.mine:
        return unseen
    if not asked:
        return no(_("Nobody waits for an answer about this card."), *_to(card))
    return yes


def is_current(review: Review, moment: datetime) -> bool:
    """Whether two people looked at a card, not longer than a year ago, and nobody ended it."""
    return review.expires_at is not None and review.revoked_at is None and review.expires_at > moment


def may_look(place: Place | None) -> Verdict:
    """Judge the page of what waits in a library."""
    return _leads(place)


def _leads(place: Place | None) -> Verdict:
    return group_rules.may_lead(place)


def _has_words(card: ShownCard) -> Verdict:
    if card.withdrawn:
        return no(_("The words of this card were taken back."), *_to(card))
    return yes


def _not_waiting(card: ShownCard) -> Verdict:
    if card.waits:
        return no(_("This card waits for a look. Until then, nobody can say how it went."), *_to(card))
    return yes


def _to(card: ShownCard) -> tuple[str, str]:
    return url("library:card", card.id), _("Back to the card")

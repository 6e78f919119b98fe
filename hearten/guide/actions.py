"""What people do with the Guide: agree, ask, keep, end, ask for a person; and the operator's switch."""

from dataclasses import asdict, replace
from datetime import timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from hearten.guide import pacing, wording
from hearten.guide.answers import Answer
from hearten.guide.dangers import KIND
from hearten.guide.keeping import written
from hearten.guide.models import Exchange, Opening, Record, Stop, Summary, Talk, Use
from hearten.guide.standing import PURPOSE
from hearten.guide.telling import STOPPED
from hearten.kernel.clock import now
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Refused
from hearten.members.actions import give_consent, has_consent, profile_of, withdraw_consent
from hearten.members.zones import zone_of
from hearten.notices.actions import tell
from hearten.safety.actions.writing import ask_for_person, wants_person
from hearten.safety.triage import read_this

IDLE = timedelta(hours=1)
KEPT_FOR = timedelta(days=30)


def agree(seat: Seat) -> None:
    """Write down that the member wants the Guide to answer them. Agreeing twice changes nothing."""
    if not has_consent(seat, PURPOSE):
        give_consent(seat, PURPOSE, wording.consent_text(), wording.CONSENT_VERSION, "the Guide's page")


def take_back(seat: Seat) -> None:
    """End it. The database takes the conversation along in the same moment (guide_consent_ended)."""
    withdraw_consent(seat, PURPOSE)


def open_guide(seat: Seat) -> None:
    """Open the Guide on this install. Only an operator's seat may (row-level security)."""
    if not seat.glance(Opening).filter(closed_at=None).exists():
        Opening(opened_by_id=seat.me, opened_at=now()).save(force_insert=True)


def close_guide(seat: Seat) -> None:
    """Close it: no turn is answered from the next moment on, also one that is being answered now (AI-11)."""
    seat.glance(Opening).filter(closed_at=None).update(closed_at=now(), closed_by_id=seat.me)


def talk_of(seat: Seat) -> Talk | None:
    """Return the member's own conversation, unless an hour went by without a word: then it goes now."""
    talk = seat.glance(Talk).filter(member_id=seat.me).first()
    if talk is None or now() < (talk.kept_until or talk.last_at + IDLE):
        return talk
    end(seat)
    return None


def end(seat: Seat) -> None:
    """End one's own conversation, kept or not: it is gone at once, and its key with the next round of the worker."""
    seat.glance(Summary).filter(member_id=seat.me).delete()
    seat.glance(Exchange).filter(member_id=seat.me).delete()
    seat.glance(Talk).filter(member_id=seat.me).delete()


def begin(seat: Seat) -> Talk:
    """Return one's own conversation, a new one where there is none."""
    seat.one_at_a_time(f"guide {seat.me}")
    if talk := talk_of(seat):
        return talk
    talk = Talk(member_id=seat.me, began_at=now(), last_at=now())
    talk.save(force_insert=True)
    return talk


def remember(seat: Seat, said: str, answer: Answer, sent: UUID) -> Exchange:
    """Keep one turn, sealed; have the whole conversation read for danger, as all words here; note what was done, of

    nobody. Whoever named an age under 18 gets no further answers until a person looked. `sent`: as QuestionForm.
    """
    talk = begin(seat)
    if before := seat.glance(Exchange).filter(client_id=sent, member_id=seat.me).first():
        return before
    row = Exchange(member_id=seat.me, talk_id=talk.id, client_id=sent, at=now(), said=said, answered=written(answer))
    row.save(force_insert=True)
    talk.last_at = now()
    talk.save(update_fields=["last_at"])
    read_this(seat, kind=KIND, about=talk.id, group_id=None)
    _record(answer)
    if "minor" in answer.refused:
        stop(seat)
    return row


def _record(answer: Answer) -> None:
    row = Record(day=now().replace(hour=0, minute=0, second=0, microsecond=0), made_by=asdict(answer.made_by))
    row.level, row.fixed, row.refused = answer.level, answer.fixed, list(answer.refused)
    row.quoted, row.generated = len(answer.sentences), answer.generated
    Record.objects.bulk_create([row])  # asks for nothing back: a member may add this row and not read it


def stop(seat: Seat) -> None:
    """Stop the Guide for this member until an operator looked (AI-09), and ask operators to. Nothing else changes."""
    row = Stop(member_id=seat.me, name=profile_of(seat).name, at=now())
    Stop.objects.bulk_create([row], ignore_conflicts=True)
    tell(kind=STOPPED, about=row.id)


def lift(seat: Seat, stopped: Stop) -> None:
    """Let the Guide answer a member again, as an operator who looked."""
    seat.glance(Stop).filter(pk=stopped.pk, lifted_at=None).update(lifted_at=now(), lifted_by_id=seat.me)


def keep(seat: Seat) -> None:
    """Keep one's own conversation for thirty days from now. Raises Refused where there is none any more."""
    if not seat.glance(Talk).filter(member_id=seat.me).update(kept_until=now() + KEPT_FOR):
        raise Refused(_("There is no conversation any more, so there is nothing to keep."))


def keep_no_longer(seat: Seat) -> None:
    """Let it go as every conversation: an hour after the last word, or with signing out."""
    seat.glance(Talk).filter(member_id=seat.me).update(kept_until=None)


def time_passes(seat: Seat) -> tuple[str, ...]:
    """Count this turn as use, and return the notices that are due with it (pacing.py)."""
    row = seat.glance(Use).filter(member_id=seat.me).first()
    before = pacing.Used(row.day, row.seconds, row.since, row.last_at, row.told_at_seconds) if row else None
    in_doubt = seat.glance(Stop).filter(member_id=seat.me).exists()
    used, notices = pacing.used_after(before, now(), zone_of(seat), in_doubt)
    kept = row or Use(member_id=seat.me)
    kept.day, kept.seconds, kept.since, kept.last_at = used.day, used.seconds, used.since, used.last_at
    kept.told_at_seconds = used.told
    kept.save(force_insert=row is None)
    return notices if row else ("program",)  # also in a conversation that was kept, after so long that no row is left


def with_notices(answer: Answer, notices: tuple[str, ...]) -> Answer:
    """Return an answer with further notices, each once."""
    return replace(answer, notices=tuple(dict.fromkeys([*answer.notices, *notices])))


def ask_person(seat: Seat, words: str) -> None:
    """Ask for a person because of one's own conversation; what the member wrote for them goes along, and only that.

    Lines also go along where the conversation went meanwhile, or the Guide was closed: they are for a person, and
    begin a conversation of their own, which goes as every other does, an hour after they were given.
    """
    talk = talk_of(seat)
    if talk is None and words:
        talk = begin(seat)
        read_this(seat, kind=KIND, about=talk.id, group_id=None)
    if talk is None or not wants_person(seat, KIND, talk.id):
        ask_for_person(seat, None)
        return
    if words:
        seat.glance(Summary).filter(member_id=seat.me).delete()
        Summary(member_id=seat.me, talk_id=talk.id, words=words, at=now()).save(force_insert=True)
        talk.last_at = now()
        talk.save(update_fields=["last_at"])


def proposed(said: list[str]) -> str:
    """Return three lines to begin a summary with: the beginnings of one's own last three turns, to change or leave."""
    return "\n".join(" ".join(one.split())[:160] for one in said[-3:])

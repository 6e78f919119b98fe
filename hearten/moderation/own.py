"""What moderation gives to a member's copy, how it forgets a member, and how long it keeps things."""

from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from hearten.kernel.seat import Seat
from hearten.members.retention import Kept, keep
from hearten.members.rights import Erasure, Exported, Row, erase_with, export
from hearten.moderation import reading
from hearten.moderation.choices import Category, Step
from hearten.moderation.models import KeptWords

COVERS = (
    "moderation_whom.member_id", "moderation_case.claimed_by_id", "moderation_report.member_id",
    "moderation_act.by_id", "moderation_act.second_id", "moderation_keptwords.member_id",
    "moderation_pause.member_id", "moderation_proposal.by_id", "moderation_proposal.answered_by_id",
    "moderation_appeal.answered_by_id", "moderation_switch.by_id",
)  # fmt: skip


class _Gone(NamedTuple):
    gone: Any


def take_part() -> None:
    """Register all of it; called when the app is made ready."""
    export(Exported("reports", lambda: _("What you asked others to look at"), _report_columns, _reports))
    export(Exported("decisions", lambda: _("What was decided about your words"), _decision_columns, _decisions))
    export(Exported("removed", lambda: _("Your words that were removed"), _kept_columns, _kept))
    erase_with(Erasure("moderation", _forget, COVERS))
    keep(Kept("removed", lambda: _("Words that were removed"), lambda: _("30 days"), "moderation_keep_words"))
    until = lambda: _("the end of the following year")  # noqa: E731
    keep(Kept("cases", lambda: _("Closed cases, with their reports"), until, "moderation_keep_cases"))
    keep(Kept("switches", lambda: _("Switches of a group"), lambda: _("2 years"), "moderation_keep_switches"))
    keep(Kept("log", lambda: _("Logs of groups"), lambda: _("2 years"), "moderation_keep_log"))


def _report_columns() -> dict[str, str]:
    return {
        "made_at": _("When"),
        "category": _("What it was about"),
        "words": _("Your words"),
        "state": _("Where it stands"),
        "decided_at": _("Decided"),
        "taken_back_at": _("Taken back"),
    }


def _reports(seat: Seat) -> list[Row]:
    """Return one's own reports; what they were about is somebody else's."""
    states = {"back": _("Taken back"), "decided": _("Decided"), "reading": _("Being read"), "received": _("Received")}
    plain = ("made_at", "words", "decided_at", "taken_back_at")
    return [
        {
            **{name: getattr(one, name) for name in plain},
            "category": str(Category(one.category).label),
            "state": states[one.state],
        }
        for one in reading.my_reports(seat)
    ]


def _decision_columns() -> dict[str, str]:
    return {
        "made_at": _("When"),
        "step": _("Step"),
        "group": _("Group"),
        "reason": _("Why"),
        "passage": _("Passage of our agreement"),
        "by_program": _("By a rule of the program"),
        "until": _("Until"),
        "ended_at": _("Taken back"),
        "appeal_words": _("You asked to look again"),
        "appealed_at": _("Asked"),
        "answer_words": _("Answer"),
        "answered_at": _("Answered"),
    }


def _decisions(seat: Seat) -> list[Row]:
    """Return what was decided about one's own words, with what one asked in answer to it."""
    plain = [name for name in _decision_columns() if name not in ("step", "group")]
    return [
        {**{name: getattr(one, name) for name in plain}, "step": str(Step(one.step).label), "group": one.title}
        for one in reading.decisions(seat)
    ]


def _kept_columns() -> dict[str, str]:
    return {"words": _("Your words"), "until": _("Kept until")}


def _kept(seat: Seat) -> list[Row]:
    rows = seat.glance(KeptWords).filter(member_id=seat.me).order_by("until")
    return [{"words": _texts(row.words), "until": row.until} for row in rows]


def _texts(words: Any) -> list[str]:
    """Return the member's own texts among what was taken: what they had quoted is somebody else's."""
    return [words[name] for name in ("title", "note", "mood", "body") if isinstance(words, dict) and words.get(name)]


def _forget(seat: Seat, how: str) -> None:
    seat.read(_Gone, "SELECT moderation_forget_me()")

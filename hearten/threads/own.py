"""What conversations give to a member's copy, how they forget a member, and how long they keep words."""

from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.utils.translation import gettext as _

from hearten.groups.models import Group
from hearten.kernel.confidential import ME
from hearten.kernel.seat import Seat
from hearten.members import looks, rights
from hearten.members.retention import Kept, keep
from hearten.members.rights import Erasure, Exported, Row
from hearten.threads.models import MY_MEMBERSHIPS, WRITTEN_BY_ME, Kind, Nod, Revision, Wish

COVERS = (
    "threads_maskowner.member_id", "threads_sent.member_id", "threads_revision.member_id", "threads_heard.member_id",
    "threads_masklookup.asked_by_id", "threads_masklookup.agreed_by_id",
)  # fmt: skip


class _Gone(NamedTuple):
    gone: Any


class _Words(NamedTuple):
    """One post of the member's own."""

    post: UUID
    group_id: UUID
    title: str
    kind: str
    wish: str
    mood: str
    note: str
    body: str
    quoted: str
    move: str
    mask: str | None
    made_at: datetime
    edited_at: datetime | None
    withdrawn_at: datetime | None


class _Sign(NamedTuple):
    """A nod, or that somebody felt heard."""

    at: datetime
    what: str


def take_part() -> None:
    """Register all of it; called when the app is made ready."""
    rights.export(Exported("posts", lambda: _("What you wrote"), _columns, _posts))
    rights.export(Exported("worked_through", lambda: _("What you worked through"), _work_columns, _work))
    rights.export(Exported("card_questions", lambda: _("Questions about cards"), _question_columns, _questions))
    rights.export(Exported("earlier", lambda: _("What your posts said before"), _earlier_columns, _earlier))
    rights.export(Exported("signs", lambda: _("What you said without words"), _sign_columns, _signs))
    rights.erase_with(Erasure("threads", _forget, COVERS))
    looks.name_look("mask", lambda: _("Your name behind a hidden name"))
    keep(
        Kept(
            "words",
            lambda: _("Words in groups that erase them"),
            lambda: _("what the group chose"),
            "threads_keep_words",
        )
    )
    keep(
        Kept(
            "card_proposals",
            lambda: _("Questions whether a reply could become a card, unanswered"),
            lambda: _("30 days"),
            "threads_keep_card_proposals",
        )
    )
    keep(Kept("sent", lambda: _("Ids of what devices sent"), lambda: _("30 days"), "threads_keep_sent"))
    keep(Kept("lookups", lambda: _("Looks behind a mask"), lambda: _("2 years"), "threads_keep_lookups"))


def _columns() -> dict[str, str]:
    return {
        "group": _("Group"),
        "title": _("Title"),
        "kind": _("What it is"),
        "wish": _("What would help"),
        "mood": _("Feeling"),
        "note": _("Content note"),
        "hidden_as": _("Hidden name"),
        "quoted": _("What you quoted"),
        "body": _("Your words"),
        "made_at": _("Written"),
        "edited_at": _("Edited"),
        "withdrawn_at": _("Taken back"),
    }


def _posts(seat: Seat) -> list[Row]:
    """Return all of one's own posts. What is quoted in them is what the member chose to carry over."""
    found = seat.read(_Words, "SELECT * FROM threads_my_words()")
    titles = dict(seat.glance(Group).filter(pk__in={one.group_id for one in found}).values_list("id", "title"))
    plain = ("title", "mood", "note", "quoted", "body", "made_at", "edited_at", "withdrawn_at")
    return [
        {
            "group": titles.get(one.group_id, _("a group that you left")),
            "kind": str(Kind(one.kind).label) if one.kind else "",
            "wish": str(Wish(one.wish).label) if one.wish else "",
            "hidden_as": one.mask or "",
            **{name: getattr(one, name) for name in plain},
        }
        for one in found
    ]


class _Worked(NamedTuple):
    group_id: UUID
    what: str
    words: str
    at: datetime


def _work_columns() -> dict[str, str]:
    return {"group": _("Group"), "at": _("When"), "what": _("What"), "words": _("Your words")}


def _work(seat: Seat) -> list[Row]:
    """Return what stood above one's own conversations, and what one's own ideas said of themselves."""
    named = {
        "facts": _("The facts"),
        "tried": _("What you had tried"),
        "chosen": _("What you chose"),
        "report": _("What came of it"),
        "good": _("What may be good about an idea"),
        "bad": _("What may be hard about an idea"),
    }
    found = seat.read(_Worked, "SELECT * FROM threads_my_work()")
    titles = dict(seat.glance(Group).filter(pk__in={one.group_id for one in found}).values_list("id", "title"))
    left = _("a group that you left")
    return [
        {"group": titles.get(one.group_id, left), "at": one.at, "what": named[one.what], "words": one.words}
        for one in found
    ]


class _Question(NamedTuple):
    at: datetime
    answer: str
    by_me: bool


_QUESTIONS = f"""
SELECT c.made_at, c.answer, c.by_id IN {MY_MEMBERSHIPS} FROM threads_cardproposal c
WHERE c.by_id IN {MY_MEMBERSHIPS} OR c.post_id IN (SELECT id FROM threads_post WHERE {WRITTEN_BY_ME}) ORDER BY 1"""  # noqa: S608  # constants of the models


def _question_columns() -> dict[str, str]:
    return {"at": _("When"), "what": _("What"), "answer": _("Answer")}


def _questions(seat: Seat) -> list[Row]:
    """Return what the member asked others, and was asked, about making a card of a reply."""
    answers = {"": _("none yet"), "yes": _("yes"), "no": _("no, thank you")}
    asked, by_me = _("You were asked to make a card of a reply"), _("You asked for a card of a reply")
    found = seat.read(_Question, _QUESTIONS)
    return [{"at": one.at, "what": by_me if one.by_me else asked, "answer": answers[one.answer]} for one in found]


def _earlier_columns() -> dict[str, str]:
    return {"at": _("Until"), "body": _("It said")}


def _earlier(seat: Seat) -> list[Row]:
    return [{**row} for row in seat.glance(Revision).filter(member_id=seat.me).order_by("at").values("at", "body")]


def _sign_columns() -> dict[str, str]:
    return {"at": _("When"), "what": _("What")}


_SIGNS = f"""
SELECT w.at, w.nod::text FROM threads_witness w
JOIN groups_membership m ON m.id = w.membership_id WHERE m.member_id = {ME}
UNION ALL
SELECT h.at, '' FROM threads_heard h ORDER BY 1"""  # noqa: S608  # a constant of the kernel


def _signs(seat: Seat) -> list[Row]:
    """Return the member's nods, and when somebody felt heard. Which of the two felt it is nobody's column to read."""
    heard = _("“This helped me feel heard”, said by you, or to you")
    return [{"at": one.at, "what": str(Nod(one.what).label) if one.what else heard} for one in seat.read(_Sign, _SIGNS)]


def _forget(seat: Seat, how: str) -> None:
    seat.read(_Gone, "SELECT threads_forget_me(%s)", how)

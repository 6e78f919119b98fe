"""How much of each group's news somebody wants: here, and outside.

Groups stand above this slice: they register which ones a seat is in, and how they are called.
"""

from collections.abc import Callable, Mapping, Sequence
from uuid import UUID, uuid4

from django.utils.translation import gettext as _

from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Unseen
from hearten.notices.kinds import Kind
from hearten.notices.models import GroupChoice

What = GroupChoice.What
MINE = "mine"  # what holds where nothing was chosen: no row says it
OFFERED = (What.ALL.value, MINE, What.HERE.value, What.NOTHING.value)
Knows = Callable[[Seat], Sequence[tuple[UUID, str]]]

_knows: list[Knows] = []


def who_knows_groups(function: Knows) -> Knows:
    """Have `function(seat)` say which groups a seat is in, with their titles; called where a slice is made ready."""
    _knows[:] = [function]
    return function


def groups_of(seat: Seat) -> Sequence[tuple[UUID, str]]:
    """Return id and title of the groups that the seat is in."""
    return _knows[0](seat) if _knows else []


def title_of(seat: Seat, group_id: UUID) -> str:
    """Return the title of a group that the seat is in. Raises Unseen for any other."""
    title = dict(groups_of(seat)).get(group_id)
    if title is None:
        raise Unseen
    return title


def said(what: str) -> tuple[str, str]:
    """Return a choice as a label, and what it means."""
    if what == MINE:
        return _("What concerns me"), _("Such as replies to you, and meetings that you keep a place in.")
    more = {
        What.ALL: _("You also hear when somebody begins a conversation."),
        What.HERE: _("It stands under “What’s new”. No letter and no device tells you, even where it is urgent."),
        What.NOTHING: _("You are told of no replies and no conversations. You still hear here what others wait for you "
                        "to answer, what changes about your place in the group, and decisions about your words."),
    }  # fmt: skip
    return str(What(what).label), more[What(what)]


def choices_of(seat: Seat) -> Mapping[UUID, str]:
    """Return what somebody chose, by group; of a group that is not in it, MINE holds."""
    return dict(seat.glance(GroupChoice).filter(member_id=seat.me).values_list("group_id", "what"))


def choose(seat: Seat, group_id: UUID, what: str) -> None:
    """Keep how much of a group's news somebody wants from now on. MINE needs no row."""
    seat.one_at_a_time(f"news of a group {seat.me}")
    mine = seat.glance(GroupChoice).filter(member_id=seat.me, group_id=group_id)
    if what == MINE:
        mine.delete()
    elif not mine.update(what=what):
        GroupChoice(id=uuid4(), member_id=seat.me, group_id=group_id, what=what).save(force_insert=True)


def stays_here(kind: Kind, what: str) -> bool:
    """Whether a notice is told on these pages alone, by what its member chose for its group ("": nothing).

    What is about somebody whom one looks after never is.
    """
    return not kind.duty and what in (What.HERE, What.NOTHING)

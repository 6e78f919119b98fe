"""Private words of a room: what can be reported, and what is read for danger. They are sealed: see 0061."""

from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hearten.kernel.pages import safe_html, url
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Unseen
from hearten.kernel.words import render
from hearten.meetings.models import Word
from hearten.meetings.room.moderated import name_of
from hearten.moderation.items import Item, Shown, register
from hearten.safety import sources

KIND = "word"


def _find_word(seat: Seat, word_id: UUID) -> Shown:
    word = seat.find(Word, word_id)
    mine = word.author_id == seat.me
    name = name_of(seat, word.membership_id)
    return Shown(
        word.id, word.group_id, _html(word), name, mine, within=word.meeting_id, place=_("A meeting, in private")
    )


def _html(word: Word) -> str:
    return render(word.body) if word.body else ""


def _attach(seat: Seat, word_id: UUID) -> str:
    """Return what was said privately around a word, as who reports it reads it: those who look cannot open it."""
    word = seat.find(Word, word_id)
    said = seat.glance(Word).filter(meeting_id=word.meeting_id, place_id=word.place_id, side_id=word.side_id)
    lines = [f"{name_of(seat, one.membership_id)}: {one.body or ''}" for one in said.order_by("at")]
    return "\n\n".join(lines)


def _word_changed(shown: Shown) -> None:
    """Nobody is woken: the next look at the room shows it."""


def _word_to_helper(seat: Seat, word_id: UUID) -> sources.Shown | None:
    """Return a private word for who looks after a concern, or None for whoever could not read it in the room."""
    try:
        word = seat.find(Word, word_id)
    except Unseen:
        return None
    return sources.Shown(name_of(seat, word.membership_id), word.body or "", safe_html(_html(word)), word.at)


def ready() -> None:
    """Make private words known to moderation and to safety."""
    register(
        Item(
            kind=KIND,
            named=gettext_lazy("a private word in a meeting"),
            find=_find_word,
            url=lambda word: url("meetings:word", word),
            changed=_word_changed,
            attach=_attach,
        )
    )
    sources.register(
        sources.Source(
            KIND,
            lambda seat, word_id: seat.find(Word, word_id).body or "",
            _word_to_helper,
            lambda word: url("meetings:word", word),
            among_people=True,
        )
    )

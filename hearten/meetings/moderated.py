"""Lines and private words of a room: what can be reported, and what is read for danger."""

from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hearten.groups.models import Membership
from hearten.kernel import live
from hearten.kernel.pages import safe_html, url
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Unseen
from hearten.kernel.words import render
from hearten.meetings.models import Line, Word
from hearten.moderation.items import Item, Shown, register
from hearten.safety import sources

KIND, WORD = "line", "word"


def _place_name(seat: Seat, place: UUID) -> str:
    found = seat.glance(Membership).filter(pk=place).values_list("name", flat=True).first()
    return found or _("Somebody")


def _find(seat: Seat, line_id: UUID) -> Shown:
    line = seat.find(Line, line_id)
    mine = seat.glance(Membership).filter(pk=line.membership_id, member_id=seat.me).exists()
    name = _place_name(seat, line.membership_id)
    return Shown(line.id, line.group_id, line.html, name, mine, within=line.meeting_id, place=_("A meeting"))


def _changed(shown: Shown) -> None:
    if shown.within is not None:
        live.announce("meeting", shown.within, "line", shown.item, group=shown.group_id)


def _shown_to_helper(seat: Seat, line_id: UUID) -> sources.Shown | None:
    """Return a line for who looks after a concern, or None for whoever was not in the room when it was written."""
    try:
        line = seat.find(Line, line_id)
    except Unseen:
        return None
    return sources.Shown(_place_name(seat, line.membership_id), line.body, safe_html(line.html), line.at)


def _find_word(seat: Seat, word_id: UUID) -> Shown:
    word = seat.find(Word, word_id)
    mine = word.author_id == seat.me
    name = _place_name(seat, word.membership_id)
    return Shown(
        word.id, word.group_id, _html(word), name, mine, within=word.meeting_id, place=_("A meeting, in private")
    )


def _html(word: Word) -> str:
    return render(word.body) if word.body else ""


def _attach(seat: Seat, word_id: UUID) -> str:
    """Return what was said privately around a word, as who reports it reads it: those who look cannot open it."""
    word = seat.find(Word, word_id)
    said = seat.glance(Word).filter(meeting_id=word.meeting_id, place_id=word.place_id, side_id=word.side_id)
    lines = [f"{_place_name(seat, one.membership_id)}: {one.body or ''}" for one in said.order_by("at")]
    return "\n\n".join(lines)


def _word_changed(shown: Shown) -> None:
    """Nobody is woken: the next look at the room shows it."""


def _word_to_helper(seat: Seat, word_id: UUID) -> sources.Shown | None:
    """Return a private word for who looks after a concern, or None for whoever could not read it in the room."""
    try:
        word = seat.find(Word, word_id)
    except Unseen:
        return None
    return sources.Shown(_place_name(seat, word.membership_id), word.body or "", safe_html(_html(word)), word.at)


def _words_ready() -> None:
    register(
        Item(
            kind=WORD,
            named=gettext_lazy("a private word in a meeting"),
            find=_find_word,
            url=lambda word: url("meetings:word", word),
            changed=_word_changed,
            attach=_attach,
        )
    )
    sources.register(
        sources.Source(
            WORD,
            lambda seat, word_id: seat.find(Word, word_id).body or "",
            _word_to_helper,
            lambda word: url("meetings:word", word),
            among_people=True,
        )
    )


def ready() -> None:
    """Make lines and private words known to moderation and to safety."""
    _words_ready()
    register(
        Item(
            kind=KIND,
            named=gettext_lazy("something written in a meeting"),
            find=_find,
            url=lambda line: url("meetings:line", line),
            changed=_changed,
        )
    )
    sources.register(
        sources.Source(
            KIND,
            lambda seat, line_id: seat.find(Line, line_id).body,
            _shown_to_helper,
            lambda line: url("meetings:line", line),
            among_people=True,
        )
    )

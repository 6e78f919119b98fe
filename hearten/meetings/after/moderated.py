"""What follows a meeting, and a meeting itself, as moderation and safety see them."""

from uuid import UUID

from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hearten.groups.models import Membership
from hearten.kernel.pages import moment_text, safe_html, url
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Unseen
from hearten.meetings.after import reading as reading_after
from hearten.meetings.models import Afterword, Meeting
from hearten.moderation.items import Item, Shown, register
from hearten.safety import sources

WORD, MEETING = "afterword", "meeting"


def _who(seat: Seat, membership_id: UUID | None) -> tuple[str, bool]:
    """Return somebody's name in the group, and whether it is the seat itself."""
    found = seat.glance(Membership).filter(pk=membership_id).first() if membership_id else None
    return (found.name if found else "") or _("Somebody"), found is not None and found.member_id == seat.me


def _word(seat: Seat, word_id: UUID) -> Shown:
    word = seat.find(Afterword, word_id)
    name, mine = _who(seat, word.membership_id)
    return Shown(word.id, word.group_id, word.html, name, mine, within=word.meeting_id, place=_("After a meeting"))


def _meeting(seat: Seat, meeting_id: UUID) -> Shown:
    """Return a meeting as something to report: when it was, and who led it, whom the report is about."""
    found = seat.find(Meeting, meeting_id)
    name, mine = _who(seat, reading_after.who_led(seat, found.id))
    html = f"<p>{escape(found.title)}, {escape(moment_text(found.starts_at))}</p>"
    group = None if found.host_id else found.group_id
    return Shown(found.id, group, html, name, mine, place=_("A meeting"))


def _shown_to_helper(seat: Seat, word_id: UUID) -> sources.Shown | None:
    """Return the words for who looks after a concern, or None for whoever was not in the meeting."""
    try:
        word = seat.find(Afterword, word_id)
    except Unseen:
        return None
    return sources.Shown(_who(seat, word.membership_id)[0], word.body, safe_html(word.html), word.at)


def ready() -> None:
    """Make both known to moderation, and what people say on to safety."""
    register(
        Item(
            kind=WORD,
            named=gettext_lazy("something said after a meeting"),
            find=_word,
            url=lambda word: url("meetings:afterword", word),
            changed=lambda shown: None,
            attach=lambda seat, word: seat.find(Afterword, word).body,
        )
    )
    register(
        Item(
            kind=MEETING,
            named=gettext_lazy("a meeting, and how it was led"),
            find=_meeting,
            url=lambda meeting: url("meetings:meeting", meeting),
            changed=lambda shown: None,
            words_stay=True,
        )
    )
    sources.register(
        sources.Source(
            WORD,
            lambda seat, word: seat.find(Afterword, word).body,
            _shown_to_helper,
            lambda word: url("meetings:afterword", word),
        )
    )

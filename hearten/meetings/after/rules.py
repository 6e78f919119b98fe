"""Until when people may say something on after a meeting, and which words name somebody. The database says it too."""

import re
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from hearten.kernel.pages import url
from hearten.kernel.verdict import Verdict, no, unseen, yes
from hearten.meetings.after.reading import After
from hearten.meetings.models import Incident, Log, Meeting

FOLLOWS_UP = timedelta(hours=72)
LOG_OPEN = timedelta(days=7)
SEEN_TO_WITHIN = timedelta(hours=24)


def until(after: After) -> datetime | None:
    """Return until when people may say something on, or None while the room runs."""
    return after.ended_at + FOLLOWS_UP if after.ended_at else None


def in_time(after: After, moment: datetime) -> bool:
    """Whether the days after a meeting are not over."""
    end = until(after)
    return end is None or moment < end


def may_see(after: After) -> Verdict:
    """Judge the page after a meeting: for whoever was there, also somebody who was sent out."""
    return yes if after.attended else unseen


def may_follow_up(after: After, meeting: Meeting, moment: datetime) -> Verdict:
    """Judge saying something on: whoever was let in, until 72 hours after the end."""
    if not after.inside:
        return unseen
    if in_time(after, moment):
        return yes
    return no(_("The three days for this are over. What was said stays here for a while."), *_back(meeting))


def may_feed_back(after: After, meeting: Meeting, moment: datetime) -> Verdict:
    """Judge saying how it was: once the room ended or one left it, until 72 hours after the end."""
    if not after.attended:
        return unseen
    if after.ended_at is None and not after.left:
        return no(_("The meeting still runs for you. Say how it was when you are out of the room."), *_back(meeting))
    if in_time(after, moment):
        return yes
    return no(_("The three days for this are over. You can still write to who leads the group."), *_back(meeting))


def may_change_log(log: Log | None, moment: datetime) -> Verdict:
    """Judge writing one's log: a new one, or one's own within 7 days."""
    if log is None or moment < log.at + LOG_OPEN:
        return yes
    return no(_("The seven days for changing this log are over. It stays as it is."))


def may_see_to(incident: Incident, me: object) -> Verdict:
    """Judge saying that a note was followed up: anybody who leads, except the person it is about."""
    if incident.about_id is not None and incident.about_id == me:
        return no(_("This note is about you. Somebody else who leads says when it was followed up."))
    return yes


def named_in(text: str, names: Iterable[str]) -> str:
    """Return the first of these names that stands in a text as a whole word, however it is written; "" for none."""
    for name in sorted(names, key=len, reverse=True):
        found = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE) if name else None
        if found:
            return found.group()
    return ""


def without_names(text: str, names: Iterable[str]) -> Verdict:
    """Judge words that have to stand without anybody's name."""
    named = named_in(text, names)
    if not named:
        return yes
    return no(
        _("“%(word)s” is somebody’s name here. Write it without the name, or with another word, then send it again.")
        % {"word": named}
    )


def _back(meeting: Meeting) -> tuple[str, str]:
    return url("meetings:after", meeting.id), _("Back")

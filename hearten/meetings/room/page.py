"""The page of a room, and the part of it that is one person's own: what every view of the room answers with."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from hearten.groups.standing import Place, place_or_unseen
from hearten.kernel.clock import now
from hearten.kernel.headers import WITH_CAMERA_AND_MICROPHONE
from hearten.kernel.pages import fragment, show
from hearten.kernel.seat import Seat
from hearten.kernel.sending import fresh_client_id
from hearten.kernel.verdict import Refused, Unseen
from hearten.meetings.engine.commands import Command
from hearten.meetings.engine.state import CAPTIONS
from hearten.meetings.formats.shipped import moves, tools
from hearten.meetings.models import Medium, Meeting, Role, Wish
from hearten.meetings.room import reading as reading_room
from hearten.meetings.room import store
from hearten.meetings.room.actions.play import give
from hearten.meetings.room.fragments import Shown, line_html, stage_html, taken_apart
from hearten.meetings.room.mine import Mine, mine
from hearten.meetings.room.reading_care import care
from hearten.meetings.schedule import saying
from hearten.safety.actions import last_calls
from hearten.safety.beside import own_country
from hearten.safety.first_look import wake
from hearten.safety.lines import country_for
from hearten.safety.rules import ON_TOP, shown_lines


def found(seat: Seat, meeting_id: UUID) -> tuple[Meeting, Place]:
    """Return a meeting and this seat's place in its group. Raises Unseen."""
    meeting = seat.find(Meeting, meeting_id)
    return meeting, place_or_unseen(seat, meeting.group_id)


def inside(meeting_id: UUID, place: Place) -> tuple[Shown, Mine] | None:
    """Return the room and what is this person's own in it, for whoever was let in and did not go."""
    kept = store.shown(meeting_id)
    shown = taken_apart(kept) if kept else None
    person = shown.state.people.get(str(place.membership_id)) if shown else None
    if shown is None or person is None or (not person.here and person.lost_at is None):
        return None
    return shown, mine(shown, person.id)


def present(meeting_id: UUID, place: Place) -> tuple[Shown, Mine] | None:
    """Return the same for somebody who does something in the room: whoever does is here, also where a stream was lost.

    A page that was just opened has its buttons before it has its stream; what is pressed meanwhile counts. Where they
    cannot come in any more, what they do says so itself, and keeps their words.
    """
    here = inside(meeting_id, place)
    if here is None or here[1].here or here[0].state.phase == "ended":
        return here
    try:
        give(meeting_id, Command("arrive", str(place.membership_id), value={"way": here[1].way}))
    except Refused:
        return here
    return inside(meeting_id, place) or here


def inside_or_unseen(meeting_id: UUID, place: Place) -> tuple[Shown, Mine]:
    """Return the same. Raises Unseen for everybody else."""
    here = inside(meeting_id, place)
    if here is None:
        raise Unseen
    return here


def page(
    request: HttpRequest,
    seat: Seat,
    meeting: Meeting,
    shown: Shown,
    own: Mine,
    given: Any = None,
    errors: Any = None,
    status: int = 200,
) -> HttpResponse:
    """Answer with the whole room. `given` and `errors` are of the form that needs another look: its words stay."""
    wake()
    since = reading_room.live_number(seat, meeting.id)
    answer = show(
        request,
        "meetings/room.html",
        status=status,
        meeting=meeting,
        shown=shown,
        since=since,
        stage=stage_html(shown),
        lines=[line_html(one) for one in reading_room.lines(seat, meeting.id)],
        given=given or {},
        errors=errors or {},
        fresh=fresh_client_id,
        media=loudest(meeting),
        help=help_here(seat),
        **own_values(seat, meeting, shown, own),
    )
    return with_sound(meeting, answer)


def with_sound(meeting: Meeting, answer: HttpResponse) -> HttpResponse:
    """Let this page ask for camera and microphone, where the meeting has sound."""
    if loudest(meeting):
        answer.headers["Permissions-Policy"] = WITH_CAMERA_AND_MICROPHONE
    return answer


def loudest(meeting: Meeting) -> str:
    """Return the most that this meeting offers where sound and video are set up: video, audio, or nothing."""
    offered = [way for way in (Medium.VIDEO, Medium.AUDIO) if way in meeting.media]
    return str(offered[0]) if offered and settings.HEARTEN_JANUS_URL else ""


def help_here(seat: Seat) -> dict[str, Any]:
    """Return the crisis lines of this person's country, so that nobody has to leave the room to find them."""
    country = country_for("", own_country(seat))
    lines = shown_lines(country, last_calls(seat), now().date())[:ON_TOP] if country else []
    return {"country": country, "lines": lines}


def own_html(seat: Seat, meeting: Meeting, place: Place) -> HttpResponse:
    """Answer with what is this person's own, for a page whose room changed. Raises Unseen."""
    values = own_values(seat, meeting, *inside_or_unseen(meeting.id, place))
    parts = ["meetings/_mine.html"] if meeting.host_id else ["meetings/_mine.html", "meetings/_care.html"]
    return HttpResponse("".join(fragment(part, **values) for part in parts))


def own_values(seat: Seat, meeting: Meeting, shown: Shown, own: Mine) -> dict[str, Any]:
    """Return what `_mine.html` and `_care.html` are made from. In a session of two all is private anyway."""
    all_tools = tools() if own.leads else {}
    return {
        "meeting_id": meeting.id,
        "for_two": meeting.host_id is not None,
        "own": own,
        "part": shown.part,
        "roles": Role.choices,
        "why": saying.why,
        "tools": [all_tools[name] for name in shown.part.get("tools", []) if name in all_tools],
        "moves": moves() if own.leads else [],
        "care": None if meeting.host_id else care(seat, shown, own.me),
        "wishes": Wish.choices,
        "captions": CAPTIONS in shown.state.people[own.me].duties,
        "over": shown.state.phase == "ended",
    }

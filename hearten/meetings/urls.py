"""Addresses of live meetings. What who leads a group plans is under `/groups/<id>/lead/`; a meeting has its own."""

from django.urls import URLPattern, path

from hearten.meetings import views as meeting
from hearten.meetings.after.views import attended, log, recap
from hearten.meetings.after.views import share as after
from hearten.meetings.for_two.views import hours
from hearten.meetings.for_two.views import session as for_two
from hearten.meetings.formats import views as formats
from hearten.meetings.room.views import care, leading, room
from hearten.meetings.schedule.views import feed, group, mine, series

app_name = "meetings"
_GROUP = "groups/<uuid:group_id>"
_MEETING = "meetings/<uuid:meeting_id>"
_ROOM = f"{_MEETING}/room"
_SIDE = "meetings/side/<uuid:side_id>"

_FORMATS = [
    path(f"{_GROUP}/lead/formats/", formats.formats, name="formats"),
    path(f"{_GROUP}/lead/formats/versions/<uuid:version_id>/", formats.version, name="format_version"),
    path(f"{_GROUP}/lead/formats/versions/<uuid:version_id>/return/", formats.back, name="format_back"),
    path(f"{_GROUP}/lead/formats/<slug:name>/", formats.edit, name="format"),
    path(f"{_GROUP}/lead/formats/<slug:name>/preview/", formats.preview, name="format_preview"),
    path(f"{_GROUP}/lead/formats/<slug:name>/parts/", formats.parts, name="format_parts"),
]

_SCHEDULE = [
    path(f"{_GROUP}/meetings/", group.listed, name="list"),
    path(f"{_GROUP}/lead/meetings/new/", group.announce, name="announce"),
    path(f"{_MEETING}/", meeting.meeting, name="meeting"),
    path(f"{_MEETING}/place/", meeting.keep, name="keep"),
    path(f"{_MEETING}/place/end/", meeting.give_up, name="give_up"),
    path(f"{_MEETING}/meeting.ics", feed.one, name="one"),
    path(f"{_MEETING}/time/", leading.move, name="move"),
    path(f"{_MEETING}/places/", leading.places, name="places"),
    path(f"{_MEETING}/call-off/", leading.call_off, name="call_off"),
    path(f"{_MEETING}/duties/", leading.duties, name="duties"),
    path(f"{_MEETING}/beside/", leading.beside, name="beside"),
    path("duties/<uuid:duty_id>/end/", leading.end_duty, name="end_duty"),
    path("series/<uuid:series_id>/", series.series, name="series"),
    path("series/<uuid:series_id>/end/", series.end, name="end_series"),
    path("meetings/news/<uuid:about>/", meeting.news, name="news"),
]

_ROOMS = [
    path(f"{_ROOM}/", room.room, name="room"),
    path(f"{_ROOM}/arrival/", room.arrival, name="arrival"),
    path(f"{_ROOM}/commands/<slug:what>/", room.command, name="command"),
    path(f"{_ROOM}/own/", room.own, name="own"),
    path(f"{_ROOM}/lines/", room.lines, name="lines"),
    path("meetings/lines/<uuid:line_id>/", room.line, name="line"),
]

_CARE = [
    path(f"{_ROOM}/words/", care.words, name="words"),
    path(f"{_ROOM}/captions/", care.captions, name="captions"),
    path(f"{_ROOM}/side/", care.offer, name="offer_side"),
    path(f"{_SIDE}/", care.side, name="side"),
    path(f"{_SIDE}/own/", care.side_own, name="side_own"),
    path(f"{_SIDE}/answer/", care.side_answer, name="side_answer"),
    path(f"{_SIDE}/words/", care.side_words, name="side_words"),
    path(f"{_SIDE}/end/", care.side_end, name="side_end"),
    path("meetings/words/<uuid:word_id>/", care.word, name="word"),
]

_AFTER = [
    path(f"{_MEETING}/after/", after.after, name="after"),
    path(f"{_MEETING}/after/feedback/", after.feedback, name="feedback"),
    path(f"{_MEETING}/after/words/", after.words, name="words_after"),
    path(f"{_MEETING}/after/how-are-you/", after.how_are_you, name="how_are_you"),
    path("meetings/afterwords/<uuid:word_id>/", after.afterword, name="afterword"),
    path("meetings/afterwords/<uuid:word_id>/done/", after.done, name="afterword_done"),
    path("meetings/afterwords/<uuid:word_id>/removal/", after.removal, name="afterword_removal"),
    path("meetings/after/news/<uuid:about>/", after.news, name="after_news"),
    path("meetings/passages/<uuid:passage_id>/answer/", recap.answer, name="passage_answer"),
    path("meetings/passages/<uuid:passage_id>/removal/", recap.removal, name="passage_removal"),
    path(f"{_MEETING}/recap/", recap.recap, name="recap"),
    path(f"{_MEETING}/recap/out/", recap.out, name="recap_out"),
    path(f"{_MEETING}/log/", log.log, name="log"),
    path(f"{_MEETING}/log/incidents/", log.incidents, name="incidents"),
    path("meetings/incidents/<uuid:incident_id>/followed-up/", log.followed_up, name="followed_up"),
    path(f"{_MEETING}/log/attendance/", log.attendance, name="confirm"),
]

_FOR_TWO = [
    path(f"{_GROUP}/sessions/", for_two.sessions, name="sessions"),
    path(f"{_GROUP}/sessions/hours/", hours.hours, name="hours"),
    path("hours/<uuid:hours_id>/end/", hours.end, name="end_hours"),
    path("hours/<uuid:hours_id>/times/<slug:stamp>/", for_two.book, name="book"),
    path(f"{_MEETING}/session/call-off/", for_two.call_off, name="call_off_session"),
    path("meetings/beforehand/<uuid:said_id>/", for_two.beforehand, name="beforehand"),
]

_MINE = [
    path("you/meetings/", attended.attended, name="attended"),
    path("you/meetings/letter/", attended.letter, name="letter"),
    path("you/calendar/", mine.calendar, name="calendar"),
    path("you/calendar/address/", mine.address, name="address"),
    path("you/calendar/address/end/", mine.end_address, name="end_address"),
    path("calendar/<str:token>.ics", feed.feed, name="feed"),
]

urlpatterns: list[URLPattern] = [*_FORMATS, *_SCHEDULE, *_ROOMS, *_CARE, *_AFTER, *_FOR_TWO, *_MINE]

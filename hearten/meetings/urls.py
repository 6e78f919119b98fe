"""Addresses of live meetings. What who leads a group plans is under `/groups/<id>/lead/`; a meeting has its own."""

from django.urls import URLPattern, path

from hearten.meetings.views import feed, for_two, formats, group, hours, leading, meeting, mine, room, series

app_name = "meetings"
_GROUP = "groups/<uuid:group_id>"
_MEETING = "meetings/<uuid:meeting_id>"
_ROOM = f"{_MEETING}/room"

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

_FOR_TWO = [
    path(f"{_GROUP}/sessions/", for_two.sessions, name="sessions"),
    path(f"{_GROUP}/sessions/hours/", hours.hours, name="hours"),
    path("hours/<uuid:hours_id>/end/", hours.end, name="end_hours"),
    path("hours/<uuid:hours_id>/times/<slug:stamp>/", for_two.book, name="book"),
    path(f"{_MEETING}/session/call-off/", for_two.call_off, name="call_off_session"),
    path("meetings/beforehand/<uuid:said_id>/", for_two.beforehand, name="beforehand"),
]

_MINE = [
    path("you/calendar/", mine.calendar, name="calendar"),
    path("you/calendar/address/", mine.address, name="address"),
    path("you/calendar/address/end/", mine.end_address, name="end_address"),
    path("calendar/<str:token>.ics", feed.feed, name="feed"),
]

urlpatterns: list[URLPattern] = [*_FORMATS, *_SCHEDULE, *_ROOMS, *_FOR_TWO, *_MINE]

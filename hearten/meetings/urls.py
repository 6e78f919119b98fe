"""Addresses of live meetings."""

from django.urls import URLPattern, path

from hearten.meetings.views import formats, room

app_name = "meetings"
_GROUP = "groups/<uuid:group_id>"
_ROOM = "meetings/<uuid:meeting_id>/room"

_FORMATS = [
    path(f"{_GROUP}/lead/formats/", formats.formats, name="formats"),
    path(f"{_GROUP}/lead/formats/versions/<uuid:version_id>/", formats.version, name="format_version"),
    path(f"{_GROUP}/lead/formats/versions/<uuid:version_id>/return/", formats.back, name="format_back"),
    path(f"{_GROUP}/lead/formats/<slug:name>/", formats.edit, name="format"),
    path(f"{_GROUP}/lead/formats/<slug:name>/preview/", formats.preview, name="format_preview"),
    path(f"{_GROUP}/lead/formats/<slug:name>/parts/", formats.parts, name="format_parts"),
]

_ROOMS = [
    path(f"{_ROOM}/", room.room, name="room"),
    path(f"{_ROOM}/arrival/", room.arrival, name="arrival"),
    path(f"{_ROOM}/commands/<slug:what>/", room.command, name="command"),
    path(f"{_ROOM}/own/", room.own, name="own"),
    path(f"{_ROOM}/lines/", room.lines, name="lines"),
    path("meetings/lines/<uuid:line_id>/", room.line, name="line"),
]

urlpatterns: list[URLPattern] = [*_FORMATS, *_ROOMS]

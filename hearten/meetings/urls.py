"""Addresses of live meetings."""

from django.urls import URLPattern, path

from hearten.meetings.views import room

app_name = "meetings"
_ROOM = "meetings/<uuid:meeting_id>/room"
urlpatterns: list[URLPattern] = [
    path("meetings/<uuid:meeting_id>/", room.room, name="meeting"),
    path(f"{_ROOM}/", room.room, name="room"),
    path(f"{_ROOM}/arrival/", room.arrival, name="arrival"),
    path(f"{_ROOM}/commands/<slug:what>/", room.command, name="command"),
    path(f"{_ROOM}/own/", room.own, name="own"),
    path(f"{_ROOM}/lines/", room.lines, name="lines"),
    path("meetings/lines/<uuid:line_id>/", room.line, name="line"),
]

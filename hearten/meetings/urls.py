"""Addresses of live meetings. What who leads a group plans is under `/groups/<id>/lead/`; a meeting has its own."""

from django.urls import path

from hearten.meetings.views import feed, group, leading, meeting, mine, series

app_name = "meetings"
urlpatterns = [
    path("groups/<uuid:group_id>/meetings/", group.listed, name="list"),
    path("groups/<uuid:group_id>/lead/meetings/new/", group.announce, name="announce"),
    path("meetings/<uuid:meeting_id>/", meeting.meeting, name="meeting"),
    path("meetings/<uuid:meeting_id>/place/", meeting.keep, name="keep"),
    path("meetings/<uuid:meeting_id>/place/end/", meeting.give_up, name="give_up"),
    path("meetings/<uuid:meeting_id>/meeting.ics", feed.one, name="one"),
    path("meetings/<uuid:meeting_id>/time/", leading.move, name="move"),
    path("meetings/<uuid:meeting_id>/call-off/", leading.call_off, name="call_off"),
    path("meetings/<uuid:meeting_id>/duties/", leading.duties, name="duties"),
    path("meetings/<uuid:meeting_id>/beside/", leading.beside, name="beside"),
    path("duties/<uuid:duty_id>/end/", leading.end_duty, name="end_duty"),
    path("series/<uuid:series_id>/", series.series, name="series"),
    path("series/<uuid:series_id>/end/", series.end, name="end_series"),
    path("meetings/news/<uuid:about>/", meeting.news, name="news"),
    path("you/calendar/", mine.calendar, name="calendar"),
    path("you/calendar/address/", mine.address, name="address"),
    path("you/calendar/address/end/", mine.end_address, name="end_address"),
    path("calendar/<str:token>.ics", feed.feed, name="feed"),
]

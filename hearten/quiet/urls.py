"""Addresses of quiet rooms."""

from django.urls import path

from hearten.quiet import views

app_name = "quiet"

urlpatterns = [
    path("quiet/", views.rooms, name="rooms"),
    path("groups/<uuid:group_id>/quiet/", views.room, name="room"),
    path("groups/<uuid:group_id>/quiet/here/", views.here, name="here"),
    path("groups/<uuid:group_id>/quiet/end/", views.end, name="end"),
]

"""Addresses. A person is named by their membership of one group, never by anything that spans groups."""

from django.urls import path

from hearten.messages import talk_views, views

app_name = "messages"
urlpatterns = [
    path("you/private-contact/", views.contact, name="contact"),
    path("people/<uuid:place_id>/message/", views.ask, name="ask"),
    path("messages/", views.listed, name="list"),
    path("messages/<uuid:talk_id>/", talk_views.talk, name="talk"),
    path("messages/<uuid:talk_id>/messages/", talk_views.send, name="send"),
    path("messages/<uuid:talk_id>/answer/", talk_views.answer, name="answer"),
    path("messages/<uuid:talk_id>/end/", talk_views.end, name="end"),
]

"""Addresses of the coach."""

from django.urls import path

from hearten.coach import views

app_name = "coach"
urlpatterns = [
    path("coach/", views.about, name="about"),
    path("practice/", views.practice, name="practice"),
    path("practice/<slug:key>/", views.room, name="room"),
    path("practice/<slug:key>/feedback/", views.try_it, name="try"),
]

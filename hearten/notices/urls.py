"""Addresses."""

from django.urls import path

from hearten.notices import views

app_name = "notices"
urlpatterns = [
    path("news/", views.news, name="list"),
    path("news/read/", views.read_all, name="read_all"),
    path("news/<uuid:notice_id>/", views.go, name="go"),
]
